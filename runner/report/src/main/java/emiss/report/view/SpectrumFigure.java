package emiss.report.view;

import emiss.report.figure.Figure;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.results.SpectrumResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Spectra in q2 with form-factor bands (arXiv:2403.13887, Fig. 2). */
final class SpectrumFigure {
    private static final double BAND_OPACITY = 0.25;
    private static final double THRESHOLD_TOLERANCE = 1e-6;

    private SpectrumFigure() {}

    /** What studies must share to be drawn in one panel. */
    private record Kind(String transition, boolean normalised) {
        static Kind of(StudyInRun<?> study) {
            return new Kind(
                    study.settings().text("transition").orElse(""),
                    Boolean.TRUE.equals(study.settings().values().get("normalised")));
        }
    }

    static Optional<Figure> figure(String id, List<StudyInRun<SpectrumResult.Curves>> studies) {
        Map<Kind, List<StudyInRun<SpectrumResult.Curves>>> byKind = new LinkedHashMap<>();
        studies.stream()
                .filter(study -> !study.result().curves().isEmpty())
                .forEach(study -> byKind.computeIfAbsent(Kind.of(study), kind -> new ArrayList<>())
                        .add(study));
        if (byKind.isEmpty()) {
            return Optional.empty();
        }
        List<Panel> panels = new ArrayList<>();
        byKind.forEach((kind, drawn) -> panels.add(panel(kind, drawn, byKind.size() > 1)));
        StudyInRun<SpectrumResult.Curves> first = studies.get(0);
        Kind kind = Kind.of(first);
        MathText title = studies.size() == 1
                ? MathText.plain("Spectrum of ")
                        .then(Notation.transition(kind.transition()))
                        .then(": ")
                        .then(Wording.scenarioAndCouplings(first))
                : MathText.plain("Spectra");
        MathText caption = MathText.plain("Spectra of the invariant mass squared ")
                .then(Notation.Q2)
                .then(" of the invisible system, ")
                .then(kind.normalised() ? "each divided by its integral" : "as branching fractions")
                .then(". Bands: one standard deviation of the form factors.")
                .then(Wording.quarkMasses(first, Wording.couplingNames(studies)))
                .then(Wording.incomplete(studies));
        return Optional.of(new Figure(id, title, caption, panels));
    }

    private static Panel panel(Kind kind, List<StudyInRun<SpectrumResult.Curves>> studies, boolean titled) {
        List<Layer> layers = new ArrayList<>();
        List<Layer> lines = new ArrayList<>();
        Range x = new Range().include(0);
        Map<String, Integer> drawn = new HashMap<>();
        for (StudyInRun<SpectrumResult.Curves> study : studies) {
            boolean single = studies.stream()
                    .filter(other -> other.scenario().equals(study.scenario()))
                    .allMatch(other -> other.result().curves().size() == 1);
            for (SpectrumResult.Curve curve : study.result().curves()) {
                MathText name = name(study, curve.mass(), studies.size() > 1);
                int index = drawn.merge(study.scenario(), 1, Integer::sum) - 1;
                Ink ink = single ? study.couplingInk() : Palette.variant(study.ink(), index);
                List<Point> line = new ArrayList<>();
                List<Layer.Span> band = new ArrayList<>();
                for (int k = 0; k < curve.q2().size(); k++) {
                    double q2 = curve.q2().at(k);
                    line.add(new Point(q2, curve.value().at(k)));
                    band.add(new Layer.Span(q2, curve.low().at(k), curve.high().at(k)));
                    x.include(q2);
                }
                zeros(curve, line, band);
                line.forEach(point -> x.include(point.x()));
                layers.add(new Layer.Band(name, ink.with(BAND_OPACITY), band));
                lines.add(new Layer.Curve(name, ink, List.of(line)));
            }
        }
        layers.addAll(lines);
        Range y = new Range().include(0).includeY(layers);
        MathText label = kind.normalised()
                ? MathText.parse("(1/*\u0393*) d*\u0393*/d*q*^{2}")
                : MathText.parse("d\u212c/d*q*^{2}");
        return new Panel(
                titled ? Notation.transition(kind.transition()) : MathText.EMPTY,
                x.axis(Notation.Q2, Notation.GEV2),
                y.airyAxis(label, MathText.parse("GeV^{\u22122}")),
                layers);
    }

    /**
     * Adds the ends of a spectrum, where it vanishes: the end point, where the daughter is at rest, and the threshold of pairs with a
     * mass. The values of a spectrum are in the middle of even steps, so that its ends are half a step away.
     */
    private static void zeros(SpectrumResult.Curve curve, List<Point> line, List<Layer.Span> band) {
        int size = curve.q2().size();
        if (size < 3) {
            return;
        }
        double step = (curve.q2().at(size - 1) - curve.q2().at(0)) / (size - 1);
        double begin = curve.q2().at(0) - 0.5 * step;
        double end = curve.q2().at(size - 1) + 0.5 * step;
        line.add(new Point(end, 0));
        band.add(new Layer.Span(end, 0, 0));
        double threshold = 4 * curve.mass() * curve.mass();
        if (threshold > 0 && Math.abs(begin - threshold) < THRESHOLD_TOLERANCE * end) {
            line.add(0, new Point(threshold, 0));
            band.add(0, new Layer.Span(threshold, 0, 0));
        }
    }

    private static MathText name(StudyInRun<?> study, double mass, boolean several) {
        MathText at = Wording.mass(mass);
        return several ? Wording.scenarioAndCouplings(study).then(", ").then(at) : at;
    }
}
