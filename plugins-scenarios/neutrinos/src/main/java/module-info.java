import emiss.api.scenario.Scenario;
import emiss.scenarios.neutrinos.FlavouredNeutrinos;
import emiss.scenarios.neutrinos.Neutrinos;

/** The scenario of b -> s nu nubar in the weak effective theory. */
@org.jspecify.annotations.NullMarked
module emiss.scenarios.neutrinos {
    requires emiss.api;

    provides Scenario with
            Neutrinos,
            FlavouredNeutrinos;
}
