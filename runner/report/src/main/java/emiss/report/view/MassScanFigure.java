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
import emiss.report.text.ValueText;
import emiss.results.Interval;
import emiss.results.MassScanResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lowest t at every mass (arXiv:2403.13887, Figs. 4 and 5); several scans share a panel. */
final class MassScanFigure {
    /** A best point that is hardly lower than the Standard Model is not marked. */
    private static final double NOTICEABLE = -0.05;

    private static final double SAME = 0.02;

    /** Lines through whose gaps those below them are seen. */
    private static final List<Ink.Stroke> OVER_OTHERS =
            List.of(Ink.Stroke.DASHED, Ink.Stroke.DOTTED, Ink.Stroke.DASH_DOTTED);

    /** Room above the line of the Standard Model, as a share of the depth of the curves. */
    private static final double HEADROOM = 0.05;

    private static final List<Integer> GUIDES = List.of(2, 3, 4);

    private MassScanFigure() {}

    static Optional<Figure> figure(String id, List<StudyInRun<MassScanResult>> studies) {
        List<StudyInRun<MassScanResult>> drawn = studies.stream()
                .filter(study -> !study.result().points().isEmpty())
                .toList();
        if (drawn.isEmpty()) {
            return Optional.empty();
        }
        boolean oneScenario = oneScenario(drawn);
        boolean oneParameter = drawn.stream()
                .map(study -> study.result().best())
                .allMatch(best -> best == null || best.parameters() == 1);
        Range x = new Range();
        Range y = new Range().include(0);
        List<Layer> curves = new ArrayList<>();
        List<Layer.Rule> rescaled = new ArrayList<>();
        List<MathText> best = new ArrayList<>();
        for (StudyInRun<MassScanResult> study : drawn) {
            MassScanResult result = study.result();
            MathText name = oneScenario ? Wording.couplings(study.couplings()) : Wording.scenarioAndCouplings(study);
            Layer.Curve curve = curve(study, name);
            long hidden = curves.stream()
                    .filter(other -> other instanceof Layer.Curve drawnBefore && coincide(curve, drawnBefore))
                    .count();
            Ink ink = hidden == 0 ? curve.ink() : curve.ink().with(OVER_OTHERS.get((int) Math.min(hidden, 3) - 1));
            curves.add(new Layer.Curve(name, ink, curve.pieces()));
            MassScanResult.Best found = result.best();
            if (found != null) {
                best.add((drawn.size() > 1 ? name.then(": ") : MathText.EMPTY).then(describe(found)));
                if (found.t() < NOTICEABLE) {
                    curves.add(new Layer.Measurements(name, ink.with(Ink.Stroke.SOLID), List.of(measurement(found))));
                }
            }
            result.points().forEach(point -> x.include(point.mass()));
            double t = result.rescaledSm().t();
            if (rescaled.stream().noneMatch(rule -> Math.abs(rule.at() - t) < 1e-6)) {
                rescaled.add(new Layer.Rule(
                        MathText.plain("rescaled SM"),
                        Palette.RESCALED_STANDARD_MODEL,
                        Layer.Orientation.HORIZONTAL,
                        t));
            }
        }
        y.includeY(curves).includeY(rescaled);
        y.include(-HEADROOM * y.low());
        Axis vertical = y.airyAxis(Notation.T, MathText.EMPTY);
        List<Layer> layers = new ArrayList<>();
        if (oneParameter) {
            layers.addAll(guides(x, vertical));
        }
        layers.add(new Layer.Rule(MathText.plain("SM"), Palette.STANDARD_MODEL, Layer.Orientation.HORIZONTAL, 0));
        layers.addAll(rescaled);
        layers.addAll(curves);
        Panel panel = new Panel(MathText.EMPTY, x.tightAxis(Notation.MASS, Notation.GEV), vertical, layers);
        return Optional.of(new Figure(id, title(drawn), caption(drawn, oneParameter, best), List.of(panel)));
    }

    private static Layer.Curve curve(StudyInRun<MassScanResult> study, MathText name) {
        Pieces line = new Pieces();
        MassScanResult.Best best = study.result().best();
        double before = Double.POSITIVE_INFINITY;
        for (MassScanResult.Point point : study.result().points()) {
            Double t = point.t();
            boolean isThere = t != null && point.converged();
            if (best != null && isThere && before < best.mass() && best.mass() < point.mass()) {
                line.add(new Point(best.mass(), best.t()));
            }
            line.add(point.mass(), isThere ? t : null);
            before = isThere ? point.mass() : Double.POSITIVE_INFINITY;
        }
        return new Layer.Curve(
                name,
                study.couplingInk(),
                line.all().stream().map(SmoothLine::through).toList());
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

    private static Layer.Measurement measurement(MassScanResult.Best best) {
        Interval ends = best.massInterval68();
        double mass = best.mass();
        return new Layer.Measurement(
                new Point(mass, best.t()),
                ends.low() == null ? mass : ends.low(),
                ends.high() == null ? mass : ends.high(),
                best.t(),
                best.t());
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

    private static boolean oneScenario(List<StudyInRun<MassScanResult>> studies) {
        return studies.stream().map(StudyInRun::scenario).distinct().count() == 1;
    }

    private static MathText title(List<StudyInRun<MassScanResult>> studies) {
        StudyInRun<MassScanResult> first = studies.get(0);
        MathText title = MathText.plain(Wording.capital(Wording.list(studies.stream()
                        .map(StudyInRun::scenarioLabel)
                        .distinct()
                        .map(MathText::plain)
                        .toList())
                .unicode()));
        return studies.size() == 1
                ? title.then(" ").then(Wording.couplings(first.couplings())).then(": best fit against mass")
                : title.then(oneScenario(studies) ? ": best fits against mass" : ": best fits");
    }

    private static MathText describe(MassScanResult.Best best) {
        if (best.t() >= MassScanView.NO_BETTER) {
            return MathText.plain("nowhere better than the SM");
        }
        return Notation.MASS
                .then(" = ")
                .then(Numbers.measured(best.mass(), best.massInterval68()))
                .then(" GeV with ")
                .then(Notation.T)
                .then(" = " + ValueText.fixed(best.t(), 1) + " (" + ValueText.fixed(best.significance(), 1))
                .then(MathText.parse(" *\u03c3* local)"));
    }

    private static MathText caption(
            List<StudyInRun<MassScanResult>> studies, boolean oneParameter, List<MathText> best) {
        MathText caption = Notation.T.then(
                MathText.parse(
                        " = \u22122 ln(*L*/*L*_{SM}) at the best value of the coupling, mass by mass; lower is better, and 0"
                                + " is the Standard Model. Dashed: the rescaled Standard Model. Points: best masses with"
                                + " their 68 % intervals. Between the masses of the scan and the best one, curves are interpolated."));
        if (oneParameter) {
            caption = caption.then(MathText.parse(" Dotted: local significances of 2, 3 and 4 *\u03c3*."));
        }
        for (int i = 0; i < best.size(); i++) {
            caption = caption.then(i == 0 ? " Best: " : "; ").then(best.get(i));
        }
        return caption.then(best.isEmpty() ? "" : ".").then(Wording.remarks(studies, Wording.couplingNames(studies)));
    }
}
