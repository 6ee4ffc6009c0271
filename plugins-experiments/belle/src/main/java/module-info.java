import emiss.api.experiment.Experiment;
import emiss.experiments.belle.BelleSemileptonicTag;

/** The Belle search for B -> K(*) + missing energy with semileptonic tags, as Gaussian branching fractions. */
@org.jspecify.annotations.NullMarked
module emiss.experiments.belle {
    requires emiss.api;

    provides Experiment with
            BelleSemileptonicTag;
}
