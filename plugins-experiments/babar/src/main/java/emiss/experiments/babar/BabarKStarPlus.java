package emiss.experiments.babar;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;
import emiss.api.experiment.ExperimentGroup;
import java.util.Optional;

/** B+ -> K*+ + missing energy at BABAR, in K+ pi0 and KS pi+: counts below s_B = 0.3 and in the J/psi and psi(2S) windows. */
public final class BabarKStarPlus implements Experiment {
    /** Does nothing; the data are read on demand. */
    public BabarKStarPlus() {}

    @Override
    public String id() {
        return "babar-kstarplus";
    }

    @Override
    public String label() {
        return "BABAR *K*^{\u2217+}";
    }

    @Override
    public Optional<ExperimentGroup> group() {
        return Optional.of(Babar.GROUP);
    }

    @Override
    public Dataset dataset(DatasetReader reader) {
        return reader.read("babar-kstarplus.json", BabarKStarPlus.class::getResourceAsStream);
    }
}
