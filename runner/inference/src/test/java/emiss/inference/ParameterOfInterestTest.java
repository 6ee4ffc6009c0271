package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterOfInterestTest {
    private static ParameterOfInterest parameter(double start, double low, double high) {
        return new ParameterOfInterest("s", start, low, high, 0, Double.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @CsvSource({"-Infinity, Infinity, false", "0, Infinity, true", "-Infinity, 3, true", "0, 3, true"})
    void hasBounds(double low, double high, boolean isBounded) {
        assertThat(parameter(1, low, high).isBounded()).isEqualTo(isBounded);
    }

    @ParameterizedTest
    @CsvSource({"-0.1, true", "0, true", "0.1, false", "2.9, false", "3, true", "3.1, true"})
    void isAtItsBoundsThere(double value, boolean isAtBound) {
        assertThat(parameter(1, 0, 3).isAtBound(value)).isEqualTo(isAtBound);
    }

    @ParameterizedTest
    @CsvSource({"0", "3"})
    void mayStartAtItsBounds(double start) {
        assertThat(parameter(start, 0, 3).start()).isEqualTo(start);
    }

    @ParameterizedTest
    @CsvSource({"-0.1", "3.1", "NaN", "Infinity"})
    void startsWithinItsBounds(double start) {
        assertThatThrownBy(() -> parameter(start, 0, 3))
                .hasMessage("parameter s starts at " + start + ", expected a finite value within its bounds 0.0, 3.0");
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, -1", "1, NaN", "NaN, 1", "Infinity, 1"})
    void aConstraintIsFinite(double centre, double sigma) {
        assertThatThrownBy(() -> ParameterOfInterest.free("s", 1).constrained(centre, sigma))
                .hasMessage("parameter s is constrained to " + centre + " +- " + sigma
                        + ", expected a finite centre and a width > 0");
    }
}
