package emiss.experiments.babar;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;
import emiss.api.experiment.ExperimentGroup;
import java.util.Optional;

/** B0 -> K0 + missing energy at BABAR, with KS -> pi+ pi-: counts below s_B = 0.3 and in the J/psi and psi(2S) windows. */
public final class BabarKZero implements Experiment {
    /** Does nothing; the data are read on demand. */
    public BabarKZero() {}

    @Override
    public String id() {
        return "babar-kzero";
    }

    @Override
    public String label() {
        return "BABAR *K*^{0}";
    }

    @Override
    public Optional<ExperimentGroup> group() {
        return Optional.of(Babar.GROUP);
    }

    @Override
    public Dataset dataset(DatasetReader reader) {
        return reader.read("babar-kzero.json", BabarKZero.class::getResourceAsStream);
    }
}
