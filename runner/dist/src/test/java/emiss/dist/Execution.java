package emiss.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that ran to its end.
 *
 * @param exitCode its exit code
 * @param out what it printed
 * @param err what it complained about
 */
record Execution(int exitCode, String out, String err) {
    private static final int MINUTES = 3;

    /** Runs {@code command} in {@code directory}, in which its output is kept. */
    static Execution of(Path directory, List<String> command) {
        return of(directory, command, Map.of());
    }

    static Execution of(Path directory, List<String> command, Map<String, String> environment) {
        Path out = directory.resolve("stdout.txt");
        Path err = directory.resolve("stderr.txt");
        return finish(start(directory, command, environment, out, err), out, err);
    }

    static Process start(Path directory, List<String> command, Map<String, String> environment, Path out, Path err) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static Execution finish(Process process, Path out, Path err) {
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running after " + MINUTES + " minutes: " + process.info());
            }
            return new Execution(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a program ran", stopped);
        }
    }
}
