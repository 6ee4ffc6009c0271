package emiss.report.page;

import emiss.report.figure.Figure;
import emiss.report.figure.Figures;
import emiss.report.result.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Results of a few studies of {@code config/paper.yaml}, thinned out, with one study that failed. */
final class SmallRun {
    static final Run RUN = read();
    static final List<Figure> FIGURES = Figures.of(RUN);

    private SmallRun() {}

    static Figure figure(String id) {
        return FIGURES.stream()
                .filter(figure -> figure.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Run read() {
        try (InputStream content = Objects.requireNonNull(SmallRun.class.getResourceAsStream("results.json"))) {
            return Run.parse("results.json", content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
