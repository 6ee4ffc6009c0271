package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import emiss.api.experiment.DataFormatException;
import emiss.app.config.ConfigReader;
import emiss.app.config.RunConfig;
import emiss.app.plugin.Catalogue;
import emiss.app.plugin.PluginFolders;
import emiss.app.plugin.TimeLimit;
import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.app.run.RunOptions;
import emiss.app.run.Runner;
import emiss.results.MassScanResult;
import emiss.results.Run;
import emiss.results.StudyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plugins that answer wrongly, or not at all: what they spoil fails with their name, and the rest is right. */
@Timeout(60)
class HostilePluginsTest {
    private static final TimeLimit SHORT = new TimeLimit(Duration.ofMillis(300));
    private static final String MASSES = "masses: [1.0, 1.5, 2.0, 2.25, 2.5]";

    /** Longer than the limit, but not as long as the tests: threads that are left behind would slow down the others. */
    private static final String LONG =
            "long end = System.nanoTime() + 4_000_000_000L; while (System.nanoTime() < end) { }";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void compile() throws Exception {
        new HostileJar()
                .scenario("good", "return r0(good);")
                .scenario("nan-everywhere", "return r0(Double.NaN);")
                .scenario("nan-at-some", "return r0(mass > 2.1 && mass < 2.4 ? Double.NaN : good);")
                .scenario("negative", "return r0(-good);")
                .scenario("random", "return r0(good * (1 + Math.random()));")
                .scenario("unresponsive", "return r0(0);")
                .scenario("linear", "return r0(Math.sqrt(good));")
                .scenario("error", "throw new AssertionError(\"no way\");")
                .scenario("overflow", "return at(q2, mass, slots);")
                .scenario("missing", "throw new NoClassDefFoundError(\"lib/Absent\");")
                .scenario(
                        "asleep",
                        "while (yes()) { try { Thread.sleep(1000); } catch (InterruptedException e) { } }"
                                + " return r0(good);")
                .scenario("busy-at-some", "if (mass == 2.25) { " + LONG + " } return r0(good);")
                .scenario("exhausted", "throw new OutOfMemoryError(\"Java heap space\");")
                .scenario(
                        "twice",
                        "",
                        "new Coupling(\"g\", QuarkCurrent.S, \"\", 0), new Coupling(\"g\", QuarkCurrent.P, \"\", 0)",
                        "return r0(good);")
                .write(folder);
        Files.createDirectories(folder.resolve("constructors"));
        new HostileJar()
                .scenario("looping", LONG, "new Coupling(\"g\", QuarkCurrent.S, \"\", 0)", "return r0(0);")
                .scenario("throwing", "if (yes()) throw new Error(\"at birth\");", "", "return r0(0);")
                .scenario("good", "return r0(good);")
                .write(folder.resolve("constructors"));
    }

    private static Path config(String... scenarios) throws IOException {
        List<String> lines =
                new ArrayList<>(List.of("plugins: [hostile.jar]", "experiments: [belle2-hta]", "studies:"));
        for (String scenario : scenarios) {
            lines.add("  - {id: %1$s, type: mass-scan, scenario: %1$s, couplings: [g], %2$s}"
                    .formatted(scenario, MASSES));
        }
        lines.add("  - {id: honest, type: signal-strength}");
        return Files.write(folder.resolve("config.yaml"), lines);
    }

    private static Run run(TimeLimit limit, String... scenarios) throws IOException {
        RunConfig config = Program.read(config(scenarios));
        try (Parallel parallel = new Parallel(2, limit, Progress.SILENT)) {
            return Program.instance(Runner.class)
                    .run(
                            config,
                            new RunOptions(2, RunOptions.STANDARD_SEED),
                            parallel,
                            Progress.SILENT,
                            (study, soFar) -> {});
        }
    }

