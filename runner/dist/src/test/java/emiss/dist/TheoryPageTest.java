package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The examples of docs/theory.md, and the numbers in its text. */
final class TheoryPageTest {
    static final String PAGE = "theory.md";
    private static final String PROMPT = "$ emiss ";

    @TempDir
    private static Path directory;

    @BeforeAll
    static void followThePage() throws IOException {
        assertThat(Manual.writeFiles(PAGE, directory)).isNotEmpty();
        List<String> commands = Manual.blocks(PAGE, "console").stream()
                .flatMap(block -> block.text().lines())
                .filter(line -> line.startsWith(PROMPT))
                .map(line -> line.substring(PROMPT.length()))
                .toList();
        assertThat(commands).isNotEmpty();
        for (String command : commands) {
            Execution run = Execution.of(directory, Distribution.onModulePath(command.split(" ")));
            assertThat(run.exitCode()).as("%s: %s", command, run.err()).isZero();
        }
    }

    private static JsonNode study(String run, String id) {
        return Results.study(directory.resolve("results").resolve(run), id);
    }

    @Test
    void thePosteriorIsThatOfTheTable() {
        JsonNode found = study("posterior", "two-body");
        assertThat(found.at("/bayesFactors/sm").asDouble()).isCloseTo(1.66, within(0.01));
        assertThat(found.at("/bayesFactors/background").asDouble()).isCloseTo(2.68, within(0.01));
        assertThat(found.at("/marginals/0/hpd95/0/1").asDouble()).isCloseTo(2.71, within(0.01));
        assertThat(found.at("/marginals/1/hpd68/0/0").asDouble()).isCloseTo(5.61e-6, within(0.03e-6));
        assertThat(directory.resolve("results/posterior/figures/two-body.svg")).isRegularFile();
    }

    @Test
    void thePredictionIsThatOfTheText() {
        JsonNode found = study("predict", "prediction");
        JsonNode excited = null;
        for (JsonNode prediction : found.get("predictions")) {
            boolean isExcited = prediction.get("transition").asString().equals("B0->K*0");
            if (isExcited && prediction.get("quantity").asString().equals("B")) {
                excited = excited == null ? prediction : excited;
            }
        }
        assertThat(excited.get("includesSm").asBoolean()).isFalse();
        assertThat(excited.get("value").asDouble()).isCloseTo(2.0e-6, within(0.01e-6));
        assertThat(excited.at("/fitError/1").asDouble()).isCloseTo(0.6e-6, within(0.05e-6));
        assertThat(excited.get("formFactorError").asDouble()).isCloseTo(0.3e-6, within(0.05e-6));
        assertThat(study("predict", "spectrum").get("branchingFraction").asDouble())
                .isCloseTo(2.0e-6, within(0.01e-6));
    }
}
