package emiss.report.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.report.figure.Axis;
import emiss.report.text.MathText;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RangeTest {
    @Test
    void containsTheDataAndLittleMore() {
        Random random = new Random(5);
        for (int i = 0; i < 1000; i++) {
            double low = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6);
            double high = low + Math.pow(10, 6 * random.nextDouble() - 3) * Math.abs(low);
            Axis axis = new Range().include(low).include(high).axis(MathText.EMPTY, MathText.EMPTY);
            double slack = 1e-6 * (high - low);
            assertThat(axis.low()).isLessThanOrEqualTo(low + slack);
            assertThat(axis.high()).isGreaterThanOrEqualTo(high - slack);
            assertThat(axis.high() - axis.low()).isLessThan(1.5 * (high - low) + slack);
        }
    }

    @Test
    void endsAtRoundNumbers() {
        Axis axis = new Range().include(0).include(22.9).axis(MathText.EMPTY, MathText.EMPTY);
        assertThat(axis.low()).isZero();
        assertThat(axis.high()).isEqualTo(25, within(2.5));
        Axis decades = new Range().include(3e-6).include(2e-4).logarithmicAxis(MathText.EMPTY, MathText.EMPTY);
        assertThat(decades.low()).isEqualTo(1e-6, within(1e-18));
        assertThat(decades.high()).isEqualTo(1e-3, within(1e-15));
    }

    @Test
    void oneValueHasRoomAround() {
        Axis axis = new Range().include(2).axis(MathText.EMPTY, MathText.EMPTY);
        assertThat(axis.low()).isLessThan(2);
        assertThat(axis.high()).isGreaterThan(2);
    }
}
