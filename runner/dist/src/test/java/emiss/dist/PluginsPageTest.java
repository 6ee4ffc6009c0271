package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The route of docs/plugins.md, from an empty folder to results: its commands typed into a shell, its files written. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@ResourceLock(Maven.LOCK)
@Order(1)
final class PluginsPageTest {
    private static final String PAGE = "plugins.md";

    @TempDir
    private static Path directory;

    private static Checkout checkout;
    private static List<Execution> commands;

    @BeforeAll
    static void followThePage() throws IOException {
        checkout = new Checkout(directory);
        Path tools = Files.createDirectory(directory.resolve("tools"));
        Files.createSymbolicLink(tools.resolve("emiss"), checkout.launcher());
        tool(
                tools.resolve("mvn"),
                new Maven().command().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" ")));
        Path work = Files.createDirectory(directory.resolve("work"));
        commands = new ArrayList<>();
        for (Manual.Block block : Manual.blocks(PAGE, "sh")) {
            Map<String, String> environment = new HashMap<>(checkout.environment());
            environment.put("PATH", tools + ":" + System.getenv("PATH"));
            commands.add(Execution.of(work, List.of("sh", "-eu", "-c", block.text()), environment));
            if (commands.size() == 1) {
                Manual.writeFiles(PAGE, work);
            }
        }
    }

    private static void tool(Path script, String command) throws IOException {
        Files.writeString(script, "#!/bin/sh\nexec " + command + " \"$@\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    @AfterAll
    static void end() {
        checkout.close();
    }

    /** Maven and its Java may have complaints of their own; Emiss has none. */
    @Test
    void everyCommandWorks() {
        assertThat(commands).hasSize(4).allSatisfy(command -> {
            assertThat(command.exitCode()).as(command.out() + command.err()).isZero();
            assertThat(command.out() + command.err()).doesNotContain("[WARNING]", "emiss: ", "is left out");
        });
    }

    @Test
    void theExperimentRuns() {
        assertThat(commands.get(1).out())
                .contains("Plugin: " + checkout.userPlugins().resolve("my-counting-0.1.0.jar"));
        assertThat(Results.study(directory.resolve("work/results/my-counting"), "rescaled-sm")
                        .get("mu")
                        .asDouble())
                .isBetween(1.0, 3.0);
    }

    @Test
    void theContractRan() {
        for (String test : List.of(
                "alp/target/surefire-reports/TEST-org.example.alp.AlpScenarioTest.xml",
                "dark-photon/target/surefire-reports/TEST-org.example.darkphoton.DarkPhotonScenarioTest.xml")) {
            assertThat(directory.resolve("work").resolve(test))
                    .content()
                    .contains("tests=\"14\"", "failures=\"0\"", "spectralFunctionsAreHermitianForms");
        }
    }

    /**
     * Two-body kinematics with the matrix element cV/(2 Lambda) (m_B^2 - m_K^2) f0(0), the formula of the page; masses of
     * the Particle Data Group, f0(0) = f+(0) is the first coefficient of arXiv:2305.06301.
     */
    @Test
    void masslessAlpHasTheRateOfTheFormula() {
        double mB = 5.27941;
        double mK = 0.493677;
        double lambda = 1e8;
        double f0 = 0.331964;
        double expected =
                Math.pow(mB, 3) * Math.pow(1 - mK * mK / (mB * mB), 3) * f0 * f0 / (64 * Math.PI * lambda * lambda);

        assertThat(width("alp", "massless")).isCloseTo(expected, within(1e-5 * expected));
    }

    @Test
    void ratesAreThoseOfTheBuiltInScenariosInTheirNormalisation() {
        assertThat(width("alp", "as-alp"))
                .isPositive()
                .isCloseTo(width("alp", "as-scalar"), within(1e-12 * width("alp", "as-scalar")));
        assertThat(width("dark-photon", "dipole"))
                .isPositive()
                .isCloseTo(width("dark-photon", "vector"), within(1e-12 * width("dark-photon", "vector")));
    }

    /** A narrow state of 2.1 GeV is what the data want; with gV/Lambda (m_b - m_s) for gS, and gV = cV/2. */
    @Test
    void theAlpFitsAsTheScalarDoes() {
        double cV =
                Results.study(results("alp"), "scan").at("/best/couplings/cV").asDouble();

        assertThat(cV / 2 / 1e4 * (4.8 - 0.093)).isBetween(1.50e-8, 1.54e-8);
    }

    @Test
    void theRouteEndsWithAFigure() {
        assertThat(results("alp").resolve("figures/scan.svg")).content().contains("<svg");
        assertThat(results("alp").resolve("report.html")).content().contains("Axion-like particle");
    }

    private static double width(String project, String study) {
        return Results.study(results(project), study).get("width").asDouble();
    }

    private static Path results(String project) {
        return directory.resolve("work").resolve(project).resolve("results");
    }
}
