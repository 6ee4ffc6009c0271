package emiss.report.figure;

import emiss.data.document.Kind;
import emiss.report.result.Study;
import emiss.report.result.Value;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.Rounded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Regions in a plane of two couplings (arXiv:2403.13887, Figs. 6 to 10); several planes are panels. */
final class PlaneFigure implements FigureBuilder {
    private static final MathText BEST = MathText.plain("best points");
    private static final MathText STANDARD_MODEL = MathText.plain("SM");
    private static final Map<String, Double> OPACITY = Map.of("1", 0.5, "2", 0.3, "3", 0.18);
    private static final double NOTHING = 1e-3;

    @Override
    public Optional<Figure> figure(String id, List<Study> studies) {
        List<Panel> panels = studies.stream()
                .map(study -> new Plane(study).panel(studies.size() > 1))
                .toList();
        Study first = studies.get(0);
        MathText title = studies.size() == 1
                ? MathText.plain(Wording.capital(Wording.scenario(Wording.scenarioOf(first))) + ": ")
                        .then(plane(first))
                : MathText.plain("Planes of couplings");
        MathText caption = MathText.parse(
                "Filled: 1, 2 and 3 *\u03c3* regions of all data together (two parameters). Lines: 1 *\u03c3* regions of"
                        + " single experiments. Stars: best points. Cross: the Standard Model.");
        List<String> couplings = new ArrayList<>();
        for (Study study : studies) {
            caption = caption.then(" ").then(new Plane(study).caption(studies.size() > 1));
            couplings.add(coupling(study, "x"));
            couplings.add(coupling(study, "y"));
        }
        caption = caption.then(Wording.data(first)).then(Wording.quarkMasses(first, couplings));
        for (Study study : studies) {
            caption = caption.then(Wording.incomplete(study));
        }
        return Optional.of(new Figure(id, title, caption, panels));
    }

    private static String coupling(Study study, String axis) {
        return study.result().field(axis).field("coupling").text();
    }

    private static MathText plane(Study study) {
        return Notation.coupling(coupling(study, "x")).then(" and ").then(Notation.coupling(coupling(study, "y")));
    }

    /** One plane: its grid, and everything drawn in it. */
    private static final class Plane {
        private final Study study;
        private final Value result;
        private final String scenario;
        private final List<Double> x;
        private final List<Double> y;
        private final Frame frame;

        Plane(Study study) {
            this.study = study;
            this.result = study.result();
            this.scenario = Wording.scenarioOf(study);
            this.x = result.field("x").field("values").numbers();
            this.y = result.field("y").field("values").numbers();
            this.frame = new Frame(x.get(0), x.get(x.size() - 1), y.get(0), y.get(y.size() - 1));
        }

        Panel panel(boolean titled) {
            List<Layer> layers = new ArrayList<>();
            Ink ink = Palette.scenario(scenario);
            layers.add(new Layer.Grid(MathText.EMPTY, ink.with(0), x, y, Notation.T, rows()));
            Map<String, Value> combined =
                    result.field("contours").field("combined").fields();
            for (String sigma : List.of("3", "2", "1")) {
                Value rings = combined.get(sigma);
                if (rings != null && !rings.items().isEmpty()) {
                    layers.add(new Layer.Region(
                            MathText.parse("all, " + sigma + " *\u03c3*"),
                            ink.with(OPACITY.getOrDefault(sigma, 0.2)),
                            rings.items().stream().map(Plane::ring).toList()));
                }
            }
            layers.addAll(PlaneGuides.directions(result, frame));
            layers.addAll(outlines());
            layers.addAll(PlaneGuides.limits(study, frame));
            layers.addAll(PlaneGuides.names(result, frame));
            if (isStandardModelAtOrigin()) {
                layers.add(
                        new Layer.Markers(STANDARD_MODEL, Palette.DATA, Layer.Shape.CROSS, List.of(new Point(0, 0))));
            }
            if (!best().isEmpty()) {
                layers.add(new Layer.Markers(BEST, Palette.DATA, Layer.Shape.STAR, best()));
            }
            MathText title = titled
                    ? MathText.plain(Wording.scenario(scenario) + ", ").then(Wording.mass(mass()))
                    : MathText.EMPTY;
            return new Panel(
                    title,
                    Axis.linear(Notation.coupling(coupling(study, "x")), MathText.EMPTY, frame.left(), frame.right()),
                    Axis.linear(Notation.coupling(coupling(study, "y")), MathText.EMPTY, frame.bottom(), frame.top()),
                    layers);
        }

