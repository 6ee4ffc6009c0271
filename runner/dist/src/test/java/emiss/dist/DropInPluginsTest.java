package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plugins dropped beside the launcher: those that work, with libraries of their own, among those that do not. */
@EnabledOnOs({OS.LINUX, OS.MAC})
final class DropInPluginsTest {
    private static final String SERVICE = "META-INF/services/emiss.api.scenario.Scenario";

    @TempDir
    private static Path directory;

    private static Checkout checkout;
    private static Path plugins;

    @BeforeAll
    static void dropIn() throws IOException {
        checkout = new Checkout(directory);
        plugins = checkout.plugins();
        scenario("clash", "Clash", "scalar");
        new PluginJar(directory)
                .scenario("mixed", "Good", "\"mixed-good\"", "", "\"\"")
                .scenario("mixed", "Thrower", "\"mixed-bad\"", "throw new IllegalStateException(\"no\\nway\");", "\"\"")
                .module("mixed", "", "Thrower", "Good")
                .write(plugins.resolve("mixed.jar"));
        Files.writeString(plugins.resolve("not-a-zip.jar"), "nothing");
        new PluginJar(directory).text("hello.txt", "hello").write(plugins.resolve("nothing.jar"));
        scenarioJar("future", "Future", "future-one")
                .manifest("Emiss-Api-Version", "9.1.0")
                .write(plugins.resolve("future.jar"));
        new PluginJar(directory)
                .scenario("badid", "BadId", "\"Bad Id\"", "", "\"\"")
                .scenario("badid", "NullId", "null", "", "\"\"")
                .module("badid", "", "BadId", "NullId")
                .write(plugins.resolve("bad-id.jar"));
        libraries();
        olderInterface();
        Files.writeString(plugins.resolve("README.md"), "no plugin");
        Files.createDirectory(plugins.resolve(".hidden"));
    }

    private static PluginJar scenarioJar(String module, String type, String id) {
        return new PluginJar(directory)
                .scenario(module, type, "\"" + id + "\"", "", "\"A plugin\"")
                .module(module, "", type);
    }

    private static void scenario(String module, String type, String id) {
        scenarioJar(module, type, id).write(plugins.resolve(module + ".jar"));
    }

    /** Two plugins with a library of one name and different content, and one without its library. */
    private static void libraries() throws IOException {
        for (String version : List.of("1", "2")) {
            Path library = new PluginJar(directory)
                    .source(
                            "Library",
                            "package lib; public final class Library { public static String text() { return \"library "
                                    + version + "\"; } }")
                    .write(plugins.resolve("library-" + version + "/lib.jar"));
            new PluginJar(directory)
                    .needs(library)
                    .scenario("user" + version, "User", "\"user-" + version + "\"", "", "lib.Library.text()")
                    .module("user" + version, "requires lib;", "User")
                    .write(plugins.resolve("library-" + version + "/user.jar"));
        }
        Files.copy(plugins.resolve("library-1/user.jar"), plugins.resolve("alone.jar"));
        // no descriptor: found by META-INF/services, and its library is missing only when it is used
        new PluginJar(directory)
                .needs(plugins.resolve("library-1/lib.jar"))
                .scenario("plain", "Plain", "\"plain\"", "", "\"No module\"")
                .scenario("plain", "Broken", "\"plain-broken\"", "", "lib.Library.text()")
                .text(SERVICE, "plain.Broken\nplain.Plain\n")
                .write(plugins.resolve("plain.jar"));
        // what comes with Emiss is not taken from the folder of a plugin
        Files.copy(Distribution.lib().resolve("emiss-api-0.2.0.jar"), plugins.resolve("library-1/emiss-api-0.2.0.jar"));
    }

    /** Compiled against an interface that asks for less. */
    private static void olderInterface() {
        Path api = new PluginJar(directory)
                .source(
                        "Scenario",
                        "package emiss.api.scenario; public interface Scenario { String id(); String title(); }")
                .write(directory.resolve("older/emiss-api.jar"), List.of());
        new PluginJar(directory)
                .source(
                        "Older",
                        "package older; public final class Older implements emiss.api.scenario.Scenario {"
                                + " public String id() { return \"older\"; } public String title() { return \"Older\"; } }")
                .text(SERVICE, "older.Older\n")
                .write(plugins.resolve("older.jar"), List.of(api));
    }

    @AfterAll
    static void end() {
        checkout.close();
    }

    private static String leftOut(String jar, String reason) {
        return "plugin " + plugins.resolve(jar) + " is left out: " + reason;
    }

