package emiss.cli;

import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.data.document.NearestName;
import emiss.report.view.RunView;
import emiss.results.ResultsReader;
import emiss.results.Run;
import emiss.results.StudyResult;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws the figures of earlier results again, and writes their report again. */
@Command(name = "plot", description = "Draw figures and report again from the results of a run; nothing is fitted.")
public final class PlotCommand extends ConsoleCommand {
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
        Threads.check(threads, console());
        Path results = resultsIn(directory);
        Drawing drawing = options.drawing(console(), id -> only.isEmpty() || only.contains(id));
        if (!drawing.isWanted()) {
            throw console().wrong("--figures none and --no-report leave nothing to draw");
        }
        Run run = new ResultsReader().read(results);
        checkNames(run);
        Progress progress = console().progress();
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
                throw console()
                        .wrong("no study or figure of these results is called \"" + id + "\""
                                + NearestName.hint(id, known));
            }
        }
    }

    /** The file of results that a person means by a directory, or by the file itself. */
    static Path resultsIn(Path place) {
        return Files.isRegularFile(place) ? place : place.resolve("results.json");
    }
}
