package emiss.scenarios.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import emiss.testkit.ScenarioContract;
import org.junit.jupiter.api.Test;

final class RealScalarPairTest implements ScenarioContract {
    @Override
    public Scenario scenario() {
        return new RealScalarPair();
    }

    @Test
    void hasOnlyTheCouplingsThatSurvive() {
        assertThat(scenario().finalState()).isEqualTo(new FinalState.Pair(true));
        assertThat(scenario().couplings()).extracting(Coupling::name).containsExactly("gSS", "gPS");
    }

    @Test
    void isTheComplexPairWithDoubledCouplings() {
        Slots slots = Slots.builder().add(Slot.S, "S", new Complex(0.3, -0.8)).build();
        assertThat(scenario().at(5, 0.7, slots)).isEqualTo(new ScalarPair().at(5, 0.7, slots.times(2)));
    }
}
