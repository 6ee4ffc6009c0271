package emiss.experiments.belle;

import emiss.api.experiment.Experiment;
import emiss.testkit.ExperimentContract;

final class BelleHadronicTagTest implements ExperimentContract {
    @Override
    public Experiment experiment() {
        return new BelleHadronicTag();
    }
}
