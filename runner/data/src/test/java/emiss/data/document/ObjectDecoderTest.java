package emiss.data.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import emiss.api.experiment.DataFormatException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ObjectDecoderTest {
    private final Problems problems = new Problems();

    @Test
    void decodesWhatIsRight() {
        ObjectDecoder decoder = decoder("""
                name: x
                mass: 2.5
                points: 3
                on: true
                inner: {a: 1}
                nodes: [1, 2]
                names: [a, b]
                numbers: [1, 2.5]
                choice: two
                """);
        assertThat(decoder.string("name")).isEqualTo("x");
        assertThat(decoder.string("title", "none")).isEqualTo("none");
        assertThat(decoder.number("mass")).isEqualTo(2.5);
        assertThat(decoder.number("width", 0.5)).isEqualTo(0.5);
        assertThat(decoder.integer("points")).isEqualTo(3);
        assertThat(decoder.integer("seed", 7)).isEqualTo(7);
        assertThat(decoder.bool("on")).isTrue();
        assertThat(decoder.bool("off", true)).isTrue();
        ObjectDecoder inner = decoder.object("inner").orElseThrow();
        assertThat(inner.integer("a")).isEqualTo(1);
        inner.finish();
        assertThat(decoder.optionalObject("outer")).isEmpty();
        assertThat(decoder.list("nodes")).hasSize(2);
        assertThat(decoder.optionalList("more")).isEmpty();
        assertThat(decoder.strings("names")).containsExactly("a", "b");
        assertThat(decoder.optionalStrings("moreNames")).isEmpty();
        assertThat(decoder.numbers("numbers")).containsExactly(1, 2.5);
        assertThat(decoder.optionalNumbers("moreNumbers")).isEmpty();
        assertThat(decoder.oneOf("choice", choices(), 0)).isEqualTo(2);
        assertThat(decoder.oneOf("otherChoice", choices(), 0)).isZero();
        assertThat(decoder.has("name")).isTrue();
        assertThat(decoder.has("nothing")).isFalse();
        assertThat(decoder.location("mass")).hasToString("test:2:7");
        assertThat(decoder.location("nothing")).isEqualTo(decoder.location());
        decoder.finish();
        assertThat(problems.lines()).isEmpty();
    }

    @Test
    void emptyTextsAndListsAreRefusedWhereTheyMeanSomething() {
        ObjectDecoder decoder = decoder("""
                id: ""
                name: "  "
                title: ""
                note: ""
                unit: ""
                of: []
                names: [a, ""]
                items: []
                numbers: []
                """);
        assertThat(decoder.string("id")).isEmpty();
        assertThat(decoder.string("name")).isEmpty();
        assertThat(decoder.string("title", "default")).isEqualTo("default");
        assertThat(decoder.string("note", "")).isEmpty();
        assertThat(decoder.anyString("unit")).isEmpty();
        assertThat(decoder.list("of")).isEmpty();
        assertThat(decoder.strings("names")).containsExactly("a", "");
        assertThat(decoder.anyList("items")).isEmpty();
        assertThat(decoder.numbers("numbers")).isEmpty();
        decoder.finish();
        assertThat(problems.lines())
                .containsExactly(
                        "test:1:5: \"id\" is empty, expected a text",
                        "test:2:7: \"name\" is blank, expected a text",
                        "test:3:8: \"title\" is empty, expected a text",
                        "test:6:5: \"of\" is empty, expected at least one item",
                        "test:7:12: item 2 of \"names\" is empty, expected a text",
                        "test:9:10: \"numbers\" is empty, expected at least one item");
    }

    @Test
    void aColonNeedsASpace() {
        ObjectDecoder decoder = decoder("{id:s, type: x}");
        decoder.string("id");
        decoder.string("type");
        decoder.finish();
        assertThat(problems.lines())
                .containsExactly(
                        "test:1:1: missing field \"id\" of the study",
                        "test:1:2: unknown field \"id:s\"; a space is missing after the colon");
    }

    @Test
    void fieldsThatBelongElsewhereAreSentThere() {
        ObjectDecoder decoder = decoder("{id: a, lambda: 1}");
        decoder.string("id");
        decoder.finish(key -> key.equals("lambda") ? Optional.of("belongs in a study") : Optional.empty());
        assertThat(problems.lines()).containsExactly("test:1:9: the field \"lambda\" belongs in a study");
    }

    @Test
    void messagesStayOnOneLineAndShort() {
        Location where = new Location("test", 1, 1);
        problems.add(where, "unknown scenario \"" + "x".repeat(100_000) + "\"; did you mean \"vector\"?");
        problems.add(where, "a\nb\u0000c");
        assertThat(problems.lines())
                .containsExactly(
                        "test:1:1: unknown scenario \"" + "x".repeat(57) + "...\"; did you mean \"vector\"?",
                        "test:1:1: a b\\u0000c");
    }

    @Test
    void manyProblemsAreCounted() {
        for (int line = 1; line <= 1000; line++) {
            problems.add(new Location("test", line, 1), "wrong");
        }
        assertThat(problems.count()).isEqualTo(1000);
        assertThat(problems.lines()).hasSize(201).last().isEqualTo("test:201:1: and 800 more problems");
    }

    @Test
    void reportsAllWrongKindsAtOnce() {
        ObjectDecoder decoder = decoder("""
                name: 1
                mass: "2.5"
                points: 2.5
                many: 1e10
                on: yes
                inner: [1]
                nodes: {a: 1}
                names: [a, 1, null]
                numbers: [1, x, .inf]
                infinite: -.inf
                choice: tow
                """);
        assertThat(decoder.string("name")).isEmpty();
        assertThat(decoder.number("mass", 4)).isEqualTo(4);
        assertThat(decoder.integer("points")).isZero();
        assertThat(decoder.integer("many", 5)).isEqualTo(5);
        assertThat(decoder.bool("on")).isFalse();
        assertThat(decoder.object("inner")).isEmpty();
        assertThat(decoder.list("nodes")).isEmpty();
        assertThat(decoder.strings("names")).containsExactly("a", "", "");
        assertThat(decoder.numbers("numbers")).containsExactly(1, 0, 0);
        assertThat(decoder.number("infinite")).isZero();
        assertThat(decoder.requiredOneOf("choice", choices(), 0)).isZero();
        decoder.finish();
        assertThat(problems.lines())
                .containsExactly(
                        "test:1:7: \"name\" is the number 1, expected a string",
                        "test:2:7: \"mass\" is the string \"2.5\", expected a number",
                        "test:3:9: \"points\" is 2.5, expected a whole number",
                        "test:4:7: \"many\" is 1e10, expected a whole number",
                        "test:5:5: \"on\" is the string \"yes\", expected true or false",
                        "test:6:8: \"inner\" is a list, expected an object",
                        "test:7:8: \"nodes\" is an object, expected a list",
                        "test:8:12: item 2 of \"names\" is the number 1, expected a string",
                        "test:8:15: item 3 of \"names\" is null, expected a string",
                        "test:9:14: item 2 of \"numbers\" is the string \"x\", expected a number",
                        "test:9:17: item 3 of \"numbers\" is .inf, expected a finite number",
                        "test:10:11: \"infinite\" is -.inf, expected a finite number",
                        "test:11:9: \"choice\" is \"tow\"; did you mean \"two\"?");
        assertThat(problems.count()).isEqualTo(13);
        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOfSatisfying(
                        DataFormatException.class,
                        exception -> assertThat(exception.problems()).isEqualTo(problems.lines()));
    }

    @Test
    void reportsMissingFields() {
        ObjectDecoder decoder = decoder("{}");
        decoder.string("a");
        decoder.number("b");
        decoder.integer("c");
        decoder.bool("d");
        decoder.object("e");
        decoder.list("f");
        decoder.strings("g");
        decoder.numbers("h");
        decoder.requiredOneOf("i", choices(), 0);
        assertThat(problems.lines())
                .containsExactly(
                        "test:1:1: missing field \"a\" of the study",
                        "test:1:1: missing field \"b\" of the study",
                        "test:1:1: missing field \"c\" of the study",
                        "test:1:1: missing field \"d\" of the study",
                        "test:1:1: missing field \"e\" of the study",
                        "test:1:1: missing field \"f\" of the study",
                        "test:1:1: missing field \"g\" of the study",
                        "test:1:1: missing field \"h\" of the study",
                        "test:1:1: missing field \"i\" of the study");
    }

    @Test
    void reportsUnknownFields() {
        ObjectDecoder decoder = decoder("masess: 1\nid: a\nnonsense: 2\n");
        decoder.string("id");
        decoder.optional("masses");
        decoder.finish();
        assertThat(problems.lines())
                .containsExactly(
                        "test:1:1: unknown field \"masess\"; did you mean \"masses\"?",
                        "test:3:1: unknown field \"nonsense\"; valid: id, masses");
    }

    @Test
    void saysThatNothingIsValid() {
        decoder("a: 1").finish();
        assertThat(problems.lines()).containsExactly("test:1:1: unknown field \"a\"; nothing is valid here");
    }

    @Test
    void complainsOnlyOnceAboutWhatIsNoObject() {
        ObjectDecoder decoder = decoder("[1, 2]");
        assertThat(decoder.string("id")).isEmpty();
        decoder.finish();
        assertThat(problems.lines()).containsExactly("test:1:1: the study is a list, expected an object");
    }

    @Test
    void complainsOnlyOnceAboutWhatCannotBeParsed() {
        ObjectDecoder decoder = decoder("{a: ");
        assertThat(decoder.string("id")).isEmpty();
        decoder.finish();
        assertThat(problems.count()).isEqualTo(1);
    }

    @Test
    void sortsProblemsByDocumentAndPlace() {
        problems.add(new Location("b.yaml", 1, 1), "fourth");
        problems.add(new Location("a.yaml", 10, 2), "third");
        problems.add(new Location("a.yaml", 2, 11), "second");
        problems.add(new Location("a.yaml", 2, 3), "first");
        assertThat(problems.lines())
                .containsExactly(
                        "a.yaml:2:3: first", "a.yaml:2:11: second", "a.yaml:10:2: third", "b.yaml:1:1: fourth");
    }

    @Test
    void throwsNothingIfNothingIsWrong() {
        problems.throwIfAny();
        assertThat(problems.isEmpty()).isTrue();
        assertThatThrownBy(() -> new Location("a.yaml", 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private ObjectDecoder decoder(String yaml) {
        Node node = Node.parse(
                "test", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), Syntax.YAML, problems);
        return new ObjectDecoder(node, "the study", problems);
    }

    private static Map<String, Integer> choices() {
        Map<String, Integer> choices = new LinkedHashMap<>();
        choices.put("one", 1);
        choices.put("two", 2);
        return choices;
    }
}
