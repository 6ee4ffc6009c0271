package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

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
}
