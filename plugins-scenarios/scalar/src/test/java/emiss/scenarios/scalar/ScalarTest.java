package emiss.scenarios.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.scenario.Complex;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import emiss.testkit.ScenarioContract;
import org.junit.jupiter.api.Test;

final class ScalarTest implements ScenarioContract {
    @Override
    public Scenario scenario() {
        return new Scalar();
    }

    @Test
    void isASingleParticle() {
        assertThat(scenario().finalState()).isEqualTo(new FinalState.Single());
    }

    /** |S + iV|^2: couplings in quadrature when both are real, interfering when they differ by i. */
    @Test
    void derivativeCouplingsCarryAnI() {
        assertThat(r0(Complex.real(3), Complex.real(4))).isCloseTo(25, within(1e-14));
        assertThat(r0(Complex.real(3), new Complex(0, -4))).isCloseTo(49, within(1e-14));
        assertThat(r0(Complex.real(3), new Complex(0, 4))).isCloseTo(1, within(1e-14));
    }

    private double r0(Complex s, Complex v) {
        Slots slots = Slots.builder().add(Slot.S, "", s).add(Slot.V, "", v).build();
        return scenario().at(4, 2, slots).r0();
    }
}
