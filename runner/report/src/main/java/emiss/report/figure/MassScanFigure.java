package emiss.report.figure;

import emiss.report.result.Study;
import emiss.report.result.Value;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.Rounded;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The lowest t at every mass (arXiv:2403.13887, Figs. 4 and 5); several scans share a panel. */
final class MassScanFigure implements FigureBuilder {
    private static final double PREFERS_STANDARD_MODEL = -1e-6;

    /** A best point that is hardly lower than the Standard Model is not marked. */
    private static final double NOTICEABLE = -0.05;

    private static final double SAME = 0.02;

    /** Lines through whose gaps those below them are seen. */
    private static final List<Ink.Stroke> OVER_OTHERS =
            List.of(Ink.Stroke.DASHED, Ink.Stroke.DOTTED, Ink.Stroke.DASH_DOTTED);

    /** Room above the line of the Standard Model, as a share of the depth of the curves. */
    private static final double HEADROOM = 0.05;

    private static final List<Integer> GUIDES = List.of(2, 3, 4);

    @Override
    public Optional<Figure> figure(String id, List<Study> studies) {
        List<Study> drawn = studies.stream()
                .filter(study -> !study.result().field("points").items().isEmpty())
                .toList();
        if (drawn.isEmpty()) {
            return Optional.empty();
        }
        boolean oneScenario = drawn.stream().map(Wording::scenarioOf).distinct().count() == 1;
        Range x = new Range();
        Range y = new Range().include(0);
        List<Layer> curves = new ArrayList<>();
        List<Layer> rescaled = new ArrayList<>();
        MathText best = MathText.EMPTY;
        for (Study study : drawn) {
            MathText name = name(study, oneScenario);
            best = best.then(best(study, drawn.size() > 1 ? name.then(": ") : MathText.EMPTY));
            Layer.Curve curve = curve(study, name);
            long hidden = curves.stream()
                    .filter(other -> other instanceof Layer.Curve drawnBefore && coincide(curve, drawnBefore))
                    .count();
            Ink ink = hidden == 0 ? curve.ink() : curve.ink().with(OVER_OTHERS.get((int) Math.min(hidden, 3) - 1));
            curves.add(new Layer.Curve(name, ink, curve.pieces()));
            bestPoint(study, name, ink).ifPresent(curves::add);
            study.result()
                    .field("points")
                    .items()
                    .forEach(point -> x.include(point.field("mass").number()));
            double t = study.result().field("rescaledSm").field("t").number();
            boolean isNew = rescaled.stream()
                    .noneMatch(layer -> layer instanceof Layer.Rule rule && Math.abs(rule.at() - t) < 1e-6);
            if (isNew) {
                rescaled.add(new Layer.Rule(
                        MathText.plain("rescaled SM"),
                        Palette.RESCALED_STANDARD_MODEL,
                        Layer.Orientation.HORIZONTAL,
                        t));
            }
        }
        curves.forEach(y::includeY);
        rescaled.forEach(y::includeY);
        y.include(-HEADROOM * y.low());
        Axis vertical = y.airyAxis(Notation.T, MathText.EMPTY);
        List<Layer> layers = new ArrayList<>();
        if (drawn.stream().allMatch(MassScanFigure::hasOneParameter)) {
            layers.addAll(guides(x, vertical));
        }
        layers.add(new Layer.Rule(MathText.plain("SM"), Palette.STANDARD_MODEL, Layer.Orientation.HORIZONTAL, 0));
        layers.addAll(rescaled);
        layers.addAll(curves);
        Panel panel = new Panel(MathText.EMPTY, x.tightAxis(Notation.MASS, Notation.GEV), vertical, layers);
        return Optional.of(new Figure(id, title(drawn, oneScenario), caption(drawn, best), List.of(panel)));
    }

    private static boolean hasOneParameter(Study study) {
        return study.result()
                .optional("best")
                .map(found -> found.field("parameters").number() == 1)
                .orElse(true);
    }

    private static MathText name(Study study, boolean oneScenario) {
        MathText couplings = Wording.couplings(Wording.couplingNames(study));
        return oneScenario
                ? couplings
                : MathText.plain(Wording.scenario(Wording.scenarioOf(study)) + " ")
                        .then(couplings);
    }

    private static Layer.Curve curve(Study study, MathText name) {
        List<String> couplings = Wording.couplingNames(study);
        Ink ink = Palette.coupling(Wording.scenarioOf(study), couplings.isEmpty() ? "" : couplings.get(0));
        List<List<Point>> pieces = new ArrayList<>();
        List<Point> piece = new ArrayList<>();
        for (Value point : study.result().field("points").items()) {
            OptionalDouble t = point.optionalNumber("t");
            if (t.isPresent() && point.field("converged").bool()) {
                piece.add(new Point(point.field("mass").number(), t.getAsDouble()));
            } else if (!piece.isEmpty()) {
                pieces.add(piece);
                piece = new ArrayList<>();
            }
        }
        if (!piece.isEmpty()) {
            pieces.add(piece);
        }
        return new Layer.Curve(name, ink, pieces);
    }

