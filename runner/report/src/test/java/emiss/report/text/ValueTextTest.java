package emiss.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.api.scenario.Complex;
import emiss.results.Interval;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTextTest {
    @ParameterizedTest
    @CsvSource({
        "7.0458e-9, 7.05 × 10⁻⁹",
        "6.597, 6.60",
        "0.05, 0.05",
        "0, 0",
        "-0.25, −0.25",
        "180.7, 181",
        "Infinity, Infinity"
    })
    void valuesHaveThreeDigitsAtMost(double value, String text) {
        assertThat(ValueText.number(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"2.1, 2.1", "0.52, 0.52", "2.5e-8, 2.5 × 10⁻⁸", "2.108268, 2.108", "10000, 10000", "90, 90"})
    void settingsHaveTheirOwnDigits(double value, String text) {
        assertThat(ValueText.setting(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "4.599, 3.273, 5.948, 4.6 ± 1.3",
        "2.108, 1.997, 2.201, 2.11 +0.09 −0.11",
        "1.734, 0, 1.984, 1.73 (0 to 1.98)",
        "7.0e-5, 0, 0.5003, 0 (0 to 0.5)",
        "0.458, 0.45, 0.9, 0.458 (0.450 to 0.900)",
        "0.458, , 0.612, 0.46 (< 0.61)",
        "0.458, 0.3, , 0.46 (> 0.30)",
        "0.458, , , 0.458",
        "0.5, 0.6, 0.7, 0.50 (0.60 to 0.70)"
    })
    void intervals(double value, @Nullable Double low, @Nullable Double high, String text) {
        assertThat(ValueText.measured(value, new Interval(low, high))).isEqualTo(text);
    }

    @Test
    void couplings() {
        Map<String, Complex> couplings = new LinkedHashMap<>();
        couplings.put("fVV", Complex.real(1.7871));
        couplings.put("fTT", new Complex(0.3, -0.2));

        assertThat(ValueText.couplings(couplings, Map.of("fVV", new Interval(1.5, 2.05))))
                .isEqualTo("fVV = 1.79 +0.26 −0.29, fTT = 0.3 − 0.2\u2009i");
    }

    @Test
    void complexCouplingsWithIntervalsAreWrittenByTheirParts() {
        assertThat(ValueText.couplings(
                        Map.of("fTT", new Complex(0.3, -0.2)),
                        Map.of("fTT", new Interval(0.2, 0.4), "Im fTT", new Interval(-0.5, 0.1))))
                .isEqualTo("fTT = 0.30 ± 0.10, Im fTT = −0.20 ± 0.30");
        assertThat(Numbers.symbol("Im fTT").unicode()).isEqualTo("Im fTT");
    }

    @Test
    void fixedDecimals() {
        assertThat(ValueText.fixed(-13.1796, 2)).isEqualTo("−13.18");
        assertThat(ValueText.fixed(-0.001, 2)).isEqualTo("0.00");
        assertThat(ValueText.signed(3.14, 1)).isEqualTo("+3.1");
        assertThat(ValueText.signed(0.04, 1)).isEqualTo("0.0");
        assertThat(ValueText.signed(-3.14, 0)).isEqualTo("−3");
        assertThat(ValueText.t(-7.377)).isEqualTo("t =  −7.38");
        assertThat(ValueText.sigmas(3.6304)).isEqualTo("3.6 σ");
    }

    @Test
    void exactValuesHaveAllDigits() {
        assertThat(ValueText.exact(10000.0)).isEqualTo("10000");
        assertThat(ValueText.exact(7.045847547719652e-9)).isEqualTo("7.045847547719652E-9");
        assertThat(ValueText.exact("best-fit")).isEqualTo("best-fit");
        assertThat(ValueText.exact(null)).isEqualTo("null");
    }
}
