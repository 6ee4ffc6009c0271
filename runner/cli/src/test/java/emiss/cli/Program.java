package emiss.cli;

import emiss.app.Application;
import emiss.app.config.ConfigReader;
import emiss.app.config.RunConfig;
import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.app.run.RunOptions;
import emiss.app.run.Runner;
import emiss.results.Run;
import emiss.results.StudyResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The program as the tests use it: from the text of a configuration to its result, and from arguments to what is printed. */
final class Program {
    private static final Application APPLICATION = new Application();

    private Program() {}

    static RunConfig read(Path file) {
        try {
            return APPLICATION.instance(ConfigReader.class).read(file, notice -> {});
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    static Run run(Path file, int threads) {
        try (Parallel parallel = new Parallel(threads, Progress.SILENT)) {
            return APPLICATION
                    .instance(Runner.class)
                    .run(read(file), new RunOptions(threads, 1), parallel, Progress.SILENT, (study, soFar) -> {});
        }
    }

    /** Runs the studies of a configuration text on the Belle II data; each line is one study. */
    static List<StudyResult> belleII(Path directory, String... studies) {
        return run(write(directory, belleIIConfig(studies)), 2).studies();
    }

    static String belleIIConfig(String... studies) {
        StringBuilder text = new StringBuilder("experiments: [belle2-ita, belle2-hta]\nstudies:\n");
        for (String study : studies) {
            text.append("  - ").append(study).append('\n');
        }
        return text.toString();
    }

    static Path write(Path directory, String text) {
        try {
            return Files.writeString(directory.resolve("config.yaml"), text);
        } catch (IOException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }

    /** Begins a command that goes on until its thread is interrupted; what it prints is added to {@code out}. */
    static Thread begin(StringWriter out, String... arguments) {
        Thread thread = new Thread(() -> EmissCommand.commandLine(
                        APPLICATION::instance,
                        CharacterSet.UNICODE,
                        new PrintWriter(out),
                        new PrintWriter(new StringWriter()))
                .execute(arguments));
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    record Printed(int exitCode, String out, String err) {}

    static Printed execute(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = EmissCommand.commandLine(
                        APPLICATION::instance, CharacterSet.UNICODE, new PrintWriter(out), new PrintWriter(err))
                .execute(arguments);
        return new Printed(code, out.toString(), err.toString());
    }
}
