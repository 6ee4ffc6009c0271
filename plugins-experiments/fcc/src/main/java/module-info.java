import emiss.api.experiment.Experiment;
import emiss.experiments.fcc.FccEe;

/** The expected precision of FCC-ee for b -> s + missing energy. */
@org.jspecify.annotations.NullMarked
module emiss.experiments.fcc {
    requires emiss.api;

    provides Experiment with
            FccEe;
}
