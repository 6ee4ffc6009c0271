package emiss.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import emiss.api.DoubleVector;
import emiss.api.scenario.Complex;
import emiss.data.document.JsonPrinter;
import emiss.data.document.Node;
import emiss.data.document.Problems;
import emiss.data.document.Syntax;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordsTest {
    private enum Colour {
        RED,
        BLUE
    }

    private record Inner(@Nullable String text, Interval interval) {}

    private record All(
            double number,
            @Nullable Double maybe,
            int whole,
            long seed,
            boolean flag,
            String text,
            Colour colour,
            Complex complex,
            DoubleVector vector,
            List<@Nullable Double> list,
            Map<String, @Nullable Complex> map,
            Inner inner,
            List<List<Inner>> nested) {}

    private sealed interface Either {
        record One(double a) implements Either {}

        record Other(double b, @Nullable Double c) implements Either {}
    }

    private record Holder(Either either) {}

    private static Node parse(String json) {
        Problems problems = new Problems();
        Node node = Node.parse(
                "points", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), Syntax.JSON, problems);
        assertThat(problems.lines()).isEmpty();
        return node;
    }

    private static <T> T again(Class<T> type, T value) {
        return Records.read(type, "the record", parse(JsonPrinter.print(Records.tree(value))));
    }

    /** Any finite number: points are kept in journals and computed elsewhere, and must not change on the way. */
    private static double number(Random random) {
        double number;
        do {
            number = Double.longBitsToDouble(random.nextLong());
        } while (!Double.isFinite(number));
        return number;
    }

    @Test
    void survivesToTheLastBit() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            Map<String, @Nullable Complex> map = new LinkedHashMap<>();
            map.put("real/~\"", Complex.real(number(random)));
            map.put("complex", new Complex(number(random), number(random)));
            map.put("none", null);
            All all = new All(
                    number(random),
                    i % 2 == 0 ? null : (Double) number(random),
                    random.nextInt(),
                    random.nextInt(),
                    random.nextBoolean(),
                    "text \u03c3 \n\t\\",
                    random.nextBoolean() ? Colour.RED : Colour.BLUE,
                    new Complex(0, number(random)),
                    DoubleVector.generate(i % 4, k -> number(random)),
                    Arrays.asList(number(random), null, -0.0),
                    map,
                    new Inner(null, new Interval(null, number(random))),
                    List.of(List.of(), List.of(new Inner("a", Interval.OPEN))));

            assertThat(again(All.class, all)).isEqualTo(all);
        }
    }

    @Test
    void ofASealedTypeTheRecordIsReadWhoseFieldsAreThere() {
        assertThat(again(Holder.class, new Holder(new Either.One(1)))).isEqualTo(new Holder(new Either.One(1)));
        assertThat(again(Holder.class, new Holder(new Either.Other(2, null))))
                .isEqualTo(new Holder(new Either.Other(2, null)));
    }

    @Test
    void numbersThatAreNotFiniteAreRefused() {
        Either infinite = new Either.One(Double.POSITIVE_INFINITY);
        assertThatThrownBy(() -> again(Either.class, infinite)).hasMessageContaining("expected a finite one");
    }

    @Test
    void fieldsThatAreNotKnownDoNotMatter() {
        assertThat(Records.read(Inner.class, "it", parse("{\"later\": [1], \"interval\": [null, 2]}")))
                .isEqualTo(new Inner(null, new Interval(null, 2.0)));
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        assertThatThrownBy(() -> Records.read(Inner.class, "it", parse("{\"text\": \"a\"}")))
                .isInstanceOf(ResultsException.class)
                .hasMessage("points:1:1: missing field \"interval\" of it");
        assertThatThrownBy(() -> Records.read(Inner.class, "it", parse("{\"interval\": [1, 2, 3]}")))
                .hasMessage("points:1:14: \"interval\" has 3 items, expected 2");
        assertThatThrownBy(() -> Records.read(Inner.class, "it", parse("{\"interval\": [1, \"x\"]}")))
                .hasMessage("points:1:18: an item of \"interval\" is the string \"x\", expected a number");
    }

    @Test
    void namesThePlaceOfANumberThatIsNotFinite() {
        double no = Double.NaN;
        checkPlace(new Either.Other(no, null), "/b");
        checkPlace(new Either.Other(1, Double.POSITIVE_INFINITY), "/c");
        checkPlace(new Holder(new Either.One(no)), "/either/a");
        checkPlace(Map.of("x", List.of(1.0, no)), "/x/1");
        checkPlace(new Complex(no, 0), "its root");
        checkPlace(List.of(new Complex(1, no)), "/0/1");
        checkPlace(Map.of("f", Float.NaN), "/f");

        Records.checkFinite("x", new Inner(null, Interval.of(1, 2)));
        Records.checkFinite("x", Arrays.asList(1, 2L, 3.0, null, "NaN", Colour.RED, true));
    }

    private static void checkPlace(Object value, String place) {
        assertThatThrownBy(() -> Records.checkFinite("x", value))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("x is not finite: ")
                .hasMessageContaining(" at " + place + ";");
    }
}
