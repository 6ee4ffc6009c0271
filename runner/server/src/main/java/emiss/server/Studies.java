package emiss.server;

import emiss.app.config.RequestReader;
import emiss.app.config.RunConfig;
import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.app.run.RunOptions;
import emiss.app.run.Runner;
import emiss.data.document.JsonPrinter;
import emiss.data.document.Node;
import emiss.report.page.StudyContent;
import emiss.report.text.MathText;
import emiss.report.view.RunView;
import emiss.results.ResultsWriter;
import emiss.results.Run;
import emiss.results.StudyResult;
import java.time.Duration;
import java.util.Optional;

/** Runs one study of a request. */
final class Studies {
    private final RequestReader reader;
    private final Runner runner;
    private final RunOptions options;
    private final Duration time;

    /**
     * Creates it.
     *
     * @param time how long a study may take; what is finished then is answered
     */
    Studies(RequestReader reader, Runner runner, RunOptions options, Duration time) {
        this.reader = reader;
        this.runner = runner;
        this.options = options;
        this.time = time;
    }

    /**
     * The result of a study, as in {@code results.json}.
     *
     * @param type its type; empty if the document says it
     */
    Answer answer(Node document, Optional<String> type) {
        return Answer.jsonText(ResultsWriter.json(run(document, type).studies().get(0)));
    }

    /** The result of a study with what the report shows of it: {@code study}, {@code headingHtml} and {@code contentHtml}. */
    Answer view(Node document) {
        Run run = run(document, Optional.empty());
        StudyResult study = run.studies().get(0);
        RunView view = RunView.of(run);
        String heading = view.figure(study)
                .map(figure -> figure.title().html())
                .orElseGet(() -> MathText.plain(view.heading(study.type())).html());
        return Answer.jsonText("{\"study\": " + ResultsWriter.json(study) + ", \"headingHtml\": "
                + JsonPrinter.line(heading) + ", \"contentHtml\": "
                + JsonPrinter.line(StudyContent.html(view, study)) + "}");
    }

    private Run run(Node document, Optional<String> type) {
        RunConfig config = reader.study(document, type);
        try (Parallel parallel = new Parallel(options.threads(), Progress.SILENT)) {
            parallel.stopAfter(time, "the time of the request is over");
            return runner.run(config, options, parallel, Progress.SILENT, (study, soFar) -> {});
        }
    }
}
