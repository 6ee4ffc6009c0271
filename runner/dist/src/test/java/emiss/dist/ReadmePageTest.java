package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The commands, the configuration and the printed results of the README, in a clone that is built. Of {@code
 * config/paper.yaml} only the studies that the ranking compares run here; the tests of the application run all of it.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
final class ReadmePageTest {
    static final String PAGE = "README.md";
    private static final String PROMPT = "$ ";

    @TempDir
    private static Path directory;

    private static PageShell shell;
    private static Path clone;

    @BeforeAll
    static void makeClone() throws IOException {
        shell = new PageShell(directory);
        clone = shell.checkout().launcher().getParent();
        Path config = Files.createDirectory(clone.resolve("config"));
        Files.copy(Distribution.root().resolve("config/quickstart.yaml"), config.resolve("quickstart.yaml"));
        Files.writeString(config.resolve("paper.yaml"), ranking());
    }

    @AfterAll
    static void end() {
        shell.close();
    }

    private static String ranking() throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        ObjectNode paper =
                (ObjectNode) yaml.readTree(Files.readString(Distribution.root().resolve("config/paper.yaml")));
        Set<String> compared = new HashSet<>();
        for (JsonNode study : paper.get("studies")) {
            if (study.get("type").asString().equals("compare")) {
                compared.add(study.get("id").asString());
                study.get("of").forEach(id -> compared.add(id.asString()));
            }
        }
        ArrayNode studies = yaml.createArrayNode();
        for (JsonNode study : paper.get("studies")) {
            if (compared.contains(study.get("id").asString())) {
                studies.add(study);
            }
        }
        paper.set("studies", studies);
        paper.remove(List.of("figures", "quoted"));
        return yaml.writeValueAsString(paper);
    }

    @Test
    void theQuickStudyPrintsWhatThePageShows() {
        List<Manual.Block> blocks = Manual.blocks(PAGE, "console");
        assertThat(blocks).hasSize(1);
        List<String> lines = blocks.get(0).text().lines().toList();
        assertThat(lines.get(0)).startsWith(PROMPT);

        Execution run = shell.runIn(clone, lines.get(0).substring(PROMPT.length()));

        assertThat(withoutTimes(run.out().lines().toList()))
                .containsExactlyElementsOf(withoutTimes(lines.subList(1, lines.size())));
        assertThat(clone.resolve("results/quickstart/report.html")).isRegularFile();
    }

    private static List<String> withoutTimes(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceAll("\\d+\\.\\d s$", "TIME"))
                .toList();
    }

    @Test
    void theMainJobRanksAsThePageShows() throws IOException {
        List<Manual.Block> blocks = Manual.blocks(PAGE, "sh");
        assertThat(blocks).hasSize(1);
        List<String> shown = new ArrayList<>();
        for (String line : Files.readAllLines(Manual.file(PAGE))) {
            if (line.matches(" {6,}\\d+\\. .*")) {
                shown.add(plain(line));
            }
        }
        assertThat(shown).hasSizeGreaterThan(5);

        Execution run = shell.runIn(clone, blocks.get(0).text().strip() + " --figures none --no-report");

        assertThat(run.out().lines().map(ReadmePageTest::plain)).containsAll(shown);
    }

    private static String plain(String line) {
        return line.strip().replaceAll(" +", " ");
    }

    @Test
    void theConfigurationRuns() {
        List<Manual.Block> blocks = Manual.blocks(PAGE, "yaml");
        assertThat(blocks).hasSize(1);
        Manual.write(shell.work().resolve("mine.yaml"), blocks.get(0).text());

        Execution run = shell.run("emiss check mine.yaml && emiss run mine.yaml --no-report --figures none");

        assertThat(run.out().lines().map(String::strip))
                .anyMatch(line -> line.startsWith("scan "))
                .anyMatch(line -> line.startsWith("joint "))
                .anyMatch(line -> line.startsWith("rate "))
                .anyMatch(line -> line.startsWith("plane ") && line.contains("|fAA| < 2.3"));
    }
}