        private double mass() {
            return result.field("mass").number();
        }

        private List<List<@Nullable Double>> rows() {
            List<List<@Nullable Double>> rows = new ArrayList<>();
            for (Value row : result.field("t").items()) {
                List<@Nullable Double> values = new ArrayList<>();
                row.items().forEach(value -> values.add(value.isNull() ? null : value.number()));
                rows.add(values);
            }
            return rows;
        }

        /** Lines of the single experiments; a region that is cut by the frame is open there. */
        private List<Layer> outlines() {
            List<Layer> outlines = new ArrayList<>();
            result.field("contours").field("groups").fields().forEach((group, levels) -> {
                List<List<Point>> pieces = new ArrayList<>();
                levels.optional("1")
                        .ifPresent(rings -> rings.items().forEach(ring -> pieces.addAll(frame.inside(ring(ring)))));
                if (!pieces.isEmpty()) {
                    outlines.add(new Layer.Curve(outlineName(group), Palette.experiment(group), pieces));
                }
            });
            return outlines;
        }

        private static MathText outlineName(String group) {
            return Wording.experiment(group).then(MathText.parse(", 1 *\u03c3*"));
        }

        /** Groups whose region is the whole plane, so that there is no line to draw. */
        private List<MathText> withoutLine() {
            List<MathText> names = new ArrayList<>();
            result.field("contours").field("groups").fields().forEach((group, levels) -> {
                List<Value> rings = levels.optional("1").map(Value::items).orElse(List.of());
                if (!rings.isEmpty()
                        && rings.stream()
                                .allMatch(ring -> frame.inside(ring(ring)).isEmpty())) {
                    names.add(Wording.experiment(group));
                }
            });
            return names;
        }

        private static List<Point> ring(Value ring) {
            return ring.items().stream()
                    .map(corner -> {
                        List<Double> at = corner.numbers();
                        return new Point(at.get(0), at.get(1));
                    })
                    .toList();
        }

        private List<Point> best() {
            return result.field("best").items().stream()
                    .map(best -> best.field("couplings"))
                    .map(couplings -> new Point(
                            couplings.field(coupling(study, "x")).number(),
                            couplings.field(coupling(study, "y")).number()))
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
            if (!isNode) {
                return false;
            }
            Value t = result.field("t").items().get(iy).items().get(ix);
            boolean profiled = study.setting()
                            .optional("profiled")
                            .map(Value::items)
                            .orElse(List.of())
                            .size()
                    > 0;
            return t.node().kind() == Kind.NUMBER
                    && (profiled ? t.number() <= NOTHING : Math.abs(t.number()) <= NOTHING);
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

        MathText caption(boolean several) {
            MathText text = several
                    ? plane(study).then(": " + Wording.scenario(scenario) + ", ")
                    : MathText.plain(Wording.capital(Wording.scenario(scenario)) + ", ");
            text = text.then(Wording.mass(mass()));
            List<Value> best = result.field("best").items();
            if (!best.isEmpty()) {
                text = text.then(", best ")
                        .then(Notation.T)
                        .then(" = ")
                        .then(Rounded.of(best.get(0).field("t").number()).mathText());
            }
            if (!withoutLine().isEmpty()) {
                text = text.then("; ")
                        .then(Wording.list(withoutLine()))
                        .then(MathText.parse(": the whole plane is within 1 *\u03c3*"));
            }
            return text.then(PlaneGuides.caption(study)).then(".");
        }
    }
}
