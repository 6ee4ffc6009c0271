package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.data.FormFactorLibrary;
import emiss.data.JsonDatasetReader;
import emiss.data.StandardInputs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of docs/data-formats.md. */
final class DataFormatsPageTest {
    static final String PAGE = "data-formats.md";

    @TempDir
    private Path directory;

    static String example(String text) {
        return Manual.blocks(PAGE, "json").stream()
                .map(Manual.Block::text)
                .filter(block -> block.contains(text))
                .findFirst()
                .orElseThrow();
    }

    private static InputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyExampleIsTestedHere() {
        assertThat(Manual.blocks(PAGE, "json")).hasSize(4);
        assertThat(Manual.blocks(PAGE, "yaml")).hasSize(2);
    }

    @Test
    void datasetsAreRead() {
        Dataset counting = new JsonDatasetReader().read(content(example("\"counting\"")), PAGE);
        Dataset fractions = new JsonDatasetReader().read(content(example("\"branching-fractions\"")), PAGE);

        assertThat(counting).isInstanceOfSatisfying(CountingData.class, data -> {
            assertThat(data.channels()).hasSize(1);
            assertThat(data.formFactorParameters()).containsExactly("form-factors");
        });
        assertThat(fractions)
                .isInstanceOfSatisfying(
                        BranchingFractionData.class,
                        data -> assertThat(data.measurements()).hasSize(2));
    }

    /** The fragments of the page, each as one more field of the counting data above them. */
    @ParameterizedTest
    @ValueSource(strings = {"parameters", "nuisanceGroups", "templateUncertainties"})
    void fragmentsFitIntoTheExample(String field) throws IOException {
        String page = Files.readString(Distribution.root().resolve("docs").resolve(PAGE));
        int start = page.indexOf("\n    \"" + field + "\": ");
        assertThat(start).isPositive();
        String fragment = page.substring(start, page.indexOf("\n\n", start));
        String counting = example("\"counting\"");
        String whole = counting.substring(0, counting.lastIndexOf('}')) + "," + fragment + "\n}";

        CountingData data = (CountingData) new JsonDatasetReader().read(content(whole), PAGE);

        assertThat(data.parameters().size()
                        + data.nuisanceGroups().size()
                        + data.templateUncertainties().size())
                .isPositive();
    }

    @Test
    void formFactorsAreRead() {
        assertThat(FormFactorLibrary.read(content(example(FormFactorLibrary.FORMAT)), PAGE)
                        .parameters())
                .containsExactly("f+_0", "f+_1", "f0_1", "fT_0", "fT_1");
    }

    @Test
    void inputsAreRead() {
        assertThat(StandardInputs.read(content(example(StandardInputs.FORMAT)), PAGE)
                        .transition("B+->K+"))
                .isPresent();
    }

    @Test
    void countingDataCanBeFitted() {
        Manual.write(directory.resolve("my-counting.json"), example("\"counting\""));
        Path config = Manual.write(
                directory.resolve("my-counting.yaml"),
                Manual.blocks(PAGE, "yaml").get(0).text());

        Execution run =
                Execution.of(directory, Distribution.onModulePath("run", config.toString(), "--out", "results"));

        assertThat(List.of(run.exitCode(), run.err())).isEqualTo(List.of(0, ""));
        assertThat(run.out()).contains("two-body").contains("vector: m = ");
        assertThat(directory.resolve("results/figures/two-body.svg")).content().contains("<svg");
    }

    @Test
    void inputsCanBeFiles() {
        Manual.writeFiles(PAGE, directory);
        Path config = Manual.write(
                directory.resolve("my-rate.yaml"),
                Manual.blocks(PAGE, "yaml").get(1).text());

        Execution run =
                Execution.of(directory, Distribution.onModulePath("run", config.toString(), "--out", "results"));

        assertThat(List.of(run.exitCode(), run.err())).isEqualTo(List.of(0, ""));
        assertThat(Results.read(directory.resolve("results")).get("inputs"))
                .extracting(input -> input.get("id").asString())
                .containsExactly(
                        "BK-illustration", "BKst-GRvDV2023", "Bsphi-GRvDV2023", "LbL-DM2016-total", "my-sm-inputs");
    }

    @Test
    void theSchemasAreWhereThePageSays() {
        assertThat(List.of("emiss-dataset-1", "emiss-form-factors-1", "emiss-sm-inputs-1"))
                .allSatisfy(
                        name -> assertThat(Distribution.root().resolve("config").resolve(name + ".schema.json"))
                                .isRegularFile());
    }
}
