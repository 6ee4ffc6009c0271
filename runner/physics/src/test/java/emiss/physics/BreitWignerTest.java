package emiss.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreitWignerTest {
    private static final double MASS = 2.1;
    private static final double WIDTH = 0.4;
    private static final BreitWigner LINE = new BreitWigner(MASS, WIDTH);

    /** pi/2 + arctan(m/Gamma), which tends to pi for narrow lines. */
    private static final double ANGLE = 1.5707963267948966 + Math.atan2(MASS, WIDTH);

    @Test
    void isNormalisedAboveZero() {
        double beyond = MASS * WIDTH / (ANGLE * 1e9);

        assertThat(LINE.fraction(0, 1e9)).isCloseTo(1 - beyond, within(1e-14));
    }

    @Test
    void fractionsAddUp() {
        assertThat(LINE.fraction(0, 3.7) + LINE.fraction(3.7, 22.9)).isCloseTo(LINE.fraction(0, 22.9), within(1e-15));
    }

    @Test
    void densityIsTheSlopeOfTheFraction() {
        double step = 1e-4;
        for (double q2 = 0.5; q2 < 20; q2 += 0.7) {
            assertThat(LINE.density(q2)).isCloseTo(LINE.fraction(q2 - step, q2 + step) / (2 * step), within(1e-8));
        }
    }

    @Test
    void peaksAtTheMassAndIsHalfAsHighOneProductOfMassAndWidthAway() {
        double peak = 1 / (MASS * WIDTH * ANGLE);

        assertThat(LINE.density(MASS * MASS)).isCloseTo(peak, within(1e-14));
        assertThat(LINE.density(MASS * MASS - MASS * WIDTH)).isCloseTo(0.5 * peak, within(1e-14));
        assertThat(LINE.density(MASS * MASS + MASS * WIDTH)).isCloseTo(0.5 * peak, within(1e-14));
        assertThat(LINE.fraction(MASS * MASS - MASS * WIDTH, MASS * MASS + MASS * WIDTH))
                .isCloseTo(0.5 * Math.PI / ANGLE, within(1e-14));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.1", "-1, 0.1", "NaN, 0.1", "2, 0", "2, -0.1", "2, NaN"})
    void needsAMassAndAWidth(double mass, double width) {
        assertThatThrownBy(() -> new BreitWigner(mass, width))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a line of mass " + mass + " and width " + width + " GeV, expected both > 0");
    }
}
