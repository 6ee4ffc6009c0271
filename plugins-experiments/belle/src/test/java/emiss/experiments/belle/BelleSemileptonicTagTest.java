package emiss.experiments.belle;

import emiss.api.experiment.Experiment;
import emiss.testkit.ExperimentContract;

final class BelleSemileptonicTagTest implements ExperimentContract {
    @Override
    public Experiment experiment() {
        return new BelleSemileptonicTag();
    }
}
