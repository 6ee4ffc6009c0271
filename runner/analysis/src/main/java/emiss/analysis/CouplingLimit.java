package emiss.analysis;

import emiss.api.scenario.Basis;
import emiss.inference.SignalModel;
import emiss.inference.Significance;
import emiss.physics.Candidate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A two-sided limit on the absolute value of a coupling, or on the radius in a plane of two: the largest one at which t has
 * not risen by more than the chi-square quantile of the level (2.71 for 90 %) above its minimum.
 *
 * @param couplings one coupling, or two for a radius
 * @param others how the other free couplings are treated
 * @param experiments ids of the data sets
 * @param level confidence level
 */
public record CouplingLimit(List<String> couplings, Others others, List<String> experiments, double level) {
    private static final int DIRECTIONS = 60;
    private static final double ANGLE_ACCURACY = 1e-4;

    /** A fit whose distance to the minimum is below this serves as a reference for what is unbounded. */
    private static final double NEARLY_CONVERGED = 1e-3;

    /** A fit lower than the best one by this much means that the best one was not. */
    private static final double LOWER = 1e-5;

    private static final String RADIUS = "radius";

    /** How the couplings that are not limited are treated. */
    public enum Others {
        /** They float. */
        PROFILE("profile"),
        /** They have the values of the best fit of all experiments. */
        BEST_FIT("best-fit"),
        /** They vanish. */
        ZERO("zero");

        /** The treatments by their names in configurations. */
        public static final Map<String, Others> BY_TEXT =
                Map.of("profile", PROFILE, "best-fit", BEST_FIT, "zero", ZERO);

        private final String text;

        Others(String text) {
            this.text = text;
        }

        /** The name in configurations. */
        public String text() {
            return text;
        }
    }

    /**
     * What was found.
     *
     * @param value the limit; null where unbounded or not found
     * @param reason why it was not found; empty otherwise
     */
    public record Answer(@Nullable Double value, String reason) {}

    /** Copies the lists. */
    public CouplingLimit {
        couplings = List.copyOf(couplings);
        experiments = List.copyOf(experiments);
    }

    /**
     * Finds the limit.
     *
     * @param variables all couplings of the plane
     * @param fixed those with a value of their own
     * @param best the best fit of all experiments
     */
    public Answer evaluate(
            Analysis analysis,
            Candidate candidate,
            List<Basis.Variable> variables,
            Map<String, Double> fixed,
            Map<String, Double> best) {
        Map<String, Double> held = new LinkedHashMap<>(fixed);
        if (others != Others.PROFILE) {
            for (Basis.Variable variable : variables) {
                if (!couplings.contains(variable.name())) {
                    held.putIfAbsent(
                            variable.name(), others == Others.ZERO ? 0 : best.getOrDefault(variable.name(), 0.0));
                }
            }
        }
        double rise = Math.pow(Significance.sigmaOneSided((1 - level) / 2), 2);
        Problem problem = new Problem(analysis, candidate, variables);
        CouplingFitter fitter = new CouplingFitter(analysis);
        return couplings.size() == 1
                ? single(fitter, problem.hypothesis(variables), held, rise)
                : radial(fitter, problem, held, rise);
    }

    private Answer single(CouplingFitter fitter, Hypothesis hypothesis, Map<String, Double> held, double rise) {
        String name = couplings.get(0);
        if (hypothesis.freeParameter(name, held.keySet()) < 0) {
            return new Answer(null, "");
        }
        return largest(fitter, fitter.fit(hypothesis, held), name, rise);
    }

    /** The largest absolute value of a free coupling within {@code rise} of a fit. */
    private static Answer largest(CouplingFitter fitter, CouplingFit best, String name, double rise) {
        Hypothesis hypothesis = best.hypothesis();
        Map<String, Double> held = best.held();
        int parameter = hypothesis.freeParameter(name, held.keySet());
        SignalModel signal = hypothesis.withFixed(held);
        // asked first, because along a flat direction the best fit may not settle
        if (isUnbounded(best, signal, parameter, rise)) {
            return new Answer(null, "");
        }
        if (!best.isConverged()) {
            return new Answer(null, "the best fit did not converge: " + best.reason());
        }
        OutermostCrossing search = new OutermostCrossing(
                fitter.fitter(),
                hypothesis.analysis(),
                signal,
                best.result(),
                hypothesis.freeParameters(held.keySet()),
                parameter,
                rise);
        double largest;
        double reference;
        do {
            reference = search.lowest();
            largest = search.find(1);
            // rates do not change under a common change of sign, unless a coupling is held
            if (held.values().stream().anyMatch(value -> value != 0)) {
                largest = Math.max(largest, search.find(-1));
            }
        } while (search.reason().isEmpty() && search.lowest() < reference - LOWER);
        if (!search.reason().isEmpty()) {
            return new Answer(null, search.reason());
        }
        return new Answer(Double.isFinite(largest) ? hypothesis.scaleOf(name).value(largest) : null, "");
    }

