package emiss.report.page;

import emiss.report.figure.Figure;
import emiss.report.view.RunView;
import emiss.results.ResultsReader;
import emiss.results.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Results of a few studies of {@code config/paper.yaml}, thinned out, with one study that failed. */
final class SmallRun {
    static final Run RUN = read();
    static final RunView VIEW = RunView.of(RUN);
    static final List<Figure> FIGURES = VIEW.figures();

    private SmallRun() {}

    static Figure figure(String id) {
        return FIGURES.stream()
                .filter(figure -> figure.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Run read() {
        try (InputStream content = Objects.requireNonNull(SmallRun.class.getResourceAsStream("results.json"))) {
            return new ResultsReader().read("results.json", content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
