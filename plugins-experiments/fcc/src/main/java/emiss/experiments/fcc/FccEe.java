package emiss.experiments.fcc;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;
import java.util.OptionalInt;

/** What FCC-ee is expected to measure: branching fractions of B0 -> K*0, Bs -> phi, B0 -> K0 and Lambda_b -> Lambda + missing energy. */
public final class FccEe implements Experiment {
    /** Does nothing; the data are read on demand. */
    public FccEe() {}

    @Override
    public String id() {
        return "fcc-ee";
    }

    @Override
    public String label() {
        return "FCC-ee";
    }

    @Override
    public OptionalInt colourOrder() {
        return OptionalInt.of(10);
    }

    @Override
    public Dataset dataset(DatasetReader reader) {
        return reader.read("fcc-ee.json", FccEe.class::getResourceAsStream);
    }
}
