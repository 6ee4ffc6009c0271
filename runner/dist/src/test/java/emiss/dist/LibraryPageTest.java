package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in docs/library.md, in jshell. */
final class LibraryPageTest {
    @TempDir
    private Path directory;

    @Test
    void runsInJshell() throws IOException {
        List<Path> files = Manual.writeFiles("library.md", directory);
        assertThat(files).hasSize(1);
        String jshell =
                Path.of(System.getProperty("java.home"), "bin", "jshell").toString();

        Execution run = Execution.of(
                directory,
                List.of(
                        jshell,
                        "--class-path",
                        Distribution.lib().resolve("*").toString(),
                        files.get(0).toString()));

        assertThat(run.exitCode()).as(run.err()).isZero();
        // the numbers of the public likelihood, as in TargetsTest
        assertThat(run.out().lines())
                .contains("m = 2.11 GeV, t = -13.18", "mu = 4.599")
                .anyMatch(line -> line.startsWith("B(B0 -> K*0 V) = "))
                .filteredOn(line -> line.matches("[12]\\.\\d -\\d+\\.\\d{3}"))
                .hasSize(7);
    }
}
