package emiss.experiments.aleph;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;

/** The branching fraction of Bs into nothing visible, from the missing-energy spectrum of Z -> b bbar at ALEPH. */
public final class AlephBs implements Experiment {
    /** Does nothing; the data are read on demand. */
    public AlephBs() {}

    @Override
    public String id() {
        return "aleph-bs";
    }

    @Override
    public Dataset dataset(DatasetReader reader) {
        return DatasetResource.read("aleph-bs.json", reader);
    }
}