    private static List<String> warnings() {
        return List.of(
                leftOut("alone.jar", "Module lib not found, required by user1"),
                leftOut("bad-id.jar", "its id is \"Bad Id\", expected lower case, words joined by hyphens"),
                leftOut("bad-id.jar", "NullPointerException: id() returns null"),
                "scenario scalar of " + plugins.resolve("clash.jar")
                        + " is left out: emiss.scenarios.scalar has one of the same id",
                leftOut("future.jar", "it was built for emiss.api 9.1.0 and this is 0.2.0, expected 0.2.x"),
                leftOut("mixed.jar", "Provider mixed.Thrower could not be instantiated: IllegalStateException: no way"),
                leftOut("not-a-zip.jar", "not-a-zip.jar is not a jar: zip END header not found"),
                leftOut(
                        "nothing.jar",
                        "it provides no scenario and no experiment, neither in its module-info nor in META-INF/services"),
                leftOut("plain.jar", "class lib.Library is missing"));
    }

    @Test
    void eachThatFailsIsNamedOnceAndTheOthersWork() {
        Execution list = checkout.emiss(directory, "list", "scenarios", "--json");

        assertThat(list.exitCode()).isZero();
        List<String> lines = new ArrayList<>(list.err().lines().toList());
        String older = lines.stream()
                .filter(line -> line.contains("older.jar"))
                .findFirst()
                .orElseThrow();
        lines.remove(older);
        assertThat(lines).containsExactlyInAnyOrderElementsOf(warnings());
        assertThat(older).startsWith(leftOut("older.jar", "it does not fit emiss.api 0.2.0: AbstractMethodError: "));
        assertThat(scenarios(list))
                .containsEntry("mixed-good", plugins.resolve("mixed.jar") + " ")
                .containsEntry("plain", plugins.resolve("plain.jar") + " No module")
                .containsEntry("user-1", plugins.resolve("library-1/user.jar") + " library 1")
                .containsEntry("user-2", plugins.resolve("library-2/user.jar") + " library 2")
                .containsEntry("scalar", "emiss.scenarios.scalar Scalar particle")
                .doesNotContainKeys("mixed-bad", "future-one", "older", "plain-broken");
    }

    private static Map<String, String> scenarios(Execution list) {
        Map<String, String> scenarios = new TreeMap<>();
        for (JsonNode scenario : new JsonMapper().readTree(list.out()).get("scenarios")) {
            scenarios.put(
                    scenario.get("id").asString(),
                    scenario.get("origin").asString() + " "
                            + scenario.get("title").asString());
        }
        return scenarios;
    }

    @Test
    void whoAsksForOneThatFailedIsToldWhy() {
        Manual.write(
                directory.resolve("future.yaml"),
                "studies:\n  - {id: a, type: rate, scenario: future-one, mass: 1, transition: B+->K+, couplings: {c: 1}}\n");

        Execution run = checkout.emiss(directory, "run", "future.yaml", "--out", "out");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines().toList())
                .filteredOn(line -> line.startsWith("future.yaml:2:"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("unknown scenario \"future-one\"", "built for emiss.api 9.1.0 and this is 0.2.0"));
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void theRestOfTheProgramWorks() {
        Manual.write(
                directory.resolve("rate.yaml"),
                "studies:\n  - {id: a, type: rate, scenario: user-2, mass: 1, transition: B+->K+, couplings: {c: 1}}\n"
                        + "  - {id: b, type: rate, scenario: scalar, mass: 1, transition: B+->K+, couplings: {gS: 1}}\n");

        Execution run = checkout.emiss(directory, "run", "rate.yaml", "--out", "rate");

        assertThat(run.exitCode()).isZero();
        Path results = directory.resolve("rate");
        assertThat(Results.study(results, "a").get("width").asDouble())
                .isPositive()
                .isEqualTo(Results.study(results, "b").get("width").asDouble());
    }

    /** Without modules a plugin gets a class loader of its own. */
    @Test
    void pluginsWorkOnTheClassPathToo() {
        List<String> command = new ArrayList<>(Distribution.onClassPath("list", "scenarios", "--json"));
        command.addAll(1, List.of("-Demiss.home=" + plugins.getParent(), "-Duser.home=" + directory.resolve("user")));

        Execution list = Execution.of(directory, command);

        assertThat(list.exitCode()).as(list.err()).isZero();
        assertThat(scenarios(list))
                .containsEntry("user-1", plugins.resolve("library-1/user.jar") + " library 1")
                .containsEntry("user-2", plugins.resolve("library-2/user.jar") + " library 2")
                .containsEntry("plain", plugins.resolve("plain.jar") + " No module")
                .doesNotContainKeys("mixed-bad", "future-one", "older", "plain-broken");
        assertThat(list.err()).contains(leftOut("future.jar", "it was built for emiss.api 9.1.0 and this is 0.2.0"));
    }
}
