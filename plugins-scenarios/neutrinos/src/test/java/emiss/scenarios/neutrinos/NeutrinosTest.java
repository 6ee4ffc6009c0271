package emiss.scenarios.neutrinos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.MassDomain;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import emiss.api.scenario.SpectralFunctions;
import emiss.testkit.ScenarioContract;
import org.junit.jupiter.api.Test;

final class NeutrinosTest implements ScenarioContract {
    @Override
    public Scenario scenario() {
        return new Neutrinos();
    }

    @Test
    void couplingsContainTheStandardModel() {
        assertThat(scenario().smCoupling()).contains("CVL");
        assertThat(scenario().massDomain()).isEqualTo(MassDomain.ZERO);
        assertThat(scenario().couplings())
                .extracting(Coupling::name)
                .containsExactly("CVL", "CVR", "CSL", "CSR", "CTL");
    }

    /** Times the phase space 1/(8 pi): 3 q2/(32 pi), q2/(32 pi) and (q2)^2/(2 pi), arXiv:2111.04327. */
    @Test
    void spectralFunctionsWithPhaseSpace() {
        Slots slots = Slots.builder()
                .add(Slot.S, "", new Complex(0, 1))
                .add(Slot.V, "", Complex.real(1))
                .add(Slot.T, "", Complex.real(-1))
                .build();
        SpectralFunctions r = scenario().at(5, 0, slots);
        assertThat(r.r0() / (8 * Math.PI)).isCloseTo(15 / (32 * Math.PI), within(1e-15));
        assertThat(r.rV() / (8 * Math.PI)).isCloseTo(5 / (32 * Math.PI), within(1e-15));
        assertThat(r.rT() / (8 * Math.PI)).isCloseTo(25 / (2 * Math.PI), within(1e-14));
        assertThat(r.reRVT()).isZero();
    }

    /** Left- and right-handed quark currents of equal strength leave no axial current, and cancel with opposite signs. */
    @Test
    void chiralCurrents() {
        Coupling left = scenario().couplings().get(0);
        Coupling right = scenario().couplings().get(1);
        assertThat(left.current().natural(Slot.V)).isEqualTo(right.current().natural(Slot.V));
        assertThat(left.current().axial(Slot.V)).isEqualTo(-right.current().axial(Slot.V));
    }
}
