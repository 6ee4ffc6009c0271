package emiss.experiments.belle2;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;
import emiss.api.experiment.ExperimentGroup;
import java.util.Optional;
import java.util.OptionalInt;

/** The inclusive tag of Belle II: bins of q2_rec and eta(BDT2), with off-resonance data that constrain the continuum. */
public final class BelleIIInclusiveTag implements Experiment {
    /** Does nothing; the data are read on demand. */
    public BelleIIInclusiveTag() {}

    @Override
    public String id() {
        return "belle2-ita";
    }

    @Override
    public String label() {
        return "Belle II ITA";
    }

    @Override
    public Optional<ExperimentGroup> group() {
        return Optional.of(BelleII.GROUP);
    }

    @Override
    public OptionalInt colourOrder() {
        return OptionalInt.of(1);
    }

    @Override
    public Dataset dataset(DatasetReader reader) {
        return reader.read("belle2-ita.json", BelleIIInclusiveTag.class::getResourceAsStream);
    }
}
