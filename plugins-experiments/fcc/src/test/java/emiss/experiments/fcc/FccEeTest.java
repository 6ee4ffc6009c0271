package emiss.experiments.fcc;

import emiss.api.experiment.Experiment;
import emiss.testkit.ExperimentContract;

final class FccEeTest implements ExperimentContract {
    @Override
    public Experiment experiment() {
        return new FccEe();
    }
}
