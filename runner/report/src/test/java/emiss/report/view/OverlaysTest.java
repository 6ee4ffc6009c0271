package emiss.report.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import emiss.report.figure.Figure;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.text.MathText;
import emiss.results.Run;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlaysTest {
    private static final String BINS = """
            {"id": "%s", "type": "spectrum", "status": "ok", "reasons": [], "settings": {%s}, "couplings": {%s}, "bins": [
              {"channel": "d/SR", "variable": "q2_rec [GeV^2]", "selection": "a", "low": 0, "high": 4, "observed": 16,
               "background": 10, "sm": 1, "rescaledSm": 3, "signal": %s, "backgroundRescaledSm": 12},
              {"channel": "d/SR", "variable": "q2_rec [GeV^2]", "selection": "b", "low": 0, "high": 4, "observed": 9,
               "background": 5, "sm": 1, "rescaledSm": 3, "signal": %s, "backgroundRescaledSm": 6},
              {"channel": "d/CR", "variable": "q2_rec [GeV^2]", "selection": "", "low": 0, "high": 8, "observed": 4,
               "background": 4, "sm": 0, "rescaledSm": 0, "signal": 0, "backgroundRescaledSm": 4}]}""";

    private static Figure overlay(String studies, String... ids) {
        return RunView.of(Samples.run(studies))
                .figure(new Run.Overlay("overlay", List.of(ids)))
                .orElseThrow();
    }

    @Test
    void spectraOfEventsAreOnePictureWithOneSetOfPoints() {
        Figure figure = overlay(
                BINS.formatted("sm", "", "", 0, 0) + ","
                        + BINS.formatted(
                                "v",
                                "\"scenario\": \"vector\", \"masses\": [2.1], \"couplings\": [\"hV\"]",
                                "\"hV\": 7e-9",
                                2,
                                1)
                        + ","
                        + BINS.formatted(
                                "f",
                                "\"scenario\": \"dirac-pair\", \"masses\": [0.6], \"couplings\": [\"fVV\"]",
                                "\"fVV\": 1.7",
                                5,
                                4),
                "sm",
                "v",
                "f");
        // the selections of one binning are added up, the control region has another one
        assertThat(figure.panels()).hasSize(2);
        Panel panel = figure.panels().get(0);
        assertThat(panel.title().unicode()).isEqualTo("d, all 2 selections");
        assertThat(panel.layers().stream().filter(Layer.Measurements.class::isInstance))
                .singleElement()
                .satisfies(layer -> {
                    assertThat(layer.name().unicode()).isEqualTo("data − background (rescaled SM fit)");
                    assertThat(((Layer.Measurements) layer).points())
                            .containsExactly(new Layer.Measurement(new Point(2, 7), 0, 4, 2, 12));
                });
        List<String> lines = new ArrayList<>();
        panel.layers().stream()
                .filter(Layer.Histogram.class::isInstance)
                .map(Layer.Histogram.class::cast)
                .forEach(layer -> lines.add(
                        layer.name().unicode() + " " + layer.bins().get(0).top()));
        assertThat(lines)
                .containsExactly(
                        "SM + vector hV = 7 × 10⁻⁹, mX = 2.1 GeV 5.0",
                        "SM + dirac-pair fVV = 1.7, mX = 0.6 GeV 11.0",
                        "rescaled SM, μ = 3 6.0",
                        "SM 2.0");
    }

    private static final String PLANE = """
            {"id": "%1$s", "type": "coupling-plane", "status": "ok", "reasons": [], "settings": {"scenario": "%1$s"},
             "scenario": "%1$s", "mass": 0.6, "x": {"coupling": "fVA", "values": [-%2$s, 0, %2$s]},
             "y": {"coupling": "fAA", "values": [-%2$s, 0, %2$s]}, "t": [[1, 2, 1], [-3, 0, -3], [1, 2, 1]],
             "best": [{"couplings": {"fVA": 1, "fAA": 0}, "t": -3}, {"couplings": {"fVA": -1, "fAA": 0}, "t": -3}],
             "contours": {"combined": {"1": [[[1, 0], [0, 1], [-1, 0], [1, 0]]]}, "groups": {}}, "directions": [],
             "limits": [], "valleys": %3$s}""";

    @Test
    void separationsAreATableWithShadesByTheirSize() {
        String entry = """
                {"study": "%s", "hypothesis": "vector", "mass": 2.1, "massInterval68": null, "couplings": {"hV": 7e-9},
                 "couplingIntervals68": {}, "t": -13, "parameters": 1, "significance": 3.6, "significanceMassFloated": null}""";
        Figure figure = overlay("""
                {"id": "c", "type": "compare", "status": "ok", "reasons": [], "settings": {}, "ranking": [%s, %s], "separation": [
                  {"data": "a", "hypothesis": "b", "sigma": 0.96}, {"data": "a", "hypothesis": "sm", "sigma": 4.96},
                  {"data": "b", "hypothesis": "a", "sigma": 12.4}, {"data": "b", "hypothesis": "sm", "sigma": null}]}""".formatted(entry.formatted("b"), entry.formatted("a")), "c");
        Panel panel = figure.panels().get(0);
        assertThat(panel.x().categories()).extracting(MathText::unicode).containsExactly("1", "2", "SM");
        // the order is that of the separations, from the top
        assertThat(panel.y().categories())
                .extracting(MathText::unicode)
                .containsExactly("2. vector hV (2.10 GeV)", "1. vector hV (2.10 GeV)");
        assertThat(panel.layers().stream().filter(Layer.Region.class::isInstance))
                .extracting(layer -> layer.name().unicode())
                .containsExactly("below 1σ", "3 to 5σ", "5σ and more");
        assertThat(panel.layers().stream().filter(Layer.Label.class::isInstance).map(Layer.Label.class::cast))
                .extracting(Layer.Label::at, label -> label.text().unicode())
                .containsExactlyInAnyOrder(
                        tuple(new Point(2, 2), "1.0"), tuple(new Point(3, 2), "5.0"), tuple(new Point(1, 1), "12"));
    }

    @Test
    void theRegionOfAnotherScenarioLiesOverThePlaneOfTheSameCouplings() {
        Figure figure = overlay(
                PLANE.formatted("dirac-pair", "4", "[]") + "," + PLANE.formatted("majorana-pair", "3", "[]"),
                "dirac-pair",
                "majorana-pair");
        assertThat(figure.panels()).hasSize(1);
        Panel panel = figure.panels().get(0);
        assertThat(panel.x().high()).isEqualTo(4);
        assertThat(panel.layers())
                .filteredOn(layer -> layer.name().unicode().equals("majorana-pair, all, 1 σ"))
                .singleElement()
                .satisfies(layer -> assertThat(layer.ink().stroke()).isEqualTo(Ink.Stroke.DASHED));
        assertThat(figure.caption().unicode())
                .contains("Over it, dashed, the 1 σ region of all data for the majorana-pair");
    }

    @Test
    void bestPointsThatAreJoinedAreAValleyAndNotStars() {
        Figure separate =
                Samples.figures(PLANE.formatted("dirac-pair", "4", "[]")).get(0);
        assertThat(separate.panels().get(0).layers())
                .filteredOn(layer -> layer instanceof Layer.Markers marks && marks.shape() == Layer.Shape.STAR)
                .hasSize(1);
        Figure joined = Samples.figures(PLANE.formatted(
                        "dirac-pair",
                        "4",
                        "[[[1.1, 0], [0, 1.1], [-1.1, 0], [1.1, 0]], [[0.9, 0], [0, 0.9], [-0.9, 0], [0.9, 0]]]"))
                .get(0);
        assertThat(joined.panels().get(0).layers())
                .noneMatch(layer -> layer instanceof Layer.Markers marks && marks.shape() == Layer.Shape.STAR)
                .filteredOn(layer -> layer.name().unicode().startsWith("valley of best points"))
                .singleElement()
                .satisfies(layer -> assertThat(((Layer.Region) layer).rings()).hasSize(2));
    }

    @Test
    void panelsHaveTheirStudiesAndTheirNames() {
        Figure figure = Samples.VIEW
                .figure(new Run.Overlay(
                        "two", List.of("scan", "scan-gs"), List.of(List.of("scan"), List.of("scan-gs"))))
                .orElseThrow();
        assertThat(figure.panels())
                .extracting(panel -> panel.title().unicode())
                .containsExactly("Vector hV: best fit against mass", "Scalar gS: best fit against mass");
    }

    @Test
    void aTitleThatPanelsShareIsWrittenOnce() {
        Figure plane = Samples.figures(PLANE.formatted("dirac-pair", "4", "[]")).get(0);
        Panel panel = plane.panels().get(0);
        Panel named = new Panel(plane.title(), panel.x(), panel.y(), panel.layers());
        assertThat(new Figure("a", plane.title(), plane.caption(), List.of(named, named)).commonTitle())
                .hasValue(plane.title());
        assertThat(new Figure("a", plane.title(), plane.caption(), List.of(named)).commonTitle())
                .isEmpty();
        assertThat(new Figure("a", plane.title(), plane.caption(), List.of(named, panel)).commonTitle())
                .isEmpty();
    }
}
