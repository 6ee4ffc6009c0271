package emiss.experiments.belle;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;
import java.util.OptionalInt;

/** The semileptonic tag of Belle: branching fractions of B -> K(*) + missing energy without information on q2. */
public final class BelleSemileptonicTag implements Experiment {
    /** Does nothing; the data are read on demand. */
    public BelleSemileptonicTag() {}

    @Override
    public String id() {
        return "belle-2017";
    }

    @Override
    public String label() {
        return "Belle";
    }

    @Override
    public OptionalInt colourOrder() {
        return OptionalInt.of(5);
    }

    @Override
    public Dataset dataset(DatasetReader reader) {
        return reader.read("belle-2017.json", BelleSemileptonicTag.class::getResourceAsStream);
    }
}
