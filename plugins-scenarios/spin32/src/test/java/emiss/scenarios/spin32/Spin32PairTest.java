package emiss.scenarios.spin32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.scenario.Complex;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.MassDomain;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import emiss.api.scenario.SpectralFunctions;
import emiss.testkit.ScenarioContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class Spin32PairTest implements ScenarioContract {
    @Override
    public Scenario scenario() {
        return new Spin32Pair();
    }

    @Test
    void isAPairOfDistinctMassiveParticles() {
        assertThat(scenario().finalState()).isEqualTo(new FinalState.Pair(false));
        assertThat(scenario().massDomain()).isEqualTo(MassDomain.POSITIVE);
    }

    /** Light Psi: helicity 1/2 dominates, Psi_mu -> sqrt(2/3) d_mu psi/m, and the rates are spin-1/2 ones times (q2)^2/(9 m^4). */
    @ParameterizedTest
    @CsvSource({"V, V", "V, A"})
    void lightParticlesAreGoldstinos(Slot slot, String bilinear) {
        double q2 = 6;
        double mass = 1e-4;
        double spinHalf = 4 * q2 / 3;
        double enhancement = q2 * q2 / (9 * Math.pow(mass, 4));
        double expected = enhancement * spinHalf;
        assertThat(alone(q2, mass, slot, bilinear).rV()).isCloseTo(expected, within(1e-6 * expected));
    }

    @Test
    void divergenceOfTheAxialCurrent() {
        double q2 = 6;
        double mass = 0.9;
        Slots slots = Slots.builder()
                .add(Slot.V, "A", Complex.real(1))
                .add(Slot.S, "P", Complex.real(-2 * mass / q2))
                .build();
        double scale = alone(q2, mass, Slot.V, "A").r0();
        assertThat(scenario().at(q2, mass, slots).r0()).isCloseTo(0, within(1e-28 * scale));
    }

    /** Without a mass term between them, densities and currents that differ by gamma5 have the same rate. */
    @ParameterizedTest
    @CsvSource({"S, S, S, P", "V, V, V, A", "T, T, U, T"})
    void lightParticlesAreDegenerate(Slot slot, String bilinear, Slot otherSlot, String otherBilinear) {
        SpectralFunctions one = alone(9, 1e-4, slot, bilinear);
        SpectralFunctions other = alone(9, 1e-4, otherSlot, otherBilinear);
        double size = one.r0() + one.rV() + one.rT();
        assertThat(other.r0() + other.rV() + other.rT()).isCloseTo(size, within(1e-6 * size));
    }

    private SpectralFunctions alone(double q2, double mass, Slot slot, String bilinear) {
        Slots slots = Slots.builder().add(slot, bilinear, Complex.real(1)).build();
        return scenario().at(q2, mass, slots);
    }
}
