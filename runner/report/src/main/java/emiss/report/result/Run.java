package emiss.report.result;

import emiss.data.document.Node;
import emiss.data.document.Problems;
import emiss.data.document.Syntax;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The results of a run.
 *
 * @param version version of the format
 * @param title title of the configuration
 * @param configHash SHA-256 of the configuration
 * @param seed seed of random numbers
 * @param elapsedSeconds wall-clock time [s]
 * @param plugins scenarios and experiments that were used
 * @param inputs data sets, form factors and Standard-Model inputs that were used
 * @param studies results, in the order of the configuration
 * @param figures what to draw together
 * @param quoted published numbers beside the computed ones
 */
public record Run(
        String version,
        String title,
        String configHash,
        long seed,
        double elapsedSeconds,
        List<Plugin> plugins,
        List<Input> inputs,
        List<Study> studies,
        List<Overlay> figures,
        List<Quoted> quoted) {
    /** The version of the format that this reads. */
    public static final String VERSION = "emiss-results/1";

    private static final Map<String, Study.Status> STATUS =
            Map.of("ok", Study.Status.OK, "partial", Study.Status.PARTIAL, "failed", Study.Status.FAILED);

    /**
     * Copies the lists.
     *
     * @param version version of the format
     * @param title title of the configuration
     * @param configHash SHA-256 of the configuration
     * @param seed seed of random numbers
     * @param elapsedSeconds wall-clock time [s]
     * @param plugins scenarios and experiments that were used
     * @param inputs data sets, form factors and Standard-Model inputs that were used
     * @param studies results, in the order of the configuration
     * @param figures what to draw together
     * @param quoted published numbers beside the computed ones
     */
    public Run {
        plugins = List.copyOf(plugins);
        inputs = List.copyOf(inputs);
        studies = List.copyOf(studies);
        figures = List.copyOf(figures);
        quoted = List.copyOf(quoted);
    }

    /**
     * A plugin that took part.
     *
     * @param kind {@code scenario} or {@code experiment}
     * @param id its id
     * @param version its version
     * @param origin the module or jar it came from
     */
    public record Plugin(String kind, String id, String version, String origin) {}

    /**
     * An input that took part.
     *
     * @param kind {@code data set}, {@code form factors} or {@code SM inputs}
     * @param id its id
     * @param title what it is
     * @param quality how good it is, in words; empty where that has no meaning
     * @param citation what to cite
     * @param identifiers arXiv numbers and other identifiers
     * @param sha256 hash of its content
     */
    public record Input(
            String kind,
            String id,
            String title,
            String quality,
            String citation,
            List<String> identifiers,
            String sha256) {}

    /**
     * Studies that are drawn in one figure.
     *
     * @param id name of the figure
     * @param studies ids of the studies
     */
    public record Overlay(String id, List<String> studies) {}

    /**
     * A published number beside the computed one.
     *
     * @param label what it is
     * @param study id of the study that computes it
     * @param at where in the result of the study it stands, a JSON pointer
     * @param value the published number
     * @param uncertainty its uncertainty, where one is published
     * @param source where it is published
     * @param computed the computed number, where the study has one
     */
    public record Quoted(
            String label,
            String study,
            String at,
            double value,
            OptionalDouble uncertainty,
            String source,
            OptionalDouble computed) {}

    /**
     * {@return the study of a name}
     *
     * @param id name of the study
     */
    public Optional<Study> study(String id) {
        return studies.stream().filter(study -> study.id().equals(id)).findFirst();
    }

    /**
     * Reads a file of results.
     *
     * @param file usually {@code results.json} in the directory of the run
     * @return the run
     * @throws ResultsException if it cannot be read, is not complete, or is of another version
     */
    public static Run read(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return parse(file.toString(), content);
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
    public static Run parse(String name, InputStream content) {
        Problems problems = new Problems();
        Node root = Node.parse(name, content, Syntax.JSON, problems);
        if (!problems.isEmpty()) {
            throw new ResultsException(
                    withoutDetail(problems.lines().get(0)) + "; expected the complete results.json of a run");
        }
        Value run = new Value("the results", root);
        String version = run.field("version").text();
        if (!version.equals(VERSION)) {
            throw new ResultsException(run.field("version").node().location() + ": the results are of version \""
                    + version + "\", expected \"" + VERSION + "\"; run the configuration again with this program");
        }
        return new Run(
                version,
                run.field("title").text(),
                run.field("configHash").text(),
                (long) run.field("seed").number(),
                run.field("elapsedSeconds").number(),
                run.field("plugins").items().stream().map(Run::plugin).toList(),
                run.field("inputs").items().stream().map(Run::input).toList(),
                run.field("studies").items().stream().map(Run::study).toList(),
                run.field("figures").items().stream()
                        .map(figure -> new Overlay(
                                figure.field("id").text(),
                                figure.field("overlay").texts()))
                        .toList(),
                run.field("quoted").items().stream().map(Run::quoted).toList());
    }

    /** Jackson adds where a bracket was opened, in a place of its own notation. */
    private static String withoutDetail(String problem) {
        int detail = problem.indexOf(" (start marker");
        return detail < 0 ? problem : problem.substring(0, detail);
    }

    private static Plugin plugin(Value plugin) {
        return new Plugin(
                plugin.field("kind").text(),
                plugin.field("id").text(),
                plugin.field("version").text(),
                plugin.field("origin").text());
    }

    private static Input input(Value input) {
        return new Input(
                input.field("kind").text(),
                input.field("id").text(),
                input.field("title").text(),
                input.field("quality").text(),
                input.field("citation").text(),
                input.field("identifiers").texts(),
                input.field("sha256").text());
    }

    private static Study study(Value study) {
        String status = study.field("status").text();
        Study.Status known = STATUS.get(status);
        if (known == null) {
            throw new ResultsException(study.field("status").node().location() + ": \"status\" is \"" + status
                    + "\", expected ok, partial or failed");
        }
        Value settings = study.field("settings");
        settings.fields();
        return new Study(
                study.field("id").text(),
                study.field("type").text(),
                known,
                study.field("reasons").texts(),
                settings.node(),
                study.node());
    }

    private static Quoted quoted(Value quoted) {
        return new Quoted(
                quoted.field("label").text(),
                quoted.field("study").text(),
                quoted.field("at").text(),
                quoted.field("value").number(),
                quoted.optionalNumber("uncertainty"),
                quoted.field("source").text(),
                quoted.optionalNumber("computed"));
    }
}
