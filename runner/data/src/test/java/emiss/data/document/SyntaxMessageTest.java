package emiss.data.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people who mistype a document are told. */
final class SyntaxMessageTest {
    private static String problem(String text, Syntax syntax) {
        Problems problems = new Problems();
        Node.parse("f", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), syntax, problems);
        assertThat(problems.lines()).hasSize(1);
        return problems.lines().get(0).replace("not valid " + syntax + ": ", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a:\\n  b: 1\\n c: 2 | f:3:2: wrong indentation: this line begins further right or left than those it belongs to",
                "s:\\n  - {i: 1}\\n - {i: 2} | f:3:2: wrong indentation: this line begins further right or left than those it belongs to",
                "a: 1\\n  b: 2 | f:2:4: unexpected colon: check the indentation, or quote a text that has a colon",
                "a:\\n\\tb: 1 | f:2:1: wrong indentation: a tab, expected spaces",
                "- a\\nb: 1 | f:2:1: wrong indentation: list items and named fields are mixed on one level",
                "a: 'it's' | f:1:8: unexpected text after a value; put a text with an apostrophe in double quotes",
                "a: [1, 2 | f:1:9: the document ends before the closing ] of a list or object",
                "a: {b: 1 c: 2} | f:1:11: expected a comma or }, found :",
                "a: \"x | f:1:6: a text in quotes does not end",
                "a: \"\\q\" | f:1:6: unknown escape \\q in a text in double quotes",
                "a: @x | f:1:4: a text that begins with @ must be quoted",
                "a: - b | f:1:4: a list item (-) cannot begin here, expected a new line",
                "{\"\": 1} | f:1:2: the name of a field is empty"
            })
    void inYaml(String text, String message) {
        assertThat(problem(text.replace("\\n", "\n").replace("\\t", "\t"), Syntax.YAML))
                .isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": NaN} | f:1:10: NaN is not a number of JSON, expected a finite number",
                "{\"a\": -Infinity} | f:1:16: -Infinity is not a number of JSON, expected a finite number",
                "{\"a\": nan} | f:1:7: unexpected nan; texts are in double quotes",
                "{\"a\": 1,} | f:1:9: a comma before the closing brace, expected another field or no comma",
                "[1,] | f:1:4: expected a value, found ]; is there a comma too many?",
                "{a: 1} | f:1:2: the names of fields are in double quotes",
                "{\"a\": +5} | f:1:8: a number begins with a plus sign",
                "{\"a\": 01} | f:1:8: a number begins with 0 and another digit",
                "{\"a\": 0x1p3} | f:1:8: hexadecimal numbers are not allowed in JSON",
                "{\"a\": 1d} | f:1:8: expected a comma, found d",
                "{\"a\" 1} | f:1:6: expected a colon after the name of a field",
                "// x | f:1:1: comments are not allowed in JSON",
                "{\"a\": [1 | f:1:9: the document ends before the closing bracket of a list or object",
                "{\"a\": \"\\ud800\"} | f:1:7: a text has the character U+D800, which cannot be printed",
                "{\"a\\u0000\": 1} | f:1:2: a text has the character U+0000, which cannot be printed"
            })
    void inJson(String text, String message) {
        assertThat(problem(text, Syntax.JSON)).isEqualTo(message);
    }

    @Test
    void nothingOfTheParsersIsShown() {
        assertThat(problem("[".repeat(3000), Syntax.JSON))
                .isEqualTo("f:1:1: lists and objects are nested more than 500 deep");
        assertThat(problem("x: " + "[".repeat(3000), Syntax.YAML))
                .isEqualTo("f:1:1: lists and objects are nested more than 500 deep");
        assertThat(problem("{\"a\": " + "1".repeat(2000) + "}", Syntax.JSON))
                .isEqualTo("f:1:1: a number has more than 1000 characters");
        assertThat(problem("{\"" + "a".repeat(100_000) + "\": 1}", Syntax.JSON))
                .isEqualTo("f:1:1: the name of a field has more than 50000 characters");
    }
}
