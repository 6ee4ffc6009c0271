package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code emiss new} writes: built with the released artifacts, dropped in, and run, one of each kind. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@ResourceLock(Maven.LOCK)
@Order(3)
final class NewProjectsTest {
    @TempDir
    private static Path directory;

    private static Checkout checkout;
    private static Execution build;

    @BeforeAll
    static void begin() throws IOException {
        checkout = new Checkout(directory);
        begin("scenario", "one-particle");
        begin("scenario", "two-particles", "--final-state", "pair");
        begin("experiment", "my-counts");
        build = new Maven().verify(directory, List.of("one-particle", "two-particles", "my-counts"));
        assertThat(build.exitCode()).as(build.out()).isZero();
        Files.copy(jar("one-particle"), checkout.plugins().resolve("one-particle.jar"));
        Files.copy(jar("two-particles"), checkout.userPlugins().resolve("two-particles.jar"));
    }

    private static void begin(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "new";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Execution run = checkout.emiss(directory, all);
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private static Path jar(String project) {
        return directory.resolve(project).resolve("target/" + project + "-0.1.0.jar");
    }

    @AfterAll
    static void end() {
        checkout.close();
    }

    @Test
    void testsRanWithoutAWarning() {
        assertThat(build.out()).doesNotContain("[WARNING]");
        for (String report : List.of(
                "one-particle/target/surefire-reports/TEST-org.example.oneparticle.OneParticleScenarioTest.xml",
                "two-particles/target/surefire-reports/TEST-org.example.twoparticles.TwoParticlesScenarioTest.xml",
                "my-counts/target/surefire-reports/TEST-org.example.mycounts.MyCountsExperimentTest.xml")) {
            assertThat(directory.resolve(report)).content().contains("failures=\"0\"");
        }
    }

    /** A narrow state of 2.11 GeV is what the data want; its coupling is that of the scenario `scalar`. */
    @Test
    void scenariosRunTheirConfigurations() {
        run("one-particle");
        run("two-particles");

        JsonNode one = best("one-particle");
        assertThat(one.get("mass").asDouble()).isCloseTo(2.11, within(0.02));
        assertThat(one.at("/couplings/cS").asDouble()).isCloseTo(1.52e-8, within(0.01e-8));
        assertThat(best("two-particles").get("t").asDouble()).isNegative();
        assertThat(plugin("one-particle", "one-particle").get("origin").asString())
                .isEqualTo(checkout.plugins().resolve("one-particle.jar").toString());
    }

    private static JsonNode best(String project) {
        return Results.study(directory.resolve(project).resolve("results"), "scan")
                .get("best");
    }

    /** The templates are `scalar` with gS, gP and `scalar-pair` under other names. */
    @Test
    void ratesAreThoseOfTheBuiltInScenarios() {
        Manual.write(directory.resolve("rates.yaml"), """
                studies:
                  - {id: a, type: rate, scenario: one-particle, mass: 1, transition: B0->K*0, couplings: {cP: [1, 2]}}
                  - {id: b, type: rate, scenario: scalar, mass: 1, transition: B0->K*0, couplings: {gP: [1, 2]}}
                  - id: c
                    type: rate
                    scenario: two-particles
                    mass: 0.5
                    transition: B0->K*0
                    couplings: {cP: 1, cV: 2, cA: [0, 3]}
                    q2: [3, 7]
                  - id: d
                    type: rate
                    scenario: scalar-pair
                    mass: 0.5
                    transition: B0->K*0
                    couplings: {gPS: 1, gVV: 2, gAV: [0, 3]}
                    q2: [3, 7]
                """);

        Execution run = checkout.emiss(directory, "run", "rates.yaml", "--out", "rates");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(width("a")).isPositive().isCloseTo(width("b"), within(1e-12 * width("b")));
        assertThat(width("c")).isPositive().isCloseTo(width("d"), within(1e-12 * width("d")));
    }

    private static double width(String study) {
        return Results.study(directory.resolve("rates"), study).get("width").asDouble();
    }

    @Test
    void experimentNamedInTheConfigurationNeedNotBeDroppedIn() throws IOException {
        Path config = directory.resolve("my-counts/my-counts.yaml");
        Files.writeString(config, "plugins: [target/my-counts-0.1.0.jar]\n" + Files.readString(config));

        assertThat(execute("my-counts").err()).isEqualTo("loads code from " + jar("my-counts") + "\n");

        assertThat(Results.study(directory.resolve("my-counts/results"), "rescaled-sm")
                        .get("mu")
                        .asDouble())
                .isBetween(1.0, 3.0);
        assertThat(plugin("my-counts", "my-counts").get("origin").asString())
                .isEqualTo(jar("my-counts").toString());
    }

    private static void run(String project) {
        assertThat(execute(project).err()).isEmpty();
    }

    private static Execution execute(String project) {
        Execution run =
                checkout.emiss(directory, "run", project + "/" + project + ".yaml", "--out", project + "/results");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private static JsonNode plugin(String project, String id) {
        for (JsonNode plugin :
                Results.read(directory.resolve(project).resolve("results")).get("plugins")) {
            if (plugin.get("id").asString().equals(id)) {
                return plugin;
            }
        }
        throw new AssertionError("results of " + project + " name no plugin " + id);
    }

    @Test
    void listSaysWhereEachCameFrom() {
        Execution list = checkout.emiss(directory, "list", "scenarios", "--json");

        assertThat(list.err()).isEmpty();
        JsonNode scenarios = new JsonMapper().readTree(list.out()).get("scenarios");
        assertThat(scenarios)
                .extracting(scenario -> scenario.get("origin").asString())
                .contains(
                        "emiss.scenarios.scalar",
                        checkout.plugins().resolve("one-particle.jar").toString(),
                        checkout.userPlugins().resolve("two-particles.jar").toString());
    }

    /** New projects begin with the versions with which this one is built. */
    @Test
    void versionsAreThoseOfThisBuild() throws IOException {
        String ours = Files.readString(Distribution.root().resolve("pom.xml"));
        String theirs = Files.readString(directory.resolve("one-particle/pom.xml"));

        Matcher plugin = Pattern.compile("<artifactId>(maven-[a-z]+-plugin)</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(theirs);
        int plugins = 0;
        while (plugin.find()) {
            plugins++;
            assertThat(ours)
                    .containsPattern("<artifactId>" + plugin.group(1) + "</artifactId>\\s*<version>"
                            + Pattern.quote(plugin.group(2)) + "</version>");
        }
        assertThat(plugins).isEqualTo(7);
        assertThat(property(theirs, "junit.version")).isEqualTo(property(ours, "junit.version"));
        assertThat(property(theirs, "maven.compiler.release")).isEqualTo(property(ours, "maven.compiler.release"));
    }

    private static String property(String pom, String name) {
        Matcher matcher = Pattern.compile("<" + name + ">([^<]+)</").matcher(pom);
        assertThat(matcher.find()).as("property %s", name).isTrue();
        return matcher.group(1);
    }
}
