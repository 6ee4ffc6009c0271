package emiss.cli;

import emiss.app.config.RunConfig;
import emiss.app.config.StudySettings;
import emiss.app.run.Parallel;
import emiss.app.run.PointStore;
import emiss.app.run.Progress;
import emiss.app.run.RunOptions;
import emiss.app.run.Runner;
import emiss.report.view.RunView;
import emiss.report.view.Views;
import emiss.results.ResultsFolder;
import emiss.results.Run;
import emiss.results.StudyResult;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What commands that run studies print, write and draw. */
final class RunOutput {
    private static final int MAX_REASONS = 3;

    private final Path directory;
    private final ResultsFolder folder;
    private final SummaryLines summary;
    private final Progress progress;
    private final Console console;

    /**
     * Begins with the title.
     *
     * @param folder what is written goes there
     * @param directory the folder, as it is called in messages
     */
    RunOutput(RunConfig config, ResultsFolder folder, Path directory, Progress progress, Console console) {
        this.folder = folder;
        this.directory = directory;
        this.progress = progress;
        this.console = console;
        this.summary = new SummaryLines(
                console,
                Views.standard(),
                config.studies().stream().map(StudySettings::id).toList());
        summary.begin(config.title());
    }

    /** The type of every study that takes time of its own. */
    static List<String> types(RunConfig config) {
        return config.studies().stream()
                .map(settings -> settings.study().of().isEmpty() ? settings.type() : "")
                .toList();
    }

    /** Runs, and writes after studies when it is time to, and at the end. */
    Run computed(Runner runner, RunConfig config, RunOptions execution, Parallel parallel, PointStore store)
            throws FileSystemException {
        Set<String> complaints = new HashSet<>();
        WritingPace pace = new WritingPace();
        String last = config.studies().get(config.studies().size() - 1).id();
        Run run = runner.run(config, execution, parallel, progress, store, (study, soFar) -> {
            progress.aside(() -> summary.add(study, soFar));
            long start = System.nanoTime();
            // with the last one everything is written at once
            if (study.id().equals(last) || !pace.isDue(start)) {
                return;
            }
            try {
                folder.write(soFar);
            } catch (FileSystemException unwritable) {
                // at the end there may be room again
                if (complaints.add(String.valueOf(unwritable.getMessage()))) {
                    progress.aside(() -> console.cannotWrite(unwritable));
                }
            }
            pace.wrote(start, System.nanoTime());
        });
        folder.write(run);
        return run;
    }

    /**
     * Prints and draws what is there at the end.
     *
     * @return the exit code of the drawing
     */
    int end(Run run, Drawing drawing, Parallel parallel) throws IOException {
        summary.end(run, directory);
        int drawn = ExitCode.DONE;
        if (!parallel.isInterrupted() && drawing.isWanted()) {
            drawn = drawing.draw(RunView.of(run), directory, parallel, progress);
        }
        run.studies().forEach(this::complain);
        List<String> others = folder.others(run);
        if (!others.isEmpty()) {
            console.err()
                    .println(directory + " also holds files that are not of this run: " + String.join(", ", others));
        }
        return drawn;
    }

    private void complain(StudyResult study) {
        complain(console, study.id(), study.reasons(), ", see results.json");
    }

    /** Says what went wrong in a study, and where the rest is said if it is much. */
    static void complain(Console console, String study, List<String> reasons, String rest) {
        reasons.stream().limit(MAX_REASONS).forEach(reason -> console.err().println(study + ": " + reason));
        if (reasons.size() > MAX_REASONS) {
            console.err().println(study + ": and " + (reasons.size() - MAX_REASONS) + " more" + rest);
        }
    }
}
