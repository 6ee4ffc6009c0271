package emiss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The field {@code plugins} of a configuration, as far as it goes wrong; jars that work are tested with the distribution. */
class ConfigPluginsTest {
    private static final String BROKEN = "broken.jar is not a jar: zip END header not found";

    @TempDir
    private Path directory;

    @BeforeEach
    void aFileThatIsNoJar() throws IOException {
        Files.writeString(directory.resolve("broken.jar"), "not a zip file");
    }

    private Program.Printed check(String plugins, String scenario) {
        return Program.execute(
                "check",
                Program.write(
                                directory,
                                "plugins: " + plugins + "\nexperiments: [belle2-ita]\nstudies:\n  - {id: a, type: fit,"
                                        + " scenario: " + scenario + ", couplings: [hV], mass: 2}\n")
                        .toString());
    }

    @Test
    void aPluginThatIsBrokenIsAWarningWithItsPlace() {
        Program.Printed printed = check("[broken.jar]", "vector");

        assertThat(printed.exitCode()).isZero();
        assertThat(printed.err())
                .isEqualTo("loads code from " + directory.resolve("broken.jar") + System.lineSeparator()
                        + directory.resolve("config.yaml") + ":1:11: plugin " + directory.resolve("broken.jar")
                        + " is left out: " + BROKEN + System.lineSeparator());
    }

    @Test
    void whoAsksForItIsToldWhyItIsNotThere() {
        Program.Printed printed = check("[broken.jar]", "alp");

        assertThat(printed.exitCode()).isEqualTo(2);
        assertThat(printed.err().lines())
                .filteredOn(line -> !line.startsWith("loads code from "))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains(":4:34: unknown scenario \"alp\"")
                        .endsWith("; plugin " + directory.resolve("broken.jar") + " is left out: " + BROKEN));
    }

    @Test
    void aPluginThatIsNotThereIsAnError() {
        Program.Printed printed = check("[missing.jar, 3]", "vector");

        assertThat(printed.exitCode()).isEqualTo(2);
        assertThat(printed.err().lines())
                .containsExactly(
                        directory.resolve("config.yaml") + ":1:11: there is no plugin "
                                + directory.resolve("missing.jar") + ", expected a jar or a folder of jars",
                        directory.resolve("config.yaml") + ":1:24: a plugin is the number 3, expected a string");
    }

    @Test
    void anEmptyFolder() throws IOException {
        Files.createDirectory(directory.resolve("folder"));

        assertThat(check("[folder]", "vector").err()).contains("there is no jar in this folder");
    }

    @Test
    void theSchemaKnowsThem() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(
                        Files.readString(Path.of("..", "..", "config", "emiss-config.schema.json")), InputFormat.JSON);

        assertThat(schema.validate(
                        "plugins: [alp.jar, folder]\nstudies: [{id: a, type: signal-strength}]", InputFormat.YAML))
                .isEmpty();
        assertThat(schema.validate("plugins: [3]\nstudies: [{id: a, type: signal-strength}]", InputFormat.YAML))
                .hasSize(1);
    }
}
