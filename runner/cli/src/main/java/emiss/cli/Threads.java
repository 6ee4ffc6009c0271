package emiss.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The check of {@code --threads}. */
final class Threads {
    private Threads() {}

    /** Refuses numbers of threads below 1. */
    static void check(int threads, CommandSpec command) {
        if (threads < 1) {
            throw new ParameterException(
                    command.commandLine(), "--threads is " + threads + ", expected a whole number >= 1");
        }
    }
}
