package emiss.cli;

import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.data.document.NearestName;
import emiss.report.view.RunView;
import emiss.results.ResultsReader;
import emiss.results.Run;
import emiss.results.StudyResult;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws the figures of earlier results again, and writes their report again. */
@Command(name = "plot", description = "Draw figures and report again from the results of a run; nothing is fitted.")
public final class PlotCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The directory of the results, with results.json in it.")
    private Path directory = Path.of("");

    @Mixin
    private final DrawingOptions options = new DrawingOptions();

    @Option(
            names = "--only",
            paramLabel = "ID",
            description = "Draw only the figure of that study or overlay; may be repeated. The report shows all.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads (default: all cores).")
    private int threads = Runtime.getRuntime().availableProcessors();

    /** Creates the command. */
    @Inject
    public PlotCommand() {}

    @Override
    public Integer call() {
        PrintWriter errors = spec.commandLine().getErr();
        Threads.check(threads, spec);
        Path results = resultsIn(directory);
        Drawing drawing = new Drawing(
                options.formats(spec),
                id -> only.isEmpty() || only.contains(id),
                options.report(),
                spec.commandLine().getOut(),
                errors);
        if (!drawing.isWanted()) {
            throw new ParameterException(spec.commandLine(), "--figures none and --no-report leave nothing to draw");
        }
        Run run = new ResultsReader().read(results);
        checkNames(run);
        Progress progress = ProgressLine.forTerminal(errors, EmissCommand.letters(spec));
        try (Parallel parallel = new Parallel(threads, progress)) {
            return drawing.draw(RunView.of(run), results.resolveSibling(""), parallel, progress);
        }
    }

    private void checkNames(Run run) {
        List<String> known = Stream.concat(
                        run.studies().stream().map(StudyResult::id),
                        run.figures().stream().map(Run.Overlay::id))
                .toList();
        for (String id : only) {
            if (!known.contains(id)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "no study or figure of these results is called \"" + id + "\"" + NearestName.hint(id, known));
            }
        }
    }

    /** The file of results that a person means by a directory, or by the file itself. */
    static Path resultsIn(Path place) {
        return Files.isRegularFile(place) ? place : place.resolve("results.json");
    }
}
