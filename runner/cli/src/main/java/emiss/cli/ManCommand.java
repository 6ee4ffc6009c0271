package emiss.cli;

import emiss.app.run.ProgramVersion;
import jakarta.inject.Inject;
import picocli.CommandLine.Command;

/** Prints the manual page. */
@Command(
        name = "man",
        description = "Print the manual page.",
        footer = {"%nTo read it: emiss man | man -l -"})
public final class ManCommand extends ConsoleCommand {
    /** Creates the command. */
    @Inject
    public ManCommand() {}

    @Override
    public Integer call() {
        console()
                .out()
                .print(ManualPage.of(
                        console().spec().root(), ProgramVersion.running().number()));
        console().out().flush();
        return ExitCode.DONE;
    }
}
