import emiss.api.scenario.Scenario;
import emiss.scenarios.scalar.RealScalarPair;
import emiss.scenarios.scalar.Scalar;
import emiss.scenarios.scalar.ScalarPair;

/** The scenarios with spin-0 particles: one, a pair of complex ones, a pair of real ones. */
@org.jspecify.annotations.NullMarked
module emiss.scenarios.scalar {
    requires emiss.api;

    provides Scenario with
            Scalar,
            ScalarPair,
            RealScalarPair;
}
