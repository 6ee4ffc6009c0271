package emiss.experiments.belle2;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;
import emiss.api.experiment.ExperimentGroup;
import java.util.Optional;
import java.util.OptionalInt;

/** The hadronic tag of Belle II: bins of eta(BDTh). */
public final class BelleIIHadronicTag implements Experiment {
    /** Does nothing; the data are read on demand. */
    public BelleIIHadronicTag() {}

    @Override
    public String id() {
        return "belle2-hta";
    }

    @Override
    public String label() {
        return "Belle II HTA";
    }

    @Override
    public Optional<ExperimentGroup> group() {
        return Optional.of(BelleII.GROUP);
    }

    @Override
    public OptionalInt colourOrder() {
        return OptionalInt.of(2);
    }

    @Override
    public Dataset dataset(DatasetReader reader) {
        return reader.read("belle2-hta.json", BelleIIHadronicTag.class::getResourceAsStream);
    }
}
