package emiss.scenarios.fermion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import emiss.api.scenario.SpectralFunctions;
import emiss.testkit.ScenarioContract;
import org.junit.jupiter.api.Test;

final class MajoranaPairTest implements ScenarioContract {
    @Override
    public Scenario scenario() {
        return new MajoranaPair();
    }

    @Test
    void hasOnlyTheCouplingsThatSurvive() {
        assertThat(scenario().finalState()).isEqualTo(new FinalState.Pair(true));
        assertThat(scenario().couplings())
                .extracting(Coupling::name)
                .containsExactly("fVA", "fAA", "fSS", "fSP", "fPS", "fPP");
    }

    @Test
    void isTheDiracPairWithDoubledCouplings() {
        Slots slots = Slots.builder()
                .add(Slot.V, "A", new Complex(0.3, -0.8))
                .add(Slot.S, "S", new Complex(1.3, 0.2))
                .add(Slot.S, "P", new Complex(-0.6, 0.5))
                .build();
        SpectralFunctions expected = new DiracPair().at(5, 0.7, slots.times(2));
        SpectralFunctions r = scenario().at(5, 0.7, slots);
        assertThat(r.r0()).isCloseTo(expected.r0(), within(1e-14 * expected.r0()));
        assertThat(r.rV()).isCloseTo(expected.rV(), within(1e-14 * expected.rV()));
    }
}
