package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs in docs/library.md, in jshell. */
final class LibraryPageTest {
    static final String PAGE = "library.md";

    @TempDir
    private Path directory;

    @Test
    void runsInJshell() throws IOException {
        List<Path> files = Manual.writeFiles(PAGE, directory);
        assertThat(files).hasSize(1);
        Path lib = Files.createSymbolicLink(directory.resolve("lib"), Distribution.lib());
        List<Manual.Block> commands = Manual.blocks(PAGE, "sh");
        assertThat(commands).hasSize(1);

        Execution run = jshell(commands.get(0).text());
        Files.delete(lib);

        // the numbers of the public likelihood, as in TargetsTest
        assertThat(run.out().lines())
                .contains("m = 2.11 GeV, t = -13.18", "mu = 4.599")
                .anyMatch(line -> line.startsWith("B(B0 -> K*0 V) = "))
                .filteredOn(line -> line.matches("[12]\\.\\d -\\d+\\.\\d{3}"))
                .hasSize(7);
    }

    @Test
    void figuresAreDrawnFromTheRun() {
        List<Manual.Block> programs = Manual.blocks(PAGE, "java");
        assertThat(programs).hasSize(2);
        Manual.write(directory.resolve("figures.jsh"), """
                import emiss.app.Emiss;
                var run = Emiss.create().run("studies: [{id: sm, type: signal-strength, experiments: [belle2-ita]}]");
                """ + programs.get(1).text() + "/exit\n");

        jshell("jshell --class-path '" + Distribution.lib().resolve("*") + "' figures.jsh");

        assertThat(directory.resolve("figures/sm.svg")).isNotEmptyFile();
    }

    private Execution jshell(String command) {
        Execution run = Execution.of(
                directory,
                List.of("sh", "-eu", "-c", command),
                Map.of("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH")));
        assertThat(run.exitCode()).as(run.err()).isZero();
        // the first jshell of a user says in two lines that it makes a folder for preferences
        assertThat(run.err()
                        .lines()
                        .filter(line -> !line.contains("java.util.prefs") && !line.contains("preferences directory")))
                .isEmpty();
        return run;
    }
}
