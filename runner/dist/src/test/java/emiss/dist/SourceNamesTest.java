package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests that the manual names as its evidence are there. */
final class SourceNamesTest {
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`((?:,\\s+`[a-z]\\w+`)*)");

    private static final Map<String, String> SOURCES = new HashMap<>();

    @BeforeAll
    static void readSources() throws IOException {
        for (String folder : List.of("api", "plugins-scenarios", "plugins-experiments", "runner")) {
            try (Stream<Path> files = Files.walk(Distribution.root().resolve(folder))) {
                files.filter(file -> file.toString().endsWith("Test.java")).forEach(SourceNamesTest::read);
            }
        }
    }

    private static void read(Path file) {
        try {
            SOURCES.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void testsAreThere() {
        int named = 0;
        for (String page : Manual.pages()) {
            Matcher test = NAMED.matcher(Manual.text(page));
            while (test.find()) {
                assertThat(SOURCES).as(page).containsKey(test.group(1));
                if (test.group(2) != null) {
                    Matcher method = Pattern.compile("\\w+")
                            .matcher(test.group(2) + test.group(3).replace("`", ""));
                    while (method.find()) {
                        named++;
                        assertThat(SOURCES.get(test.group(1)))
                                .as("%s names a test of %s", page, test.group(1))
                                .containsPattern("void " + method.group() + "\\(");
                    }
                }
            }
        }
        assertThat(named).isGreaterThan(10);
    }
}
