package emiss.experiments.babar;

import emiss.api.experiment.Experiment;
import emiss.testkit.ExperimentContract;

final class BabarSemileptonicTagTest implements ExperimentContract {
    @Override
    public Experiment experiment() {
        return new BabarSemileptonicTag();
    }
}
