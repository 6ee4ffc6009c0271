package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The commands of docs/performance.md build the program that this test belongs to, and take an hour: what they name must exist.
 */
final class PerformancePageTest {
    static final String PAGE = "performance.md";

    private static final Path BENCHMARKS = Distribution.root().resolve("runner/benchmarks");

    private static Set<String> found(String regex, String text) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        Set<String> found = new TreeSet<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static Set<String> benchmarks() throws IOException {
        try (Stream<Path> files = Files.walk(BENCHMARKS.resolve("src/main/java"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Benchmark.java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void commandsNameModulesProfilesAndProperties() throws IOException {
        String pom = Files.readString(BENCHMARKS.resolve("pom.xml"));
        List<Manual.Block> blocks = Manual.blocks(PAGE, "sh");
        assertThat(blocks).hasSize(2);
        for (Manual.Block block : blocks) {
            assertThat(block.text()).startsWith("mvn ");
            assertThat(found("-pl (\\S+)", block.text()))
                    .singleElement()
                    .satisfies(module ->
                            assertThat(Distribution.root().resolve(module)).isEqualTo(BENCHMARKS));
            assertThat(found("-P(\\S+)", block.text()))
                    .allSatisfy(profile -> assertThat(pom).contains("<id>" + profile + "</id>"));
            assertThat(found("-D([a-z.]+)=", block.text()))
                    .allSatisfy(property -> assertThat(pom).contains("<" + property + "/>", "${" + property + "}"));
            assertThat(benchmarks()).containsAll(found("(\\w+Benchmark)", block.text()));
        }
    }

    @Test
    void theTableHasEveryBenchmark() throws IOException {
        assertThat(found("\\| `(\\w+Benchmark)` \\|", Manual.text(PAGE))).isEqualTo(benchmarks());
    }
}
