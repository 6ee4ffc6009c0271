package emiss.experiments.babar;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;
import java.util.OptionalInt;

/** The semileptonic tag of BABAR: branching fractions of B -> K + missing energy without information on q2. */
public final class BabarSemileptonicTag implements Experiment {
    /** Does nothing; the data are read on demand. */
    public BabarSemileptonicTag() {}

    @Override
    public String id() {
        return "babar-2010";
    }

    @Override
    public String label() {
        return "BABAR 2010";
    }

    @Override
    public OptionalInt colourOrder() {
        return OptionalInt.of(7);
    }

    @Override
    public Dataset dataset(DatasetReader reader) {
        return reader.read("babar-2010.json", BabarSemileptonicTag.class::getResourceAsStream);
    }
}
