package emiss.app.study;

import emiss.api.DoubleVector;
import emiss.api.decay.Daughter;
import emiss.api.decay.Transition;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.MassDomain;
import emiss.api.scenario.Scenario;
import emiss.data.document.Location;
import emiss.data.document.Problems;
import emiss.physics.Candidate;
import emiss.physics.TabulatedScenario;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The masses [GeV] that a scenario can have in some transitions.
 *
 * @param scenario the scenario
 * @param transitions the transitions, in one of which it must be possible
 */
public record MassRange(Scenario scenario, List<Transition> transitions) {
    /** Heavier than anything that a hadron with a b quark can decay to [GeV]. */
    static final double HEAVIEST = 10;

    /** Spacing of the grid on which a free mass is sought first [GeV]. */
    private static final double STEP = 0.0625;

    /**
     * The smallest q2 of a continuous spectrum [GeV^2]; 0 for a table, which is zero below its own.
     *
     * @param mass mass of the invisible particle [GeV]
     */
    public static double threshold(Scenario scenario, double mass) {
        return scenario instanceof TabulatedScenario ? 0 : 4 * mass * mass;
    }

    /** The mass, if there is only one: 0, or that of a table. */
    public OptionalDouble only() {
        if (scenario instanceof TabulatedScenario table) {
            return table.masses().size() == 1 ? OptionalDouble.of(table.masses().at(0)) : OptionalDouble.empty();
        }
        boolean isMassless =
                scenario.massDomain().contains(0) && !scenario.massDomain().contains(1);
        return isMassless ? OptionalDouble.of(0) : OptionalDouble.empty();
    }

    /** Whether the invisible mass of a candidate has a continuous spectrum in a transition: of a pair, or for its width. */
    public static boolean isContinuum(Candidate candidate, Transition transition) {
        return (!(candidate.scenario() instanceof TabulatedScenario table) || table.knows(transition.id()))
                && (candidate.width() > 0 || candidate.scenario().finalState() instanceof FinalState.Pair)
                && transition.daughter() != Daughter.NONE;
    }

    private List<String> wrong(double mass, TabulatedScenario table) {
        List<String> wrong = new ArrayList<>();
        double first = table.masses().at(0);
        double last = table.masses().at(table.masses().size() - 1);
        if (!(mass >= first && mass <= last)) {
            wrong.add("the mass " + mass + " GeV is not in the table " + table.id() + ", expected " + first
                    + (first == last ? "" : " to " + last));
        }
        if (transitions.stream().noneMatch(transition -> table.knows(transition.id()))) {
            wrong.add("the table " + table.id() + " has "
                    + String.join(", ", table.table().transitions()) + ", expected one of " + names());
        }
        return wrong;
    }

    private String names() {
        return String.join(", ", transitions.stream().map(Transition::id).toList());
    }

    private OptionalDouble heaviest() {
        return transitions.stream().mapToDouble(this::heaviest).max();
    }

    private double heaviest(Transition transition) {
        double energy = Math.sqrt(transition.q2Max());
        if (scenario.finalState() instanceof FinalState.Pair) {
            return energy / 2;
        }
        return transition.daughter() == Daughter.NONE ? 0 : energy;
    }

    /** A grid over all possible masses. */
    DoubleVector grid() {
        if (scenario instanceof TabulatedScenario table) {
            return table.masses();
        }
        int first = scenario.massDomain().contains(0) ? 0 : 1;
        int steps = (int) Math.floor(heaviest().orElse(0) / STEP);
        return DoubleVector.generate(steps + 1 - first, i -> (first + i) * STEP);
    }

    /** Records a problem if a mass is not possible. */
    void check(double mass, Location where, Problems problems) {
        wrong(mass).forEach(message -> problems.add(where, message));
    }

    /** Which masses [GeV] there are, in words. */
    public static String words(MassDomain domain) {
        return switch (domain) {
            case ZERO -> "0";
            case NON_NEGATIVE -> ">= 0";
            case POSITIVE -> "> 0";
        };
    }

    /** Why a mass is not possible, one line each; none if it is. */
    public List<String> wrong(double mass) {
        if (scenario instanceof TabulatedScenario table) {
            return wrong(mass, table);
        }
        List<String> wrong = new ArrayList<>();
        if (!scenario.massDomain().contains(mass)) {
            wrong.add("the mass " + mass + " GeV is not possible for " + scenario.id() + ", expected "
                    + words(scenario.massDomain()));
        }
        OptionalDouble limit = heaviest();
        if (limit.isPresent() && mass > limit.getAsDouble()) {
            wrong.add("the mass " + mass + " GeV is beyond the kinematic limit of " + names() + " for "
                    + scenario.id() + ", expected at most " + Math.floor(limit.getAsDouble() * 1e4) / 1e4
                    + (mass > HEAVIEST ? "; is it in MeV?" : ""));
        }
        return wrong;
    }
}
