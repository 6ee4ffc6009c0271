import emiss.api.scenario.Scenario;
import emiss.scenarios.spin32.Spin32MajoranaPair;
import emiss.scenarios.spin32.Spin32Pair;

/** The scenarios with a pair of massive spin-3/2 fermions, Dirac or Majorana. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the name ends in a digit, as the spin does
module emiss.scenarios.spin32 {
    requires emiss.api;

    provides Scenario with
            Spin32Pair,
            Spin32MajoranaPair;
}
