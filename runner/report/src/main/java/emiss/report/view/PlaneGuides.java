package emiss.report.view;

import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.figure.Point;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.Numbers;
import emiss.report.text.ValueText;
import emiss.results.CouplingPlaneResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lines in a plane of couplings: directions of other bases, and limits. */
final class PlaneGuides {
    private static final int CORNERS = 180;
    private static final double LABEL_AT = 0.62;

    private final StudyInRun<CouplingPlaneResult> study;
    private final CouplingPlaneResult result;
    private final Frame frame;

    PlaneGuides(StudyInRun<CouplingPlaneResult> study, Frame frame) {
        this.study = study;
        this.result = study.result();
        this.frame = frame;
    }

    /** Lines through the origin along which only couplings of another basis are not zero. */
    List<Layer> directions() {
        List<List<Point>> lines = new ArrayList<>();
        byAngle().keySet().forEach(angle -> {
            double x = Math.cos(angle);
            double y = Math.sin(angle);
            double forwards = reach(x, y);
            double backwards = reach(-x, -y);
            if (forwards > 0 && backwards > 0) {
                lines.add(List.of(new Point(-x * backwards, -y * backwards), new Point(x * forwards, y * forwards)));
            }
        });
        return lines.isEmpty() ? List.of() : List.of(new Layer.Curve(MathText.EMPTY, Palette.GUIDE, lines));
    }

    /** The names of these couplings, near the right ends of the lines. */
    List<Layer> names() {
        List<Layer> labels = new ArrayList<>();
        byAngle().forEach((angle, names) -> {
            double along = LABEL_AT * reach(Math.cos(angle), Math.sin(angle));
            if (along > 0) {
                labels.add(new Layer.Label(
                        MathText.EMPTY,
                        Palette.STANDARD_MODEL,
                        new Point(along * Math.cos(angle), along * Math.sin(angle)),
                        MathText.joined(", ", names)));
            }
        });
        return labels;
    }

    private Map<Double, List<MathText>> byAngle() {
        Map<Double, List<MathText>> byAngle = new LinkedHashMap<>();
        for (CouplingPlaneResult.Direction direction : result.directions()) {
            double x = direction.x();
            double y = direction.y();
            double angle = Math.atan2(x < 0 || (x == 0 && y < 0) ? -y : y, Math.abs(x));
            byAngle.computeIfAbsent(angle, key -> new ArrayList<>()).add(Notation.coupling(direction.variable()));
        }
        return byAngle;
    }

    /** How far a direction stays within the frame; 0 if the origin is outside. */
    private double reach(double x, double y) {
        if (!frame.contains(new Point(0, 0))) {
            return 0;
        }
        double alongX = x > 0 ? frame.right() / x : x < 0 ? frame.left() / x : Double.POSITIVE_INFINITY;
        double alongY = y > 0 ? frame.top() / y : y < 0 ? frame.bottom() / y : Double.POSITIVE_INFINITY;
        return Math.min(alongX, alongY);
    }

    /** Limits on the couplings of the axes, or on their root of the sum of squares, as far as they are inside the plane. */
    List<Layer> limits() {
        String x = result.x().coupling();
        String y = result.y().coupling();
        List<Layer> layers = new ArrayList<>();
        for (CouplingPlaneResult.Limit limit : result.limits()) {
            Double value = limit.value();
            if (value == null) {
                continue;
            }
            MathText name = MathText.plain(level(limit) + " % limit, ").then(data(study, limit));
            Ink ink = Palette.limit(study.names().experimentInk(group(study, limit)));
            List<String> couplings = limit.couplings();
            boolean vertical = couplings.equals(List.of(x));
            if (vertical || couplings.equals(List.of(y))) {
                for (double at : List.of(value, -value)) {
                    if (frame.contains(vertical ? new Point(at, frame.top()) : new Point(frame.right(), at))) {
                        layers.add(new Layer.Rule(
                                name, ink, vertical ? Layer.Orientation.VERTICAL : Layer.Orientation.HORIZONTAL, at));
                    }
                }
            } else if (couplings.containsAll(List.of(x, y))) {
                List<List<Point>> circle = circle(value);
                if (!circle.isEmpty()) {
                    layers.add(new Layer.Curve(name, ink, circle));
                }
            }
        }
        return layers;
    }

    private List<List<Point>> circle(double radius) {
        Pieces circle = new Pieces();
        for (int i = 0; i <= CORNERS; i++) {
            double angle = 2 * Math.PI * i / CORNERS;
            Point corner = new Point(radius * Math.cos(angle), radius * Math.sin(angle));
            circle.add(frame.contains(corner) ? corner : null);
        }
        return circle.all();
    }

    /** The limits in words, to continue a sentence. */
    MathText caption() {
        MathText text = MathText.EMPTY;
        for (CouplingPlaneResult.Limit limit : result.limits()) {
            Double value = limit.value();
            List<String> couplings = limit.couplings();
            text = text.then("; ")
                    .then(
                            couplings.size() == 1
                                    ? MathText.plain("|")
                                            .then(Notation.coupling(couplings.get(0)))
                                            .then("|")
                                    : MathText.plain("root of the sum of squares of ")
                                            .then(Wording.couplings(couplings)))
                    .then(
                            value == null
                                    ? MathText.plain(" without limit")
                                    : MathText.plain(" < ").then(Numbers.number(value)))
                    .then(" at " + level(limit) + " %, ")
                    .then(data(study, limit))
                    .then(", others "
                            + (limit.others().equals("profile")
                                    ? "profiled"
                                    : "at " + limit.others().replace("best-fit", "their best values")));
        }
        return text;
    }

    /** The level of a limit in per cent. */
    static String level(CouplingPlaneResult.Limit limit) {
        return ValueText.setting(100 * limit.level());
    }

    /** The group that has just the data sets of a limit; else the first of these. */
    private static String group(StudyInRun<?> study, CouplingPlaneResult.Limit limit) {
        List<String> ids = limit.experiments();
        return Wording.groups(study).entrySet().stream()
                .filter(group -> group.getValue().equals(ids))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> ids.isEmpty() ? "" : ids.get(0));
    }

    /** The data that a limit is from. */
    static MathText data(StudyInRun<?> study, CouplingPlaneResult.Limit limit) {
        List<String> ids = limit.experiments();
        String group = group(study, limit);
        return ids.size() > 1 && ids.contains(group)
                ? study.names().experiments(ids)
                : study.names().experiment(group);
    }
}
