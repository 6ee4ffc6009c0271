package emiss.experiments.babar;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;

/** B+ -> K*+ + missing energy at BABAR, in K+ pi0 and KS pi+: counts below s_B = 0.3 and in the J/psi and psi(2S) windows. */
public final class BabarKStarPlus implements Experiment {
    /** Does nothing; the data are read on demand. */
    public BabarKStarPlus() {}

    @Override
    public String id() {
        return "babar-kstarplus";
    }

    @Override
    public Dataset dataset(DatasetReader reader) {
        return DatasetResource.read("babar-kstarplus.json", reader);
    }
}
