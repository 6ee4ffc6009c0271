package emiss.app;

import com.google.inject.Injector;
import emiss.app.config.ConfigReader;
import emiss.app.config.RunConfig;
import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.app.run.RunOptions;
import emiss.app.run.Runner;
import emiss.results.Run;
import emiss.results.StudyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The program as the tests use it: from the text of a configuration to its result. */
final class Program {
    private static final Injector INJECTOR = EmissModule.injector();

    private Program() {}

    /** A part of the application. */
    static <T> T instance(Class<T> type) {
        return INJECTOR.getInstance(type);
    }

    static RunConfig read(Path file) {
        try {
            return INJECTOR.getInstance(ConfigReader.class).read(file, notice -> {});
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    static Run run(Path file, int threads) {
        try (Parallel parallel = new Parallel(threads, Progress.SILENT)) {
            return INJECTOR.getInstance(Runner.class)
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
}
