package emiss.experiments.belle2;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;

/** The inclusive tag of Belle II: bins of q2_rec and eta(BDT2), with off-resonance data that constrain the continuum. */
public final class BelleIIInclusiveTag implements Experiment {
    /** Does nothing; the data are read on demand. */
    public BelleIIInclusiveTag() {}

    @Override
    public String id() {
        return "belle2-ita";
    }

    @Override
    public Dataset dataset(DatasetReader reader) {
        return DatasetResource.read("belle2-ita.json", reader);
    }
}
