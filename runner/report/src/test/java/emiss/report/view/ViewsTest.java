package emiss.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.report.compare.RunComparison;
import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.text.MathText;
import emiss.results.Interval;
import emiss.results.Result;
import emiss.results.ResultType;
import emiss.results.ResultTypes;
import emiss.results.ResultsReader;
import emiss.results.Run;
import emiss.results.StudyResult;
import emiss.results.Table;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewsTest {
    /** What a study of a type outside the program found. */
    public record Toy(double x, Interval interval68) implements Result {
        @Override
        public Table table() {
            return Table.of(List.of("x")).row(List.of(x)).build();
        }

        @Override
        public Optional<Interval> interval68(String pointer) {
            return pointer.equals("/x") ? Optional.of(interval68) : Optional.empty();
        }
    }

    private static final ResultType<Toy> TYPE = new ResultType<>("toy", Toy.class);

    private static final class ToyView implements StudyView<Toy> {
        @Override
        public ResultType<Toy> type() {
            return TYPE;
        }

        @Override
        public String heading() {
            return "Toys";
        }

        @Override
        public String summary(Toy result) {
            return "x = " + result.x;
        }

        @Override
        public KeyNumbers keyNumbers(StudyInRun<Toy> study) {
            return new KeyNumbers().number(MathText.parse("*x*"), study.result().x, study.result().interval68);
        }

        @Override
        public Optional<Figure> figure(String id, List<StudyInRun<Toy>> studies) {
            List<Point> points = studies.stream()
                    .map(study -> new Point(study.result().x, 0.5))
                    .toList();
            Axis axis = Axis.linear(MathText.plain("x"), MathText.EMPTY, 0, 10);
            Layer layer = new Layer.Markers(
                    MathText.plain(studies.get(0).scenarioLabel()),
                    studies.get(0).ink(),
                    Layer.Shape.DISC,
                    points);
            Panel panel = new Panel(MathText.EMPTY, axis, axis, List.of(layer));
            return Optional.of(new Figure(id, MathText.plain("Toys"), MathText.EMPTY, List.of(panel)));
        }

        @Override
        public boolean isOverlaid() {
            return true;
        }
    }

    private static final Views VIEWS = Views.standard().with(new ToyView());

    private static Run toys(ResultTypes types, double x) {
        String text = """
                {"version": "emiss-results/1", "title": "", "configHash": "", "seed": 1, "elapsedSeconds": 0,
                 "plugins": [{"kind": "scenario", "id": "dark", "version": "1", "origin": "a.jar", "sha256": "00",
                              "label": "dark thing", "colour": 2}],
                 "inputs": [], "figures": [{"id": "both", "overlay": ["one", "two"]}], "quoted": [], "studies": [
                 {"id": "one", "type": "toy", "status": "ok", "reasons": [], "settings": {"scenario": "dark"}, "x": %s,
                  "interval68": [1.5, 3]},
                 {"id": "two", "type": "toy", "status": "ok", "reasons": [], "settings": {}, "x": 4, "interval68": [null, 6]},
                 {"id": "three", "type": "toy", "status": "failed", "reasons": ["no"], "settings": {}}]}
                """.formatted(x);
        return new ResultsReader(types)
                .read("results.json", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static RunView toys(double x) {
        return new RunView(toys(ResultTypes.BUILT_IN.with(TYPE), x), VIEWS);
    }

    @Test
    void aTypeFromOutsideIsShownLikeThoseOfTheProgram() {
        RunView view = toys(2);
        assertThat(view.run().studies())
                .extracting(study -> VIEWS.summary(study).orElse("failed"))
                .containsExactly("x = 2.0", "x = 4.0", "failed");
        assertThat(view.byType().keySet()).containsExactly("toy");
        assertThat(view.heading("toy")).isEqualTo("Toys");
        StudyResult first = view.run().studies().get(0);
        assertThat(view.keyNumbers(first).html()).contains("<i>x</i>", "2.0", "+1.0", "\u22120.5");
        assertThat(view.figures()).extracting(Figure::id).containsExactly("one", "two", "both");
        Layer layer = view.figures().get(2).panels().get(0).layers().get(0);
        assertThat(layer.name().unicode()).isEqualTo("dark thing");
        assertThat(layer.ink()).isEqualTo(Palette.scenario("dark", 2));
        assertThat(view.isOverlaid("one")).isTrue();
        assertThat(view.isOverlaid("three")).isFalse();
    }

    @Test
    void aTypeFromOutsideIsComparedInItsOwnUncertainties() {
        RunComparison comparison = RunComparison.of(toys(2), toys(2.5));
        assertThat(comparison.numbers()).singleElement().satisfies(number -> {
            assertThat(number.what()).isEqualTo("x");
            assertThat(number.sigma()).hasValue(0.5);
        });
    }

    @Test
    void aTypeWithoutAViewHasItsSingleNumbers() {
        for (Run run : List.of(toys(ResultTypes.BUILT_IN, 2), toys(ResultTypes.BUILT_IN.with(TYPE), 2))) {
            RunView view = RunView.of(run);
            StudyResult first = run.studies().get(0);
            assertThat(Views.standard().summary(first)).hasValue("x = 2");
            assertThat(Views.standard().closing(first)).isEmpty();
            assertThat(view.heading("toy")).isEqualTo("toy");
            assertThat(view.keyNumbers(first).html()).contains("<code>x</code>", ">2<");
            assertThat(view.figures()).isEmpty();
        }
        // results that were read without the type, and views with it
        RunView unread = new RunView(toys(ResultTypes.BUILT_IN, 2), VIEWS);
        assertThat(unread.figures()).isEmpty();
        assertThat(unread.keyNumbers(unread.run().studies().get(0)).html()).contains("<code>x</code>");
    }

    @Test
    void everyTypeOfTheProgramHasASummary() {
        assertThat(Samples.RUN.studies())
                .extracting(
                        study -> study.id() + ": " + Samples.VIEW.summary(study).orElse("failed"))
                .containsExactly(
                        "bins: 18 bins, 168.1 SM events and 510.7 of new particles at hV = 7.06 × 10⁻⁹",
                        "sm: mu = 4.6 ± 1.3, 2.7 σ from the SM, 3.5 σ from no signal",
                        "sm-hta: mu = 2.2 +2.4 −2.0, 0.6 σ from the SM, 1.1 σ from no signal",
                        "rate: dirac-pair: B(B⁰ → K*⁰) = 3.456 × 10⁻⁶ at fVV = 1, F_L = 0; X: Dirac pair",
                        "curves: 2 curves: m = 0.1, 0.5 GeV",
                        "curves-gvv: 1 curve: m = 0.4 GeV",
                        "scan: t = −13.18, 3.6 σ (mass floated 3.0 σ)  vector: m = 2.11 +0.09 −0.11 GeV, hV = (7.0 +1.0 −1.1) × 10⁻⁹",
                        "scan-gs: t = −13.18, 3.6 σ (mass floated 3.0 σ)  scalar: m = 2.11 +0.09 −0.11 GeV, gS = (1.52 +0.21 −0.23) × 10⁻⁸",
                        "fit: t = −11.26, 2.7 σ  dirac-pair: m = 0.6 GeV, fVV = 1.73 (0 to 1.98), fVA = 0 (0 to 2.0), fVV² + fVA² = 3.0 ± 0.9",
                        "plane: t = −13.82  scalar: m = 2.1 GeV, best gS = 1.48 × 10⁻⁸, gP = 1.47 × 10⁻⁸; |gP| < 3.29 × 10⁻⁸ (90 %, BABAR)",
                        "limits: vector: B(B⁺ → K⁺) < 3.06 × 10⁻⁶ at 1 GeV (strongest) to 2.48 × 10⁻⁴ at 4.5 GeV (weakest) at 90 % CL",
                        "limits-g: scalar: |gS| < 9.26 × 10⁻⁹ at 1 GeV (strongest) to 8.56 × 10⁻⁸ at 4.5 GeV (weakest) at 90 % CL",
                        "points: 3 points, lowest t = −13.17",
                        "points-mu: 4 points, lowest t = −7.38",
                        "rank: 4 hypotheses; best: vector, 3.6 σ");
    }

    @Test
    void aRankingIsPrintedAtTheEnd() {
        List<String> lines = Samples.RUN
                .study("rank")
                .flatMap(Views.standard()::closing)
                .orElseThrow()
                .lines("");
        assertThat(lines).hasSize(5);
        assertThat(lines.get(1)).matches("1\\. +vector +2\\.11 \\+0\\.09 −0\\.11 +hV = .* −13\\.18 +3\\.6 +3\\.0");
        assertThat(lines.get(3)).matches("3\\. +rescaled SM +- +mu = 4\\.6 ± 1\\.3 +−7\\.38 +2\\.7 +-");
    }

    @Test
    void typesHaveTheirOrderAndTheirHeadings() {
        assertThat(Samples.VIEW.byType().keySet().stream().map(Samples.VIEW::heading))
                .containsExactly(
                        "Comparisons of hypotheses",
                        "Rescaled Standard Model",
                        "Mass scans",
                        "Fits",
                        "Coupling planes",
                        "Upper limits",
                        "Spectra and events",
                        "Decay rates",
                        "Likelihood at given points");
    }
}
