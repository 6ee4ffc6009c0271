package emiss.results;

import emiss.data.document.Node;
import emiss.data.document.Problems;
import emiss.data.document.Syntax;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code results.json}, from the file alone. Fields that are not known do not matter: later versions may write more. */
public final class ResultsReader {
    /** The fields of a study that are not part of what it found. */
    private static final Set<String> COMMON = Set.of("id", "type", "status", "reasons", "settings", "elapsedSeconds");

    private final ResultTypes types;

    /**
     * Creates a reader.
     *
     * @param types the types of results that it knows; others are read as {@link UnknownResult}
     */
    public ResultsReader(ResultTypes types) {
        this.types = types;
    }

    /** Creates a reader that knows the types of the program. */
    public ResultsReader() {
        this(ResultTypes.BUILT_IN);
    }

    /**
     * Reads a file of results.
     *
     * @param file usually {@code results.json} in the directory of the run
     * @return the run
     * @throws ResultsException if it cannot be read, is not complete, or is of another version
     */
    public Run read(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return read(file.toString(), content);
        } catch (NoSuchFileException e) {
            throw new ResultsException(file + ": there is no such file, expected the results.json of a run");
        } catch (IOException e) {
            throw new ResultsException(
                    file + ": cannot be read, expected the results.json of a run: " + e.getMessage());
        }
    }

    /**
     * Reads results.
     *
     * @param name what to call the document in messages
     * @param content the document in UTF-8; read to its end but not closed
     * @return the run
     * @throws ResultsException if the document is not complete, or is of another version
     */
    public Run read(String name, InputStream content) {
        Problems problems = new Problems();
        Node root = Node.parse(name, content, Syntax.JSON, problems);
        if (!problems.isEmpty()) {
            throw new ResultsException(problems.lines().get(0) + "; expected the complete results.json of a run");
        }
        Value run = new Value("the results", root);
        String version = run.field("version").text();
        if (!version.equals(ResultsWriter.VERSION)) {
            throw new ResultsException(run.field("version").node().location() + ": the results are of version \""
                    + version + "\", expected \"" + ResultsWriter.VERSION
                    + "\"; run the configuration again with this program");
        }
        return new Run(
                run.optional("program")
                        .map(program -> part(Run.Program.class, program))
                        .orElse(null),
                run.field("title").text(),
                run.optional("config").map(Value::text).orElse(null),
                run.optional("configFile").map(Value::text).orElse(null),
                run.field("configHash").text(),
                parts(Run.Plugin.class, run.field("plugins")),
                run.optional("groups")
                        .map(groups -> parts(Run.Group.class, groups))
                        .orElse(List.of()),
                parts(Run.Input.class, run.field("inputs")),
                (long) run.field("seed").number(),
                run.field("elapsedSeconds").number(),
                run.field("studies").items().stream().map(this::study).toList(),
                parts(Run.Overlay.class, run.field("figures")),
                parts(Run.Quoted.class, run.field("quoted")));
    }

    private static <T> T part(Class<T> type, Value value) {
        return Records.read(type, value.name(), value.node());
    }

    private static <T> List<T> parts(Class<T> type, Value list) {
        return list.items().stream().map(item -> part(type, item)).toList();
    }

    /** What every study has, beside what it found. */
    private record Common(
            String id,
            String type,
            StudyResult.Status status,
            List<String> reasons,
            Map<String, @Nullable Object> settings,
            @Nullable Double elapsedSeconds) {}

    private StudyResult study(Value study) {
        Common common = part(Common.class, study);
        return new StudyResult(
                common.id,
                common.type,
                new Settings(common.settings),
                common.status,
                common.reasons,
                common.elapsedSeconds == null ? 0 : common.elapsedSeconds,
                common.status == StudyResult.Status.FAILED ? null : result(common, study.node()));
    }

    private Result result(Common common, Node study) {
        return types.find(common.type)
                .<Result>map(type -> Records.read(type.result(), "study \"" + common.id + "\"", study))
                .orElseGet(() -> {
                    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                    study.fields().forEach((name, value) -> {
                        if (!COMMON.contains(name)) {
                            fields.put(name, Records.tree(value));
                        }
                    });
                    return new UnknownResult(fields);
                });
    }
}
