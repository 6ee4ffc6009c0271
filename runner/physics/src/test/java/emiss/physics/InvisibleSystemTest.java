package emiss.physics;

import static emiss.physics.HostileScenario.norm;
import static emiss.physics.HostileScenario.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import emiss.api.scenario.Complex;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.SpectralFunctions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is rounding in the answers of a scenario, what is a mistake of it, and what is an overflow of the couplings. */
class InvisibleSystemTest {
    private static final double Q2 = 5;
    private static final double MASS = 0.6;
    private static final double LAMBDA = 1;

    private static SpectralFunctions at(Scenario scenario, Complex one, Complex two) {
        SlotMap map =
                new SlotMap(TestInputs.hadronic(TestInputs.TRANSITIONS.get(0)), scenario, scenario.couplings(), LAMBDA);
        return InvisibleSystem.natural(scenario, MASS, map, one, two).at(Q2);
    }

    /** What a scenario that answers 4, 4, 1 for one coupling may say about both. */
    private static SpectralFunctions both(double r0, double rV, double rT, double reRVT) {
        Scenario scenario = HostileScenario.pair((q2, mass, slots) -> norm(slots, "one") > 0 && norm(slots, "two") > 0
                ? new SpectralFunctions(r0, rV, rT, reRVT)
                : new SpectralFunctions(4, 4, 1, 0));
        return at(scenario, Complex.real(1), Complex.real(1));
    }

    @ParameterizedTest
    @CsvSource({
        "8, 8, 2, 4",
        "8, 8, 2, -4",
        // 1e-9 of 8, 8, 2 and of their root 4 is rounding
        "-7e-9, 8, 2, 0",
        "8, -7e-9, 2, 0",
        "8, 8, -1.9e-9, 0",
        "8, 0, 2, 3.9e-9",
        // and so is 1e-9 of rV rT = 16 in the square
        "8, 0, 2, 1.2e-4",
        "8, 8, 2, 4.00000000399"
    })
    void roundingPasses(double r0, double rV, double rT, double reRVT) {
        assertThat(both(r0, rV, rT, reRVT)).isEqualTo(new SpectralFunctions(r0, rV, rT, reRVT));
    }

    @ParameterizedTest
    @CsvSource({
        "-9e-9, 8, 2, 0, 'returns r0 = -9.0E-9 at q2 = 5.0 GeV^2, mass 0.6 GeV, expected >= 0'",
        "8, -9e-9, 2, 0, 'returns rV = -9.0E-9 at q2 = 5.0 GeV^2, mass 0.6 GeV, expected >= 0'",
        "8, 8, -2.1e-9, 0, 'returns rT = -2.1E-9 at q2 = 5.0 GeV^2, mass 0.6 GeV, expected >= 0'",
        "8, 0, 2, 1.3e-4, 'returns reRVT = 1.3E-4, rV = 0.0, rT = 2.0 at q2 = 5.0 GeV^2'",
        "8, 8, 2, 4.001, 'returns reRVT = 4.001, rV = 8.0, rT = 2.0 at q2 = 5.0 GeV^2'",
        "8, 8, 2, -4.001, 'returns reRVT = -4.001, rV = 8.0, rT = 2.0 at q2 = 5.0 GeV^2'",
        "NaN, 8, 2, 0, 'returns r0 = NaN'",
        "8, NaN, 2, 0, 'returns rV = NaN'",
        "8, 8, Infinity, 0, 'returns rT = Infinity'",
        "8, 8, 2, NaN, 'returns reRVT = NaN'"
    })
    void moreIsAMistake(double r0, double rV, double rT, double reRVT, String message) {
        assertThatThrownBy(() -> both(r0, rV, rT, reRVT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("scenario hostile " + message);
    }

    @Test
    void squaresThatOverflowAreNoMistakeOfTheScenario() {
        Scenario scenario = HostileScenario.r0(slots -> sum(slots));

        assertThat(at(scenario, Complex.real(1e200), Complex.ZERO).r0()).isInfinite();
        assertThat(at(scenario, Complex.ZERO, new Complex(0, -1e200)).r0()).isInfinite();
    }

    @Test
    void smallerCouplingsAreNoExcuse() {
        Scenario scenario = HostileScenario.r0(slots -> Double.POSITIVE_INFINITY);

        assertThatThrownBy(() -> at(scenario, Complex.real(1e139), Complex.ZERO))
                .hasMessageContaining("r0 = Infinity");
        assertThatThrownBy(() -> at(scenario, Complex.real(1e200), Complex.ZERO))
                .hasMessageContaining("r0 = Infinity");
    }
}
