package emiss.report.view;

import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.ValueText;
import emiss.results.CouplingPlaneResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Regions in a plane of two couplings (arXiv:2403.13887, Figs. 6 to 10); several planes are panels. */
final class PlaneFigure {
    private static final MathText BEST = MathText.plain("best points");
    private static final MathText VALLEY = MathText.parse("valley of best points, \u0394*t* < 0.1");
    private static final double VALLEY_OPACITY = 0.55;
    private static final MathText STANDARD_MODEL = MathText.plain("SM");
    private static final Map<String, Double> OPACITY = Map.of("1", 0.5, "2", 0.3, "3", 0.18);
    private static final double NOTHING = 1e-3;

    private final StudyInRun<CouplingPlaneResult> study;
    private final CouplingPlaneResult result;
    private final List<Double> x;
    private final List<Double> y;
    private final Frame frame;
    private final List<PlaneFigure> over = new ArrayList<>();

    private PlaneFigure(StudyInRun<CouplingPlaneResult> study) {
        this.study = study;
        this.result = study.result();
        this.x = values(result.x());
        this.y = values(result.y());
        this.frame = new Frame(x.get(0), x.get(x.size() - 1), y.get(0), y.get(y.size() - 1));
    }

    private static List<Double> values(CouplingPlaneResult.Axis axis) {
        return Arrays.stream(axis.values().toArray()).boxed().toList();
    }

    static Optional<Figure> figure(String id, List<StudyInRun<CouplingPlaneResult>> studies) {
        List<PlaneFigure> planes = new ArrayList<>();
        for (StudyInRun<CouplingPlaneResult> study : studies) {
            PlaneFigure plane = new PlaneFigure(study);
            planes.stream()
                    .filter(plane::isOver)
                    .findFirst()
                    .ifPresentOrElse(under -> under.over.add(plane), () -> planes.add(plane));
        }
        StudyInRun<CouplingPlaneResult> first = studies.get(0);
        boolean several = planes.size() > 1;
        MathText title = several
                ? MathText.plain("Planes of couplings")
                : MathText.plain(Wording.capital(first.scenarioLabel()) + ": ")
                        .then(planes.get(0).couplings());
        MathText caption = MathText.parse(
                "Filled: 1, 2 and 3 *\u03c3* regions of all data together (two parameters). Lines: 1 *\u03c3* regions of"
                        + " single experiments. Stars: best points; black: a valley in which *t* is less than 0.1 above its minimum. Cross: the Standard Model.");
        List<String> couplings = new ArrayList<>();
        for (PlaneFigure plane : planes) {
            caption = caption.then(" ").then(plane.caption(several));
            for (PlaneFigure other : plane.over) {
                caption = caption.then(" Over it, dashed, the 1 ")
                        .then(MathText.parse("*\u03c3*"))
                        .then(" region of all data for the " + other.study.scenarioLabel() + ", ")
                        .then(Wording.mass(other.result.mass()))
                        .then(".");
            }
            couplings.add(plane.result.x().coupling());
            couplings.add(plane.result.y().coupling());
        }
        caption = caption.then(Wording.remarks(studies, couplings));
        return Optional.of(new Figure(
                id,
                title,
                caption,
                planes.stream().map(plane -> plane.panel(several)).toList()));
    }

    /** Whether this is a plane of the same couplings of another scenario, which is laid over that one. */
    private boolean isOver(PlaneFigure under) {
        return result.x().coupling().equals(under.result.x().coupling())
                && result.y().coupling().equals(under.result.y().coupling())
                && !result.scenario().equals(under.result.scenario());
    }

    /** The outline of the region of all data within one standard deviation, for the plane of another scenario. */
    private List<Layer> outline() {
        List<List<Point>> pieces = new ArrayList<>();
        rings(result.contours().combined().getOrDefault("1", List.of()))
                .forEach(ring -> pieces.addAll(frame.inside(ring)));
        return pieces.isEmpty()
                ? List.of()
                : List.of(new Layer.Curve(
                        MathText.plain(study.scenarioLabel() + ", ").then(MathText.parse("all, 1 *\u03c3*")),
                        study.ink().with(Ink.Stroke.DASHED),
                        pieces));
    }

    private MathText couplings() {
        return Notation.coupling(result.x().coupling())
                .then(" and ")
                .then(Notation.coupling(result.y().coupling()));
    }