    private static StudyResult study(Run run, String id) {
        return run.study(id).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nan-everywhere | returns r0 = NaN at q2 = 1.0 GeV^2, mass 1.0 GeV, expected a finite number",
                "negative | returns r0 = -",
                "random | when asked again, expected the same",
                "unresponsive | does not respond to its coupling g",
                "linear | when the couplings double",
                "error | throws java.lang.AssertionError: no way at q2 = 1.0 GeV^2, mass 1.0 GeV",
                "overflow | throws java.lang.StackOverflowError at q2 = 1.0 GeV^2, mass 1.0 GeV",
                "missing | throws java.lang.NoClassDefFoundError: lib/Absent",
                "twice | has two couplings named g"
            })
    void failsItsStudyAndNoOther(String scenario, String reason) throws IOException {
        Run run = run(TimeLimit.standard(), scenario, "good");

        assertThat(study(run, scenario).status()).isEqualTo(StudyResult.Status.FAILED);
        assertThat(study(run, scenario).reasons())
                .singleElement()
                .asString()
                .startsWith("scenario " + scenario + " ")
                .contains(reason);
        assertThat(study(run, "good").status()).isEqualTo(StudyResult.Status.OK);
        assertThat(study(run, "honest").status()).isEqualTo(StudyResult.Status.OK);
    }

    /** What the probe at the first, middle and last mass cannot see fails the point. */
    @Test
    void failsThePointsThatItSpoils() throws IOException {
        Run run = run(TimeLimit.standard(), "nan-at-some", "good");

        StudyResult study = study(run, "nan-at-some");
        assertThat(study.result()).as("%s", study.reasons()).isNotNull();
        MassScanResult result = study.result(MassScanResult.class).orElseThrow();
        MassScanResult good = study(run, "good").result(MassScanResult.class).orElseThrow();
        assertThat(study.status()).isEqualTo(StudyResult.Status.PARTIAL);
        assertThat(study.reasons().get(0))
                .startsWith(
                        "the fit at 2.25 GeV failed: scenario nan-at-some returns r0 = NaN at q2 = 5.0625 GeV^2, mass 2.25");
        assertThat(result.points().get(3).t()).isNull();
        for (int i : new int[] {0, 1, 2, 4}) {
            assertThat(result.points().get(i)).isEqualTo(good.points().get(i));
        }
    }

    @Test
    void oneThatSleepsIsGivenUp() throws IOException {
        Run run = run(SHORT, "asleep", "good");

        assertThat(study(run, "asleep").reasons()).containsExactly("scenario asleep did not answer within 300 ms");
        assertThat(study(run, "good").status()).isEqualTo(StudyResult.Status.OK);
        assertThat(study(run, "honest").status()).isEqualTo(StudyResult.Status.OK);
    }

    @Test
    void oneThatSpinsAtAMassFailsThere() throws IOException {
        Run run = run(SHORT, "busy-at-some", "good");

        StudyResult study = study(run, "busy-at-some");
        assertThat(study.reasons())
                .first()
                .asString()
                .isEqualTo("the fit at 2.25 GeV failed: scenario busy-at-some did not answer within 300 ms");
        assertThat(study(run, "good").status()).isEqualTo(StudyResult.Status.OK);
    }

    @Test
    void exhaustedMemoryEndsTheRunWithWhatIsFinished() throws IOException {
        Run run = run(TimeLimit.standard(), "good", "exhausted");

        assertThat(study(run, "good").status()).isEqualTo(StudyResult.Status.OK);
        assertThat(study(run, "exhausted").reasons())
                .singleElement()
                .asString()
                .startsWith("the memory is exhausted (Java heap space, at most ")
                .contains("JAVA_OPTS=-Xmx");
        assertThat(study(run, "honest").reasons()).containsExactly("not reached: the memory was exhausted before");
    }

    @Test
    void constructorsThatLoopOrThrow() {
        Catalogue catalogue = Catalogue.of(new PluginFolders(List.of(folder.resolve("constructors"))), SHORT);

        String jar = "plugin " + folder.resolve("constructors/hostile.jar") + " is left out: ";
        assertThat(catalogue.warnings())
                .contains(
                        jar + "hostile.Slooping did not answer within 300 ms",
                        jar + "Provider hostile.Sthrowing could not be instantiated: Error: at birth");
        assertThat(catalogue.scenario("good")).isPresent();
        assertThat(catalogue.scenario("looping")).isEmpty();
    }

    @Test
    void saysOnceWhereCodeComesFromBeforeItRuns() throws IOException {
        List<String> notices = new ArrayList<>();
        Program.instance(ConfigReader.class).read(config("good"), notices::add);

        assertThat(notices).containsExactly("loads code from " + folder.resolve("hostile.jar"));
    }

    @Test
    void oneThatCannotBeLoadedIsReportedOnce() throws IOException {
        Files.writeString(folder.resolve("broken.jar"), "nothing");
        StringBuilder text = new StringBuilder("plugins: [broken.jar]\nexperiments: [belle2-hta]\nstudies:\n");
        for (int i = 0; i < 7; i++) {
            text.append("  - {id: s%d, type: fit, scenario: alp, couplings: [g], mass: 2}%n".formatted(i));
        }
        Path config = Files.writeString(folder.resolve("broken.yaml"), text);

        assertThatThrownBy(() -> Program.read(config)).isInstanceOfSatisfying(DataFormatException.class, wrong -> {
            assertThat(wrong.problems())
                    .singleElement()
                    .asString()
                    .contains(
                            "broken.yaml:4:",
                            "unknown scenario \"alp\"",
                            "broken.jar is left out: broken.jar is not a jar");
        });
    }

    @Test
    void oneThatCannotBeLoadedIsReportedBesideOtherProblems() throws IOException {
        Files.writeString(folder.resolve("broken.jar"), "nothing");
        Path config = Files.writeString(
                folder.resolve("other.yaml"),
                "plugins: [broken.jar]\nexperiments: [belle2-hta]\nstudies: [{id: a, type: unheard-of}]\n");

        assertThatThrownBy(() -> Program.read(config)).isInstanceOfSatisfying(DataFormatException.class, wrong -> {
            assertThat(wrong.problems()).hasSize(2);
            assertThat(wrong.problems().get(0))
                    .contains("other.yaml:1:", "broken.jar is left out: broken.jar is not a jar");
        });
    }
}
