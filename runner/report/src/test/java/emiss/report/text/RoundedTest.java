package emiss.report.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundedTest {
    /** The first three are the examples of the Review of Particle Physics, Introduction, Sec. 5.3. */
    @ParameterizedTest
    @CsvSource({
        "0.827, 0.119, 0.83 +- 0.12",
        "0.827, 0.367, 0.8 +- 0.4",
        "14.674, 0.964, 14.7 +- 1.0",
        "4.599, 1.3, 4.6 +- 1.3",
        "0.001199, 0.000123, 0.00120 +- 0.00012",
        "1.52e-8, 2.1e-9, (1.52 +- 0.21)e-8",
        "123456, 7000, (1.23 +- 0.07)e5",
        "-3.14, 0.2, -3.14 +- 0.20",
        "0, 2e-8, (0.0 +- 2.0)e-8",
        "0.0354, 0.0354, 0.035 +- 0.035",
        "0.0355, 0.0355, 0.04 +- 0.04",
    })
    void roundsLikeTheParticleDataGroup(double value, double uncertainty, String expected) {
        assertThat(Rounded.symmetric(value, uncertainty).ascii()).isEqualTo(expected);
    }

    @Test
    void theSmallerOfTwoUncertaintiesDecides() {
        assertThat(Rounded.interval(4.599, 3.273, 5.948).ascii())
                .isEqualTo("4.6 +1.3 -1.3".replace("+1.3 -1.3", "+- 1.3"));
        assertThat(Rounded.interval(1.521e-8, 1.290e-8, 1.731e-8).ascii()).isEqualTo("(1.52 +0.21 -0.23)e-8");
        assertThat(Rounded.interval(0.0, 0.0, 1.7).ascii()).isEqualTo("0.0 +1.7 -0.0");
    }

    @ParameterizedTest
    @CsvSource({
        "4.599, 4.60",
        "7.0546e-9, 7.05e-9",
        "0, 0.00",
        "9.999, 10.0",
        "-0.00212, -0.00212",
        "0.00099949, 9.99e-4",
        "99999, 1.00e5",
    })
    void keepsThreeDigitsWithoutUncertainty(double value, String expected) {
        assertThat(Rounded.of(value).ascii()).isEqualTo(expected);
    }

    @Test
    void keepsTheDecimalsOfPublishedNumbers() {
        assertThat(Rounded.published(1.6e-8, 0.2e-8).ascii()).isEqualTo("(1.6 +- 0.2)e-8");
        assertThat(Rounded.published(2.1, 0.1).ascii()).isEqualTo("2.1 +- 0.1");
        assertThat(Rounded.published(0.6, 0.13).ascii()).isEqualTo("0.60 +- 0.13");
        assertThat(Rounded.published(120, 30).ascii()).isEqualTo("120 +- 30");
    }

    @Test
    void writesTrueSignsInUnicode() {
        assertThat(Rounded.symmetric(-3.14, 0.2).unicode()).isEqualTo("\u22123.14 \u00b1 0.20");
        assertThat(Rounded.interval(1.521e-8, 1.290e-8, 1.731e-8).unicode())
                .isEqualTo("(1.52 +0.21 \u22120.23) \u00d7 10\u207b\u2078");
        assertThat(Rounded.of(4.2e-8).mathText().html()).isEqualTo("4.20 \u00d7 10<sup>\u22128</sup>");
    }

    @Test
    void refusesWhatIsNoInterval() {
        assertThatThrownBy(() -> Rounded.interval(1, 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected numbers >= 0");
        assertThatThrownBy(() -> Rounded.of(Double.NaN)).hasMessageContaining("the value is NaN");
        assertThatThrownBy(() -> Rounded.of(1, 0)).hasMessageContaining("expected at least 1");
    }
}
