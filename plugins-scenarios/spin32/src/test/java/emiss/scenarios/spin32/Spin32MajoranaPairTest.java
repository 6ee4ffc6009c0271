package emiss.scenarios.spin32;

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

final class Spin32MajoranaPairTest implements ScenarioContract {
    @Override
    public Scenario scenario() {
        return new Spin32MajoranaPair();
    }

    /** Unlike in the paper, FTS, FTP, FTtS and FTtP are not among them: their operators vanish for a Majorana field. */
    @Test
    void hasOnlyTheCouplingsThatSurvive() {
        assertThat(scenario().finalState()).isEqualTo(new FinalState.Pair(true));
        assertThat(scenario().couplings())
                .extracting(Coupling::name)
                .containsExactly("FVA", "FAA", "FSS", "FSP", "FPS", "FPP");
    }

    @Test
    void isTheDiracPairWithDoubledCouplings() {
        Slots slots = Slots.builder()
                .add(Slot.V, "A", new Complex(0.3, -0.8))
                .add(Slot.S, "S", new Complex(1.3, 0.2))
                .add(Slot.S, "P", new Complex(-0.6, 0.5))
                .build();
        SpectralFunctions expected = new Spin32Pair().at(5, 0.7, slots.times(2));
        SpectralFunctions r = scenario().at(5, 0.7, slots);
        assertThat(r.r0()).isCloseTo(expected.r0(), within(1e-14 * expected.r0()));
        assertThat(r.rV()).isCloseTo(expected.rV(), within(1e-14 * expected.rV()));
    }
}
