package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.app.config.RunConfig;
import emiss.app.config.StudySettings;
import emiss.app.run.Runner;
import emiss.app.study.Computation;
import emiss.results.Records;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeds of toys follow from the hypothesis alone: the last digits of a fit would change all toys. */
class ToySeedsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: goodness-of-fit, hypothesis: rescaled-sm, toys: 20",
                "type: goodness-of-fit, toys: 20, hypothesis: {scenario: vector, couplings: [hV], mass: 2.1}",
                "type: upper-limit, method: cls-toys, toys: 20, scenario: vector, couplings: [hV], masses: [2.1], quantity: coupling",
                "type: interval, method: feldman-cousins, toys: 20",
                "type: significance, method: toys, toys: 20, scenario: vector, couplings: [hV], masses: [2.1]"
            })
    void doNotDependOnTheData(String study) {
        RunConfig config = Program.read(Program.write(
                folder,
                Program.belleIIConfig(
                        "{id: observed, " + study + "}", "{id: expected, data: {asimov: sm}, " + study + "}")));

        List<Map<?, ?>> points =
                config.studies().stream().map(ToySeedsTest::firstPoint).toList();

        assertThat(points.get(0).get("seed"))
                .isInstanceOf(Number.class)
                .isEqualTo(points.get(1).get("seed"));
        assertThat(points.get(0).get("statistics")).isNotEqualTo(points.get(1).get("statistics"));
    }

    private static Map<?, ?> firstPoint(StudySettings settings) {
        Computation<?> computation =
                settings.study().begin(Program.instance(Runner.class).context(settings));
        return (Map<?, ?>) Records.tree(computation.compute().apply(0));
    }
}
