package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands and files of docs/pyhf.md, and the numbers that it prints. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Order(5)
final class PyhfPageTest {
    static final String PAGE = "pyhf.md";

    @TempDir
    private static Path directory;

    private static PageShell shell;

    @BeforeAll
    static void followThePage() {
        shell = new PageShell(directory);
        assertThat(shell.follow(PAGE)).hasSize(7);
    }

    @AfterAll
    static void end() {
        shell.close();
    }

    private static JsonNode study(String run, String id) {
        return Results.study(shell.work().resolve("results").resolve(run), id);
    }

    @Test
    void importedAndNamedWorkspacesAreTheSame() {
        assertThat(study("strength", "imported").get("mu").asDouble())
                .isBetween(1.0, 3.0)
                .isEqualTo(study("strength", "direct").get("mu").asDouble());
        assertThat(study("scan", "imported").at("/best/t").asDouble())
                .isNegative()
                .isEqualTo(study("scan", "direct").at("/best/t").asDouble());
    }

    @Test
    void anExportedDocumentIsTheSameModelAgain() {
        JsonNode before = study("export", "strength");
        JsonNode after = study("again", "again");
        for (String number : List.of("mu", "minus2LnL", "deltaMu0", "deltaMu1", "maxLogpdf")) {
            assertThat(after.get(number).asDouble())
                    .isCloseTo(before.get(number).asDouble(), within(1e-9));
        }
    }

    @Test
    void patchesAddSignalsToTheBackground() {
        JsonNode lighter = study("patched", "lighter");
        JsonNode heavier = study("patched", "heavier");
        assertThat(lighter.get("mu").asDouble()).isPositive();
        assertThat(lighter.get("minus2LnL").asDouble())
                .isLessThan(heavier.get("minus2LnL").asDouble());
        assertThat(study("patched", "background").at("/points/0/logpdf").asDouble())
                .isCloseTo(poisson(104, 80) + poisson(68, 60) + gauss(0, 1), within(1e-10));
        assertThat(shell.work().resolve("signal-600.json")).content().contains("patch signal_600_1");
    }

    /** Poisson terms of both bins, unit Gaussians of efficiency and shape, widths 2/80 and 1.8/60 of the simulation. */
    private static double closedForm(double mu, double efficiency, double low, double high, double[] simulation) {
        return poisson(104, mu * efficiency * 12 + low * simulation[0])
                + poisson(68, mu * efficiency * 5 + high * simulation[1])
                + gauss(simulation[0] - 1, 2.0 / 80)
                + gauss(simulation[1] - 1, 1.8 / 60);
    }

    private static double poisson(int n, double nu) {
        double sum = n * Math.log(nu) - nu;
        for (int i = 2; i <= n; i++) {
            sum -= Math.log(i);
        }
        return sum;
    }

    private static double gauss(double pull, double sigma) {
        return -0.5 * pull * pull / (sigma * sigma) - Math.log(sigma * Math.sqrt(2 * Math.PI));
    }

    @Test
    void logPdfsAreThoseOfTheClosedForm() {
        JsonNode points = study("points", "points").get("points");

        double nominal = closedForm(1, 1, 80, 60, new double[] {1, 1}) + 2 * gauss(0, 1);
        // beyond +-1 an efficiency is a power of its factor, a shape a straight line: 80 + 2 (77 - 80), 60 + 2 (61.5 -
        // 60)
        double moved =
                closedForm(2, Math.pow(1.08, 1.5), 74, 63, new double[] {1.01, 0.96}) + gauss(1.5, 1) + gauss(2, 1);
        assertThat(points.get(0).get("logpdf").asDouble()).isCloseTo(nominal, within(1e-10));
        assertThat(points.get(1).get("logpdf").asDouble()).isCloseTo(moved, within(1e-10));
        assertThat(points.get(2).get("logpdf").asDouble()).isGreaterThan(moved);
    }

    @Test
    void thePagePrintsTheseNumbers() throws IOException {
        List<double[]> printed = new ArrayList<>();
        for (String line : Files.readAllLines(Manual.file(PAGE))) {
            if (line.matches("    [12] +-?[\\d.]+ +-[\\d.]+")) {
                String[] cells = line.strip().split(" +");
                printed.add(new double[] {
                    Double.parseDouble(cells[0]), Double.parseDouble(cells[1]), Double.parseDouble(cells[2])
                });
            }
        }
        JsonNode points = study("points", "points").get("points");
        assertThat(printed).hasSameSizeAs(points);
        for (int i = 0; i < printed.size(); i++) {
            assertThat(points.get(i).get("mu").asDouble()).isEqualTo(printed.get(i)[0]);
            assertThat(points.get(i).get("t").asDouble()).isCloseTo(printed.get(i)[1], within(5.1e-5));
            assertThat(points.get(i).get("logpdf").asDouble()).isCloseTo(printed.get(i)[2], within(5.1e-5));
        }
    }

    @Test
    void exportsAreThere() throws IOException {
        Path work = shell.work();
        assertThat(new JsonMapper()
                        .readTree(Files.readString(work.resolve("vector.json")))
                        .at("/measurements/0/config/poi")
                        .asString())
                .isEqualTo("mu_np");
        assertThat(work.resolve("strength.hs3.json")).content().contains("histfactory_dist");
        for (String table : List.of("plane.csv", "plane-contours.csv", "plane-best.csv", "plane-limits.csv")) {
            assertThat(work.resolve(table)).isNotEmptyFile();
        }
        assertThat(work.resolve("plane-hepdata/submission.yaml"))
                .content()
                .contains(
                        "data_file: \"plane.yaml\"",
                        "data_file: \"plane-contours.yaml\"",
                        "data_file: \"plane-limits.yaml\"");
        assertThat(work.resolve("record/bound.yaml")).content().contains("name: \"B(B+->K+)\"");
    }
}
