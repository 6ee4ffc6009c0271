package emiss.experiments.aleph;

import emiss.api.experiment.Experiment;
import emiss.testkit.ExperimentContract;

final class AlephBsTest implements ExperimentContract {
    @Override
    public Experiment experiment() {
        return new AlephBs();
    }
}
