package emiss.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.results.Interval;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Numbers on pages. */
class QuantitiesTest {
    private static String mass(double value, @Nullable Interval interval) {
        return Quantities.mass(value, interval)
                .replaceAll("<[^>]*>", "")
                .replace('\u00a0', ' ')
                .replace('\u202f', ' ')
                .replace("&lt;", "<");
    }

    @Test
    void aMassIsInBracketsOnlyWithErrors() {
        assertThat(mass(2.1, null)).isEqualTo("2.1 GeV");
        assertThat(mass(2.1, Interval.of(2.0, 2.2))).isEqualTo("(2.10 ± 0.10) GeV");
        assertThat(mass(2.108, Interval.of(1.997, 2.201))).isEqualTo("(2.11+0.09 −0.11) GeV");
        assertThat(mass(0.46, new Interval(null, 0.7))).isEqualTo("0.46 (< 0.70) GeV");
        assertThat(mass(1.5, new Interval(0.0, 1.7))).isEqualTo("1.50 (0 to 1.70) GeV");
        assertThat(mass(1.5e-5, Interval.of(1.2e-5, 1.8e-5))).isEqualTo("(1.50 ± 0.30) × 10−5 GeV");
    }
}
