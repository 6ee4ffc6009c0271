package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/tutorial.md, in their order, and the numbers in its text. */
@Order(4)
final class TutorialPageTest {
    private static final String PAGE = "tutorial.md";
    private static final String PROMPT = "$ emiss ";

    @TempDir
    private Path directory;

    @BeforeEach
    void writeFiles() {
        assertThat(Manual.writeFiles(PAGE, directory)).hasSize(4);
    }

    @Test
    void everyCommandWorks() throws IOException {
        List<String> commands = commands();
        assertThat(commands).hasSizeGreaterThan(5);
        for (String command : commands) {
            Execution run = Execution.of(
                    directory,
                    Distribution.onModulePath(command.replace("\"", "").split(" ")));
            assertThat(run.exitCode()).as("%s: %s", command, run.err()).isZero();
        }

        assertThat(directory.resolve("results/first/report.html")).isRegularFile();
        assertThat(directory.resolve("results/first/figures/scan.svg")).isRegularFile();
        assertThat(directory.resolve("results/first/figures/bins.svg")).isRegularFile();
        assertThat(directory.resolve("results/first/figures/apart.svg")).isRegularFile();
        assertThat(directory.resolve("results/belle2-ita/figures/belle2-ita-response.svg"))
                .isRegularFile();
        assertThat(directory.resolve("results/plane/figures/fVV-fAA.pdf")).isRegularFile();
        assertThat(number("first", "sm", "/mu")).isBetween(4.55, 4.65);
        assertThat(number("first", "scan", "/best/mass")).isBetween(0.62, 0.68);
        assertThat(number("plane", "fVV-fAA", "/limits/0/value")).isBetween(2.25, 2.35);
        assertThat(number("plane", "fVV-fAA", "/limits/1/value")).isBetween(13.65, 13.75);
    }

    private double number(String run, String study, String pointer) {
        return Results.study(directory.resolve("results").resolve(run), study)
                .at(pointer)
                .asDouble();
    }

    private static List<String> commands() {
        return Manual.blocks(PAGE, "console").stream()
                .flatMap(block -> block.text().lines())
                .flatMap(line -> line.startsWith(PROMPT) ? Stream.of(line.substring(PROMPT.length())) : Stream.empty())
                .toList();
    }
}
