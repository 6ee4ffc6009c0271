package emiss.cli;

import emiss.app.run.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Where a command writes.
 *
 * @param spec the command
 */
record Console(CommandSpec spec) {
    /** What the command is asked for. */
    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** What is wrong, and what to know. */
    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** The characters that can be written. */
    CharacterSet letters() {
        return EmissCommand.letters(spec);
    }

    /** A line about how far the command has come, where there is a terminal. */
    Progress progress() {
        return ProgressLine.forTerminal(err(), letters());
    }

    /** Says that something cannot be written; the exit code. */
    int cannotWrite(IOException failure) {
        err().println("emiss: cannot write " + failure.getMessage());
        return ExitCode.NOT_WRITTEN;
    }

    /** Says that the command was called in a wrong way. */
    ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
