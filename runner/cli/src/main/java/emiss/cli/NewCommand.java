package emiss.cli;

import emiss.app.plugin.ApiVersion;
import emiss.app.plugin.Catalogue;
import emiss.app.scaffold.PluginName;
import emiss.app.scaffold.Scaffold;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Begins a plugin: writes a complete Maven project. */
@Command(
        name = "new",
        description = "Write the Maven project of a new plugin.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {NewCommand.ForScenario.class, NewCommand.ForExperiment.class})
public final class NewCommand {
    /** Creates the command. */
    @Inject
    public NewCommand() {}

    /** Begins a scenario. */
    @Command(name = "scenario", description = "Write the project of a scenario: new invisible particles.")
    static final class ForScenario extends ConsoleCommand {
        private enum State {
            SINGLE(Scaffold.Kind.SINGLE),
            PAIR(Scaffold.Kind.PAIR);

            private final Scaffold.Kind kind;

            State(Scaffold.Kind kind) {
                this.kind = kind;
            }

            /** The word on the command line. */
            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        private final Catalogue catalogue;

        @Mixin
        private final Target target = new Target();

        @Option(
                names = "--final-state",
                paramLabel = "STATE",
                description = "One invisible particle or a pair: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
        private State finalState = State.SINGLE;

        @Inject
        ForScenario(Catalogue catalogue) {
            this.catalogue = catalogue;
        }

        @Override
        public Integer call() {
            return target.write(finalState.kind, catalogue, console());
        }
    }

    /** Begins an experiment. */
    @Command(name = "experiment", description = "Write the project of an experiment: a data set.")
    static final class ForExperiment extends ConsoleCommand {
        private final Catalogue catalogue;

        @Mixin
        private final Target target = new Target();

        @Inject
        ForExperiment(Catalogue catalogue) {
            this.catalogue = catalogue;
        }

        @Override
        public Integer call() {
            return target.write(Scaffold.Kind.EXPERIMENT, catalogue, console());
        }
    }

    /** Name and place of the project. */
    private static final class Target {
        @Parameters(paramLabel = "NAME", description = "The id of the plugin: lower case, words joined by hyphens.")
        private String name = "";

        @Option(names = "--dir", paramLabel = "DIR", description = "The folder of the project (default: NAME).")
        private @Nullable Path directory;

        @Option(
                names = "--force",
                description = "Write into a folder that exists; files of the same names are replaced.")
        private boolean force;

        int write(Scaffold.Kind kind, Catalogue catalogue, Console console) {
            PluginName pluginName = checkedName(catalogue, console);
            Path folder = directory == null ? Path.of(pluginName.id()) : directory;
            if (Files.exists(folder) && !force) {
                throw console.wrong(folder + " exists; expected a new folder (--dir), or --force to write into it");
            }
            String version = ApiVersion.running()
                    .orElseThrow(
                            () -> new IllegalStateException("the module emiss.api of this program has no version"));
            try {
                new Scaffold(kind, pluginName, version).write(folder);
            } catch (IOException unwritable) {
                console.err().println("emiss: cannot write the project: " + unwritable);
                return ExitCode.NOT_WRITTEN;
            }
            console.out().println(folder + " is ready; its README.md says how to build, drop in and run it");
            return ExitCode.DONE;
        }

        private PluginName checkedName(Catalogue catalogue, Console console) {
            PluginName checked;
            try {
                checked = new PluginName(name);
            } catch (IllegalArgumentException wrong) {
                throw console.wrong(String.valueOf(wrong.getMessage()));
            }
            catalogue.plugins().stream()
                    .filter(plugin -> plugin.id().equals(name))
                    .findFirst()
                    .ifPresent(taken -> {
                        throw console.wrong("the name \"" + name + "\" is taken by a plugin of " + taken.origin()
                                + ", expected another one");
                    });
            return checked;
        }
    }
}
