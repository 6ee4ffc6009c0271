package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The requests of docs/server.md, and its program that measures. */
@EnabledOnOs({OS.LINUX, OS.MAC})
final class ServerPageTest {
    static final String PAGE = "server.md";

    @TempDir
    private Path directory;

    private PageShell shell;

    @BeforeEach
    void open() {
        shell = new PageShell(directory);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private boolean has(String... command) {
        try {
            return Execution.of(directory, List.of(command)).exitCode() == 0;
        } catch (RuntimeException | AssertionError missing) {
            return false;
        }
    }

    /** -13.17 is t of the best vector of 2.1 GeV on Belle II, -7.377 that of the best rescaled Standard Model. */
    @Test
    void itsRequestsAreAnswered() throws IOException {
        assumeTrue(has("curl", "--version"), "skipped: there is no curl, the requests of docs/server.md were not sent");
        Execution run = shell.run(Manual.blocks(PAGE, "sh").get(0).text());

        List<JsonNode> answers =
                run.out().lines().map(JsonMapper.shared()::readTree).toList();
        assertThat(answers).hasSize(4);
        assertThat(answers.get(0).get("t").asDouble()).isCloseTo(-13.17, within(0.01));
        assertThat(answers.get(1).get("points").get(1).get("t"))
                .isEqualTo(answers.get(0).get("t"));
        assertThat(answers.get(1).at("/points/0/gradient/hV").asDouble()).isNegative();
        assertThat(answers.get(1).at("/points/2/gradient/hV").asDouble()).isPositive();
        assertThat(answers.get(2).get("t").asDouble()).isCloseTo(-7.377, within(0.001));
        assertThat(answers.get(3).at("/problems/0/pointer").asString()).isEqualTo("/couplings/hX");
        JsonNode fit =
                JsonMapper.shared().readTree(Files.readString(shell.work().resolve("fit.json")));
        assertThat(fit.get("t").asDouble()).isCloseTo(-13.17, within(0.01));
        assertThat(shell.work().resolve("events.txt"))
                .content()
                .contains("event: progress", "event: study", "event: done");
    }

    @Test
    void itsProgramMeasures() {
        assumeTrue(has("python3", "--version"), "skipped: there is no python3, docs/server.md was not measured");
        Manual.write(
                shell.work().resolve("measure.py"),
                Manual.blocks(PAGE, "python").get(0).text());

        Execution run = shell.run("python3 measure.py 20");

        assertThat(run.out().lines()).hasSize(4);
        assertThat(run.out())
                .containsPattern("(?s)coupling: \\S+ ms\\ngradient: \\S+ ms\\nmass: \\S+ ms\\n100 points: \\S+ s");
    }
}
