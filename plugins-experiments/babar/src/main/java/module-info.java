import emiss.api.experiment.Experiment;
import emiss.experiments.babar.BabarKPlus;
import emiss.experiments.babar.BabarKStarPlus;
import emiss.experiments.babar.BabarKStarZero;
import emiss.experiments.babar.BabarKZero;
import emiss.experiments.babar.BabarSemileptonicTag;

/** The BABAR search for B -> K(*) + missing energy with hadronic tags, from its published counts. */
@org.jspecify.annotations.NullMarked
module emiss.experiments.babar {
    requires emiss.api;

    provides Experiment with
            BabarKPlus,
            BabarKZero,
            BabarKStarPlus,
            BabarKStarZero,
            BabarSemileptonicTag;
}
