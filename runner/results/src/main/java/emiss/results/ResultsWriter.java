package emiss.results;

import emiss.data.document.JsonPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code results.json} (format {@value #VERSION}) and one CSV file per study. */
public final class ResultsWriter {
    /** Version of the format of {@code results.json}. */
    public static final String VERSION = "emiss-results/1";

    /** Creates a writer. */
    public ResultsWriter() {}

    /** Writes the content of a file. */
    private interface Content {
        void writeTo(Writer writer) throws IOException;
    }

    /**
     * Writes a run into a directory, which is created if need be. Each file replaces an earlier one at once, so that a
     * reader never sees half of it.
     *
     * @param run the run
     * @param directory where to write
     * @throws IOException if a file cannot be written
     */
    public void write(Run run, Path directory) throws IOException {
        Files.createDirectories(directory);
        replace(directory.resolve("results.json"), writer -> JsonPrinter.print(tree(run), writer));
        for (StudyResult study : run.studies()) {
            Result result = study.result();
            if (result != null) {
                replace(
                        directory.resolve(study.id() + ".csv"),
                        writer -> writer.write(result.table().csv()));
            }
        }
    }

    private static void replace(Path file, Content content) throws IOException {
        Path temporary = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            try (Writer writer = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8)) {
                content.writeTo(writer);
            }
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException other) {
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * {@return the content of {@code results.json}}
     *
     * @param run the run
     */
    public String json(Run run) {
        StringBuilder text = new StringBuilder();
        try {
            JsonPrinter.print(tree(run), text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static Map<String, @Nullable Object> tree(Run run) {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("version", VERSION);
        root.put("program", Records.tree(run.program()));
        root.put("title", run.title());
        root.put("config", run.config());
        root.put("configHash", run.configHash());
        root.put("plugins", Records.tree(run.plugins()));
        root.put("groups", Records.tree(run.groups()));
        root.put("inputs", Records.tree(run.inputs()));
        root.put("seed", run.seed());
        root.put("elapsedSeconds", run.elapsedSeconds());
        List<Map<String, @Nullable Object>> studies =
                run.studies().stream().map(ResultsWriter::tree).toList();
        root.put("studies", studies);
        root.put("figures", Records.tree(run.figures()));
        root.put("quoted", Records.tree(run.quoted()));
        return root;
    }

    private static Map<String, @Nullable Object> tree(StudyResult study) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", study.id());
        fields.put("type", study.type());
        fields.put("status", Records.tree(study.status()));
        fields.put("reasons", study.reasons());
        fields.put("elapsedSeconds", study.elapsedSeconds());
        fields.put("settings", Records.tree(study.settings().values()));
        if (study.result() != null && study.result().tree() instanceof Map<?, ?> found) {
            found.forEach((name, value) -> fields.put(String.valueOf(name), value));
        }
        return fields;
    }
}
