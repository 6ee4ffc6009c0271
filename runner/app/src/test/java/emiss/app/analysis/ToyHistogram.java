package emiss.app.analysis;

import emiss.api.experiment.CountingData;
import emiss.api.scenario.Scenario;
import emiss.app.config.InputSettings;
import emiss.app.config.InputSettings.FormFactorUncertainty;
import emiss.data.FormFactorLibrary;
import emiss.data.JsonDatasetReader;
import emiss.data.StandardInputs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;

/** The histogram that is shipped as an example, with what is needed to fit it. */
final class ToyHistogram {
    private ToyHistogram() {}

    static CountingData data() {
        return read(text());
    }

    /** The file, with fluctuations of new particles asked for or not. */
    static CountingData withNewPhysicsStatistics(boolean asked) {
        String shipped = "\"newPhysicsStatistics\": false";
        String text = text();
        if (!text.contains(shipped)) {
            throw new IllegalStateException("the file does not say " + shipped);
        }
        return read(text.replace(shipped, "\"newPhysicsStatistics\": " + asked));
    }

    static Theory theory(FormFactorUncertainty formFactorUncertainty) {
        return Theory.of(
                new InputSettings(
                        Map.of("B->K", "BK-GRvDV2023", "B->K*", "BKst-GRvDV2023"),
                        Map.of("b", 4.8, "s", 0.093),
                        0,
                        formFactorUncertainty),
                StandardInputs.builtIn(),
                FormFactorLibrary.builtIn());
    }

    static Theory theory() {
        return theory(FormFactorUncertainty.TEMPLATE);
    }

    static Scenario scenario(String id) {
        return ServiceLoader.load(Scenario.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(scenario -> scenario.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String text() {
        try {
            return Files.readString(Path.of("..", "..", "config", "data", "toy-babar-sb-histogram.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CountingData read(String text) {
        return (CountingData)
                new JsonDatasetReader().read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "toy");
    }
}
