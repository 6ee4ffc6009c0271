package emiss.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.api.scenario.Complex;
import emiss.results.Interval;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    /** The digits are those of the rule of the Particle Data Group for the decisive uncertainty, and ends have the same. */
    @ParameterizedTest
    @CsvSource({
        "4.599, 3.273, 5.948, 4.6 ± 1.3",
        "2.1e-6, 0, 16.4485016, 0 (0 to 16)",
        "0.00110, 0, 0.00164, 0.0011 (0 to 0.0016)",
        "1.87e-7, 0, 4.31e-7, 1.9 (0 to 4.3) × 10⁻⁷",
        "11.6, 7.8, 14.5, 11.6 +2.9 −3.8",
        "-0.3, -0.5, 0, −0.30 (−0.50 to 0)",
        "0.05, , , 0.05",
    })
    void measuredNumbers(double value, @Nullable Double low, @Nullable Double high, String text) {
        assertThat(Numbers.measured(value, new Interval(low, high)).unicode()).isEqualTo(text);
        assertThat(ValueText.measured(value, new Interval(low, high))).isEqualTo(text);
    }

    @Test
    void complexCouplingsNameTheirImaginaryPart() {
        assertThat(Numbers.coupling(new Complex(0.3, -0.2), null).unicode()).isEqualTo("0.3 − 0.2\u2009i");
        assertThat(Numbers.couplings(Map.of("mu", Complex.real(4.6)), Map.of())
                        .get(0)
                        .html())
                .isEqualTo("<i>μ</i> = 4.6");
    }
}
