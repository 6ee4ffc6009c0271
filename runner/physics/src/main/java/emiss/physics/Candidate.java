package emiss.physics;

import emiss.api.decay.Daughter;
import emiss.api.decay.Transition;
import emiss.api.experiment.Detector;
import emiss.api.scenario.Scenario;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A candidate for what is invisible: a scenario with everything that is given but its couplings.
 *
 * @param scenario the scenario
 * @param mass mass of the invisible particle [GeV]
 * @param lambda scale of new physics [GeV]
 * @param width natural width of a single particle [GeV]; 0 for a line
 * @param lifetime how the invisible particles decay; empty if they do not
 * @param detector where their decays would be seen, so that rates are those of what is lost to it; empty for all that is
 *     produced
 */
public record Candidate(
        Scenario scenario,
        double mass,
        double lambda,
        double width,
        Optional<Lifetime> lifetime,
        Optional<Detector> detector) {
    /**
     * A line, or a pair, of stable particles.
     *
     * @param scenario the scenario
     * @param mass mass of the invisible particle [GeV]
     * @param lambda scale of new physics [GeV]
     */
    public Candidate(Scenario scenario, double mass, double lambda) {
        this(scenario, mass, lambda, 0);
    }

    /**
     * Stable particles, or one with a natural width.
     *
     * @param scenario the scenario
     * @param mass mass of the invisible particle [GeV]
     * @param lambda scale of new physics [GeV]
     * @param width natural width of a single particle [GeV]; 0 for a line
     */
    public Candidate(Scenario scenario, double mass, double lambda, double width) {
        this(scenario, mass, lambda, width, Optional.empty(), Optional.empty());
    }

    /**
     * {@return the same with another mass}
     *
     * @param newMass mass of the invisible particle [GeV]
     */
    public Candidate at(double newMass) {
        return new Candidate(scenario, newMass, lambda, width, lifetime, detector);
    }

    /**
     * {@return the same with another lifetime}
     *
     * @param newLifetime how the invisible particles decay
     */
    public Candidate living(Lifetime newLifetime) {
        return new Candidate(scenario, mass, lambda, width, Optional.of(newLifetime), detector);
    }

    /**
     * {@return the same as one detector sees it}
     *
     * @param where the detector; null if it is not known, which is enough for stable particles
     * @throws IllegalArgumentException if the particles decay and the detector is not known
     */
    public Candidate in(@Nullable Detector where) {
        if (lifetime.isPresent() && where == null) {
            throw new IllegalArgumentException(
                    "the particles of " + scenario.id() + " decay, and the data do not say what detector they are of");
        }
        return new Candidate(scenario, mass, lambda, width, lifetime, Optional.ofNullable(where));
    }

    /** The fraction of pairs that is lost to the detector, as a function of q2 [GeV^2]; 1 if there is none. */
    DoubleUnaryOperator unseen(Transition transition) {
        Optional<EscapeProbability> escape = losses(transition);
        double threshold = 4 * mass * mass;
        if (escape.isEmpty() || mass == 0 || threshold >= transition.q2Max()) {
            return q2 -> 1;
        }
        if (transition.daughter() == Daughter.NONE) {
            return q2 -> escape.get().pair(mass, q2);
        }
        return new EscapeCurve(escape.get(), mass, transition.q2Max())::at;
    }

    /** The losses in a transition; empty if there are none, or all that is produced is meant. */
    Optional<EscapeProbability> losses(Transition transition) {
        return lifetime.flatMap(found -> detector.map(where -> new EscapeProbability(transition, where, found)));
    }
}
