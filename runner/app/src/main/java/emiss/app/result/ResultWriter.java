package emiss.app.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code results.json} (format {@value #VERSION}) and one CSV file per study. */
public final class ResultWriter {
    /** Version of the format of {@code results.json}. */
    public static final String VERSION = "emiss-results/1";

    private final JsonMapper mapper = JsonMapper.builder()
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.ALWAYS))
            .build();

    /** Creates a writer. */
    public ResultWriter() {}

    /**
     * Writes a run into a directory, which is created if need be. Each file replaces an earlier one at once, so that a
     * reader never sees half of it.
     *
     * @throws IOException if a file cannot be written
     */
    public void write(RunResult run, Path directory) throws IOException {
        Files.createDirectories(directory);
        replace(directory.resolve("results.json"), json(run));
        for (StudyResult study : run.studies()) {
            if (study.payload() != null) {
                replace(
                        directory.resolve(study.id() + ".csv"),
                        csv(study.payload().table()));
            }
        }
    }

    private static void replace(Path file, String content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(temporary, content, StandardCharsets.UTF_8);
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The content of {@code results.json}. */
    public String json(RunResult run) {
        ObjectNode root = mapper.createObjectNode();
        root.put("version", VERSION);
        root.put("title", run.title());
        root.put("configHash", run.configHash());
        root.set("plugins", mapper.valueToTree(run.plugins()));
        root.set("inputs", mapper.valueToTree(run.inputs()));
        root.put("seed", run.seed());
        root.put("elapsedSeconds", run.elapsedSeconds());
        var studies = root.putArray("studies");
        for (StudyResult study : run.studies()) {
            ObjectNode node = studies.addObject();
            node.put("id", study.id());
            node.put("type", study.type());
            node.put("status", study.status().name().toLowerCase(Locale.ROOT));
            node.set("reasons", mapper.valueToTree(study.reasons()));
            node.set("settings", mapper.valueToTree(study.settings()));
            if (study.payload() != null) {
                node.setAll((ObjectNode) mapper.valueToTree(study.payload()));
            }
        }
        root.set("figures", mapper.valueToTree(run.figures()));
        var quoted = root.putArray("quoted");
        for (Comparison comparison : run.quoted()) {
            ObjectNode node = mapper.valueToTree(comparison.quoted());
            node.put("computed", comparison.computed());
            node.set("computedInterval68", mapper.valueToTree(comparison.computedInterval68()));
            quoted.add(node);
        }
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return mapper.writer()
                        .with(new DefaultPrettyPrinter().withObjectIndenter(indenter))
                        .writeValueAsString(root)
                + "\n";
    }

    /** A table as CSV. */
    public static String csv(Table table) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            writer.writeRecord(table.columns());
            for (List<@Nullable Object> row : table.rows()) {
                writer.writeRecord(row.stream()
                        .map(cell -> cell == null ? "" : cell.toString())
                        .toList());
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.toString();
    }
}
