package emiss.experiments.babar;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;
import emiss.api.experiment.ExperimentGroup;
import java.util.Optional;

/** B+ -> K+ + missing energy at BABAR: counts below s_B = 0.3 and in the J/psi and psi(2S) windows. */
public final class BabarKPlus implements Experiment {
    /** Does nothing; the data are read on demand. */
    public BabarKPlus() {}

    @Override
    public String id() {
        return "babar-kplus";
    }

    @Override
    public String label() {
        return "BABAR *K*^{+}";
    }

    @Override
    public Optional<ExperimentGroup> group() {
        return Optional.of(Babar.GROUP);
    }

    @Override
    public Dataset dataset(DatasetReader reader) {
        return reader.read("babar-kplus.json", BabarKPlus.class::getResourceAsStream);
    }
}
