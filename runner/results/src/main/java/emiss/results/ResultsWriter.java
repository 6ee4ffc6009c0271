package emiss.results;

import emiss.data.document.JsonPrinter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code results.json} (format {@value #VERSION}), a CSV file per study with further tables in {@code tables}, and a
 * BibTeX file of what to cite.
 */
public final class ResultsWriter {
    /** Version of the format of {@code results.json}. */
    public static final String VERSION = "emiss-results/1";

    /** Name of the file of results. */
    public static final String FILE = "results.json";

    /** Name of the file of what to cite. */
    static final String REFERENCES = "references.bib";

    /** Name of the folder of further tables. */
    static final String TABLES = "tables";

    private final Map<StudyResult, JsonPrinter.Printed> printed = new IdentityHashMap<>();

    /** Creates a writer. */
    public ResultsWriter() {}

    /**
     * Writes a run into a directory, which is created if need be. Each file replaces an earlier one at once, so that a
     * reader never sees half of it. Studies that this writer wrote before cost little.
     *
     * @param run the run
     * @param directory where to write
     * @throws FileSystemException with the name of the file and the reason, if one cannot be written
     */
    public void write(Run run, Path directory) throws FileSystemException {
        for (StudyResult study : run.studies()) {
            Result result = study.result();
            if (result != null && !printed.containsKey(study)) {
                for (Table table : result.tables()) {
                    WholeFile.write(directory.resolve(fileOf(study.id(), table.part())), table.csv());
                }
            }
        }
        WholeFile.write(directory.resolve(REFERENCES), References.of(run));
        WholeFile.write(directory.resolve(FILE), out -> JsonPrinter.print(tree(run), out));
    }

    /** The file of a table of a study, relative to the folder of the run; further tables have a folder of their own. */
    static String fileOf(String study, String part) {
        return part.isEmpty() ? study + ".csv" : TABLES + "/" + study + "-" + part + ".csv";
    }

    /**
     * {@return the content of {@code results.json}}
     *
     * @param run the run
     */
    public String json(Run run) {
        return JsonPrinter.print(tree(run));
    }

    /**
     * {@return a study as it stands in {@code results.json}}
     *
     * @param study the study
     */
    public static String json(StudyResult study) {
        return JsonPrinter.print(tree(study));
    }

    private Map<String, @Nullable Object> tree(Run run) {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("version", VERSION);
        root.put("program", Records.tree(run.program()));
        root.put("title", run.title());
        root.put("config", run.config());
        root.put("configFile", run.configFile());
        root.put("configHash", run.configHash());
        root.put("plugins", Records.tree(run.plugins()));
        root.put("groups", Records.tree(run.groups()));
        root.put("inputs", Records.tree(run.inputs()));
        root.put("seed", run.seed());
        root.put("elapsedSeconds", run.elapsedSeconds());
        root.put(
                "studies",
                run.studies().stream()
                        .map(study -> printed.computeIfAbsent(study, found -> JsonPrinter.printed(tree(found), 2)))
                        .toList());
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
