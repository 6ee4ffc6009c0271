package emiss.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsReaderTest {
    private static final String SMALL = """
            {"version": "emiss-results/1", "title": "Small", "configHash": "ab", "seed": 7, "elapsedSeconds": 1.5,
             "plugins": [{"kind": "scenario", "id": "vector", "version": "0.1.0", "origin": "emiss.scenarios.vector"}],
             "inputs": [],
             "studies": [{"id": "a", "type": "fit", "status": "failed", "reasons": ["no fit"], "settings": {}}],
             "figures": [{"id": "both", "overlay": ["a", "b"]}],
             "quoted": [{"label": "mass", "study": "a", "at": "/mass", "value": 2.1, "uncertainty": null,
                         "source": "arXiv:2403.13887", "computed": null}]}
            """;

    private static Run parse(String text) {
        return new ResultsReader()
                .read("results.json", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsEveryPart() {
        Run run = parse(SMALL);
        assertThat(run.title()).isEqualTo("Small");
        assertThat(run.seed()).isEqualTo(7);
        assertThat(run.elapsedSeconds()).isEqualTo(1.5);
        assertThat(run.plugins()).extracting(Run.Plugin::id).containsExactly("vector");
        assertThat(run.figures()).containsExactly(new Run.Overlay("both", List.of("a", "b")));
        assertThat(run.quoted().get(0).value()).isEqualTo(2.1);
        assertThat(run.quoted().get(0).uncertainty()).isNull();
        assertThat(run.quoted().get(0).computed()).isNull();
        StudyResult study = run.study("a").orElseThrow();
        assertThat(study.status()).isEqualTo(StudyResult.Status.FAILED);
        assertThat(study.hasResult()).isFalse();
        assertThat(study.reasons()).containsExactly("no fit");
        assertThat(run.study("b")).isEmpty();
    }

    /** Results that version 0.1 wrote, of every type of study that it had. */
    @Test
    void readsWhatAnEarlierVersionWrote() throws IOException {
        Run run = earlier();

        assertThat(run.studies()).hasSize(10);
        assertThat(run.studies())
                .extracting(StudyResult::result)
                .doesNotContainNull()
                .doesNotHaveAnyElementsOfTypes(UnknownResult.class);
        assertThat(run.study("sm").orElseThrow().number("/mu")).isBetween(4.59, 4.61);
        assertThat(run.program()).isNull();
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Run run = earlier();

        Run again = parse(new ResultsWriter().json(run));

        assertThat(again).isEqualTo(run);
        assertThat(new ResultsWriter().json(again)).isEqualTo(new ResultsWriter().json(run));
    }

    private static Run earlier() throws IOException {
        try (InputStream content =
                Objects.requireNonNull(ResultsReaderTest.class.getResourceAsStream("results-0.1.json"))) {
            return new ResultsReader().read("results.json", content);
        }
    }

    @Test
    void aTypeOfALaterVersionKeepsItsNumbers() {
        String study = "{\"id\": \"b\", \"type\": \"later\", \"status\": \"ok\", \"reasons\": [], \"settings\": {},"
                + " \"elapsedSeconds\": 2, \"depth\": 3.5, \"word\": \"new\", \"list\": [1, null]}";
        Run run = parse(SMALL.replace("\"studies\": [", "\"studies\": [" + study + ","));

        StudyResult later = run.study("b").orElseThrow();
        assertThat(later.result()).isInstanceOf(UnknownResult.class);
        assertThat(later.number("/depth")).isEqualTo(3.5);
        assertThat(later.elapsedSeconds()).isEqualTo(2);
        assertThat(parse(new ResultsWriter().json(run))).isEqualTo(run);
    }

    @Test
    void refusesAnotherVersion() {
        assertThatThrownBy(() -> parse(SMALL.replace("emiss-results/1", "emiss-results/9")))
                .isInstanceOf(ResultsException.class)
                .hasMessageStartingWith("results.json:1:13: the results are of version \"emiss-results/9\", expected");
    }

    @Test
    void namesThePlaceWhereTheFileEnds() {
        assertThatThrownBy(() -> parse(SMALL.substring(0, SMALL.indexOf("\"figures\""))))
                .isInstanceOf(ResultsException.class)
                .hasMessageStartingWith(
                        "results.json:5:2: not valid JSON: the document ends before the closing bracket")
                .hasMessageEndingWith("expected the complete results.json of a run")
                .hasMessageNotContaining("\n");
    }

    @Test
    void namesAMissingFieldAndAWrongValue() {
        assertThatThrownBy(() -> parse(SMALL.replace("\"seed\": 7, ", "")))
                .hasMessage("results.json:1:1: missing field \"seed\" of the results");
        assertThatThrownBy(() -> parse(SMALL.replace("\"failed\"", "\"lost\"")))
                .hasMessage("results.json:4:51: \"status\" is \"lost\", expected ok, partial or failed");
        assertThatThrownBy(() -> parse(SMALL.replace("\"title\": \"Small\"", "\"title\": 5")))
                .hasMessage("results.json:1:41: \"title\" is the number 5, expected a string");
    }

    @Test
    void saysThatThereIsNoFile(@TempDir Path directory) {
        Path file = directory.resolve("results.json");
        assertThatThrownBy(() -> new ResultsReader().read(file))
                .isInstanceOf(ResultsException.class)
                .hasMessage(file + ": there is no such file, expected the results.json of a run");
    }
}
