import emiss.api.experiment.Experiment;
import emiss.experiments.belle2.BelleIIHadronicTag;
import emiss.experiments.belle2.BelleIIInclusiveTag;
import emiss.experiments.belle2.BelleIISumOfModes;

/** The Belle II measurement of B+ -> K+ + missing energy, with its published likelihood. */
@SuppressWarnings("module") // the digit at the end is the name of the experiment
@org.jspecify.annotations.NullMarked
module emiss.experiments.belle2 {
    requires emiss.api;

    provides Experiment with
            BelleIIInclusiveTag,
            BelleIIHadronicTag,
            BelleIISumOfModes;
}
