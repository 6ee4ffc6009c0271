package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** emiss.py with the packaged program, and the programs of docs/python.md that use it, where Python has what they need. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Order(2)
final class PythonClientTest {
    private static final Path FOLDER = Distribution.root().resolve("runner/server/python");
    private static final Path TESTS = Distribution.root().resolve("runner/server/src/test/python/test_emiss.py");

    @TempDir
    private Path directory;

    private Checkout checkout;

    @BeforeEach
    void checkOut() {
        checkout = new Checkout(directory);
    }

    @AfterEach
    void close() {
        checkout.close();
    }

    private Execution run(List<String> command, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(checkout.environment());
        environment.put("EMISS", checkout.launcher().toString());
        environment.put("PYTHONPATH", FOLDER.toString());
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        environment.putAll(more);
        return Execution.of(directory, command, environment);
    }

    @Test
    void itsOwnTestsPassWithArraysAndTables() {
        Optional<String> python = Python.having(directory, "numpy", "pandas");
        assumeTrue(python.isPresent(), "skipped: there is no python3 with numpy and pandas (EMISS_TEST_PYTHON)");

        Execution tests = run(List.of(python.orElseThrow(), TESTS.toString()), Map.of());

        assertThat(tests.exitCode()).as(tests.err()).isZero();
        assertThat(tests.err()).containsPattern("Ran [12]\\d tests");
    }

    @Test
    void itNeedsNothingButPython() {
        Optional<String> python = Python.having(directory, "json");
        assumeTrue(python.isPresent(), "skipped: there is no python3");

        Execution tests =
                run(List.of(python.orElseThrow(), "-S", TESTS.toString(), "LikelihoodTest", "StudiesTest"), Map.of());

        assertThat(tests.exitCode()).as(tests.err()).isZero();
        assertThat(run(List.of(python.orElseThrow(), "-S", "-c", "import emiss; print(emiss.numpy)"), Map.of())
                        .out())
                .isEqualTo("None\n");
    }

    /** The folder is installed without network; the file finds its launcher then, and the version is that of the program. */
    @Test
    void pipInstallsTheFolder() {
        Optional<String> python = Python.having(directory, "pip");
        assumeTrue(python.isPresent(), "skipped: there is no python3 with pip");
        Path site = directory.resolve("site");

        Execution install = run(
                List.of(
                        python.orElseThrow(),
                        "-m",
                        "pip",
                        "install",
                        "--quiet",
                        "--no-index",
                        "--target",
                        site.toString(),
                        FOLDER.toString()),
                Map.of("PYTHONPATH", ""));
        assertThat(install.exitCode()).as(install.err()).isZero();
        Execution found = run(
                List.of(
                        python.orElseThrow(),
                        "-c",
                        "import emiss; print(emiss.__file__, emiss.__version__, emiss.find_launcher(), sep='\\n')"),
                Map.of("PYTHONPATH", site.toString(), "EMISS", "", "PATH", "/usr/bin:/bin"));

        String version = checkout.emiss(directory, "--version").out().split("\\s+")[1];
        assertThat(found.out().lines())
                .as(found.err())
                .containsExactly(
                        site.resolve("emiss.py").toString(),
                        version,
                        Distribution.root().resolve("emiss").toString());
    }

    /** The programs of the page: what Minuit, Emiss and emcee say about one coupling. */
    @Test
    void minimisersAndSamplersFindWhatEmissFinds() throws IOException {
        Optional<String> python = Python.having(directory, "numpy", "emcee", "iminuit");
        assumeTrue(
                python.isPresent(),
                "skipped: there is no python3 with numpy, emcee and iminuit (EMISS_TEST_PYTHON), docs/python.md was not run");

        Execution run = run(List.of(python.orElseThrow(), program("emcee").toString()), Map.of());

        assertThat(run.exitCode()).as(run.err()).isZero();
        Map<String, double[]> numbers = new HashMap<>();
        run.out().lines().forEach(line -> numbers.put(line.split(" ")[0], numbers(line)));
        double[] minuit = numbers.get("minuit");
        double[] emiss = numbers.get("Emiss");
        for (int i = 0; i < 4; i++) {
            assertThat(minuit[i]).isCloseTo(emiss[i], within(2e-3));
        }
        // the vector at 2.1 GeV in the main job
        assertThat(emiss[0]).isCloseTo(7.0553, within(1e-4));
        assertThat(emiss[3]).isCloseTo(-13.1724, within(1e-4));
        // the sample against the mean and width of exp(-t/2) on a grid
        double[] sample = numbers.get("emcee");
        double[] grid = numbers.get("grid");
        assertThat(sample[0]).isCloseTo(grid[0], within(0.1));
        assertThat(sample[1]).isCloseTo(grid[1], within(0.1));
        assertThat(Manual.text(PythonPageTest.PAGE))
                .contains(run.out().lines().limit(2).toList());
    }

    @Test
    void theFirstExampleOfTheManualRuns() throws IOException {
        Optional<String> python = Python.having(directory, "numpy", "pandas");
        assumeTrue(python.isPresent(), "skipped: there is no python3 with numpy and pandas (EMISS_TEST_PYTHON)");

        Execution run =
                run(List.of(python.orElseThrow(), program("results.tables").toString()), Map.of());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("-13.169")
                .containsPattern("hV +7\\.0553\\d*e-09 +5\\.9858\\d*e-09 +8\\.0252\\d*e-09")
                .containsPattern("\n4\\.5990\\d+");
    }

    /** The program of the page that says something. */
    private Path program(String word) throws IOException {
        Manual.Block program = Manual.blocks(PythonPageTest.PAGE, "python").stream()
                .filter(block -> block.text().contains(word))
                .findFirst()
                .orElseThrow();
        return Files.writeString(directory.resolve("program.py"), program.text());
    }

    private static double[] numbers(String line) {
        List<Double> found = new ArrayList<>();
        Matcher number = Pattern.compile("-?\\d+\\.\\d+").matcher(line);
        while (number.find()) {
            found.add(Double.valueOf(number.group()));
        }
        return found.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
