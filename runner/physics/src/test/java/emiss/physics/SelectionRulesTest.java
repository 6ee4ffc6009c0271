package emiss.physics;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.api.decay.Transition;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.QuarkCurrent;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import emiss.api.scenario.SpectralFunctions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules agree with the rates of a final state that every slot reaches. */
final class SelectionRulesTest {
    private record Everything(QuarkCurrent current, FinalState finalState) implements Scenario {
        @Override
        public String id() {
            return "everything";
        }

        @Override
        public String title() {
            return "Everything";
        }

        @Override
        public String description() {
            return "a final state with all spins";
        }

        @Override
        public List<Coupling> couplings() {
            return List.of(new Coupling("g", current, "", 0));
        }

        @Override
        public SpectralFunctions at(double q2, double mass, Slots slots) {
            double scalar = slots.at(Slot.S, "").norm();
            double vector = slots.at(Slot.V, "").norm();
            double tensor = slots.at(Slot.T, "").norm() + slots.at(Slot.U, "").norm();
            return new SpectralFunctions(scalar + vector, vector, tensor, 0);
        }
    }

    @ParameterizedTest
    @EnumSource(QuarkCurrent.class)
    void agreeWithTheRates(QuarkCurrent current) {
        for (FinalState finalState : List.of(new FinalState.Pair(false), new FinalState.Single())) {
            Scenario scenario = new Everything(current, finalState);
            for (String id : TestInputs.TRANSITIONS) {
                HadronicTransition hadronic = TestInputs.hadronic(id);
                Transition transition = hadronic.transition();
                double rate = new Decay(scenario, hadronic, 0.3, 1).width(Map.of("g", Complex.real(1)));
                assertThat(SelectionRules.allow(transition.daughter(), finalState, current))
                        .as("%s, %s", transition.id(), finalState)
                        .isEqualTo(rate > 0);
            }
        }
    }
}
