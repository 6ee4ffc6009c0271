package emiss.cli;

import emiss.app.plugin.Catalogue;
import emiss.app.plugin.Plugin;
import emiss.data.FormFactorLibrary;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Parameters;

/** Prints a script that makes a shell complete commands, options, files and ids. */
@Command(
        name = "completion",
        description = "Print a script with which a shell completes the command line.",
        footer = {
            "%nFor bash, write it where completions are looked for:",
            "  emiss completion bash > ~/.local/share/bash-completion/completions/emiss",
            "For zsh, write it to a file and let ~/.zshrc source that file.",
            "Ids of plugins are those of today; print it again after adding one."
        })
public final class CompletionCommand extends ConsoleCommand {
    private enum Shell {
        BASH,
        ZSH;

        /** The word on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Catalogue catalogue;
    private final FormFactorLibrary formFactors;

    // only checked: one script serves both
    @Parameters(paramLabel = "SHELL", description = "The shell: ${COMPLETION-CANDIDATES}.")
    private Shell shell;

    /** Creates the command. */
    @Inject
    public CompletionCommand(Catalogue catalogue, FormFactorLibrary formFactors) {
        this.catalogue = catalogue;
        this.formFactors = formFactors;
    }

    @Override
    public Integer call() {
        CommandLine program = console().spec().root().commandLine();
        offer(program, "show", ids());
        offer(program, "list", List.of("scenarios", "experiments", "form-factors", "studies"));
        console().out().print(AutoComplete.bash(console().spec().root().name(), program));
        console().out().flush();
        return ExitCode.DONE;
    }

    private List<String> ids() {
        return Stream.concat(catalogue.plugins().stream().map(Plugin::id), formFactors.ids().stream())
                .toList();
    }

    /** Lets the parameter of a command be completed by {@code words}; nothing is parsed by this model any more. */
    private static void offer(CommandLine program, String command, List<String> words) {
        CommandSpec model = program.getSubcommands().get(command).getCommandSpec();
        PositionalParamSpec parameter = model.positionalParameters().get(0);
        model.remove(parameter);
        model.add(PositionalParamSpec.builder(parameter)
                .completionCandidates(words)
                .build());
    }
}
