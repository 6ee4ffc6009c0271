package emiss.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.report.figure.Axis;
import emiss.report.text.MathText;
import org.junit.jupiter.api.Test;

class TicksTest {
    private static Axis linear(double low, double high) {
        return Axis.linear(MathText.plain("x"), MathText.EMPTY, low, high);
    }

    @Test
    void powersOfTenAreInTheTitleAndNotAtTheTicks() {
        Axis axis = linear(-3e-8, 3e-8);
        assertThat(Ticks.of(axis, 6).labels())
                .extracting(label -> label.text().unicode())
                .containsExactly("−3", "−2", "−1", "0", "1", "2", "3");
        assertThat(axis.titleOfDecade().unicode()).isEqualTo("x [10⁻⁸]");
    }

    @Test
    void labelsHaveAsManyDigitsAsTheStep() {
        assertThat(Ticks.of(linear(0, 0.08), 4).labels())
                .extracting(label -> label.text().unicode())
                .containsExactly("0.00", "0.02", "0.04", "0.06", "0.08");
        assertThat(Ticks.of(linear(-14, 1), 5).labels())
                .extracting(label -> label.text().unicode())
                .containsExactly("−10", "−5", "0");
    }

    @Test
    void logarithmicAxesAreLabelledAtPowersOfTen() {
        Axis axis = Axis.logarithmic(MathText.plain("x"), MathText.EMPTY, 1e-6, 1e-3);
        assertThat(Ticks.of(axis, 8).labels())
                .extracting(label -> label.text().unicode())
                .containsExactly("10⁻⁶", "10⁻⁵", "10⁻⁴", "10⁻³");
        assertThat(Ticks.betweenDecades(axis)).hasSize(24);
        assertThat(Ticks.betweenDecades(axis).get(0)).isEqualTo(2e-6, within(1e-18));
        assertThat(Ticks.betweenDecades(linear(1, 2))).isEmpty();
    }
}
