package emiss.app.plugin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import emiss.api.experiment.DataFormatException;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;
import emiss.data.JsonDatasetReader;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Experiments that do not give their data: the reason is a problem of the input, as a wrong file is. */
@Timeout(30)
class LoadedExperimentTest {
    private static final TimeLimit SHORT = new TimeLimit(Duration.ofMillis(200));

    private record Hostile(Supplier<@Nullable Dataset> data) implements Experiment {
        @Override
        public String id() {
            return "hostile";
        }

        @Override
        @SuppressWarnings("NullAway")
        public Dataset dataset(DatasetReader reader) {
            return data.get();
        }
    }

    private static @Nullable Dataset sleep() {
        try {
            Thread.sleep(20_000);
        } catch (InterruptedException woken) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of(
                        new Hostile(() -> null),
                        "its data cannot be read: NullPointerException: dataset() returns null"),
                Arguments.of(
                        new Hostile(() -> {
                            throw new AssertionError("no way");
                        }),
                        "its data cannot be read: AssertionError: no way"),
                Arguments.of(
                        new Hostile(() -> {
                            throw new DataFormatException(List.of("a.json:1:1: wrong"));
                        }),
                        "a.json:1:1: wrong"),
                Arguments.of(
                        new Hostile(LoadedExperimentTest::sleep),
                        "its data cannot be read: it did not answer within 200 ms"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void saysWhy(Experiment plugin, String reason) throws PluginException {
        Experiment loaded = new LoadedExperiment(plugin, SHORT);

        assertThatThrownBy(() -> loaded.dataset(new JsonDatasetReader()))
                .isInstanceOf(DataFormatException.class)
                .hasMessage(reason);
    }
}
