package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignificanceTest {
    @Test
    void oneCouplingIsTheSquareRoot() {
        assertThat(Significance.sigma(-13.17, 1)).isCloseTo(Math.sqrt(13.17), within(1e-15));
        assertThat(Significance.sigma(0.5, 1)).isZero();
    }

    @Test
    void massFloatedSignificanceOfTheTwoBodyScan() {
        // arXiv:2602.09666 finds 3.0 sigma with toys.
        assertThat(Significance.sigma(-13.17, 2)).isCloseTo(2.99, within(5e-3));
        assertThat(Significance.sigma(-0.01, 2)).isZero();
    }

    @Test
    void conversionsOfPValues() {
        // One-sided 5 sigma, PDG review of statistics: 2.87e-7.
        assertThat(Significance.sigmaOneSided(2.866515719235352e-7)).isCloseTo(5, within(1e-10));
        assertThat(Significance.sigmaOneSided(0.5)).isCloseTo(0, within(1e-14));
        assertThat(Significance.sigmaOneSided(0.9)).isCloseTo(-1.2815515655446004, within(1e-12));
        // For two degrees of freedom the survival function is exp(-x/2).
        assertThat(Significance.pValue(6, 2)).isCloseTo(Math.exp(-3), within(1e-15));
    }

    @Test
    void extremeSignificancesStayFinite() {
        assertThat(Significance.sigma(-1400, 2)).isBetween(37.0, 37.4);
        assertThat(Significance.sigma(-4000, 2)).isBetween(62.9, 63.2);
        assertThat(Significance.sigma(-4000, 3)).isLessThan(Significance.sigma(-4000, 2));
    }

    /** ln Q(z) from scipy 1.10, norm.logsf. */
    @ParameterizedTest
    @CsvSource({
        "-5, -2.8665161296376305e-07",
        "-1, -0.17275377902344985",
        "0, -0.6931471805599453",
        "1, -1.841021645009264",
        "3, -6.60772622151035",
        "8, -35.01343715991456",
        "29.9, -451.3229124585287",
        "30, -454.32124395634327",
        "30.1, -457.32956441638237",
        "40, -804.6084420137539",
        "62, -1927.046332894959"
    })
    void upperTails(double z, double logTail) {
        assertThat(Significance.logUpperTail(z)).isCloseTo(logTail, within(1e-15 + 1e-10 * Math.abs(logTail)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-4, -1.5, -0.3, 0, 0.2, 1.1, 2.4, 6.5, 12, 25})
    void sigmasInvertTails(double z) {
        assertThat(Significance.sigmaOneSided(Math.exp(Significance.logUpperTail(z))))
                .isCloseTo(z, within(1e-9));
    }

    /** ln Q of chi-square with mpmath to 40 digits, exp(-x/2) for two degrees of freedom; then z from norm.logsf of scipy. */
    @ParameterizedTest
    @CsvSource({
        "-20, 3, 3.5831428173281017",
        "-1400, 2, 37.295079632647415",
        "-1400, 3, 37.203948432125756",
        "-4000, 2, 63.165418608783604",
        "-4000, 3, 63.10332089082337",
        "-4000, 5, 62.98921217772084",
        "-3, 4, 0"
    })
    void sigmasOfSeveralParameters(double t, int dof, double sigma) {
        assertThat(Significance.sigma(t, dof)).isCloseTo(sigma, within(1e-8));
    }

    @Test
    void pValuesAreOneWhereNothingImproves() {
        assertThat(Significance.pValue(0, 3)).isEqualTo(1);
        assertThat(Significance.pValue(-0.1, 3)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 1.1, Double.NaN})
    void noProbability(double p) {
        assertThatThrownBy(() -> Significance.sigmaOneSided(p))
                .hasMessage("the p-value is " + p + ", expected 0 < p < 1");
    }

    @Test
    void noDegreesOfFreedom() {
        assertThatThrownBy(() -> Significance.sigma(-1, 0))
                .hasMessage("the number of degrees of freedom is 0, expected at least 1");
        assertThatThrownBy(() -> Significance.pValue(1, 0)).hasMessageContaining("expected at least 1");
    }
}
