package emiss.scenarios.vector;

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

final class VectorTest implements ScenarioContract {
    @Override
    public Scenario scenario() {
        return new Vector();
    }

    @Test
    void isASingleMassiveParticle() {
        assertThat(scenario().finalState()).isEqualTo(new FinalState.Single());
        assertThat(scenario().massDomain()).isEqualTo(MassDomain.POSITIVE);
    }

    /** The field strength of an outgoing V is q2 times the vector current, up to a factor 2: full interference. */
    @Test
    void vectorAndTensorInterfereFully() {
        Complex v = new Complex(0.4, -1.1);
        Slots slots =
                Slots.builder().add(Slot.V, "", v).add(Slot.T, "", v.times(0.7)).build();
        SpectralFunctions r = scenario().at(4, 2, slots);
        assertThat(r.rV()).isCloseTo(v.norm(), within(1e-14));
        assertThat(r.rT()).isCloseTo(4 * 16 * 0.49 * v.norm(), within(1e-13));
        assertThat(r.reRVT()).isPositive();
        assertThat(r.reRVT() * r.reRVT()).isCloseTo(r.rV() * r.rT(), within(1e-12 * r.rV() * r.rT()));
    }

    @Test
    void theOtherTensorSlotDropsOut() {
        Slots slots = Slots.builder().add(Slot.U, "", Complex.real(1)).build();
        assertThat(scenario().at(4, 2, slots)).isEqualTo(SpectralFunctions.ZERO);
    }
}
