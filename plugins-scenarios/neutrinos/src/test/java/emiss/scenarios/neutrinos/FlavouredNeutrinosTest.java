package emiss.scenarios.neutrinos;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.api.scenario.Scenario;
import emiss.testkit.ScenarioContract;
import org.junit.jupiter.api.Test;

final class FlavouredNeutrinosTest implements ScenarioContract {
    @Override
    public Scenario scenario() {
        return new FlavouredNeutrinos();
    }

    @Test
    void containsTheStandardModelInThreeCouplings() {
        assertThat(scenario().smCouplings()).containsExactly("CVL_ee", "CVL_mumu", "CVL_tautau");
    }
}
