import emiss.api.experiment.Experiment;
import emiss.experiments.aleph.AlephBs;

/** The bound on Bs -> missing energy from ALEPH, as a Gaussian. */
@org.jspecify.annotations.NullMarked
module emiss.experiments.aleph {
    requires emiss.api;

    provides Experiment with
            AlephBs;
}
