package emiss.experiments.aleph;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;
import java.util.OptionalInt;

/** The branching fraction of Bs into nothing visible, from the missing-energy spectrum of Z -> b bbar at ALEPH. */
public final class AlephBs implements Experiment {
    /** Does nothing; the data are read on demand. */
    public AlephBs() {}

    @Override
    public String id() {
        return "aleph-bs";
    }

    @Override
    public String label() {
        return "ALEPH";
    }

    @Override
    public OptionalInt colourOrder() {
        return OptionalInt.of(4);
    }

    @Override
    public Dataset dataset(DatasetReader reader) {
        return reader.read("aleph-bs.json", AlephBs.class::getResourceAsStream);
    }
}
