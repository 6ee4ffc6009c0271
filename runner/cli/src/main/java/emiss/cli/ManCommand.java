package emiss.cli;

import emiss.app.run.ProgramVersion;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the manual page. */
@Command(
        name = "man",
        description = "Print the manual page.",
        footer = {"%nTo read it: emiss man | man -l -"})
public final class ManCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** Creates the command. */
    @Inject
    public ManCommand() {}

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .print(ManualPage.of(spec.root(), ProgramVersion.running().number()));
        spec.commandLine().getOut().flush();
        return ExitCode.DONE;
    }
}
