package emiss.experiments.delphi;

import emiss.api.experiment.Experiment;
import emiss.testkit.ExperimentContract;

final class DelphiBsPhiTest implements ExperimentContract {
    @Override
    public Experiment experiment() {
        return new DelphiBsPhi();
    }
}
