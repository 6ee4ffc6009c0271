package emiss.experiments.babar;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;

/** B0 -> K0 + missing energy at BABAR, with KS -> pi+ pi-: counts below s_B = 0.3 and in the J/psi and psi(2S) windows. */
public final class BabarKZero implements Experiment {
    /** Does nothing; the data are read on demand. */
    public BabarKZero() {}

    @Override
    public String id() {
        return "babar-kzero";
    }

    @Override
    public Dataset dataset(DatasetReader reader) {
        return DatasetResource.read("babar-kzero.json", reader);
    }
}
