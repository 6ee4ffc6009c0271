package emiss.experiments.belle2;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;

/** The hadronic tag of Belle II: bins of eta(BDTh). */
public final class BelleIIHadronicTag implements Experiment {
    /** Does nothing; the data are read on demand. */
    public BelleIIHadronicTag() {}

    @Override
    public String id() {
        return "belle2-hta";
    }

    @Override
    public Dataset dataset(DatasetReader reader) {
        return DatasetResource.read("belle2-hta.json", reader);
    }
}
