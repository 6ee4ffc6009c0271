package emiss.cli;

import emiss.api.experiment.DataFormatException;
import emiss.app.config.ConfigReader;
import emiss.app.config.RunConfig;
import emiss.report.compare.ComparisonText;
import emiss.report.compare.RunComparison;
import emiss.report.view.RunView;
import emiss.results.ResultsReader;
import emiss.results.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A run that is repeated from its own record.
 *
 * @param record what it found
 * @param file its {@code results.json}
 */
record Repetition(Run record, Path file) {
    private static final int LONGEST_START = 200;
    private static final Pattern RESULTS = Pattern.compile("\\s*\\{\\s*\"version\"\\s*:\\s*\"emiss-results/");

    /** Whether a file holds results, and no configuration. */
    static boolean isResults(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream content = Files.newInputStream(file)) {
            return RESULTS.matcher(new String(content.readNBytes(LONGEST_START), StandardCharsets.UTF_8))
                    .lookingAt();
        }
    }

    /** The repetition of what a file of results holds. */
    static Repetition of(Path file) {
        return new Repetition(new ResultsReader().read(file), file);
    }

    /** The configuration as the record has it; files that it names are sought where they were, or else beside the record. */
    RunConfig config(ConfigReader reader, Consumer<String> notices) {
        String text = record.config();
        if (text == null) {
            throw new DataFormatException(List.of(file
                    + ": these results do not hold their configuration, expected results of version 0.2 or later"));
        }
        return new RecordedConfig(text, record.configFile()).read(reader, file, notices);
    }

    /** Where the repetition goes unless it is said: beside the folder of the record. */
    Path directory() {
        Path folder = file.toAbsolutePath().normalize().getParent();
        Path name = folder == null ? null : folder.getFileName();
        return folder == null || name == null ? Path.of("repeated") : folder.resolveSibling(name + "-repeated");
    }

    /** Whether a folder is the one of the record, which would be lost. */
    boolean isIn(Path directory) throws IOException {
        return Files.isDirectory(directory)
                && Files.isSameFile(directory, file.toAbsolutePath().normalize().getParent());
    }

    /**
     * Says what differs from the record.
     *
     * @return whether all results are equal
     */
    boolean compare(Run repeated, PrintWriter out) {
        RunComparison comparison = RunComparison.of(RunView.of(record), RunView.of(repeated));
        out.println();
        out.println("Compared with " + file + ":");
        ComparisonText.lines(comparison).forEach(out::println);
        return comparison.hasEqualResults();
    }
}
