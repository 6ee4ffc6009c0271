package emiss.report.page;

import emiss.report.figure.Axis;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.text.MathText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The layers of a panel in Vega-Lite. Each inherits the position channels {@code x} and {@code y} from its panel. Long lists of
 * points are columns of one datum, which a transform unfolds: that is half as long as a datum for every point. It is one class
 * because every kind of layer is a short method, and they share the same few building blocks.
 */
final class LayerSpecs {
    private static final String HOVER_FORMAT = ".4~g";
    private static final int HOVER_SIZE = 110;

    /** Words this close to an end of the axis, as a share of its length, would be cut off if they were centred. */
    private static final double NEAR_EDGE = 0.15;

    private final String id;
    private final Panel panel;
    private final Function<MathText, String> text;
    private int named;

    /** Layers of a panel, whose data have names that begin with {@code id}; {@code text} says how a text is shown. */
    LayerSpecs(String id, Panel panel, Function<MathText, String> text) {
        this.id = id;
        this.panel = panel;
        this.text = text;
    }

    List<ObjectNode> of(Layer layer) {
        if (layer instanceof Layer.Curve curve) {
            return curve(curve);
        } else if (layer instanceof Layer.Band band) {
            return List.of(band(band));
        } else if (layer instanceof Layer.Region region) {
            return List.of(region(region));
        } else if (layer instanceof Layer.Histogram histogram) {
            return histogram.filled() ? List.of(bars(histogram)) : outline(histogram);
        } else if (layer instanceof Layer.Measurements measurements) {
            return measurements(measurements);
        } else if (layer instanceof Layer.Markers markers) {
            return List.of(markers(markers));
        } else if (layer instanceof Layer.Rule rule) {
            return List.of(rule(rule));
        } else if (layer instanceof Layer.Label label) {
            return List.of(label(label));
        }
        return grid((Layer.Grid) layer);
    }

    private List<ObjectNode> curve(Layer.Curve curve) {
        List<ObjectNode> specs = new ArrayList<>();
        ObjectNode line = Json.object();
        ObjectNode data = line.putObject("data");
        ArrayNode pieces = data.putArray("values");
        for (int i = 0; i < curve.pieces().size(); i++) {
            columns(
                    named(pieces.addObject().put("piece", i), curve),
                    curve.pieces().get(i));
        }
        flatten(line, "x", "y");
        stroked(mark(line, "line"), curve.ink()).put("strokeJoin", "round");
        ObjectNode encoding = line.putObject("encoding");
        encoding.putObject("detail").put("field", "piece").put("type", "nominal");
        encoding.putObject("order").putNull("value");
        tooltip(encoding, List.of());
        specs.add(line);
        if (curve.pieces().stream().allMatch(LayerSpecs::runsToTheRight)) {
            // the points of the line itself, which are named rather than written again
            String name = id + "-" + named++;
            data.put("name", name);
            ObjectNode points = Json.object();
            points.putObject("data").put("name", name);
            specs.add(hover(points));
        }
        return specs;
    }

    private static boolean runsToTheRight(List<Point> piece) {
        for (int i = 1; i < piece.size(); i++) {
            if (piece.get(i).x() <= piece.get(i - 1).x()) {
                return false;
            }
        }
        return true;
    }

    /** Invisible points that tell their values. */
    private ObjectNode hover(Layer layer, List<Point> points) {
        ObjectNode spec = Json.object();
        columns(named(data(spec).addObject(), layer), points);
        return hover(spec);
    }

    private ObjectNode hover(ObjectNode spec) {
        flatten(spec, "x", "y");
        mark(spec, "point").put("filled", true).put("opacity", 0).put("size", HOVER_SIZE);
        tooltip(spec.putObject("encoding"), values());
        return spec;
    }

    private ObjectNode band(Layer.Band band) {
        ObjectNode spec = Json.object();
        ObjectNode datum = named(data(spec).addObject(), band);
        ArrayNode x = datum.putArray("x");
        ArrayNode low = datum.putArray("y");
        ArrayNode high = datum.putArray("y2");
        for (Layer.Span span : band.spans()) {
            x.add(Json.shortened(span.x()));
            low.add(Json.shortened(span.low()));
            high.add(Json.shortened(span.high()));
        }
        flatten(spec, "x", "y", "y2");
        painted(mark(spec, "area"), band.ink());
        spec.putObject("encoding").putObject("y2").put("field", "y2");
        return spec;
    }

    private ObjectNode region(Layer.Region region) {
        ObjectNode spec = Json.object();
        columns(data(spec).addObject(), joined(region.rings()));
        flatten(spec, "x", "y");
        painted(mark(spec, "line").put("filled", true).put("strokeWidth", 0), region.ink());
        ObjectNode encoding = spec.putObject("encoding");
        encoding.putObject("order").putNull("value");
        return spec;
    }

