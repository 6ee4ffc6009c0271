package emiss.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VegaLiteTest {
    private static final Ink BLUE = Ink.solid(0x0072b2);
    private static final MathText NAME = MathText.parse("*g*_{VV}");
    private static final Axis X = Axis.linear(Notation.MASS, Notation.GEV, 0, 4);
    private static final Axis Y = Axis.linear(Notation.T, MathText.EMPTY, -14, 2);

    private static Figure figure(Axis x, Axis y, Layer... layers) {
        return new Figure(
                "f",
                MathText.plain("title"),
                MathText.plain("caption"),
                List.of(new Panel(MathText.EMPTY, x, y, List.of(layers))));
    }

    /** The layers of the only panel, without the invisible one that holds zoom and pan. */
    private static List<JsonNode> layers(Figure figure) {
        return StreamSupport.stream(
                        VegaLite.spec(figure).get("concat").get(0).get("layer").spliterator(), false)
                .skip(1)
                .toList();
    }

    private static List<Double> numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::doubleValue)
                .toList();
    }

    @Test
    void curveKeepsItsPointsColourAndDashes() {
        Layer curve = new Layer.Curve(
                NAME,
                BLUE.with(Ink.Stroke.DASHED),
                List.of(
                        List.of(new Point(1, 2), new Point(2, 3)),
                        List.of(new Point(3, 1.52109554e-8), new Point(4, 5))));
        JsonNode line = layers(figure(X, Y, curve)).get(0);
        JsonNode pieces = line.at("/data/values");
        assertThat(pieces.size()).isEqualTo(2);
        assertThat(numbers(pieces.get(0).get("x"))).containsExactly(1.0, 2.0);
        assertThat(numbers(pieces.get(1).get("y"))).containsExactly(1.5211e-8, 5.0);
        assertThat(line.at("/mark/color").stringValue()).isEqualTo("#0072b2");
        assertThat(numbers(line.at("/mark/strokeDash"))).containsExactly(6.0, 3.0);
        assertThat(line.at("/transform/0/filter").stringValue()).isEqualTo("show0");
        assertThat(line.at("/transform/1/flatten").size()).isEqualTo(2);
    }

    @Test
    void curveThatRunsToTheRightTellsItsPoints() {
        Layer function = new Layer.Curve(NAME, BLUE, List.of(List.of(new Point(0, 1), new Point(1, 0))));
        Layer ring = new Layer.Curve(NAME, BLUE, List.of(List.of(new Point(0, 1), new Point(1, 0), new Point(0, 0))));
        assertThat(layers(figure(X, Y, function))).hasSize(2);
        assertThat(layers(figure(X, Y, function)).get(1).at("/encoding/tooltip").size())
                .isEqualTo(3);
        assertThat(layers(figure(X, Y, ring))).hasSize(1);
    }

    @Test
    void layersOfOneNameShareASwitchAndLayersWithoutNameHaveNone() {
        Layer first = new Layer.Curve(NAME, BLUE, List.of(List.of(new Point(0, 1))));
        Layer band = new Layer.Band(NAME, BLUE.with(0.3), List.of(new Layer.Span(1, 2, 3)));
        Layer unnamed = new Layer.Rule(MathText.EMPTY, BLUE, Layer.Orientation.HORIZONTAL, 0);
        Figure figure = figure(X, Y, first, band, unnamed);
        assertThat(VegaLite.spec(figure).get("params").size()).isEqualTo(1);
        List<JsonNode> layers = layers(figure);
        assertThat(layers.get(2).at("/transform/0/filter").stringValue()).isEqualTo("show0");
        assertThat(numbers(layers.get(2).at("/data/values/0/y2"))).containsExactly(3.0);
        assertThat(layers.get(3).has("transform")).isFalse();
        assertThat(layers.get(3).at("/encoding").get("x").isNull()).isTrue();
        assertThat(layers.get(3).at("/data/values/0/y").doubleValue()).isZero();
    }

    @Test
    void ringsBecomeOneLineWhoseBridgesEncloseNothing() {
        List<Point> outer = List.of(new Point(0, 0), new Point(4, 0), new Point(4, 4), new Point(0, 4));
        List<Point> hole = List.of(new Point(1, 1), new Point(2, 1), new Point(2, 2), new Point(1, 2));
        List<Point> path = LayerSpecs.joined(List.of(outer, hole));
        assertThat(inside(path, 3, 3)).isTrue();
        assertThat(inside(path, 1.5, 1.5)).isFalse();
        assertThat(inside(path, 0.5, 0.7)).isTrue();
        assertThat(inside(path, 5, 1)).isFalse();
    }

    /** The even-odd rule: a ray to the right crosses the closed line an odd number of times. */
    private static boolean inside(List<Point> path, double x, double y) {
        boolean inside = false;
        for (int i = 0; i < path.size(); i++) {
            Point a = path.get(i);
            Point b = path.get((i + 1) % path.size());
            if (a.y() > y != b.y() > y && x < a.x() + (y - a.y()) / (b.y() - a.y()) * (b.x() - a.x())) {
                inside = !inside;
            }
        }
        return inside;
    }

    @Test
    void histogramsAreBarsOrOutlines() {
        List<Layer.Bin> bins = List.of(new Layer.Bin(0, 2, 1, 5), new Layer.Bin(2, 4, 2, 3));
        JsonNode bars = layers(figure(X, Y, new Layer.Histogram(NAME, BLUE, true, bins)))
                .get(0);
        assertThat(bars.at("/mark/type").stringValue()).isEqualTo("rect");
        assertThat(bars.at("/data/values/0/events").doubleValue()).isEqualTo(4);
        assertThat(bars.at("/data/values/1/y2").doubleValue()).isEqualTo(3);
        JsonNode outline = layers(figure(X, Y, new Layer.Histogram(NAME, BLUE, false, bins)))
                .get(0);
        assertThat(numbers(outline.at("/data/values/0/x"))).containsExactly(0.0, 2.0, 2.0, 4.0);
        assertThat(numbers(outline.at("/data/values/0/y"))).containsExactly(5.0, 5.0, 3.0, 3.0);
    }

    @Test
    void measurementsHaveBothBars() {
        Layer points = new Layer.Measurements(
                NAME, BLUE, List.of(new Layer.Measurement(new Point(2, -10), 1.5, 2.5, -11, -8)));
        List<JsonNode> layers = layers(figure(X, Y, points));
        assertThat(layers.get(0).at("/data/values/0/x").doubleValue()).isEqualTo(1.5);
        assertThat(layers.get(0).at("/data/values/0/x2").doubleValue()).isEqualTo(2.5);
        assertThat(layers.get(1).at("/data/values/0/y").doubleValue()).isEqualTo(-11);
        assertThat(layers.get(1).at("/data/values/0/y2").doubleValue()).isEqualTo(-8);
        assertThat(layers.get(2).at("/data/values/0/interval").stringValue()).isEqualTo("\u221211.0 to \u22128.0");
    }

    @Test
    void gridIsThinnedForThePointerAndAPictureForTheEye() {
        List<Double> nodes =
                IntStream.range(0, 121).mapToObj(i -> -3e-8 + i * 5e-10).toList();
        List<List<@Nullable Double>> rows = new ArrayList<>();
        for (int row = 0; row < 121; row++) {
            Double[] values = new Double[121];
            for (int column = 0; column < 121; column++) {
                values[column] = (double) row + column;
            }
            rows.add(new ArrayList<>(Arrays.asList(values)));
        }
        rows.get(3).set(6, null);
        Axis axis = Axis.linear(NAME, MathText.EMPTY, -3e-8, 3e-8);
        Layer grid = new Layer.Grid(MathText.EMPTY, BLUE.with(0.5), nodes, nodes, Notation.T, rows);
        Figure figure = figure(axis, axis, grid);
        JsonNode told = VegaLite.spec(figure).at("/usermeta/grids/0");
        assertThat(told.get("x").size()).isEqualTo(GridLayer.MOST_NODES);
        assertThat(told.at("/rows/10/20").doubleValue()).isEqualTo(90);
        assertThat(told.at("/rows/1/2").isNull()).isTrue();
        JsonNode picture = layers(figure).get(0).at("/data/values/0");
        assertThat(picture.get("picture").stringValue()).startsWith("data:image/png;base64,");
        assertThat(picture.get("x").doubleValue()).isEqualTo(-3.025e-8);
        assertThat(picture.get("y2").doubleValue()).isEqualTo(3.025e-8);
    }

    @Test
    void gridThatIsNotUniformHasNoPicture() {
        Layer grid = new Layer.Grid(
                NAME,
                BLUE,
                List.of(0.0, 1.0, 4.0),
                List.of(0.0, 1.0),
                Notation.T,
                List.of(List.of(1.0, 2.0, 3.0), List.of(1.0, 2.0, 3.0)));
        Figure figure = figure(X, Y, grid);
        assertThat(layers(figure)).isEmpty();
        assertThat(VegaLite.spec(figure).at("/usermeta/grids").size()).isEqualTo(1);
    }

    @Test
    void titlesHaveScriptsAndPowersOfTen() {
        Axis small = Axis.linear(NAME, MathText.EMPTY, -3e-8, 3e-8);
        Layer layer = new Layer.Markers(MathText.EMPTY, BLUE, Layer.Shape.STAR, List.of(new Point(0, 0)));
        JsonNode spec = VegaLite.spec(figure(small, Y, layer));
        assertThat(spec.at("/concat/0/encoding/x/title").stringValue()).isEqualTo("gVV [10\u207b\u2078]");
        assertThat(spec.at("/usermeta/texts").get("gVV [10\u207b\u2078]").stringValue())
                .isEqualTo("<i>g</i><sub>VV</sub> [10<sup>\u22128</sup>]");
        assertThat(spec.at("/concat/0/encoding/x/axis/labelExpr").stringValue())
                .isEqualTo("format(datum.value * 1e8, '.6~g')");
        assertThat(numbers(spec.at("/concat/0/encoding/y/scale/domain"))).containsExactly(-14.0, 2.0);
    }

    @Test
    void thingsThatAreCountedHaveNames() {
        Axis counting = Axis.counting(MathText.EMPTY, List.of(MathText.plain("it's"), MathText.plain("b")));
        Layer layer = new Layer.Markers(MathText.EMPTY, BLUE, Layer.Shape.DISC, List.of(new Point(1, 2)));
        Figure figure = figure(X, counting, layer);
        JsonNode spec = VegaLite.spec(figure);
        assertThat(spec.at("/concat/0/encoding/y/axis/labelExpr").stringValue())
                .isEqualTo("['it\\'s', 'b'][datum.value - 1]");
        assertThat(layers(figure).get(0).at("/data/values/0/yName").stringValue())
                .isEqualTo("b");
    }

    @Test
    void numbersAreShort() {
        assertThat(Json.shortened(1.521095545393015e-8)).isEqualTo(1.5211e-8);
        assertThat(Json.shortened(-13.179629044099322)).isEqualTo(-13.18);
        assertThat(Json.shortened(123456789.0)).isEqualTo(123460000.0);
        assertThat(Json.shortened(0)).isZero();
    }

    @Test
    void textCannotEndTheScriptElement() {
        Layer layer = new Layer.Curve(MathText.plain("</script>"), BLUE, List.of(List.of(new Point(0, 0))));
        assertThat(Json.text(VegaLite.spec(figure(X, Y, layer)))).doesNotContain("<");
    }
}
