package emiss.scenarios.scalar;

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

final class ScalarPairTest implements ScenarioContract {
    @Override
    public Scenario scenario() {
        return new ScalarPair();
    }

    @Test
    void isAPairOfDistinctParticles() {
        assertThat(scenario().finalState()).isEqualTo(new FinalState.Pair(false));
    }

    /** The current is conserved, so it has no spin-0 part; its spin-1 part is a p wave. */
    @Test
    void vectorCurrentIsConservedPWave() {
        Slots slots = Slots.builder().add(Slot.V, "V", Complex.real(1)).build();
        SpectralFunctions r = scenario().at(4, 0.6, slots);
        assertThat(r.r0()).isZero();
        assertThat(r.rV()).isCloseTo(4 * (1 - 0.36) / 3, within(1e-15));
        assertThat(scenario().at(1.44, 0.6, slots).rV()).isZero();
    }

    @Test
    void scalarDensityIsAnSWave() {
        Slots slots = Slots.builder().add(Slot.S, "S", new Complex(3, 4)).build();
        assertThat(scenario().at(1.44, 0.6, slots)).isEqualTo(new SpectralFunctions(25, 0, 0, 0));
    }
}
