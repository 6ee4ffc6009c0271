package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Code4pTest {
    /** The polynomial and its continuation, worked out by hand. */
    @ParameterizedTest
    @CsvSource({"0, 0", "0.5, 3.171875", "-0.5, 3.171875", "1, 8", "-1, 8", "1.5, 12", "-2, 16"})
    void bends(double alpha, double bend) {
        assertThat(Code4p.bend(alpha)).isCloseTo(bend, within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1.7, -0.9, -0.3, 0.1, 0.6, 0.97, 1.4})
    void derivativesAreThoseOfDifferences(double alpha) {
        double h = 1e-5;
        assertThat(Code4p.bendFirst(alpha))
                .isCloseTo((Code4p.bend(alpha + h) - Code4p.bend(alpha - h)) / (2 * h), within(1e-7));
        assertThat(Code4p.bendSecond(alpha))
                .isCloseTo((Code4p.bendFirst(alpha + h) - Code4p.bendFirst(alpha - h)) / (2 * h), within(1e-6));
    }

    /** At alpha = +-1 the shift is slope +- 8 curve. */
    @ParameterizedTest
    @CsvSource({"1, 0.2, true", "-1, 0.2, true", "1, -0.2, true", "1, 0.1, false", "1, -0.1, false", "1, 0.125, false"})
    void turnsWhereBothDirectionsShiftAlike(double slope, double curve, boolean turns) {
        assertThat(Code4p.turns(slope, curve)).isEqualTo(turns);
    }
}
