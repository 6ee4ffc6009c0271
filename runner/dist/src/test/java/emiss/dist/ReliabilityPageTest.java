package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The commands of docs/reliability.md run the tests that this one belongs to: what they name must exist. */
final class ReliabilityPageTest {
    static final String PAGE = "reliability.md";

    private static Set<String> found(String regex, String text) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        Set<String> found = new TreeSet<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void testsExist() throws IOException {
        try (Stream<Path> files = Files.walk(Distribution.root().resolve("runner"))) {
            Set<String> tests = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
            assertThat(tests).containsAll(found("\\b([A-Z]\\w+Test)\\b", Manual.text(PAGE)));
        }
    }

    @Test
    void modulesAndProfilesExist() throws IOException {
        String text = Manual.text(PAGE);
        String pom = Files.readString(Distribution.root().resolve("runner/pom.xml"));
        assertThat(found("-P(\\S+)", text))
                .containsExactly("mutation")
                .allSatisfy(profile -> assertThat(pom).contains("<id>" + profile + "</id>"));
        for (String modules : found("-pl (\\S+)", text)) {
            for (String module : modules.split(",")) {
                assertThat(Distribution.root().resolve(module).resolve("pom.xml"))
                        .exists();
            }
        }
        assertThat(Distribution.root().resolve(".mvn/maven.config")).content().contains("--strict-checksums");
    }
}
