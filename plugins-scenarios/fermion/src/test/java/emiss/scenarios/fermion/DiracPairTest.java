package emiss.scenarios.fermion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.scenario.Complex;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import emiss.api.scenario.SpectralFunctions;
import emiss.testkit.ScenarioContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DiracPairTest implements ScenarioContract {
    @Override
    public Scenario scenario() {
        return new DiracPair();
    }

    @Test
    void isAPairOfDistinctParticles() {
        assertThat(scenario().finalState()).isEqualTo(new FinalState.Pair(false));
    }

    /** Chirality: without a mass, fermion bilinears that differ by gamma5 give equal rates. */
    @ParameterizedTest
    @CsvSource({"V, V, V, A", "S, S, S, P", "T, T, U, T"})
    void masslessFermionsAreDegenerate(Slot slot, String bilinear, Slot otherSlot, String otherBilinear) {
        assertThat(alone(7, 0, slot, bilinear)).isEqualTo(alone(7, 0, otherSlot, otherBilinear));
    }

    /** At threshold only s waves are left: 1-- from V and T, 0-+ from P and the divergence of A. */
    @Test
    void threshold() {
        double mass = 0.75;
        double q2 = 2.25;
        assertThat(alone(q2, mass, Slot.S, "S").r0()).isZero();
        assertThat(alone(q2, mass, Slot.S, "P").r0()).isCloseTo(2 * q2, within(1e-14));
        assertThat(alone(q2, mass, Slot.V, "A").rV()).isZero();
        assertThat(alone(q2, mass, Slot.V, "V").rV()).isCloseTo(2 * q2, within(1e-14));
        assertThat(alone(q2, mass, Slot.T, "T").rT()).isCloseTo(8 * q2 * q2, within(1e-13));
        assertThat(alone(q2, mass, Slot.U, "T").rT()).isZero();
    }

    /** At threshold the vector and tensor bilinears create the same state: the interference is complete. */
    @Test
    void vectorAndTensorInterfereFullyAtThreshold() {
        Slots slots = Slots.builder()
                .add(Slot.V, "V", Complex.real(1))
                .add(Slot.T, "T", Complex.real(1))
                .build();
        SpectralFunctions r = scenario().at(2.25, 0.75, slots);
        assertThat(r.reRVT() * r.reRVT()).isCloseTo(r.rV() * r.rT(), within(1e-13 * r.rV() * r.rT()));
        assertThat(scenario().at(2.25, 0, slots).reRVT()).isZero();
    }

    /** The divergence of the axial current is 2 m times the pseudoscalar density. */
    @Test
    void divergenceOfTheAxialCurrent() {
        double q2 = 6;
        double mass = 0.9;
        Slots slots = Slots.builder()
                .add(Slot.V, "A", Complex.real(1))
                .add(Slot.S, "P", Complex.real(-2 * mass / q2))
                .build();
        assertThat(scenario().at(q2, mass, slots).r0()).isCloseTo(0, within(1e-30));
    }

    private SpectralFunctions alone(double q2, double mass, Slot slot, String bilinear) {
        Slots slots = Slots.builder().add(slot, bilinear, Complex.real(1)).build();
        return scenario().at(q2, mass, slots);
    }
}
