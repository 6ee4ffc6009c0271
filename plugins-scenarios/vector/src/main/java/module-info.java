import emiss.api.scenario.Scenario;
import emiss.scenarios.vector.RealVectorPair;
import emiss.scenarios.vector.Vector;
import emiss.scenarios.vector.VectorPair;

/** The scenarios with massive spin-1 particles: one, a pair of complex ones, a pair of real ones. */
@org.jspecify.annotations.NullMarked
module emiss.scenarios.vector {
    requires emiss.api;

    provides Scenario with
            Vector,
            VectorPair,
            RealVectorPair;
}
