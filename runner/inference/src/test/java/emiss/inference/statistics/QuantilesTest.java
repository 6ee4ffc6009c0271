package emiss.inference.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantilesTest {
    private static final double[] SORTED = {1, 2, 4, 8};

    @ParameterizedTest
    @CsvSource({"0, 1", "0.1, 1.3", "0.3333333333333333, 2", "0.5, 3", "0.75, 5", "1, 8", "-0.2, 1", "1.2, 8"})
    void isLinearBetweenTheNumbers(double probability, double quantile) {
        assertThat(Quantiles.of(SORTED, probability)).isCloseTo(quantile, within(1e-14));
    }

    @ParameterizedTest
    @CsvSource({"0", "0.3", "1"})
    void ofOneNumberIsTheNumber(double probability) {
        assertThat(Quantiles.of(new double[] {7}, probability)).isEqualTo(7);
    }
}
