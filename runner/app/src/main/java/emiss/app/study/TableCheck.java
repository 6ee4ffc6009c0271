package emiss.app.study;

import emiss.api.decay.Daughter;
import emiss.api.decay.Helicity;
import emiss.api.decay.Transition;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.scenario.SpectrumTable;
import emiss.physics.TabulatedScenario;
import java.util.Optional;

/** Whether a table of spectra fits the transitions of the catalogue and the data of a study. */
final class TableCheck {
    /** A table may end beyond the end point by rounding. */
    private static final double ROUNDING = 1e-6;

    private final TabulatedScenario scenario;
    private final StudyDecoder decoder;

    TableCheck(TabulatedScenario scenario, StudyDecoder decoder) {
        this.scenario = scenario;
        this.decoder = decoder;
    }

    /** Records a problem for every transition that is unknown, or whose spectrum cannot be. */
    void spectra() {
        for (String id : scenario.table().transitions()) {
            Optional<Transition> transition = decoder.transition(id);
            if (transition.isEmpty()) {
                problem("has the transition " + id + ", which is not in the catalogue");
            } else if (transition.get().daughter() == Daughter.NONE) {
                problem("has " + id + ", which has no spectrum in q2");
            } else if (last(id) > transition.get().q2Max() * (1 + ROUNDING)) {
                problem("ends at q2 = " + last(id) + " GeV^2 for " + id + ", expected at most "
                        + Math.floor(transition.get().q2Max() * 1e6) / 1e6);
            }
        }
    }

    private double last(String id) {
        if (scenario.table() instanceof SpectrumTable.Line line) {
            return line.rates().get(id).ratio() > 0 ? line.q2() : 0;
        }
        return ((SpectrumTable.Continuum) scenario.table())
                .curves().get(id).stream()
                        .mapToDouble(curve -> curve.q2().at(curve.q2().size() - 1))
                        .max()
                        .orElse(0);
    }

    /** Records a problem for every transition of the data that the table does not know, or not in enough detail. */
    void data() {
        for (Dataset dataset : decoder.datasets()) {
            for (String id : dataset.transitions()) {
                if (!scenario.knows(id)) {
                    problem("has no " + id + ", which " + dataset.id()
                            + " measures; expected it, with zeros if it does not occur, or other data");
                } else if (dependsOnHelicity(dataset, id) && !scenario.hasHelicity(id)) {
                    problem("has no longitudinalFraction for " + id + ", which " + dataset.id() + " depends on");
                }
            }
        }
    }

    private static boolean dependsOnHelicity(Dataset dataset, String transition) {
        return dataset instanceof CountingData counting
                && counting.responses().stream()
                        .filter(response -> response.mixture().transitions().contains(transition))
                        .anyMatch(response -> response.helicity() != Helicity.TOTAL);
    }

    private void problem(String message) {
        decoder.problem(Fields.SCENARIO, "the table " + scenario.id() + " " + message);
    }
}
