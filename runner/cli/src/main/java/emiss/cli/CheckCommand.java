package emiss.cli;

import emiss.app.config.ConfigReader;
import emiss.app.config.RunConfig;
import emiss.app.plugin.Catalogue;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with a configuration, and runs nothing. */
@Command(name = "check", description = "Say everything that is wrong with a configuration; run nothing.")
public final class CheckCommand implements Callable<Integer> {
    private final ConfigReader reader;
    private final Catalogue catalogue;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The configuration, YAML or JSON.")
    private Path file;

    /** Creates the command. */
    @Inject
    public CheckCommand(ConfigReader reader, Catalogue catalogue) {
        this.reader = reader;
        this.catalogue = catalogue;
    }

    @Override
    public Integer call() throws IOException {
        catalogue.warnings().forEach(spec.commandLine().getErr()::println);
        RunConfig config = reader.read(file, spec.commandLine().getErr()::println);
        config.warnings().forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getOut().println(file + ": " + config.studies().size() + " studies, no problem found");
        return ExitCode.DONE;
    }
}
