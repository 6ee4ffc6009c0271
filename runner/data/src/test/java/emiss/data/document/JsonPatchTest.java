package emiss.data.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 6902, appendix A, and what is refused. */
class JsonPatchTest {
    private static Node parse(String name, String text, Problems problems) {
        return Node.parse(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Syntax.JSON, problems);
    }

    private static String write(Node node) {
        return switch (node.kind()) {
            case OBJECT ->
                node.fields().entrySet().stream()
                        .map(field -> "\"" + field.getKey() + "\": " + write(field.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case ARRAY -> node.items().stream().map(JsonPatchTest::write).collect(Collectors.joining(", ", "[", "]"));
            case STRING -> "\"" + node.text() + "\"";
            default -> node.text();
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"foo\": \"bar\"} | {\"op\": \"add\", \"path\": \"/baz\", \"value\": \"qux\"} | {\"foo\": \"bar\", \"baz\": \"qux\"}",
                "{\"foo\": [\"bar\", \"baz\"]} | {\"op\": \"add\", \"path\": \"/foo/1\", \"value\": \"qux\"} | {\"foo\": [\"bar\", \"qux\", \"baz\"]}",
                "{\"baz\": 1, \"foo\": 2} | {\"op\": \"remove\", \"path\": \"/baz\"} | {\"foo\": 2}",
                "{\"foo\": [1, 2, 3]} | {\"op\": \"remove\", \"path\": \"/foo/1\"} | {\"foo\": [1, 3]}",
                "{\"baz\": 1, \"foo\": 2} | {\"op\": \"replace\", \"path\": \"/baz\", \"value\": \"boo\"} | {\"baz\": \"boo\", \"foo\": 2}",
                "{\"foo\": {\"bar\": 1, \"waldo\": 2}, \"qux\": {}} | {\"op\": \"move\", \"from\": \"/foo/waldo\", \"path\": \"/qux/thud\"} | {\"foo\": {\"bar\": 1}, \"qux\": {\"thud\": 2}}",
                "{\"foo\": [1, 2, 3, 4]} | {\"op\": \"move\", \"from\": \"/foo/1\", \"path\": \"/foo/3\"} | {\"foo\": [1, 3, 4, 2]}",
                "{\"baz\": \"qux\", \"foo\": [\"a\", 2, \"c\"]} | {\"op\": \"test\", \"path\": \"/foo/1\", \"value\": 2.0} | {\"baz\": \"qux\", \"foo\": [\"a\", 2, \"c\"]}",
                "{\"foo\": \"bar\"} | {\"op\": \"add\", \"path\": \"/child\", \"value\": {\"g\": {}}, \"xyz\": 123} | {\"foo\": \"bar\", \"child\": {\"g\": {}}}",
                "{\"/\": 9, \"~1\": 10} | {\"op\": \"test\", \"path\": \"/~01\", \"value\": 10} | {\"/\": 9, \"~1\": 10}",
                "{\"foo\": [\"bar\"]} | {\"op\": \"add\", \"path\": \"/foo/-\", \"value\": [\"abc\"]} | {\"foo\": [\"bar\", [\"abc\"]]}",
                "{\"foo\": [1]} | {\"op\": \"copy\", \"from\": \"/foo\", \"path\": \"/bar\"} | {\"foo\": [1], \"bar\": [1]}",
                "{\"foo\": 1} | {\"op\": \"replace\", \"path\": \"\", \"value\": [1]} | [1]"
            })
    void appliesOperations(String document, String operation, String result) {
        Problems problems = new Problems();
        Node changed = JsonPatch.apply(
                parse("d.json", document, problems), parse("p.json", "[" + operation + "]", problems), problems);

        assertThat(problems.lines()).isEmpty();
        assertThat(write(changed)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"op\": \"add\", \"path\": \"/baz/bat\", \"value\": 1} | add \"/baz/bat\": there is no \"baz\" at d.json:1:1",
                "{\"op\": \"add\", \"path\": \"/foo/5\", \"value\": 1} | add \"/foo/5\": there is no item 5 of the list at d.json:1:9, which has 1",
                "{\"op\": \"add\", \"path\": \"/foo/01\", \"value\": 1} | add \"/foo/01\": there is no item 01 of the list at d.json:1:9, which has 1",
                "{\"op\": \"add\", \"path\": \"foo\", \"value\": 1} | add \"foo\": \"foo\" is no JSON pointer, expected /NAME/NUMBER/...",
                "{\"op\": \"add\", \"path\": \"/foo/0/a\", \"value\": 1} | add \"/foo/0/a\": the value at d.json:1:10 is the number 2, expected an object or a list",
                "{\"op\": \"replace\", \"path\": \"/baz\", \"value\": 1} | replace \"/baz\": there is no \"baz\" at d.json:1:1",
                "{\"op\": \"remove\", \"path\": \"\"} | remove \"\": the whole document cannot be removed",
                "{\"op\": \"test\", \"path\": \"/foo\", \"value\": [\"2\"]} | test \"/foo\": the value there is another one",
                "{\"op\": \"move\", \"from\": \"/foo\", \"path\": \"/foo/0\"} | move \"/foo/0\": a value cannot move into itself, from \"/foo\"",
                "{\"op\": \"ad\", \"path\": \"/foo\", \"value\": 1} | \"op\" is \"ad\"; did you mean \"add\"?",
                "{\"op\": \"add\", \"path\": \"/foo\"} | missing field \"value\" of an operation"
            })
    void saysWhatCannotBeApplied(String operation, String message) {
        Problems problems = new Problems();
        Node document = parse("d.json", "{\"foo\": [2]}", problems);
        Node changed = JsonPatch.apply(document, parse("p.json", "[" + operation + "]", problems), problems);

        assertThat(problems.lines())
                .singleElement()
                .asString()
                .startsWith("p.json:1:")
                .endsWith(message);
        assertThat(write(changed)).isEqualTo("{\"foo\": [2]}");
    }
}
