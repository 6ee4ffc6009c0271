package emiss.experiments.belle;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;

/** The semileptonic tag of Belle: branching fractions of B -> K(*) + missing energy without information on q2. */
public final class BelleSemileptonicTag implements Experiment {
    /** Does nothing; the data are read on demand. */
    public BelleSemileptonicTag() {}

    @Override
    public String id() {
        return "belle-2017";
    }

    @Override
    public Dataset dataset(DatasetReader reader) {
        return DatasetResource.read("belle-2017.json", reader);
    }
}
