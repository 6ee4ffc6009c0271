import emiss.api.experiment.Experiment;
import emiss.experiments.belle.BelleHadronicTag;
import emiss.experiments.belle.BelleSemileptonicTag;

/** The Belle searches for B -> K(*) + missing energy with semileptonic and hadronic tags. */
@org.jspecify.annotations.NullMarked
module emiss.experiments.belle {
    requires emiss.api;

    provides Experiment with
            BelleSemileptonicTag,
            BelleHadronicTag;
}
