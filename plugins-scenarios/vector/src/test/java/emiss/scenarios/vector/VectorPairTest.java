package emiss.scenarios.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.scenario.Complex;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.MassDomain;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import emiss.testkit.ScenarioContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VectorPairTest implements ScenarioContract {
    @Override
    public Scenario scenario() {
        return new VectorPair();
    }

    @Test
    void isAPairOfDistinctMassiveParticles() {
        assertThat(scenario().finalState()).isEqualTo(new FinalState.Pair(false));
        assertThat(scenario().massDomain()).isEqualTo(MassDomain.POSITIVE);
    }

    /** The sum over polarisations of |eps1 . eps2|^2 is 2 + ((k1 . k2)/m^2)^2 with k1 . k2 = q2/2 - m^2. */
    @ParameterizedTest
    @CsvSource({"1.44, 0.6", "2, 0.6", "20, 0.6", "11, 0.01"})
    void isTheSumOverPolarisations(double q2, double mass) {
        double product = q2 / (2 * mass * mass) - 1;
        double expected = 2 + product * product;
        Slots slots = Slots.builder().add(Slot.S, "", Complex.real(1)).build();
        assertThat(scenario().at(q2, mass, slots).r0()).isCloseTo(expected, within(1e-13 * expected));
    }
}
