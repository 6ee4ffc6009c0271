package emiss.inference.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GrossVitellsTest {
    @Test
    void countsUpcrossings() {
        assertThat(GrossVitells.upcrossings(new double[] {0, 2, 0.5, 1, 1, 3, 0.9}, 1))
                .isEqualTo(2);
        assertThat(GrossVitells.upcrossings(new double[] {5, 4, 3}, 1)).isZero();
        assertThat(GrossVitells.upcrossings(new double[] {}, 1)).isZero();
    }

    @Test
    void oneStrengthThatIsNotNegative() {
        // P(z > 3) + N exp(-(9 - 1)/2)
        assertThat(new GrossVitells(1, 0.25).p(9, 1, true))
                .isCloseTo(0.0013498980316300946 + 0.25 * 0.01831563888873418, within(1e-12));
    }

    @Test
    void twoParametersOfEitherSign() {
        // exp(-9/2) + N (9/0.5)^(1/2) exp(-(9 - 0.5)/2)
        assertThat(new GrossVitells(0.5, 0.25).p(9, 2, false))
                .isCloseTo(0.011108996538242306 + 0.25 * Math.sqrt(18) * 0.014264233908999256, within(1e-12));
    }

    @Test
    void isAtMostOne() {
        assertThat(new GrossVitells(1, 3).p(1, 1, true)).isEqualTo(1);
    }
}
