package emiss.experiments.belle2;

import emiss.api.experiment.Experiment;
import emiss.testkit.ExperimentContract;

final class BelleIIInclusiveTagTest implements ExperimentContract {
    @Override
    public Experiment experiment() {
        return new BelleIIInclusiveTag();
    }
}
