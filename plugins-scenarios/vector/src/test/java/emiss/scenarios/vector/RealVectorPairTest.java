package emiss.scenarios.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.scenario.Complex;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import emiss.testkit.ScenarioContract;
import org.junit.jupiter.api.Test;

final class RealVectorPairTest implements ScenarioContract {
    @Override
    public Scenario scenario() {
        return new RealVectorPair();
    }

    @Test
    void isAPairOfIdenticalParticles() {
        assertThat(scenario().finalState()).isEqualTo(new FinalState.Pair(true));
    }

    @Test
    void isTheComplexPairWithDoubledCouplings() {
        Slots slots = Slots.builder().add(Slot.S, "", new Complex(0.3, -0.8)).build();
        double expected = new VectorPair().at(5, 0.7, slots.times(2)).r0();
        assertThat(scenario().at(5, 0.7, slots).r0()).isCloseTo(expected, within(1e-14 * expected));
    }
}
