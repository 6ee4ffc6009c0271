package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/install.md, one after the other, by a user with an empty home. */
@EnabledIfSystemProperty(named = Packages.PROPERTY, matches = ".+")
final class InstallPageTest {
    private static final String IMAGE_ON_THE_PAGE = "emiss-0.2.0-linux-amd64";

    @TempDir
    private Path home;

    @Test
    void everyCommandWorks() throws IOException {
        String image = Packages.image().getFileName().toString().replace(".tar.gz", "");
        for (Path archive : List.of(Packages.zip(), Packages.image())) {
            Files.copy(archive, home.resolve(archive.getFileName()));
        }
        String script = Manual.blocks("install.md", "sh").stream()
                .map(Manual.Block::text)
                .collect(Collectors.joining("\n", "set -eu\n", ""))
                .replace(IMAGE_ON_THE_PAGE, image);

        Execution run = Execution.of(
                home,
                List.of("sh", Manual.write(home.resolve("install.sh"), script).toString()),
                Map.of(
                        "HOME",
                        home.toString(),
                        "PATH",
                        home.resolve(".local/bin") + ":" + System.getenv("PATH"),
                        "JAVA_OPTS",
                        String.join(" ", Distribution.javaOptions())));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines()).anyMatch(line -> line.matches("emiss \\S+ \\(([0-9a-f]{7,}\\+?, )?Java .+\\)"));
        assertThat(home.resolve("results/quickstart/results.json")).isRegularFile();
        assertThat(home.resolve(".local/share/bash-completion/completions/emiss"))
                .hasSameTextualContentAs(home.resolve(image).resolve("share/completion/emiss.bash"));
        assertThat(home.resolve(".emiss/completion.zsh")).content().contains("bashcompinit", "dirac-pair");
        assertThat(home.resolve(".local/share/man/man1/emiss.1"))
                .hasSameTextualContentAs(home.resolve(image).resolve("share/man/man1/emiss.1"));
    }
}