    private static boolean isUnbounded(CouplingFit best, SignalModel signal, int parameter, double rise) {
        Hypothesis hypothesis = best.hypothesis();
        return best.result().edm() < NEARLY_CONVERGED
                && Unbounded.isUnbounded(
                        hypothesis.analysis(),
                        signal,
                        best.result(),
                        hypothesis.freeParameters(best.held().keySet()),
                        parameter,
                        rise);
    }

    /** Turns the pair of couplings into a radius in every direction, and keeps the largest that is allowed. */
    private Answer radial(CouplingFitter fitter, Problem problem, Map<String, Double> held, double rise) {
        Hypothesis hypothesis = problem.hypothesis(problem.variables);
        CouplingFit best = fitter.fit(hypothesis, held);
        // the plane is open if either of its couplings is, which single directions of a grid may miss
        SignalModel signal = hypothesis.withFixed(held);
        for (String name : couplings) {
            int parameter = hypothesis.freeParameter(name, held.keySet());
            if (parameter < 0 || isUnbounded(best, signal, parameter, rise)) {
                return new Answer(null, "");
            }
        }
        if (!best.isConverged()) {
            return new Answer(null, "the best fit did not converge: " + best.reason());
        }
        double[] units = couplings.stream().mapToDouble(hypothesis::unitOf).toArray();
        Lowest lowest = new Lowest(best.t());
        Answer answer;
        double reference;
        do {
            reference = lowest.t;
            answer = outermost(fitter, problem, held, units, lowest, rise);
        } while (lowest.t < reference - LOWER);
        return answer;
    }

    /** The lowest t that a search has come across. */
    private static final class Lowest {
        private double t;

        Lowest(double t) {
            this.t = t;
        }
    }

    private Answer outermost(
            CouplingFitter fitter,
            Problem problem,
            Map<String, Double> held,
            double[] units,
            Lowest lowest,
            double rise) {
        double level = lowest.t + rise;
        double largest = 0;
        double bestAngle = 0;
        double step = Math.PI / DIRECTIONS;
        for (int i = 0; i < DIRECTIONS; i++) {
            Answer radius = radius(fitter, problem, held, units, i * step, lowest, level);
            if (radius.value == null) {
                return radius;
            }
            if (radius.value > largest) {
                largest = radius.value;
                bestAngle = i * step;
            }
        }
        while (step > ANGLE_ACCURACY) {
            step *= 0.5;
            double centre = bestAngle;
            for (double angle : new double[] {centre - step, centre + step}) {
                Answer radius = radius(fitter, problem, held, units, angle, lowest, level);
                if (radius.value == null) {
                    return radius;
                }
                if (radius.value > largest) {
                    largest = radius.value;
                    bestAngle = angle;
                }
            }
        }
        return new Answer(largest, "");
    }

    /** The largest radius in one direction, either way, at which t is below the level; 0 if there is none. */
    private Answer radius(
            CouplingFitter fitter,
            Problem problem,
            Map<String, Double> held,
            double[] units,
            double angle,
            Lowest lowest,
            double level) {
        Basis.Variable first = problem.variable(couplings.get(0));
        Basis.Variable second = problem.variable(couplings.get(1));
        // in units of the couplings, so that the directions are even where one of them is much larger than the other
        double x = units[0] * Math.cos(angle);
        double y = units[1] * Math.sin(angle);
        double length = Math.hypot(x, y);
        Map<String, Double> direction = new LinkedHashMap<>();
        first.couplings().forEach((name, weight) -> direction.merge(name, weight * x / length, Double::sum));
        second.couplings().forEach((name, weight) -> direction.merge(name, weight * y / length, Double::sum));
        List<Basis.Variable> variables = new ArrayList<>();
        variables.add(new Basis.Variable(RADIUS, direction, first.factor()));
        problem.variables.stream()
                .filter(variable -> !couplings.contains(variable.name()))
                .forEach(variables::add);
        Hypothesis hypothesis = problem.hypothesis(variables);
        if (hypothesis.freeParameter(RADIUS, held.keySet()) < 0) {
            return new Answer(null, "");
        }
        CouplingFit best = fitter.fit(hypothesis, held);
        if (!best.isConverged()) {
            return new Answer(null, "the best fit in one direction did not converge: " + best.reason());
        }
        lowest.t = Math.min(lowest.t, best.t());
        double rise = level - best.t();
        if (!(rise > 0)) {
            return new Answer(0.0, "");
        }
        return largest(fitter, best, RADIUS, rise);
    }

    /** What is limited: a candidate with its couplings, and the data. */
    private record Problem(Analysis analysis, Candidate candidate, List<Basis.Variable> variables) {
        Hypothesis hypothesis(List<Basis.Variable> chosen) {
            return analysis.hypothesis(candidate, chosen, false);
        }

        Basis.Variable variable(String name) {
            return variables.stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
