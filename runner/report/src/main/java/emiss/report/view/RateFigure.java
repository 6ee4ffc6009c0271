package emiss.report.view;

import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.Numbers;
import emiss.results.RateResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A differential branching fraction, and the longitudinal fraction where it says something. */
final class RateFigure {
    private static final double SAME = 1e-6;

    /** Up to this many points are marked; more make a curve. */
    private static final int MARKED = 15;

    private RateFigure() {}

    static Optional<Figure> figure(String id, List<StudyInRun<RateResult>> studies) {
        List<StudyInRun<RateResult>> drawn = studies.stream()
                .filter(study -> !study.result().points().isEmpty())
                .toList();
        if (drawn.isEmpty()) {
            return Optional.empty();
        }
        Range x = new Range().include(0);
        List<Layer> rates = new ArrayList<>();
        List<Layer> fractions = new ArrayList<>();
        MathText caption = MathText.plain("Differential branching fractions at given couplings.");
        for (int i = 0; i < drawn.size(); i++) {
            StudyInRun<RateResult> study = drawn.get(i);
            Ink ink = Palette.variant(study.ink(), i);
            List<Point> rate = new ArrayList<>();
            List<Point> fraction = new ArrayList<>();
            for (RateResult.Point point : study.result().points()) {
                x.include(point.q2());
                rate.add(new Point(point.q2(), point.dBrDq2()));
                Double longitudinal = point.longitudinalFraction();
                if (longitudinal != null) {
                    fraction.add(new Point(point.q2(), longitudinal));
                }
            }
            MathText name = name(study);
            addTo(rates, name, ink, rate);
            if (varies(fraction)) {
                addTo(fractions, name, ink, fraction);
            }
            caption = caption.then(" ").then(name).then(": ").then(describe(study));
        }
        List<Panel> panels = new ArrayList<>();
        Axis horizontal = x.airyAxis(Notation.Q2, Notation.GEV2);
        panels.add(panel(horizontal, rates, MathText.parse("d\u212c/d*q*^{2}"), MathText.parse("GeV^{\u22122}")));
        if (!fractions.isEmpty()) {
            panels.add(panel(horizontal, fractions, MathText.parse("*F*_{L}"), MathText.EMPTY));
            caption = caption.then(MathText.parse(" *F*_{L} is the longitudinal fraction."));
        }
        MathText title = drawn.size() == 1
                ? MathText.plain("Rate of ").then(name(drawn.get(0)))
                : MathText.plain("Rates of several decays");
        return Optional.of(new Figure(id, title, caption, panels));
    }

    private static Panel panel(Axis x, List<Layer> layers, MathText label, MathText unit) {
        Range y = new Range().include(0).includeY(layers);
        return new Panel(MathText.EMPTY, x, y.airyAxis(label, unit), layers);
    }

    private static void addTo(List<Layer> layers, MathText name, Ink ink, List<Point> points) {
        boolean few = points.size() <= MARKED;
        layers.add(new Layer.Curve(name, few ? ink.with(Ink.Stroke.DOTTED) : ink, List.of(points)));
        if (few) {
            layers.add(new Layer.Markers(name, ink, Layer.Shape.DISC, points));
        }
    }

    private static boolean varies(List<Point> points) {
        return points.stream()
                .anyMatch(point -> Math.abs(point.y() - points.get(0).y()) > SAME);
    }

    private static MathText name(StudyInRun<RateResult> study) {
        return Notation.transition(study.result().transition()).then(", " + study.scenarioLabel());
    }

    private static MathText describe(StudyInRun<RateResult> study) {
        RateResult result = study.result();
        OptionalDouble mass = study.settings().number("mass");
        MathText couplings = Wording.values(result.couplings());
        return (mass.isPresent() ? Wording.mass(mass.getAsDouble()).then(", ") : MathText.EMPTY)
                .then(couplings.isEmpty() ? couplings : couplings.then(", "))
                .then(Notation.branchingFraction(result.transition()))
                .then(" = ")
                .then(Numbers.number(result.branchingFraction()))
                .then(".")
                .then(Wording.quarkMasses(study, List.copyOf(result.couplings().keySet())));
    }
}
