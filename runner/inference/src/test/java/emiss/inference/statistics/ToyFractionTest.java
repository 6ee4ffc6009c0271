package emiss.inference.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToyFractionTest {
    @Test
    void countsToysThatAreAsExtremeUpToRounding() {
        ToyFraction fraction = ToyFraction.of(new double[] {1, 2, 2 - 5e-7, 2 - 2e-6, 3}, 2);

        assertThat(fraction).isEqualTo(new ToyFraction(3, 5));
        assertThat(fraction.isUpperLimit()).isFalse();
        assertThat(fraction.p()).isCloseTo(0.6, within(1e-15));
        // binomial
        assertThat(fraction.error()).isCloseTo(Math.sqrt(0.6 * 0.4 / 5), within(1e-15));
    }

    @Test
    void noneIsAnUpperLimit() {
        ToyFraction none = ToyFraction.of(new double[1000], 1);

        assertThat(none.isUpperLimit()).isTrue();
        assertThat(none.p()).isCloseTo(3e-3, within(1e-18));
        assertThat(none.error()).isNull();
        // norm.isf of scipy 1.10
        assertThat(none.sigma()).isCloseTo(2.7477813854449926, within(1e-9));
        assertThat(new ToyFraction(0, 2).p()).isEqualTo(1);
    }

    /** From scipy 1.10, norm.sf. */
    @ParameterizedTest
    @CsvSource({
        "0.022750131948179195, 2",
        "0.15865525393145707, 1",
        "0.49601064368536833, 0.01",
        "0.5, 0",
        "0.7, 0",
        "1, 0"
    })
    void sigmasAreOneSidedAndNotNegative(double p, double sigma) {
        assertThat(ToyFraction.sigma(p)).isCloseTo(sigma, within(1e-9));
    }
}
