package emiss.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import emiss.api.decay.Mixture;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Detector;
import emiss.api.experiment.NuisanceGroup;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDatasetWriterTest {
    private static final String SETTINGS = "\"formFactorParameters\": [\"ff\"],\n"
            + "  \"signalStrength\": \"strength\",\n"
            + "  \"parameters\": [\n"
            + "    {\"name\": \"strength\", \"inits\": [0.5], \"bounds\": [[0, 3]]},\n"
            + "    {\"name\": \"k\", \"inits\": [1.1], \"bounds\": [[0.5, 2]], \"fixed\": true},\n"
            + "    {\"name\": \"gamma\", \"auxdata\": [1, 1.1], \"sigmas\": [0.1, 0.2], \"fixed\": false},\n"
            + "    {\"name\": \"tau\", \"auxdata\": [390, 1], \"factors\": [400, 1]}\n"
            + "  ]";

    private static final String DETECTOR = "\"detector\": {\"boost\": 0.28, \"lengthCm\": 100},\n";

    private static final String EXTRAS =
            DETECTOR + "\"nuisanceGroups\": {\"normalisation\": [\"shared/*\", \"lumi\"], \"shapes\": [\"shape\"]},\n";

    private static String text(String resource) {
        try (InputStream stream = JsonDatasetWriterTest.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Dataset read(String document) {
        return new JsonDatasetReader()
                .read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)), "file.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"counting.json", "branching-fractions.json"})
    void whatIsWrittenReadsBackEqual(String resource) {
        Dataset dataset = read(text(resource));
        assertThat(read(new JsonDatasetWriter().write(dataset))).isEqualTo(dataset);
    }

    @Test
    void settingsOfParametersReadBackEqual() {
        Dataset dataset = read(text("counting.json").replace("\"formFactorParameters\": [\"ff\"]", SETTINGS));
        String written = new JsonDatasetWriter().write(dataset);
        assertThat(written).contains("\"signalStrength\": \"strength\"").contains("\"bounds\": [[0, 3]]");
        assertThat(read(written)).isEqualTo(dataset);
    }

    @Test
    void mixturesDetectorsAndGroupsReadBackEqual() {
        CountingData counting = (CountingData) read(text("counting.json")
                .replace("\"formFactorParameters\"", EXTRAS + "\"formFactorParameters\"")
                .replace("\"transition\": \"B+->K+\"", "\"transition\": {\"B+->K+\": 0.73, \"B0->K0\": 0.27}"));
        Dataset fractions = read(text("branching-fractions.json")
                .replace("\"measurements\"", DETECTOR + "\"measurements\"")
                .replace("\"transition\": \"B+->K*+\"", "\"transition\": {\"B+->K*+\": 1, \"B0->K*0\": 1}"));

        assertThat(counting.responses().get(1).mixture())
                .isEqualTo(new Mixture(Map.of("B+->K+", 0.73, "B0->K0", 0.27)));
        assertThat(counting.transitions()).containsExactly("B0->K*0", "B+->K+", "B0->K0");
        assertThat(counting.detector()).isEqualTo(new Detector(0.28, 100));
        assertThat(counting.nuisanceGroups())
                .containsExactly(
                        new NuisanceGroup("normalisation", List.of("shared/*", "lumi")),
                        new NuisanceGroup("shapes", List.of("shape")));
        assertThat(fractions.transitions()).containsExactly("Bs->inv", "B+->K*+", "B0->K*0");
        assertThat(fractions.detector()).isEqualTo(new Detector(0.28, 100));
        assertThat(List.of(counting, fractions))
                .allSatisfy(dataset ->
                        assertThat(read(new JsonDatasetWriter().write(dataset))).isEqualTo(dataset));
    }

    @Test
    void everyParameterIsInOneGroup() {
        CountingData data = (CountingData)
                read(text("counting.json").replace("\"formFactorParameters\"", EXTRAS + "\"formFactorParameters\""));

        assertThat(List.of("shared/norm", "lumi", "shape", "ff", "gamma", "tau", "k", "free"))
                .extracting(data::nuisanceGroupOf)
                .containsExactly(
                        "normalisation",
                        "normalisation",
                        "shapes",
                        NuisanceGroup.FORM_FACTORS,
                        NuisanceGroup.MC_STATISTICS,
                        NuisanceGroup.MC_STATISTICS,
                        NuisanceGroup.OTHERS,
                        NuisanceGroup.OTHERS);
    }

    @Test
    void settingsMustFit() {
        String document = text("counting.json").replace("\"formFactorParameters\": [\"ff\"]", SETTINGS);
        assertThatThrownBy(() -> read(document.replace("[390, 1]", "[390]")))
                .hasMessage("file.json:79:14: auxdata of parameter tau have 1 entry, expected 2");
        assertThatThrownBy(() -> read(document.replace("\"name\": \"k\", \"inits\"", "\"name\": \"q\", \"inits\"")))
                .hasMessage("file.json:77:14: parameter q is not used by any systematic");
        assertThatThrownBy(() -> read(document.replace("[[0.5, 2]], \"fixed\": true", "[[1.5, 2]]")))
                .hasMessage("file.json:77:5: parameter k begins at 1.1, expected a value within its bounds 1.5, 2.0");
        assertThatThrownBy(() -> read(document.replace("[[0, 3]]", "[[0, 3, 4]]")))
                .hasMessage("file.json:76:53: item 1 of \"bounds\" has 3 numbers, expected 2");
        assertThatThrownBy(
                        () -> read(document.replace("\"name\": \"tau\", \"auxdata\"", "\"name\": \"k\", \"auxdata\"")))
                .hasMessageContaining("file.json:79:14: there are two settings of parameter \"k\"");
    }
}
