import emiss.api.scenario.Scenario;
import emiss.scenarios.fermion.DiracPair;
import emiss.scenarios.fermion.MajoranaPair;

/** The scenarios with a pair of spin-1/2 fermions, Dirac or Majorana. */
@org.jspecify.annotations.NullMarked
module emiss.scenarios.fermion {
    requires emiss.api;

    provides Scenario with
            DiracPair,
            MajoranaPair;
}
