package emiss.cli;

import emiss.api.experiment.Dataset;
import emiss.app.config.ConfigReader;
import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.app.run.RunOptions;
import emiss.app.run.Runner;
import emiss.app.studies.DatasetStudies;
import emiss.report.chart.Format;
import emiss.report.view.RunView;
import emiss.results.Run;
import emiss.results.StudyResult;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.EnumSet;

/** Draws a data set. */
final class DatasetPictures {
    private final ConfigReader reader;
    private final Runner runner;

    @Inject
    DatasetPictures(ConfigReader reader, Runner runner) {
        this.reader = reader;
        this.runner = runner;
    }

    /** Writes the figures and says so; the exit code. */
    int draw(Dataset dataset, Path directory, Console console) {
        int threads = Runtime.getRuntime().availableProcessors();
        try (Parallel parallel = new Parallel(threads, Progress.SILENT)) {
            Run run = runner.run(
                    reader.parse(DatasetStudies.configuration(dataset)),
                    new RunOptions(threads, RunOptions.STANDARD_SEED),
                    parallel,
                    Progress.SILENT,
                    (study, soFar) -> {});
            for (StudyResult study : run.studies()) {
                study.reasons().forEach(reason -> console.err().println(study.id() + ": " + reason));
            }
            return new Drawing(EnumSet.allOf(Format.class), id -> true, false, console)
                    .draw(RunView.of(run), directory, parallel, Progress.SILENT);
        }
    }
}
