package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page docs/python.md: its tables are there, and its program runs where Python has pandas and matplotlib. */
final class PythonPageTest {
    static final String PAGE = "python.md";

    @TempDir
    private Path directory;

    @Test
    void itsRunLeavesTheTablesThatItsProgramReads() throws IOException {
        Manual.writeFiles(PAGE, directory);
        Execution run = Execution.of(
                directory, Distribution.onModulePath("run", "notebook.yaml", "--figures", "none", "--no-report"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        Path results = directory.resolve("results/notebook");
        assertThat(Files.readAllLines(results.resolve("ranking.csv")))
                .hasSize(3)
                .first()
                .isEqualTo("rank,study,hypothesis,mass[GeV],mass_low68[GeV],mass_high68[GeV],t,parameters,significance,"
                        + "significanceMassFloated,coupling,value,value_low68,value_high68");
        assertThat(results.resolve("tables/scan-best.csv")).content().contains("\nfVV,1.78");
        assertThat(results.resolve("references.bib")).content().contains("@misc{belle2-ita,", "eprint = {2403.13887}");

        Optional<String> python = Python.having(directory, "matplotlib", "pandas");
        assumeTrue(
                python.isPresent(),
                "skipped: there is no python3 with pandas and matplotlib (EMISS_TEST_PYTHON), docs/python.md was not run");
        Manual.write(
                directory.resolve("notebook.py"),
                Manual.blocks(PAGE, "python").get(0).text());
        Execution program = Execution.of(
                directory, List.of(python.orElseThrow(), "notebook.py"), Map.of("MPLCONFIGDIR", directory.toString()));
        assertThat(program.exitCode()).as(program.err()).isZero();
        assertThat(program.out()).containsPattern("dirac-pair +-11\\.39 +fVV +1\\.79 +1\\.50 +2\\.05");
        assertThat(Files.size(directory.resolve("notebook.png"))).isGreaterThan(10_000);
    }
}
