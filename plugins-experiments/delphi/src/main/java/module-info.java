import emiss.api.experiment.Experiment;
import emiss.experiments.delphi.DelphiBsPhi;

/** The limit of DELPHI on Bs -> phi + missing energy, as a Gaussian. */
@org.jspecify.annotations.NullMarked
module emiss.experiments.delphi {
    requires emiss.api;

    provides Experiment with
            DelphiBsPhi;
}
