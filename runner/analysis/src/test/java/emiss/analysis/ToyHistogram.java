package emiss.analysis;

import emiss.api.experiment.CountingData;
import emiss.data.JsonDatasetReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

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