    /**
     * Rings as one closed line for the even-odd rule. The bridges between the rings are walked in both directions, so that they
     * enclose nothing.
     */
    static List<Point> joined(List<List<Point>> rings) {
        List<Point> path = new ArrayList<>();
        for (List<Point> ring : rings) {
            if (ring.isEmpty()) {
                continue;
            }
            path.addAll(ring);
            path.add(ring.get(0));
            path.add(path.get(0));
        }
        return path;
    }

    private ObjectNode bars(Layer.Histogram histogram) {
        ObjectNode spec = Json.object();
        ArrayNode bins = data(spec);
        for (Layer.Bin bin : histogram.bins()) {
            named(bins.addObject(), histogram)
                    .put("x", Json.shortened(bin.low()))
                    .put("x2", Json.shortened(bin.high()))
                    .put("y", Json.shortened(bin.base()))
                    .put("y2", Json.shortened(bin.top()))
                    .put("events", Json.shortened(bin.top() - bin.base()));
        }
        painted(mark(spec, "rect"), histogram.ink());
        ObjectNode encoding = spec.putObject("encoding");
        encoding.putObject("x2").put("field", "x2");
        encoding.putObject("y2").put("field", "y2");
        ArrayNode told = tooltip(encoding, List.of());
        told.add(number("x", "from"));
        told.add(number("x2", "to"));
        told.add(number("events", text.apply(panel.y().title())));
        return spec;
    }

    private List<ObjectNode> outline(Layer.Histogram histogram) {
        List<Point> steps = new ArrayList<>();
        List<Point> tops = new ArrayList<>();
        for (Layer.Bin bin : histogram.bins()) {
            steps.add(new Point(bin.low(), bin.top()));
            steps.add(new Point(bin.high(), bin.top()));
            tops.add(new Point((bin.low() + bin.high()) / 2, bin.top()));
        }
        ObjectNode line = Json.object();
        columns(named(data(line).addObject(), histogram), steps);
        flatten(line, "x", "y");
        stroked(mark(line, "line"), histogram.ink());
        ObjectNode encoding = line.putObject("encoding");
        encoding.putObject("order").putNull("value");
        tooltip(encoding, List.of());
        return List.of(line, hover(histogram, tops));
    }

    private List<ObjectNode> measurements(Layer.Measurements measurements) {
        List<ObjectNode> specs = new ArrayList<>();
        if (measurements.points().stream().anyMatch(point -> point.left() < point.right())) {
            specs.add(bars(measurements, "x", "x2"));
        }
        if (measurements.points().stream().anyMatch(point -> point.low() < point.high())) {
            specs.add(bars(measurements, "y", "y2"));
        }
        specs.add(discs(measurements, measurements.points()));
        return specs;
    }

    private ObjectNode bars(Layer.Measurements measurements, String from, String to) {
        ObjectNode spec = Json.object();
        ArrayNode values = data(spec);
        boolean horizontal = from.equals("x");
        for (Layer.Measurement point : measurements.points()) {
            ObjectNode datum = values.addObject()
                    .put(
                            "x",
                            Json.shortened(
                                    horizontal ? point.left() : point.at().x()))
                    .put("y", Json.shortened(horizontal ? point.at().y() : point.low()));
            datum.put(to, Json.shortened(horizontal ? point.right() : point.high()));
        }
        painted(mark(spec, "rule"), measurements.ink()).put("strokeWidth", 1.5);
        spec.putObject("encoding").putObject(to).put("field", to);
        return spec;
    }

    private ObjectNode discs(Layer.Measurements layer, List<Layer.Measurement> points) {
        ObjectNode spec = Json.object();
        ArrayNode values = data(spec);
        boolean spread = false;
        for (Layer.Measurement point : points) {
            ObjectNode datum = place(named(values.addObject(), layer), point.at());
            String interval = interval(point);
            spread |= !interval.isEmpty();
            datum.put("interval", interval);
        }
        painted(mark(spec, "point").put("filled", true), layer.ink()).put("size", 34);
        ArrayNode told = tooltip(spec.putObject("encoding"), values());
        if (spread) {
            told.addObject().put("field", "interval").put("type", "nominal").put("title", "interval");
        }
        return spec;
    }

    private static String interval(Layer.Measurement point) {
        boolean vertical = point.low() < point.high();
        double low = vertical ? point.low() : point.left();
        double high = vertical ? point.high() : point.right();
        return low < high
                ? (Json.shortened(low) + " to " + Json.shortened(high))
                        .replace('-', '\u2212')
                        .replace("E", "e")
                : "";
    }

    private ObjectNode markers(Layer.Markers markers) {
        ObjectNode spec = Json.object();
        ArrayNode values = data(spec);
        for (Point point : markers.points()) {
            place(named(values.addObject(), markers), point);
        }
        painted(mark(spec, "point").put("shape", Marks.path(markers.shape())).put("filled", true), markers.ink())
                .put("size", markers.shape() == Layer.Shape.STAR ? 170 : 90);
        tooltip(spec.putObject("encoding"), values());
        return spec;
    }

