package emiss.report.figure;

import emiss.report.result.Study;
import emiss.report.result.Value;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.Rounded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A differential branching fraction, and the longitudinal fraction where it says something. */
final class RateFigure implements FigureBuilder {
    private static final double SAME = 1e-6;

    /** Up to this many points are marked; more make a curve. */
    private static final int MARKED = 15;

    @Override
    public Optional<Figure> figure(String id, List<Study> studies) {
        List<Study> drawn = studies.stream()
                .filter(study -> !study.result().field("points").items().isEmpty())
                .toList();
        if (drawn.isEmpty()) {
            return Optional.empty();
        }
        Range x = new Range().include(0);
        List<Layer> rates = new ArrayList<>();
        List<Layer> fractions = new ArrayList<>();
        MathText caption = MathText.plain("Differential branching fractions at given couplings.");
        for (int i = 0; i < drawn.size(); i++) {
            Study study = drawn.get(i);
            Ink ink = Palette.variant(Palette.scenario(Wording.scenarioOf(study)), i);
            List<Point> rate = new ArrayList<>();
            List<Point> fraction = new ArrayList<>();
            for (Value point : study.result().field("points").items()) {
                double q2 = point.field("q2").number();
                x.include(q2);
                rate.add(new Point(q2, point.field("dBrDq2").number()));
                OptionalDouble longitudinal = point.optionalNumber("longitudinalFraction");
                longitudinal.ifPresent(value -> fraction.add(new Point(q2, value)));
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
        Range y = new Range().include(0);
        layers.forEach(y::includeY);
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

    private static MathText name(Study study) {
        return Notation.transition(study.result().field("transition").text())
                .then(", " + Wording.scenario(Wording.scenarioOf(study)));
    }

    private static MathText describe(Study study) {
        MathText at = Wording.values(study.result().field("couplings"));
        List<String> names =
                List.copyOf(study.result().field("couplings").fields().keySet());
        return Wording.mass(study.setting().field("mass").number())
                .then(at.isEmpty() ? MathText.EMPTY : MathText.plain(", ").then(at))
                .then(", ")
                .then(Notation.branchingFraction(
                        study.result().field("transition").text()))
                .then(" = ")
                .then(Rounded.of(study.result().field("branchingFraction").number())
                        .mathText())
                .then(".")
                .then(Wording.quarkMasses(study, names));
    }
}
