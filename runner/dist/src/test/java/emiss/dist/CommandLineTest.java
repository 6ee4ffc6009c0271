package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as a process of its own. */
final class CommandLineTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path directory;

    @Test
    void pluginsAreTheSameOnModulePathAndClassPath() {
        Execution modules = Execution.of(directory, Distribution.onModulePath("list", "--json"));
        Execution classes = Execution.of(directory, Distribution.onClassPath("list", "--json"));

        assertThat(modules.exitCode()).as(modules.err()).isZero();
        assertThat(classes.exitCode()).as(classes.err()).isZero();
        assertThat(modules.err()).isEmpty();
        assertThat(titles(modules, "scenarios"))
                .containsKeys("neutrinos", "scalar", "vector-pair", "dirac-pair", "spin32-majorana-pair")
                .isEqualTo(titles(classes, "scenarios"));
        assertThat(titles(modules, "experiments"))
                .containsKeys("belle2-ita", "belle2-hta")
                .isEqualTo(titles(classes, "experiments"));
    }

    private static TreeMap<String, String> titles(Execution list, String section) {
        TreeMap<String, String> titles = new TreeMap<>();
        for (JsonNode plugin : JSON.readTree(list.out()).get(section)) {
            titles.put(plugin.get("id").asString(), plugin.get("title").asString());
        }
        return titles;
    }

    /** mu: the published likelihood (arXiv:2507.12393), fitted independently of this project; 4.6 +- 1.3 in arXiv:2311.14647. */
    @Test
    void runsTheQuickstart() throws IOException {
        Path results = directory.resolve("results");
        Path config = Distribution.root().resolve("config/quickstart.yaml");

        Execution run = Execution.of(
                directory, Distribution.onModulePath("run", config.toString(), "--out", results.toString()));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        JsonNode rescaled = study(results, "rescaled-sm");
        assertThat(rescaled.get("status").asString()).isEqualTo("ok");
        assertThat(rescaled.findValue("mu").asDouble()).isCloseTo(4.59905, within(1e-5));
        JsonNode scan = study(results, "two-body");
        assertThat(scan.get("status").asString()).isEqualTo("ok");
        assertThat(scan.findValue("points")).hasSize(45);
    }

    private static JsonNode study(Path results, String id) throws IOException {
        JsonNode root = JSON.readTree(Files.readString(results.resolve("results.json")));
        Set<String> ids = new TreeSet<>();
        for (JsonNode study : root.get("studies")) {
            if (study.get("id").asString().equals(id)) {
                return study;
            }
            ids.add(study.get("id").asString());
        }
        throw new AssertionError("no study " + id + " among " + ids);
    }

    @Test
    void refusesATypoInOneLine() throws IOException {
        Path config = Files.writeString(directory.resolve("typo.yaml"), """
                experiments: [belle2-ita]
                studies:
                  - {id: r, typ: signal-strength}
                """);

        Execution run = Execution.of(directory, Distribution.onModulePath("run", config.toString(), "--out", "out"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("typo.yaml:3").contains("typ").doesNotContain("\tat ");
        assertThat(directory.resolve("out")).doesNotExist();
    }
}