    private ObjectNode rule(Layer.Rule rule) {
        boolean horizontal = rule.orientation() == Layer.Orientation.HORIZONTAL;
        ObjectNode spec = Json.object();
        named(data(spec).addObject(), rule).put(horizontal ? "y" : "x", Json.shortened(rule.at()));
        stroked(mark(spec, "rule"), rule.ink());
        ObjectNode encoding = spec.putObject("encoding");
        encoding.putNull(horizontal ? "x" : "y");
        ArrayNode told = tooltip(encoding, List.of());
        told.add(
                horizontal
                        ? number("y", text.apply(panel.y().title()))
                        : number("x", text.apply(panel.x().title())));
        return spec;
    }

    private ObjectNode label(Layer.Label label) {
        ObjectNode spec = Json.object();
        spec.putObject("data")
                .putArray("values")
                .addObject()
                .put("x", Json.shortened(label.at().x()))
                .put("y", Json.shortened(label.at().y()))
                .put("text", text.apply(label.text()));
        double share = panel.isTable() ? 0.5 : share(panel.x(), label.at().x());
        String align = share > 1 - NEAR_EDGE ? "right" : share < NEAR_EDGE ? "left" : "center";
        painted(mark(spec, "text").put("align", align), label.ink()).put("fontSize", 12);
        spec.putObject("encoding").putObject("text").put("field", "text").put("type", "nominal");
        return spec;
    }

    /** How far along an axis a value is. */
    private static double share(Axis axis, double value) {
        return axis.scale() == Axis.Scale.LOGARITHMIC
                ? Math.log(value / axis.low()) / Math.log(axis.high() / axis.low())
                : (value - axis.low()) / (axis.high() - axis.low());
    }

    private List<ObjectNode> grid(Layer.Grid grid) {
        if (grid.ink().opacity() == 0) {
            return List.of();
        }
        ObjectNode picture = new GridLayer(grid).picture(panel.x(), panel.y());
        if (picture == null) {
            return List.of();
        }
        ObjectNode spec = Json.object();
        data(spec).add(picture);
        mark(spec, "image").put("aspect", false);
        ObjectNode encoding = spec.putObject("encoding");
        encoding.putObject("x2").put("field", "x2");
        encoding.putObject("y2").put("field", "y2");
        encoding.putObject("url").put("field", "picture").put("type", "nominal");
        return List.of(spec);
    }

    private static ArrayNode data(ObjectNode spec) {
        return spec.putObject("data").putArray("values");
    }

    private static ObjectNode mark(ObjectNode spec, String type) {
        return spec.putObject("mark").put("type", type).put("clip", true);
    }

    private static ObjectNode painted(ObjectNode mark, Ink ink) {
        return mark.put("color", ink.hex()).put("opacity", ink.opacity());
    }

    private static ObjectNode stroked(ObjectNode mark, Ink ink) {
        painted(mark, ink).put("strokeWidth", 2);
        List<Double> dashes = Marks.dashes(ink.stroke());
        if (!dashes.isEmpty()) {
            ArrayNode lengths = mark.putArray("strokeDash");
            dashes.forEach(lengths::add);
        }
        return mark;
    }

    private static void flatten(ObjectNode spec, String... columns) {
        ArrayNode fields = spec.putArray("transform").addObject().putArray("flatten");
        for (String column : columns) {
            fields.add(column);
        }
    }

    private static void columns(ObjectNode datum, List<Point> points) {
        ArrayNode x = datum.putArray("x");
        ArrayNode y = datum.putArray("y");
        for (Point point : points) {
            x.add(Json.shortened(point.x()));
            y.add(Json.shortened(point.y()));
        }
    }

    private ObjectNode named(ObjectNode datum, Layer layer) {
        return datum.put("name", text.apply(layer.name()));
    }

    /** Puts a point, with the names of what is counted there, so that the pointer is told a name and not a number. */
    private ObjectNode place(ObjectNode datum, Point point) {
        datum.put("x", Json.shortened(point.x())).put("y", Json.shortened(point.y()));
        name(panel.x(), point.x(), "xName", datum);
        name(panel.y(), point.y(), "yName", datum);
        return datum;
    }

    private void name(Axis axis, double at, String field, ObjectNode datum) {
        int position = (int) Math.round(at);
        if (position >= 1 && position <= axis.categories().size()) {
            datum.put(field, text.apply(axis.categories().get(position - 1)));
        }
    }

    private ArrayNode tooltip(ObjectNode encoding, List<ObjectNode> fields) {
        ArrayNode told = encoding.putArray("tooltip");
        told.addObject().put("field", "name").put("type", "nominal").put("title", "name");
        fields.forEach(told::add);
        return told;
    }

    private List<ObjectNode> values() {
        return List.of(value("x", panel.x()), value("y", panel.y()));
    }

    private ObjectNode value(String field, Axis axis) {
        String title = text.apply(axis.title());
        return axis.categories().isEmpty()
                ? number(field, title)
                : Json.object()
                        .put("field", field + "Name")
                        .put("type", "nominal")
                        .put("title", title);
    }

    private static ObjectNode number(String field, String title) {
        return Json.object()
                .put("field", field)
                .put("type", "quantitative")
                .put("format", HOVER_FORMAT)
                .put("title", title);
    }
}
