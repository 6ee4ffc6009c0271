package emiss.experiments.belle2;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;
import java.util.OptionalInt;

/** The sum of exclusive modes of Belle II, B -> X_s nu nubar: the regions of mass of K and K*, without information on q2. */
public final class BelleIISumOfModes implements Experiment {
    /** Does nothing; the data are read on demand. */
    public BelleIISumOfModes() {}

    @Override
    public String id() {
        return "belle2-xs";
    }

    @Override
    public String label() {
        return "Belle II Xs";
    }

    @Override
    public OptionalInt colourOrder() {
        return OptionalInt.of(8);
    }

    @Override
    public Dataset dataset(DatasetReader reader) {
        return reader.read("belle2-xs.json", BelleIISumOfModes.class::getResourceAsStream);
    }
}
