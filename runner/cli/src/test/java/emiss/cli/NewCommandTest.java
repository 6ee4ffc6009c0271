package emiss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that begins a plugin. */
class NewCommandTest {
    @TempDir
    private Path directory;

    private Program.Printed begin(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "new";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Program.execute(all);
    }

    @Test
    void writesTheProjectThatWasAskedFor() {
        Path single = directory.resolve("single");
        Path pair = directory.resolve("pair");
        Path experiment = directory.resolve("experiment");

        assertThat(begin("scenario", "one-particle", "--dir", single.toString()))
                .isEqualTo(new Program.Printed(
                        0,
                        single + " is ready; its README.md says how to build, drop in and run it"
                                + System.lineSeparator(),
                        ""));
        assertThat(begin("scenario", "two-particles", "--final-state", "pair", "--dir", pair.toString())
                        .exitCode())
                .isZero();
        assertThat(begin("experiment", "counts", "--dir", experiment.toString()).exitCode())
                .isZero();

        assertThat(single.resolve("src/main/java/org/example/oneparticle/OneParticleScenario.java"))
                .content()
                .contains("new FinalState.Single()");
        assertThat(pair.resolve("src/main/java/org/example/twoparticles/TwoParticlesScenario.java"))
                .content()
                .contains("new FinalState.Pair(false)");
        assertThat(experiment.resolve("src/main/resources/org/example/counts/counts.json"))
                .exists();
    }

    @Test
    void refusesWhatWouldNotWork() {
        Path project = directory.resolve("project");

        assertThat(begin("scenario", "New", "--dir", project.toString()).err())
                .startsWith("the name is \"New\", expected lower-case letters");
        assertThat(begin("scenario", "vector", "--dir", project.toString()).err())
                .startsWith("the name \"vector\" is taken by a plugin of emiss.scenarios.vector, expected another one");
        assertThat(begin("experiment", "belle2-ita", "--dir", project.toString())
                        .exitCode())
                .isEqualTo(2);
        assertThat(begin("scenario", "alp", "--final-state", "triple").exitCode())
                .isEqualTo(2);
        assertThat(begin().exitCode()).isEqualTo(2);
        assertThat(project).doesNotExist();
    }

    @Test
    void aFolderThatExistsNeedsForce() {
        Program.Printed refused = begin("scenario", "alp", "--dir", directory.toString());

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).startsWith(directory + " exists; expected a new folder (--dir), or --force");
        assertThat(directory).isEmptyDirectory();
        assertThat(begin("scenario", "alp", "--force", "--dir", directory.toString())
                        .exitCode())
                .isZero();
        assertThat(directory.resolve("pom.xml")).exists();
    }

    @Test
    void aPlaceThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        Program.Printed printed =
                begin("experiment", "counts", "--dir", file.resolve("project").toString());

        assertThat(printed.exitCode()).isEqualTo(4);
        assertThat(printed.err()).startsWith("emiss: cannot write the project: ");
    }
}
