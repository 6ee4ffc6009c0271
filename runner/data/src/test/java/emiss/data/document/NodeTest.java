package emiss.data.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeTest {
    private final Problems problems = new Problems();

    @Test
    void readsJsonWithPlaces() {
        Node root = json("""
                {
                  "title": "a \\"b\\"",
                  "list": [1, -2.5e-8,
                    true, null],
                  "inner": {"x": 0}
                }
                """);
        assertThat(problems.lines()).isEmpty();
        assertThat(root.kind()).isEqualTo(Kind.OBJECT);
        assertThat(root.location()).hasToString("test:1:1");
        assertThat(root.fields().keySet()).containsExactly("title", "list", "inner");
        assertThat(root.fields().get("title").text()).isEqualTo("a \"b\"");
        assertThat(root.fields().get("title").location()).hasToString("test:2:12");
        assertThat(root.keyLocation("title")).hasToString("test:2:3");
        List<Node> items = root.fields().get("list").items();
        assertThat(root.fields().get("list").location()).hasToString("test:3:11");
        assertThat(items).extracting(Node::kind).containsExactly(Kind.NUMBER, Kind.NUMBER, Kind.BOOLEAN, Kind.NULL);
        assertThat(items)
                .extracting(item -> item.location().toString())
                .containsExactly("test:3:12", "test:3:15", "test:4:5", "test:4:11");
        assertThat(items.get(1).number()).isEqualTo(-2.5e-8);
        assertThat(items.get(1).text()).isEqualTo("-2.5e-8");
        assertThat(items.get(2).bool()).isTrue();
        assertThat(root.fields().get("inner").location()).hasToString("test:5:12");
        assertThat(root.fields().get("inner").keyLocation("x")).hasToString("test:5:13");
    }

    @Test
    void readsYamlInBlockStyleWithPlaces() {
        Node root = yaml("""
                # a study
                title: Two-body scan
                studies:
                  - id: one
                    mass: 2.1
                  - id: "two"
                    masses:
                      - 1
                      - 2e0
                text: |
                  several
                  lines
                """);
        assertThat(problems.lines()).isEmpty();
        assertThat(root.location()).hasToString("test:2:1");
        assertThat(root.fields().keySet()).containsExactly("title", "studies", "text");
        assertThat(root.fields().get("title").location()).hasToString("test:2:8");
        assertThat(root.keyLocation("studies")).hasToString("test:3:1");
        Node studies = root.fields().get("studies");
        assertThat(studies.location()).hasToString("test:4:3");
        Node one = studies.items().get(0);
        assertThat(one.location()).hasToString("test:4:5");
        assertThat(one.keyLocation("mass")).hasToString("test:5:5");
        assertThat(one.fields().get("mass").location()).hasToString("test:5:11");
        assertThat(one.fields().get("mass").number()).isEqualTo(2.1);
        Node two = studies.items().get(1);
        assertThat(two.fields().get("id").text()).isEqualTo("two");
        assertThat(two.fields().get("id").location()).hasToString("test:6:9");
        assertThat(two.fields().get("masses").items().get(1).location()).hasToString("test:9:9");
        assertThat(root.fields().get("text").text()).isEqualTo("several\nlines\n");
    }

    @Test
    void readsYamlInFlowStyleWithPlaces() {
        Node root = yaml("""
                studies:
                  - { id: plane, x: {coupling: gS,
                      from: -3.0e-8}, list: [a, 'b', {c: 1}] }
                """);
        assertThat(problems.lines()).isEmpty();
        Node study = root.fields().get("studies").items().get(0);
        assertThat(study.location()).hasToString("test:2:5");
        assertThat(study.keyLocation("id")).hasToString("test:2:7");
        assertThat(study.fields().get("id").location()).hasToString("test:2:11");
        Node x = study.fields().get("x");
        assertThat(x.location()).hasToString("test:2:21");
        assertThat(x.keyLocation("from")).hasToString("test:3:7");
        assertThat(x.fields().get("from").number()).isEqualTo(-3.0e-8);
        assertThat(x.fields().get("from").location()).hasToString("test:3:13");
        List<Node> list = study.fields().get("list").items();
        assertThat(list)
                .extracting(item -> item.location().toString())
                .containsExactly("test:3:30", "test:3:33", "test:3:38");
    }

    @ParameterizedTest
    @CsvSource({
        "yes, STRING",
        "no, STRING",
        "on, STRING",
        "'\"1\"', STRING",
        "'''1.5''', STRING",
        "'\"\"', STRING",
        "1_000, STRING",
        "1:30, STRING",
        "2024-01-01, STRING",
        "B+->K+, STRING",
        "true, BOOLEAN",
        "False, BOOLEAN",
        "null, NULL",
        "~, NULL",
        "'', NULL",
        "1, NUMBER",
        "+7, NUMBER",
        "010, NUMBER",
        "0x10, NUMBER",
        "0o17, NUMBER",
        "1.0e-8, NUMBER",
        "1e-8, NUMBER",
        "1e8, NUMBER",
        "-3.0e-8, NUMBER",
        ".5, NUMBER",
        "5., NUMBER",
        ".inf, NUMBER",
        "-.inf, NUMBER",
        ".nan, NUMBER"
    })
    void typesYamlScalarsByTheCoreSchema(String text, Kind kind) {
        Node value = yaml("key: " + text + "\n").fields().get("key");
        assertThat(problems.lines()).isEmpty();
        assertThat(value.kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "1e-8, 1e-8",
        "+7, 7",
        "010, 10",
        "0x10, 16",
        "0o17, 15",
        ".5, 0.5",
        "5., 5",
        ".inf, Infinity",
        "-.inf, -Infinity",
        ".nan, NaN"
    })
    void readsYamlNumbers(String text, double number) {
        assertThat(yaml("[" + text + "]").items().get(0).number()).isEqualTo(Double.valueOf(number));
    }

    @Test
    void findsQuotesBeyondCharactersOutsideTheBasicPlane() {
        Node root = yaml("{\"\uD835\uDF07\": \"1\", b: 2}");
        assertThat(root.fields().get("\uD835\uDF07").kind()).isEqualTo(Kind.STRING);
        assertThat(root.fields().get("b").kind()).isEqualTo(Kind.NUMBER);
    }

    @Test
    void reportsEveryDuplicateField() {
        Node root = json("{\"a\": 1,\n \"b\": 2, \"a\": 3,\n \"b\": 4}");
        assertThat(problems.lines())
                .containsExactly(
                        "test:2:10: duplicate field \"a\"; it was given at line 1, column 2 already",
                        "test:3:2: duplicate field \"b\"; it was given at line 2, column 2 already");
        assertThat(root.fields().get("a").number()).isEqualTo(1);
        Problems inYaml = new Problems();
        Node.parse("test", stream("a: 1\nb:\n  c: 1\n  c: 2\na: 2\n"), Syntax.YAML, inYaml);
        assertThat(inYaml.lines())
                .containsExactly(
                        "test:4:3: duplicate field \"c\"; it was given at line 3, column 3 already",
                        "test:5:1: duplicate field \"a\"; it was given at line 1, column 1 already");
    }

    @Test
    void reportsSyntaxErrorsOfJson() {
        Node root = json("{\n  \"a\": 1,\n  \"b\" 2\n}");
        assertThat(problems.lines())
                .containsExactly("test:3:7: not valid JSON: expected a colon after the name of a field");
        assertThat(root.kind()).isEqualTo(Kind.OBJECT);
        assertThat(root.fields()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1", "{\"a\": NaN}", "{\"a\": 1,}", "{'a': 1}", "[1, 2", "{\"a\": 01}", "\"abc"})
    void reportsOneLineForInvalidJson(String text) {
        json(text);
        assertThat(problems.lines()).singleElement().asString().matches("test:1:\\d+: not valid JSON: [^\\n]+");
    }

    @Test
    void reportsSyntaxErrorsOfYaml() {
        yaml("a: 1\nb: [1, 2\nc: 3\n");
        assertThat(problems.lines()).containsExactly("test:3:2: not valid YAML: expected a comma or ], found :");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: 1\n b: 2\n", "a: \"b\n", "\tb: 1\n", "a: b: c\n", "{a: 1\n", "- 1\nb: 2\n"})
    void reportsOneLineForInvalidYaml(String text) {
        yaml(text);
        assertThat(problems.lines()).singleElement().asString().matches("test:\\d+:\\d+: not valid YAML: [^\\n]+");
    }

    @Test
    void reportsWhatFollowsTheDocument() {
        json("{} {}");
        assertThat(problems.lines())
                .containsExactly("test:1:4: expected the end of the document, because its value is complete");
        Problems inYaml = new Problems();
        Node.parse("test", stream("a: 1\n---\nb: 2\n"), Syntax.YAML, inYaml);
        assertThat(inYaml.lines())
                .containsExactly("test:3:1: expected the end of the document, because its value is complete");
    }

    @ParameterizedTest
    @CsvSource({"JSON, ''", "YAML, ''", "YAML, '# nothing'"})
    void reportsEmptyDocuments(Syntax syntax, String text) {
        Node.parse("test", stream(text), syntax, problems);
        assertThat(problems.lines()).containsExactly("test:1:1: the document is empty");
    }

    @Test
    void refusesWhatYamlMakesOfNames() {
        yaml("a: &x\n  b: 1\n");
        assertThat(problems.lines())
                .containsExactly("test:1:4: anchors (&name) are not supported; remove it and repeat the value where it"
                        + " is needed");
        Problems merge = new Problems();
        Node.parse("test", stream("a:\n  <<: {b: 1}\n"), Syntax.YAML, merge);
        assertThat(merge.lines()).containsExactly("test:2:3: merge keys (<<) are not supported; repeat the fields");
        Problems tag = new Problems();
        Node.parse("test", stream("a: !!str 1\n"), Syntax.YAML, tag);
        assertThat(tag.lines())
                .containsExactly("test:1:4: tags (!name) are not supported; write the plain value, quoted if it is to"
                        + " be a string");
        Problems alias = new Problems();
        Node.parse("test", stream("a: *x\n"), Syntax.YAML, alias);
        assertThat(alias.lines())
                .containsExactly("test:1:4: aliases (*name) are not supported; repeat the value instead");
    }

    @Test
    void reportsWhatIsNotText() {
        Node.parse("test", new ByteArrayInputStream(new byte[] {'{', (byte) 0xFF, '}'}), Syntax.JSON, problems);
        assertThat(problems.lines()).containsExactly("test:1:1: the document is not UTF-8 text");
    }

    @Test
    void reportsWhatCannotBeRead() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }
        };
        Node.parse("test", broken, Syntax.YAML, problems);
        assertThat(problems.lines()).containsExactly("test:1:1: the document cannot be read: the disk is gone");
    }

    @Test
    void ignoresAByteOrderMark() {
        assertThat(json("\uFEFF{\"a\": 1}").keyLocation("a")).hasToString("test:1:2");
        assertThat(problems.lines()).isEmpty();
    }

    @Test
    void refusesQuestionsThatDoNotFitTheKind() {
        Node root = json("{\"a\": \"x\"}");
        assertThatThrownBy(() -> root.fields().get("a").number())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the value at test:1:7 is the string \"x\", expected a number");
        assertThatThrownBy(() -> root.keyLocation("b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the object at test:1:1 has no field \"b\"");
        assertThatThrownBy(() -> root.fields().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private Node json(String text) {
        return Node.parse("test", stream(text), Syntax.JSON, problems);
    }

    private Node yaml(String text) {
        return Node.parse("test", stream(text), Syntax.YAML, problems);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
