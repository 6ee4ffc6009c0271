package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every fenced block of the manual belongs to a test that runs it; commands are fenced, or stand in a sentence and exist. What is
 * indented is a formula, an excerpt or output.
 */
final class ManualTest {
    /** Which test runs the blocks of a page, by language. */
    private record Cover(Class<?> test, String page, Set<String> languages) {}

    private static final List<Cover> COVERS = List.of(
            new Cover(ReadmePageTest.class, ReadmePageTest.PAGE, Set.of("sh", "console", "yaml")),
            new Cover(DataFormatsPageTest.class, DataFormatsPageTest.PAGE, Set.of("json", "yaml")),
            new Cover(InstallPageTest.class, "install.md", Set.of("sh")),
            new Cover(LibraryPageTest.class, LibraryPageTest.PAGE, Set.of("sh", "java")),
            new Cover(PerformancePageTest.class, PerformancePageTest.PAGE, Set.of("sh")),
            new Cover(PluginsPageTest.class, "plugins.md", Set.of("sh", "java", "yaml")),
            new Cover(PyhfPageTest.class, PyhfPageTest.PAGE, Set.of("sh", "json", "yaml", "csv")),
            new Cover(ReliabilityPageTest.class, ReliabilityPageTest.PAGE, Set.of("sh")),
            new Cover(ScalePageTest.class, ScalePageTest.PAGE, Set.of("sh", "console", "yaml", "condor", "slurm")),
            new Cover(PythonPageTest.class, PythonPageTest.PAGE, Set.of("console", "yaml", "python")),
            new Cover(ServerPageTest.class, ServerPageTest.PAGE, Set.of("sh", "python")),
            new Cover(TheoryPageTest.class, TheoryPageTest.PAGE, Set.of("console", "yaml")),
            new Cover(TutorialPageTest.class, "tutorial.md", Set.of("console", "yaml")));

    private static final Pattern COMMAND = Pattern.compile("(?:\\$ )?(?:\\./)?(?:emiss|mvn|java|jshell|cd|cp|git) .*");

    /** Run by LauncherTest and, in the build of the packages, by PackagesTest and runner/dist/reproducible. */
    private static final Map<String, Set<String>> INDENTED_COMMANDS =
            Map.of("install.md", Set.of("./emiss run config/quickstart.yaml", "mvn -B -Pdist -DskipTests package"));

    private static final Pattern IN_A_SENTENCE = Pattern.compile("`(?:\\./)?emiss ([^`]+)`");
    private static final Pattern OPTION = Pattern.compile("--[a-zA-Z0-9-]+");

    @TempDir
    private Path directory;

    @Test
    void everyBlockHasATest() {
        for (String page : Manual.pages()) {
            Set<String> covered = new TreeSet<>();
            COVERS.stream()
                    .filter(cover -> cover.page().equals(page))
                    .forEach(cover -> covered.addAll(cover.languages()));
            Set<String> there = new TreeSet<>();
            Manual.blocks(page).forEach(block -> there.add(block.language()));
            assertThat(there)
                    .as("languages of the blocks of %s, and those that a test runs", page)
                    .isEqualTo(covered);
        }
    }

    @Test
    void everyFenceNamesALanguage() {
        for (String page : Manual.pages()) {
            long fences = Manual.text(page)
                    .lines()
                    .filter(line -> line.strip().startsWith("```"))
                    .count();
            assertThat(fences)
                    .as("fences of %s", page)
                    .isEqualTo(2L * Manual.blocks(page).size());
        }
    }

    @Test
    void commandsAreFenced() {
        for (String page : Manual.pages()) {
            Set<String> allowed = INDENTED_COMMANDS.getOrDefault(page, Set.of());
            assertThat(Manual.text(page).lines())
                    .as("indented lines of %s that look like commands", page)
                    .filteredOn(line -> line.startsWith("    ") && !allowed.contains(line.strip()))
                    .filteredOn(line -> COMMAND.matcher(line.strip()).matches() && !isInABlock(page, line))
                    .isEmpty();
        }
    }

    private static boolean isInABlock(String page, String line) {
        return Manual.blocks(page).stream()
                .anyMatch(block -> block.text().lines().anyMatch(line::equals));
    }

    @Test
    void commandsInSentencesExist() {
        Map<String, String> help = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String page : Manual.pages()) {
            Matcher command = IN_A_SENTENCE.matcher(Manual.text(page));
            while (command.find()) {
                String[] words = command.group(1).split("\\s+");
                if (words[0].startsWith("-")) {
                    continue;
                }
                seen.add(words[0]);
                String answer = help.computeIfAbsent(words[0], this::help);
                if (answer.isEmpty()) {
                    wrong.add(page + ": there is no command " + words[0]);
                }
                Matcher option = OPTION.matcher(command.group(1));
                while (option.find()) {
                    if (!answer.contains(option.group())) {
                        wrong.add(page + ": " + words[0] + " has no option " + option.group());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(seen).contains("run", "check", "list", "show", "plot", "compare", "import", "export", "new");
    }

    private String help(String command) {
        Execution run = Execution.of(directory, Distribution.onModulePath(command, "--help"));
        return run.exitCode() == 0 ? run.out() : "";
    }
}
