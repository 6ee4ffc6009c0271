package emiss.app.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names and files of a new project; that it builds and runs is tested with the distribution. */
class ScaffoldTest {
    @TempDir
    private Path directory;

    @Test
    void namesFollowFromTheId() {
        PluginName name = new PluginName("dark-photon-2");

        assertThat(name.packageName()).isEqualTo("org.example.darkphoton2");
        assertThat(name.className()).isEqualTo("DarkPhoton2");
        assertThat(name.title()).isEqualTo("Dark photon 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Alp", "alp_2", "2alp", "-alp", "alp-", "a--b", "a b", "ålp", "../alp", "alp.x"})
    void badNames(String id) {
        assertThatThrownBy(() -> new PluginName(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the name is \"" + id
                        + "\", expected lower-case letters and digits, words joined by hyphens, like dark-photon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "in-t", "true", "instance-of"})
    void wordsOfTheLanguage(String id) {
        assertThatThrownBy(() -> new PluginName(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("means something in Java");
    }

    @ParameterizedTest
    @EnumSource
    void everyPlaceholderIsFilled(Scaffold.Kind kind) {
        assertThat(new Scaffold(kind, new PluginName("dark-photon"), "1.2.3").files())
                .allSatisfy((path, text) -> assertThat(text).doesNotContain("{{"))
                .hasEntrySatisfying(
                        "pom.xml", text -> assertThat(text).contains("<emiss.version>1.2.3</emiss.version>"))
                .hasEntrySatisfying("README.md", text -> assertThat(text).contains("target/dark-photon-0.1.0.jar"));
    }

    @Test
    void otherFilesStay() throws IOException {
        Files.writeString(directory.resolve("pom.xml"), "old");
        Path notes = Files.writeString(directory.resolve("notes.txt"), "mine");

        new Scaffold(Scaffold.Kind.EXPERIMENT, new PluginName("alp"), "0.1.0").write(directory);

        assertThat(directory.resolve("pom.xml")).content().contains("<artifactId>alp</artifactId>");
        assertThat(notes).hasContent("mine");
        assertThat(directory.resolve("src/main/resources/META-INF/services/emiss.api.experiment.Experiment"))
                .hasContent("org.example.alp.AlpExperiment");
        assertThat(directory.resolve("src/main/resources/org/example/alp/alp.json"))
                .exists();
    }
}
