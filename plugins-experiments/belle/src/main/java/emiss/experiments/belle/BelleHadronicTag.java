package emiss.experiments.belle;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;
import java.util.OptionalInt;

/** The hadronic tag of Belle: counts of B -> K(*) + missing energy without information on q2. */
public final class BelleHadronicTag implements Experiment {
    /** Does nothing; the data are read on demand. */
    public BelleHadronicTag() {}

    @Override
    public String id() {
        return "belle-2013";
    }

    @Override
    public String label() {
        return "Belle 2013";
    }

    @Override
    public OptionalInt colourOrder() {
        return OptionalInt.of(6);
    }

    @Override
    public Dataset dataset(DatasetReader reader) {
        return reader.read("belle-2013.json", BelleHadronicTag.class::getResourceAsStream);
    }
}
