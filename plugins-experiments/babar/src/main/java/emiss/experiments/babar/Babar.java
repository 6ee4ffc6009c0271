package emiss.experiments.babar;

import emiss.api.experiment.ExperimentGroup;
import java.util.OptionalInt;

/** What the four kaon modes of BABAR have in common. */
final class Babar {
    static final ExperimentGroup GROUP = new ExperimentGroup("babar", "BABAR", OptionalInt.of(3));

    private Babar() {}
}
