package emiss.report.figure;

import emiss.report.result.Study;
import emiss.report.result.Value;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.Rounded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Lines in a plane of couplings: directions of other bases, and limits. */
final class PlaneGuides {
    private static final int CORNERS = 180;
    private static final double LABEL_AT = 0.88;

    private PlaneGuides() {}

    /** Lines through the origin along which only couplings of another basis are not zero. */
    static List<Layer> directions(Value result, Frame frame) {
        List<List<Point>> lines = new ArrayList<>();
        byAngle(result).keySet().forEach(angle -> {
            double x = Math.cos(angle);
            double y = Math.sin(angle);
            double forwards = reach(x, y, frame);
            double backwards = reach(-x, -y, frame);
            if (forwards > 0 && backwards > 0) {
                lines.add(List.of(new Point(-x * backwards, -y * backwards), new Point(x * forwards, y * forwards)));
            }
        });
        return lines.isEmpty() ? List.of() : List.of(new Layer.Curve(MathText.EMPTY, Palette.GUIDE, lines));
    }

    /** The names of these couplings, near the right ends of the lines. */
    static List<Layer> names(Value result, Frame frame) {
        List<Layer> labels = new ArrayList<>();
        byAngle(result).forEach((angle, names) -> {
            double along = LABEL_AT * reach(Math.cos(angle), Math.sin(angle), frame);
            if (along > 0) {
                MathText text = names.get(0);
                for (MathText name : names.subList(1, names.size())) {
                    text = text.then(", ").then(name);
                }
                labels.add(new Layer.Label(
                        MathText.EMPTY,
                        Palette.STANDARD_MODEL,
                        new Point(along * Math.cos(angle), along * Math.sin(angle)),
                        text));
            }
        });
        return labels;
    }

    private static Map<Double, List<MathText>> byAngle(Value result) {
        Map<Double, List<MathText>> byAngle = new LinkedHashMap<>();
        for (Value direction : result.field("directions").items()) {
            double x = direction.field("x").number();
            double y = direction.field("y").number();
            double angle = Math.atan2(x < 0 || (x == 0 && y < 0) ? -y : y, Math.abs(x));
            byAngle.computeIfAbsent(angle, key -> new ArrayList<>())
                    .add(Notation.coupling(direction.field("variable").text()));
        }
        return byAngle;
    }

    /** How far a direction stays within the frame; 0 if the origin is outside. */
    private static double reach(double x, double y, Frame frame) {
        if (!frame.contains(new Point(0, 0))) {
            return 0;
        }
        double alongX = x > 0 ? frame.right() / x : x < 0 ? frame.left() / x : Double.POSITIVE_INFINITY;
        double alongY = y > 0 ? frame.top() / y : y < 0 ? frame.bottom() / y : Double.POSITIVE_INFINITY;
        return Math.min(alongX, alongY);
    }

    /** Limits on the couplings of the axes, or on their root of the sum of squares, as far as they are inside the plane. */
    static List<Layer> limits(Study study, Frame frame) {
        String x = study.result().field("x").field("coupling").text();
        String y = study.result().field("y").field("coupling").text();
        List<Layer> layers = new ArrayList<>();
        for (Value limit : study.result().field("limits").items()) {
            OptionalDouble value = limit.optionalNumber("value");
            if (value.isEmpty()) {
                continue;
            }
            MathText name = MathText.plain(level(limit) + " % limit, ").then(data(study, limit));
            Ink ink = Palette.experiment(group(study, limit)).with(Ink.Stroke.DOTTED);
            List<String> couplings = couplings(limit);
            if (couplings.equals(List.of(x)) || couplings.equals(List.of(y))) {
                boolean vertical = couplings.equals(List.of(x));
                for (double at : List.of(value.getAsDouble(), -value.getAsDouble())) {
                    if (frame.contains(vertical ? new Point(at, frame.top()) : new Point(frame.right(), at))) {
                        layers.add(new Layer.Rule(
                                name, ink, vertical ? Layer.Orientation.VERTICAL : Layer.Orientation.HORIZONTAL, at));
                    }
                }
            } else if (couplings.containsAll(List.of(x, y))) {
                List<List<Point>> circle = circle(value.getAsDouble(), frame);
                if (!circle.isEmpty()) {
                    layers.add(new Layer.Curve(name, ink, circle));
                }
            }
        }
        return layers;
    }

    private static List<List<Point>> circle(double radius, Frame frame) {
        List<List<Point>> pieces = new ArrayList<>();
        List<Point> piece = new ArrayList<>();
        for (int i = 0; i <= CORNERS; i++) {
            double angle = 2 * Math.PI * i / CORNERS;
            Point corner = new Point(radius * Math.cos(angle), radius * Math.sin(angle));
            if (frame.contains(corner)) {
                piece.add(corner);
            } else if (!piece.isEmpty()) {
                pieces.add(piece);
                piece = new ArrayList<>();
            }
        }
        if (!piece.isEmpty()) {
            pieces.add(piece);
        }
        return pieces;
    }

    /** The limits in words, to continue a sentence. */
    static MathText caption(Study study) {
        MathText text = MathText.EMPTY;
        for (Value limit : study.result().field("limits").items()) {
            OptionalDouble value = limit.optionalNumber("value");
            text = text.then("; ");
            List<String> couplings = couplings(limit);
            text = couplings.size() == 1
                    ? text.then("|").then(Notation.coupling(couplings.get(0))).then("|")
                    : text.then("root of the sum of squares of ").then(Wording.couplings(couplings));
            text = value.isPresent()
                    ? text.then(" < ").then(Rounded.of(value.getAsDouble(), 2).mathText())
                    : text.then(" without limit");
            text = text.then(" at " + level(limit) + " %, ")
                    .then(data(study, limit))
                    .then(", others "
                            + (limit.field("others").text().equals("profile")
                                    ? "profiled"
                                    : "at " + limit.field("others").text().replace("best-fit", "their best values")));
        }
        return text;
    }

    private static List<String> couplings(Value limit) {
        return limit.optional("coupling")
                .map(name -> List.of(name.text()))
                .orElseGet(() -> limit.field("radial").texts());
    }

    private static String level(Value limit) {
        return Wording.number(100 * limit.field("level").number());
    }

    /** The group that has just the data sets of a limit; else the first of these. */
    private static String group(Study study, Value limit) {
        List<String> ids = limit.field("experiments").texts();
        return Wording.groups(study).entrySet().stream()
                .filter(group -> group.getValue().equals(ids))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> ids.isEmpty() ? "" : ids.get(0));
    }

    private static MathText data(Study study, Value limit) {
        List<String> ids = limit.field("experiments").texts();
        String group = group(study, limit);
        return ids.size() > 1 && ids.contains(group) ? Wording.experiments(ids) : Wording.experiment(group);
    }
}