    private Panel panel(boolean titled) {
        List<Layer> layers = new ArrayList<>();
        Ink ink = study.ink();
        layers.add(new Layer.Grid(MathText.EMPTY, ink.with(0), x, y, Notation.T, result.t()));
        for (String sigma : List.of("3", "2", "1")) {
            List<List<Point>> rings = rings(result.contours().combined().getOrDefault(sigma, List.of()));
            if (!rings.isEmpty()) {
                layers.add(new Layer.Region(
                        MathText.parse("all, " + sigma + " *\u03c3*"),
                        ink.with(OPACITY.getOrDefault(sigma, 0.2)),
                        rings));
            }
        }
        PlaneGuides guides = new PlaneGuides(study, frame);
        layers.addAll(guides.directions());
        layers.addAll(outlines());
        over.forEach(other -> layers.addAll(other.outline()));
        layers.addAll(guides.limits());
        layers.addAll(guides.names());
        if (isStandardModelAtOrigin()) {
            layers.add(new Layer.Markers(STANDARD_MODEL, Palette.DATA, Layer.Shape.CROSS, List.of(new Point(0, 0))));
        }
        if (CouplingPlaneView.isValley(result)) {
            layers.add(new Layer.Region(VALLEY, Palette.DATA.with(VALLEY_OPACITY), rings(result.valleys())));
        } else if (!best().isEmpty()) {
            layers.add(new Layer.Markers(BEST, Palette.DATA, Layer.Shape.STAR, best()));
        }
        MathText title = titled
                ? MathText.plain(study.scenarioLabel() + ", ").then(Wording.mass(result.mass()))
                : MathText.EMPTY;
        return new Panel(
                title,
                Axis.linear(Notation.coupling(result.x().coupling()), MathText.EMPTY, frame.left(), frame.right()),
                Axis.linear(Notation.coupling(result.y().coupling()), MathText.EMPTY, frame.bottom(), frame.top()),
                layers);
    }

    private static List<List<Point>> rings(List<List<CouplingPlaneResult.Point>> outlines) {
        return outlines.stream()
                .map(ring -> ring.stream()
                        .map(corner -> new Point(corner.x(), corner.y()))
                        .toList())
                .toList();
    }

    /** The outlines of the region of a group within one standard deviation. */
    private List<List<Point>> ofGroup(String group) {
        return rings(result.contours().groups().getOrDefault(group, Map.of()).getOrDefault("1", List.of()));
    }

    /** Lines of the single experiments; a region that is cut by the frame is open there. */
    private List<Layer> outlines() {
        List<Layer> outlines = new ArrayList<>();
        for (String group : result.contours().groups().keySet()) {
            List<List<Point>> pieces = new ArrayList<>();
            ofGroup(group).forEach(ring -> pieces.addAll(frame.inside(ring)));
            if (!pieces.isEmpty()) {
                outlines.add(new Layer.Curve(
                        study.names().experiment(group).then(MathText.parse(", 1 *\u03c3*")),
                        study.names().experimentInk(group),
                        pieces));
            }
        }
        return outlines;
    }

    /** Groups whose region is the whole plane, so that there is no line to draw. */
    private List<MathText> withoutLine() {
        return result.contours().groups().keySet().stream()
                .filter(group -> !ofGroup(group).isEmpty()
                        && ofGroup(group).stream()
                                .allMatch(ring -> frame.inside(ring).isEmpty()))
                .map(study.names()::experiment)
                .toList();
    }

    /** The best points; none on an axis of a coupling to which the data do not respond, which has no best value. */
    private List<Point> best() {
        return result.best().stream()
                .map(CouplingPlaneResult.Best::couplings)
                .filter(couplings -> couplings.containsKey(result.x().coupling())
                        && couplings.containsKey(result.y().coupling()))
                .map(couplings -> new Point(
                        couplings.get(result.x().coupling()).re(),
                        couplings.get(result.y().coupling()).re()))
                .filter(frame::contains)
                .toList();
    }

    /**
     * Whether t vanishes at the origin, as it does where the couplings are added to the Standard Model and none is fixed
     * elsewhere; with profiled couplings it may be lower.
     */
    private boolean isStandardModelAtOrigin() {
        int ix = nearestToZero(x);
        int iy = nearestToZero(y);
        boolean isNode = Math.abs(x.get(ix)) < 1e-6 * (frame.right() - frame.left())
                && Math.abs(y.get(iy)) < 1e-6 * (frame.top() - frame.bottom());
        Double t = result.t().get(iy).get(ix);
        if (!isNode || t == null) {
            return false;
        }
        boolean profiled = !study.settings().texts("profiled").isEmpty();
        return (profiled ? t : Math.abs(t)) <= NOTHING;
    }

    private static int nearestToZero(List<Double> values) {
        int nearest = 0;
        for (int i = 1; i < values.size(); i++) {
            if (Math.abs(values.get(i)) < Math.abs(values.get(nearest))) {
                nearest = i;
            }
        }
        return nearest;
    }

    private MathText caption(boolean several) {
        MathText text = several
                ? couplings().then(": " + study.scenarioLabel() + ", ")
                : MathText.plain(Wording.capital(study.scenarioLabel()) + ", ");
        text = text.then(Wording.mass(result.mass()));
        if (!result.best().isEmpty()) {
            text = text.then(", best ")
                    .then(Notation.T)
                    .then(" = ")
                    .then(ValueText.fixed(result.best().get(0).t(), 2));
        }
        List<MathText> withoutLine = withoutLine();
        if (!withoutLine.isEmpty()) {
            text = text.then("; ")
                    .then(Wording.list(withoutLine))
                    .then(MathText.parse(": the whole plane is within 1 *\u03c3*"));
        }
        return text.then(new PlaneGuides(study, frame).caption()).then(".");
    }
}
