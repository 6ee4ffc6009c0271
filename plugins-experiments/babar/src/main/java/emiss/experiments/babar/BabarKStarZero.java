package emiss.experiments.babar;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;
import emiss.api.experiment.ExperimentGroup;
import java.util.Optional;

/** B0 -> K*0 + missing energy at BABAR, in K+ pi- and KS pi0: counts below s_B = 0.3 and in the J/psi and psi(2S) windows. */
public final class BabarKStarZero implements Experiment {
    /** Does nothing; the data are read on demand. */
    public BabarKStarZero() {}

    @Override
    public String id() {
        return "babar-kstar0";
    }

    @Override
    public String label() {
        return "BABAR *K*^{\u22170}";
    }

    @Override
    public Optional<ExperimentGroup> group() {
        return Optional.of(Babar.GROUP);
    }

    @Override
    public Dataset dataset(DatasetReader reader) {
        return reader.read("babar-kstar0.json", BabarKStarZero.class::getResourceAsStream);
    }
}
