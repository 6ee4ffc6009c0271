package emiss.data.pyhf;

import emiss.api.experiment.ParameterSettings.Bounds;
import emiss.data.document.Kind;
import emiss.data.document.Location;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an HS3 document says about parameters: their values and whether they are constant in the parameter point of an
 * analysis, their ranges in its domains.
 *
 * <p>Without a point or domains that are named it is those called {@code default_values} and {@code default_domain}, as ROOT
 * does, or else the only ones.
 */
final class Hs3Parameters {
    /**
     * A parameter in the point.
     *
     * @param value its value
     * @param isConstant whether it is held
     * @param where its place
     */
    record Point(double value, boolean isConstant, Location where) {}

    private final Map<String, Point> points = new HashMap<>();
    private final Map<String, Node> ranges = new HashMap<>();
    private final Problems problems;

    /**
     * Reads one point and some domains.
     *
     * @param point the point that is named; empty if none is
     * @param domains the domains that are named
     */
    Hs3Parameters(Hs3Index index, Optional<Node> point, List<Node> domains, Problems problems) {
        this.problems = problems;
        point.or(() -> standard(index.all("parameter_points"), "default_values"))
                .ifPresent(this::readPoint);
        if (domains.isEmpty()) {
            standard(index.all("domains"), "default_domain").ifPresent(this::readDomain);
        } else {
            domains.forEach(this::readDomain);
        }
    }

    private static Optional<Node> standard(Map<String, Node> named, String name) {
        return named.size() == 1 ? Optional.of(named.values().iterator().next()) : Optional.ofNullable(named.get(name));
    }

    private void readPoint(Node node) {
        ObjectDecoder decoder = new ObjectDecoder(node, "the parameter point", problems);
        for (Node item : decoder.anyList("parameters")) {
            ObjectDecoder parameter = new ObjectDecoder(item, "a parameter", problems);
            String name = parameter.string("name");
            Point found =
                    new Point(parameter.number("value"), parameter.bool("const", false), parameter.location("value"));
            if (!name.isEmpty() && points.putIfAbsent(name, found) != null) {
                problems.add(parameter.location("name"), "there are two values of parameter \"" + name + "\"");
            }
        }
    }

    private void readDomain(Node node) {
        ObjectDecoder decoder = new ObjectDecoder(node, "the domain", problems);
        decoder.requiredOneOf("type", Map.of("product_domain", "product_domain"), "");
        for (Node item : decoder.anyList("axes")) {
            if (item.kind() == Kind.OBJECT) {
                ranges.put(new ObjectDecoder(item, "an axis", problems).string("name"), item);
            } else {
                problems.add(item.location(), "an axis is not an object, expected name, min and max");
            }
        }
    }

    Optional<Point> point(String name) {
        return Optional.ofNullable(points.get(name));
    }

    double value(String name, double standard) {
        Point point = points.get(name);
        return point == null ? standard : point.value();
    }

    boolean isConstant(String name) {
        Point point = points.get(name);
        return point != null && point.isConstant();
    }

    /** The range of a parameter, with the ends of the standard where the domains give none. */
    Bounds range(String name, Bounds standard) {
        Node axis = ranges.get(name);
        if (axis == null) {
            return standard;
        }
        ObjectDecoder decoder = new ObjectDecoder(axis, "the axis", problems);
        double low = decoder.number("min", standard.low());
        double high = decoder.number("max", standard.high());
        if (low > high) {
            problems.add(
                    decoder.location("min"),
                    "the axis of \"" + name + "\" goes from " + low + " to " + high + ", expected min <= max");
            return standard;
        }
        return new Bounds(low, high);
    }
}
