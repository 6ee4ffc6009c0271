package emiss.report.view;

import static emiss.report.view.Samples.figure;
import static emiss.report.view.Samples.layer;
import static emiss.report.view.Samples.layers;
import static emiss.report.view.Samples.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.text.MathText;
import emiss.results.CompareResult;
import emiss.results.FitResult;
import emiss.results.Interval;
import emiss.results.MassScanResult;
import emiss.results.RateResult;
import emiss.results.Run;
import emiss.results.SignalStrengthResult;
import emiss.results.SpectrumResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void hasOneFigurePerStudyAndOnePerOverlay() {
        assertThat(Samples.FIGURES)
                .extracting(Figure::id)
                .containsExactly(
                        "bins",
                        "sm",
                        "sm-hta",
                        "rate",
                        "curves",
                        "curves-gvv",
                        "scan",
                        "scan-gs",
                        "fit",
                        "plane",
                        "limits",
                        "limits-g",
                        "points",
                        "points-mu",
                        "rank",
                        "two-scans",
                        "two-spectra",
                        "two-strengths",
                        "mixed");
        assertThat(Samples.FIGURES)
                .allSatisfy(figure -> assertThat(figure.title().isEmpty()).isFalse())
                .allSatisfy(figure -> assertThat(figure.caption().unicode()).endsWith("."));
    }

    @Test
    void spectrumHasACurveAndABandPerMass() {
        Panel panel = figure("curves").panels().get(0);
        assertThat(panel.x().title().unicode()).isEqualTo("q² [GeV²]");
        assertThat(panel.y().title().unicode()).isEqualTo("(1/Γ) dΓ/dq² [GeV⁻²]");
        assertThat(names(panel)).containsExactly("mX = 0.1 GeV", "mX = 0.5 GeV");
        SpectrumResult.Curve second =
                Samples.result("curves", SpectrumResult.Curves.class).curves().get(1);
        Layer.Curve curve = layer(panel, Layer.Curve.class, "mX = 0.5 GeV");
        Layer.Band band = layer(panel, Layer.Band.class, "mX = 0.5 GeV");
        // threshold and end point, half a step before and after the values, where the rate vanishes
        assertThat(curve.pieces().get(0)).hasSize(6);
        assertThat(curve.pieces().get(0).get(0)).isEqualTo(new Point(1.0, 0));
        assertThat(band.spans().get(0)).isEqualTo(new Layer.Span(1.0, 0, 0));
        assertThat(curve.pieces().get(0).get(5).x()).isCloseTo(22.9032, within(1e-3));
        assertThat(curve.pieces().get(0).get(5).y()).isZero();
        for (int i = 0; i < 4; i++) {
            assertThat(curve.pieces().get(0).get(i + 1))
                    .isEqualTo(new Point(second.q2().at(i), second.value().at(i)));
            assertThat(band.spans().get(i + 1).low()).isEqualTo(second.low().at(i));
            assertThat(band.spans().get(i + 1).high()).isEqualTo(second.high().at(i));
        }
        assertThat(figure("curves").caption().unicode()).contains("mb = 4.8 GeV and ms = 0.093 GeV");
        assertThat(figure("curves-gvv").caption().unicode()).doesNotContain("Quark masses");
    }

    @Test
    void spectraOfOneTransitionShareAPanelWithDifferentLines() {
        List<Panel> panels = figure("two-spectra").panels();
        assertThat(panels).hasSize(1);
        assertThat(layers(panels.get(0), Layer.Curve.class))
                .extracting(Layer.Curve::ink)
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    void eventsHaveAPanelPerChannelAndSelectionWithTheBackgroundTakenOff() {
        List<Panel> panels = figure("bins").panels();
        assertThat(panels)
                .extracting(panel -> panel.title().unicode())
                .containsExactly(
                        "ITA-SR, 0.94 < η(BDT2) < 0.96",
                        "ITA-SR, 0.96 < η(BDT2) < 0.98",
                        "ITA-SR, 0.98 < η(BDT2) < 1",
                        "ITA-CR, 0.92 < η(BDT2) < 0.94",
                        "HTA");
        Panel first = panels.get(0);
        assertThat(first.x().title().unicode()).isEqualTo("qrec² [GeV²]");
        assertThat(panels.get(4).x().title().unicode()).isEqualTo("η(BDTh)");
        assertThat(names(first))
                .containsExactly(
                        "SM + vector hV = 7.06 × 10⁻⁹, mX = 2.1 GeV",
                        "rescaled SM, μ = 4.6",
                        "SM",
                        "data − background (SM + X fit)");
        SpectrumResult.Bin bin =
                Samples.result("bins", SpectrumResult.Bins.class).bins().get(0);
        double observed = bin.observed();
        double excess = observed - bin.background();
        Layer.Measurement data = layer(first, Layer.Measurements.class, "data − background (SM + X fit)")
                .points()
                .get(0);
        assertThat(data)
                .isEqualTo(new Layer.Measurement(
                        new Point(1.5, excess), -1, 4, excess - Math.sqrt(observed), excess + Math.sqrt(observed)));
        double sm = bin.sm();
        assertThat(layer(first, Layer.Histogram.class, "SM").bins().get(0)).isEqualTo(new Layer.Bin(-1, 4, 0, sm));
        assertThat(layer(first, Layer.Histogram.class, "SM + vector hV = 7.06 × 10⁻⁹, mX = 2.1 GeV")
                        .bins()
                        .get(0))
                .isEqualTo(new Layer.Bin(-1, 4, sm, sm + bin.signal()));
    }

    @Test
    void massScanHasTheCurveTheLinesAndTheBestMass() {
        Panel panel = figure("scan").panels().get(0);
        assertThat(panel.x().title().unicode()).isEqualTo("mX [GeV]");
        assertThat(names(panel)).containsExactly("SM", "rescaled SM", "hV");
        assertThat(layer(panel, Layer.Rule.class, "SM").at()).isZero();
        assertThat(layer(panel, Layer.Rule.class, "rescaled SM").at())
                .isEqualTo(Samples.result("scan", MassScanResult.class)
                        .rescaledSm()
                        .t());
        assertThat(layer(panel, Layer.Curve.class, "hV").pieces().get(0))
                .contains(
                        new Point(
                                1.5,
                                Samples.result("scan", MassScanResult.class)
                                        .points()
                                        .get(0)
                                        .t()),
                        layer(panel, Layer.Measurements.class, "hV")
                                .points()
                                .get(0)
                                .at())
                .extracting(Point::x)
                .contains(1.5, 2.0, 2.5)
                .isSorted();
        Layer.Measurement best =
                layer(panel, Layer.Measurements.class, "hV").points().get(0);
        assertThat(best.at().x()).isCloseTo(2.1083, within(1e-4));
        assertThat(best.left()).isCloseTo(1.9971, within(1e-4));
        assertThat(best.right()).isCloseTo(2.2009, within(1e-4));
        assertThat(panel.y().low()).isLessThan(best.at().y());
        assertThat(layers(panel, Layer.Label.class))
                .extracting(label -> label.text().unicode())
                .containsExactly("2σ", "3σ");
        assertThat(figure("scan").caption().unicode())
                .contains("mX = 2.11 +0.09 −0.11 GeV with t = −13.2 (3.6 σ local)");
    }

    @Test
    void overlaidScansThatCoincideAreAllVisible() {
        Panel panel = figure("two-scans").panels().get(0);
        Layer.Curve vector = layer(panel, Layer.Curve.class, "vector hV");
        Layer.Curve scalar = layer(panel, Layer.Curve.class, "scalar gS");
        assertThat(vector.ink()).isEqualTo(Palette.scenario("vector", 2));
        assertThat(scalar.ink().colour())
                .isEqualTo(Palette.scenario("scalar", 1).colour());
        assertThat(scalar.ink().stroke()).isNotEqualTo(Ink.Stroke.SOLID);
        assertThat(layers(panel, Layer.Rule.class))
                .extracting(rule -> rule.name().unicode())
                .containsOnlyOnce("rescaled SM");
    }

    @Test
    void massesThatFailedAreGaps() {
        String point = "{\"mass\": %s, \"t\": %s, \"couplings\": {}, \"branchingFractions\": {}, \"converged\": %s}";
        List<Figure> figures = Samples.figures("""
                {"id": "a", "type": "mass-scan", "status": "partial", "reasons": ["the fit at 2 GeV failed"],
                 "settings": {"scenario": "vector", "couplings": ["hV"]}, "scenario": "vector", "rescaledSm": {"t": -7, "mu": 4},
                 "points": [%s, %s, %s, %s], "best": null, "betterThanRescaledSm": []}
                """.formatted(
                        point.formatted(1, -1, true),
                        point.formatted(2, null, false),
                        point.formatted(3, -3, true),
                        point.formatted(4, -2, true)));
        Figure figure = figures.get(0);
        Layer.Curve curve = layer(figure.panels().get(0), Layer.Curve.class, "hV");
        assertThat(curve.pieces())
                .containsExactly(List.of(new Point(1, -1)), List.of(new Point(3, -3), new Point(4, -2)));
        assertThat(figure.caption().unicode()).endsWith("Not complete: the fit at 2 GeV failed.");
    }

    @Test
    void fitShowsTheLargestPullsFromTheTop() {
        Figure figure = figure("fit");
        Panel panel = figure.panels().get(0);
        List<Point> pulls = layers(panel, Layer.Markers.class).get(0).points();
        assertThat(pulls).hasSize(25);
        assertThat(panel.y().categories()).hasSize(25);
        assertThat(pulls.get(24).y()).isEqualTo(25);
        for (int i = 1; i < pulls.size(); i++) {
            assertThat(Math.abs(pulls.get(i).x()))
                    .isGreaterThanOrEqualTo(Math.abs(pulls.get(i - 1).x()));
        }
        double largest = Samples.result("fit", FitResult.class).pulls().values().stream()
                .mapToDouble(Math::abs)
                .max()
                .orElseThrow();
        assertThat(Math.abs(pulls.get(24).x())).isEqualTo(largest);
        assertThat(figure.caption().unicode())
                .startsWith("The 25 largest of 231 pulls")
                .contains("fVV² + fVA² = 3.0 ± 0.9");
    }

    @Test
    void signalStrengthsAreRows() {
        SignalStrengthResult strength = Samples.result("sm", SignalStrengthResult.class);
        Panel panel = figure("two-strengths").panels().get(0);
        assertThat(panel.y().categories())
                .extracting(MathText::unicode)
                .containsExactly("Belle II HTA", "Belle II ITA + Belle II HTA");
        Layer.Measurement top =
                layers(panel, Layer.Measurements.class).get(0).points().get(1);
        assertThat(top.at()).isEqualTo(new Point(strength.mu(), 2));
        assertThat(new Interval(top.left(), top.right())).isEqualTo(strength.interval68());
        assertThat(layers(panel, Layer.Rule.class).get(0).at()).isEqualTo(1);
    }

    @Test
    void rateHasThePowerOfTenInItsTitle() {
        List<Panel> panels = figure("rate").panels();
        assertThat(panels.get(0).y().title().unicode()).isEqualTo("dℬ/dq² [GeV⁻²]");
        assertThat(panels.get(0).y().decade()).isEqualTo(-7);
        assertThat(panels.get(0).y().titleOfDecade().unicode()).isEqualTo("dℬ/dq² [10⁻⁷ GeV⁻²]");
        // the vector current reaches K* through the form factor V alone, which is transverse: nothing to see
        assertThat(panels).hasSize(1);
        assertThat(layers(panels.get(0), Layer.Curve.class).get(0).pieces().get(0))
                .hasSize(3)
                .first()
                .isEqualTo(new Point(
                        2,
                        Samples.result("rate", RateResult.class).points().get(0).dBrDq2()));
    }

    @Test
    void longitudinalFractionsThatVaryHaveAPanel() {
        List<Figure> figures = Samples.figures("""
                {"id": "a", "type": "rate", "status": "ok", "reasons": [],
                 "settings": {"scenario": "neutrinos", "mass": 0}, "scenario": "neutrinos", "transition": "B0->K*0",
                 "couplings": {"CVL": 6.6}, "width": 4e-18, "branchingFraction": 9e-6, "longitudinalFraction": 0.5,
                 "points": [{"q2": 1, "dGammaDq2": 1e-19, "dBrDq2": 3e-7, "longitudinalFraction": 0.9},
                            {"q2": 5, "dGammaDq2": 2e-19, "dBrDq2": 4e-7, "longitudinalFraction": 0.6},
                            {"q2": 20, "dGammaDq2": 0, "dBrDq2": 0, "longitudinalFraction": null}]}
                """);
        List<Panel> panels = figures.get(0).panels();
        assertThat(panels).hasSize(2);
        assertThat(panels.get(1).y().title().unicode()).isEqualTo("FL");
        assertThat(layers(panels.get(1), Layer.Curve.class).get(0).pieces())
                .containsExactly(List.of(new Point(1, 0.9), new Point(5, 0.6)));
    }

    @Test
    void limitsOverDecadesHaveALogarithmicAxis() {
        Panel panel = figure("limits").panels().get(0);
        assertThat(panel.y().scale()).isEqualTo(Axis.Scale.LOGARITHMIC);
        assertThat(panel.y().title().unicode()).isEqualTo("ℬ(B⁺ → K⁺ X)");
        assertThat(figure("limits-g").panels().get(0).y().title().unicode()).isEqualTo("|gS|");
        assertThat(layer(panel, Layer.Curve.class, "observed, 90 % CL, vector hV")
                        .pieces()
                        .get(0))
                .hasSize(9);
    }

    @Test
    void expectedLimitsAreBandsAndUnboundedMassesAreGaps() {
        List<Figure> figures = Samples.figures("""
                {"id": "a", "type": "upper-limit", "status": "ok", "reasons": [],
                 "settings": {"scenario": "vector", "couplings": ["hV"]}, "scenario": "vector", "quantity": "|hV|",
                 "level": 0.95, "points": [
                  {"mass": 1, "observed": 2.5, "expected": {"minus2": 1, "minus1": 2, "median": 3, "plus1": 4, "plus2": 5}},
                  {"mass": 2, "observed": null, "expected": {"minus2": 2, "minus1": 3, "median": 4, "plus1": 5, "plus2": 6}},
                  {"mass": 3, "observed": 4.5, "expected": null}]}
                """);
        Figure figure = figures.get(0);
        Panel panel = figure.panels().get(0);
        assertThat(layer(panel, Layer.Band.class, "expected ±1σ").spans())
                .containsExactly(new Layer.Span(1, 2, 4), new Layer.Span(2, 3, 5));
        assertThat(layer(panel, Layer.Band.class, "expected ±2σ").spans())
                .containsExactly(new Layer.Span(1, 1, 5), new Layer.Span(2, 2, 6));
        assertThat(layer(panel, Layer.Curve.class, "observed, 95 % CL, vector hV")
                        .pieces())
                .hasSize(2);
        assertThat(layer(panel, Layer.Markers.class, "observed, 95 % CL, vector hV")
                        .points())
                .hasSize(2);
        assertThat(figure.title().unicode()).isEqualTo("Upper limits at 95 % confidence");
    }

    @Test
    void likelihoodIsDrawnAgainstWhatVaries() {
        Panel couplings = figure("points").panels().get(0);
        assertThat(couplings.x().title().unicode()).isEqualTo("hV");
        assertThat(layers(couplings, Layer.Markers.class).get(0).points())
                .extracting(Point::x)
                .containsExactly(5e-9, 7e-9, 9e-9);
        assertThat(figure("points-mu").panels().get(0).x().title().unicode()).isEqualTo("μ");
    }

    @Test
    void rankingHasTheBestOnTopInTheColourOfItsScenario() {
        Panel panel = figure("rank").panels().get(0);
        List<MathText> names = panel.y().categories();
        assertThat(names.get(names.size() - 1).unicode()).isEqualTo("vector hV (2.11 GeV)");
        Layer.Region vector = layers(panel, Layer.Region.class).stream()
                .filter(bar ->
                        bar.ink().colour() == Palette.scenario("vector", 2).colour())
                .findFirst()
                .orElseThrow();
        assertThat(vector.rings().get(0).get(1).x())
                .isEqualTo(Samples.result("rank", CompareResult.class)
                        .ranking()
                        .get(0)
                        .significance());
    }

    @Test
    void studiesWithoutNumbersHaveNoFigure() {
        assertThat(Samples.figures("""
                {"id": "a", "type": "fit", "status": "failed", "reasons": ["no"], "settings": {}},
                {"id": "b", "type": "of-the-future", "status": "ok", "reasons": [], "settings": {}},
                {"id": "c", "type": "compare", "status": "ok", "reasons": [], "settings": {}, "ranking": []},
                {"id": "d", "type": "likelihood", "status": "ok", "reasons": [], "settings": {}, "points": []},
                {"id": "e", "type": "mass-scan", "status": "partial", "reasons": [], "settings": {}, "scenario": "vector",
                 "rescaledSm": {"t": -7, "mu": 4}, "points": [], "best": null, "betterThanRescaledSm": []},
                {"id": "f", "type": "rate", "status": "ok", "reasons": [], "settings": {}, "scenario": "vector",
                 "transition": "B+->K+", "couplings": {}, "width": 0, "branchingFraction": 0, "points": []},
                {"id": "g", "type": "spectrum", "status": "ok", "reasons": [], "settings": {}, "couplings": {}, "bins": []},
                {"id": "h", "type": "upper-limit", "status": "ok", "reasons": [], "settings": {}, "scenario": "vector",
                 "quantity": "|hV|", "level": 0.9, "points": []}
                """)).isEmpty();
    }

    @Test
    void anOverlayNamesTheStudiesThatItLacks() {
        Figure figure = Samples.VIEW
                .figure(new Run.Overlay("some", List.of("scan", "nowhere")))
                .orElseThrow();
        assertThat(figure.caption().unicode()).endsWith("Without nowhere, for which there are no results.");
        assertThat(Samples.VIEW.figure(new Run.Overlay("none", List.of("nowhere"))))
                .isEmpty();
    }

    @Test
    void nothingIsOutsideTheAxes() {
        assertThat(Samples.FIGURES)
                .flatExtracting(Figure::panels)
                .allSatisfy(panel -> panel.layers().forEach(layer -> {
                    Range range = new Range().includeY(layer);
                    if (!range.isEmpty()) {
                        assertThat(range.low()).isGreaterThanOrEqualTo(panel.y().low());
                        assertThat(range.high()).isLessThanOrEqualTo(panel.y().high());
                    }
                }));
    }
}
