package emiss.experiments.belle2;

import emiss.api.experiment.Experiment;
import emiss.testkit.ExperimentContract;

final class BelleIISumOfModesTest implements ExperimentContract {
    @Override
    public Experiment experiment() {
        return new BelleIISumOfModes();
    }
}
