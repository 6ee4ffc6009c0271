package emiss.report.view;

import emiss.report.figure.Figure;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.text.MathText;
import emiss.results.Result;
import emiss.results.ResultsReader;
import emiss.results.Run;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Figures of a small real run, and of results that tests write down. */
final class Samples {
    static final String TEXT = text();
    static final Run RUN = parse(TEXT);
    static final RunView VIEW = RunView.of(RUN);
    static final List<Figure> FIGURES = VIEW.figures();

    private Samples() {}

    private static String text() {
        try (InputStream content = Objects.requireNonNull(Samples.class.getResourceAsStream("results.json"))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Run parse(String text) {
        return new ResultsReader()
                .read("results.json", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What a study of the run found. */
    static <R extends Result> R result(String study, Class<R> type) {
        return RUN.study(study).flatMap(found -> found.result(type)).orElseThrow();
    }

    /** The figures of studies given as JSON. */
    static List<Figure> figures(String studies) {
        return RunView.of(run(studies)).figures();
    }

    /** A run of studies given as JSON. */
    static Run run(String studies) {
        return parse("""
                {"version": "emiss-results/1", "title": "", "configHash": "", "seed": 1, "elapsedSeconds": 0,
                 "plugins": [], "inputs": [], "figures": [], "quoted": [], "studies": [%s]}
                """.formatted(studies));
    }

    static Figure figure(String id) {
        return figure(FIGURES, id);
    }

    static Figure figure(List<Figure> figures, String id) {
        return figures.stream()
                .filter(figure -> figure.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static <T extends Layer> List<T> layers(Panel panel, Class<T> type) {
        return panel.layers().stream().filter(type::isInstance).map(type::cast).toList();
    }

    static <T extends Layer> T layer(Panel panel, Class<T> type, String name) {
        return layers(panel, type).stream()
                .filter(layer -> layer.name().unicode().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static List<String> names(Panel panel) {
        return panel.layers().stream()
                .map(Layer::name)
                .filter(name -> !name.isEmpty())
                .map(MathText::unicode)
                .distinct()
                .toList();
    }
}
