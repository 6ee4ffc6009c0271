package emiss.app.result;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.app.studies.SignalStrengthStudy;
import emiss.app.study.Payload;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PayloadTreeTest {
    private record Fit(
            double mass,
            Map<String, Double> couplings,
            Map<String, Double> derived,
            Map<String, List<@Nullable Double>> intervals68)
            implements Payload {
        @Override
        public String summary() {
            return "";
        }

        @Override
        public Table table() {
            return Table.of(List.of()).build();
        }
    }

    private record Best(double mass, List<Double> massInterval68) {}

    private record Scan(Best best) implements Payload {
        @Override
        public String summary() {
            return "";
        }

        @Override
        public Table table() {
            return Table.of(List.of()).build();
        }
    }

    private static PayloadTree tree(@Nullable Payload payload) {
        return new PayloadTree(new StudyResult("s", "made up", Map.of(), StudyResult.Status.OK, List.of(), payload));
    }

    @Test
    void numbersAndTheirIntervals() {
        PayloadTree tree = tree(new Fit(
                0.6,
                Map.of("fVV", 1.7),
                Map.of("fVV^2", 2.9),
                Map.of(
                        "mass", List.of(0.5, 0.7),
                        "fVV", Arrays.asList(1.4, null),
                        "fVV^2", List.of(2.0, 4.0))));

        assertThat(tree.number("/couplings/fVV")).isEqualTo(1.7);
        assertThat(tree.interval68("/couplings/fVV")).containsExactly(1.4, null);
        assertThat(tree.interval68("/derived/fVV^2")).containsExactly(2.0, 4.0);
        assertThat(tree.interval68("/mass")).containsExactly(0.5, 0.7);
        assertThat(tree.number("/couplings/fAA")).isNull();
        assertThat(tree.number("/couplings")).isNull();
        assertThat(tree.interval68("/couplings/fAA")).isNull();
        assertThat(tree.interval68("/intervals68/mass")).isNull();
        assertThat(tree.interval68("")).isNull();
    }

    @Test
    void intervalsOfScansAndOfMu() {
        assertThat(tree(new Scan(new Best(2.1, List.of(2.0, 2.2)))).interval68("/best/mass"))
                .containsExactly(2.0, 2.2);
        PayloadTree strength = tree(new SignalStrengthStudy.Result(4.6, List.of(3.3, 5.9), 26.6, 12, 7.4, 11.7));
        assertThat(strength.interval68("/mu")).containsExactly(3.3, 5.9);
        assertThat(strength.interval68("/deltaMu0")).isNull();
    }

    @Test
    void aStudyThatFailedHasNothing() {
        assertThat(tree(null).number("/mu")).isNull();
        assertThat(tree(null).interval68("/mu")).isNull();
    }
}