    /** Whether an unbroken line would hide the other one. */
    private static boolean coincide(Layer.Curve one, Layer.Curve other) {
        List<Point> a = one.pieces().stream().flatMap(List::stream).toList();
        List<Point> b = other.pieces().stream().flatMap(List::stream).toList();
        boolean same = a.size() == b.size();
        for (int i = 0; same && i < a.size(); i++) {
            same = Math.abs(a.get(i).x() - b.get(i).x()) < SAME
                    && Math.abs(a.get(i).y() - b.get(i).y()) < SAME;
        }
        return same;
    }

    private static Optional<Layer> bestPoint(Study study, MathText name, Ink ink) {
        return study.result()
                .optional("best")
                .filter(best -> best.field("t").number() < NOTICEABLE)
                .map(best -> {
                    double mass = best.field("mass").number();
                    double t = best.field("t").number();
                    List<Value> ends = best.field("massInterval68").items();
                    return new Layer.Measurements(
                            name,
                            ink.with(Ink.Stroke.SOLID),
                            List.of(new Layer.Measurement(
                                    new Point(mass, t), end(ends.get(0), mass), end(ends.get(1), mass), t, t)));
                });
    }

    private static double end(Value end, double otherwise) {
        return end.isNull() ? otherwise : end.number();
    }

    /** Where t is as low as for 2, 3, 4 standard deviations of one parameter. */
    private static List<Layer> guides(Range x, Axis y) {
        List<Layer> guides = new ArrayList<>();
        for (int sigma : GUIDES) {
            double t = -sigma * sigma;
            double room = 0.02 * (y.high() - y.low());
            if (t > y.low() + room) {
                guides.add(new Layer.Rule(MathText.EMPTY, Palette.GUIDE.with(0.5), Layer.Orientation.HORIZONTAL, t));
                guides.add(new Layer.Label(
                        MathText.EMPTY,
                        Palette.GUIDE,
                        new Point(x.high() - 0.04 * (x.high() - x.low()), t + 1.5 * room),
                        MathText.parse(sigma + "*\u03c3*")));
            }
        }
        return guides;
    }

    private static MathText title(List<Study> studies, boolean oneScenario) {
        String what = oneScenario ? Wording.scenario(Wording.scenarioOf(studies.get(0))) : "several scenarios";
        MathText title = MathText.plain(Wording.capital(what));
        return studies.size() == 1
                ? title.then(" ")
                        .then(Wording.couplings(Wording.couplingNames(studies.get(0))))
                        .then(": best fit against mass")
                : title.then(": best fits against mass");
    }

    private static MathText best(Study study, MathText prefix) {
        return study.result()
                .optional("best")
                .map(best -> {
                    if (best.field("t").number() >= PREFERS_STANDARD_MODEL) {
                        return prefix.then("nowhere better than the SM; ");
                    }
                    double mass = best.field("mass").number();
                    List<Value> ends = best.field("massInterval68").items();
                    MathText at = ends.stream().anyMatch(Value::isNull)
                            ? Rounded.of(mass).mathText()
                            : Wording.interval(
                                    mass, ends.get(0).number(), ends.get(1).number());
                    return prefix.then(Notation.MASS)
                            .then(" = ")
                            .then(at)
                            .then(" GeV with ")
                            .then(Notation.T)
                            .then(String.format(
                                            Locale.ROOT,
                                            " = %.1f (%.1f",
                                            best.field("t").number(),
                                            best.field("significance").number())
                                    .replace('-', '\u2212'))
                            .then(MathText.parse(" *\u03c3* local); "));
                })
                .orElse(MathText.EMPTY);
    }

    private static MathText caption(List<Study> studies, MathText best) {
        MathText caption = Notation.T
                .then(MathText.parse(
                        " = \u22122 ln(*L*/*L*_{SM}) at the best value of the coupling, mass by mass; lower is better, and 0"
                                + " is the Standard Model. Dashed: the rescaled Standard Model. Points: best masses with"
                                + " their 68 % intervals."))
                .then(
                        studies.stream().allMatch(MassScanFigure::hasOneParameter)
                                ? MathText.parse(" Dotted: local significances of 2, 3 and 4 *\u03c3*.")
                                : MathText.EMPTY);
        if (!best.isEmpty()) {
            caption = caption.then(" Best: ").then(withoutTail(best)).then(".");
        }
        List<String> couplings = studies.stream()
                .flatMap(study -> Wording.couplingNames(study).stream())
                .toList();
        caption = caption.then(Wording.data(studies.get(0))).then(Wording.quarkMasses(studies.get(0), couplings));
        for (Study study : studies) {
            caption = caption.then(Wording.incomplete(study));
        }
        return caption;
    }

    private static MathText withoutTail(MathText list) {
        List<MathText.Run> runs = new ArrayList<>(list.runs());
        MathText.Run last = runs.remove(runs.size() - 1);
        String text = last.text().replaceAll("; $", "");
        return new MathText(runs).then(text);
    }
}
