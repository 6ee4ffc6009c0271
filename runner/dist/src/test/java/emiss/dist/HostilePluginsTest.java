package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plugins that end the program, keep it, or print into its output: what the user gets is the program's own. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(120)
final class HostilePluginsTest {
    private static final int PATIENCE_MILLISECONDS = 60_000;

    @TempDir
    private static Path directory;

    private static Checkout checkout;

    @BeforeAll
    static void compile() {
        checkout = new Checkout(directory);
        PluginJar jar = new PluginJar(directory);
        jar.hostile("Halting", "", "Runtime.getRuntime().halt(0);");
        jar.hostile("Exiting", "", "System.exit(0);");
        jar.hostile("Crashing", "", "Runtime.getRuntime().halt(77);");
        jar.hostile("Signalling", "", "Runtime.getRuntime().halt(192);");
        jar.hostile(
                "Printing",
                "System.out.println(\"noise at birth\");",
                "for (int i = 0; i < 60; i++) { System.out.println(\"noise\"); System.err.println(\"more noise\"); }");
        jar.hostile("Asleep", "", "while (yes()) { try { Thread.sleep(1000); } catch (InterruptedException e) { } }");
        jar.module("hostile", "", "Halting", "Exiting", "Crashing", "Signalling", "Printing", "Asleep")
                .write(directory.resolve("hostile.jar"));
        PluginJar staying = new PluginJar(directory);
        staying.hostile(
                "Staying",
                "new Thread(() -> { while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) { } } }).start();"
                        + " Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) { } }));",
                "");
        staying.module("hostile", "", "Staying").write(directory.resolve("staying.jar"));
    }

    @AfterAll
    static void end() {
        checkout.close();
    }

    private static Path config(String jar, String scenario) {
        return Manual.write(directory.resolve(scenario + ".yaml"), """
                plugins: [%s]
                studies:
                  - {id: first, type: rate, scenario: scalar, mass: 1, transition: B+->K+, couplings: {gS: 1}}
                  - {id: hostile, type: rate, scenario: %s, mass: 1, transition: B+->K+, couplings: {c: 1}}
                  - {id: last, type: rate, scenario: scalar, mass: 1, transition: B+->K+, couplings: {gS: 1}}
                """.formatted(jar, scenario));
    }

    private static Execution run(String jar, String scenario) {
        Map<String, String> environment = new HashMap<>(checkout.environment());
        environment.merge("JAVA_OPTS", " -Demiss.point-time=1", String::concat);
        return Execution.of(
                directory,
                List.of(
                        checkout.launcher().toString(),
                        "run",
                        config(jar, scenario).toString(),
                        "--out",
                        scenario,
                        "--figures",
                        "none",
                        "--no-report"),
                environment);
    }

    private static String status(String scenario, String study) {
        return Results.study(directory.resolve(scenario), study).get("status").asString();
    }

    /** An exit code of 0 is believed only if the program came to its end. */
    @ParameterizedTest
    @CsvSource({"halting, 0", "exiting, 0", "crashing, 77", "signalling, 192"})
    void oneThatEndsTheProgram(String scenario, int code) {
        Execution run = run("hostile.jar", scenario);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("emiss: Java ended with code " + code + " before the program was done");
        assertThat(status(scenario, "first")).isEqualTo("ok");
    }

    @Test
    void oneThatPrints() {
        Execution run = run("hostile.jar", "printing");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).doesNotContain("noise").contains("first", "hostile", "last");
        assertThat(run.err().lines())
                .contains("[plugin] noise at birth", "[plugin] noise", "[plugin] more noise")
                .contains("[plugin] and more, which is not shown")
                .hasSizeLessThan(110);
    }

    @Test
    void oneWithAThreadAndAHookThatNeverEnd() {
        Execution run = run("staying.jar", "staying");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(status("staying", "last")).isEqualTo("ok");
    }

    @Test
    void oneThatDoesNotAnswer() {
        Execution run = run("hostile.jar", "asleep");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .contains("loads code from " + directory.resolve("hostile.jar"))
                .contains("hostile: scenario asleep did not answer within 1 s");
        assertThat(status("asleep", "last")).isEqualTo("ok");
    }

    /** Signals that reach the launcher alone, as from a batch system. */
    @ParameterizedTest
    @ValueSource(strings = {"HUP,129", "INT,130", "TERM,143"})
    void signalsKeepWhatIsFinished(String signal) throws IOException, InterruptedException {
        String name = signal.split(",")[0];
        int code = Integer.parseInt(signal.split(",")[1]);
        Path config = Manual.write(directory.resolve("long.yaml"), """
                experiments: [belle2-ita, belle2-hta]
                studies:
                  - {id: first, type: rate, scenario: scalar, mass: 1, transition: B+->K+, couplings: {gS: 1}}
                  - {id: long, type: mass-scan, scenario: spin32-pair, couplings: [FTT], masses: {from: 0.2, to: 2.2, points: 10000}}
                """);
        Path out = directory.resolve("stdout-" + name);
        Path err = directory.resolve("stderr-" + name);
        Process run = Execution.start(
                directory,
                List.of(checkout.launcher().toString(), "run", config.toString(), "--out", name),
                checkout.environment(),
                out,
                err);
        try {
            waitFor(directory.resolve(name).resolve("results.json"), run);
            assumeFalse(
                    InterruptTest.ignores(run, code - 128),
                    "SIG" + name + " is ignored here, as in background jobs of some shells and under nohup");
            new ProcessBuilder("kill", "-" + name, Long.toString(run.pid()))
                    .start()
                    .waitFor();
            Execution end = Execution.finish(run, out, err);

            assertThat(end.exitCode()).as(end.err()).isEqualTo(code);
        } finally {
            run.destroyForcibly();
        }
        assertThat(status(name, "first")).isEqualTo("ok");
        assertThat(directory.resolve(name).resolve(".emiss-lock")).doesNotExist();
    }

    private static void waitFor(Path file, Process run) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_MILLISECONDS * 1_000_000L;
        while (!Files.exists(file)) {
            assertThat(run.isAlive()).as("the run is alive").isTrue();
            assertThat(System.nanoTime()).as("the time until results are there").isLessThan(end);
            Thread.sleep(50);
        }
    }

    @Test
    void exhaustedMemory() {
        Map<String, String> environment = new HashMap<>(checkout.environment());
        environment.merge("JAVA_OPTS", " -Xmx40m -Demiss.limits=off", String::concat);
        Path config = Manual.write(directory.resolve("large.yaml"), """
                experiments: [belle2-ita, belle2-hta]
                studies:
                  - {id: first, type: rate, scenario: scalar, mass: 1, transition: B+->K+, couplings: {gS: 1}}
                  - {id: large, type: spectrum, scenario: scalar-pair, masses: [1], transition: B+->K+, couplings: {gSS: 1}, points: 30000000}
                """);

        Execution run = Execution.of(
                directory,
                List.of(checkout.launcher().toString(), "run", config.toString(), "--out", "large"),
                environment);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
        assertThat(run.err()).contains("the memory is exhausted (Java heap space");
        assertThat(status("large", "first")).isEqualTo("ok");
    }
}
