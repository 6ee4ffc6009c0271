package emiss.experiments.belle2;

import emiss.api.experiment.ExperimentGroup;
import java.util.OptionalInt;

/** What both tags of Belle II have in common. */
final class BelleII {
    static final ExperimentGroup GROUP = new ExperimentGroup("belle2", "Belle II", OptionalInt.of(0));

    private BelleII() {}
}
