package emiss.app.studies;

import emiss.analysis.TestedStrength;
import emiss.api.DoubleVector;
import emiss.api.decay.Transition;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Scenario;
import emiss.app.study.Field;
import emiss.app.study.Field.Kind;
import emiss.app.study.Fields;
import emiss.app.study.StudyDecoder;
import emiss.data.document.NearestName;
import emiss.data.document.Node;
import emiss.data.document.WorkLimit;
import emiss.physics.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a posterior is of.
 *
 * @param candidate the candidate; its mass is that of a point; empty for mu
 * @param couplings the couplings, or the one that makes the branching fraction; all others are zero
 * @param masses masses [GeV], ascending; one that means nothing for mu
 * @param transition the transition whose branching fraction is the parameter; empty for couplings and for mu
 * @param parameters the parameters, the mass first if there are several
 */
record PosteriorSettings(
        Optional<Candidate> candidate,
        List<Basis.Variable> couplings,
        DoubleVector masses,
        Optional<Transition> transition,
        List<Parameter> parameters) {
    static final String MASS = "mass";
    static final String BRANCHING_FRACTION = "B";
    private static final int SMALLEST_GRID = 3;

    private static final Field COUPLINGS = Fields.COUPLINGS
            .required(false)
            .meaning("the couplings in question, or the one that makes the branching fraction; all not named are zero");
    private static final Field MASSES = Fields.MASSES
            .required(false)
            .meaning("masses of the invisible particle; of several the mass is a parameter too");
    private static final Field QUANTITY = Field.of(
                    "quantity", Kind.TEXT, "coupling", "what is in question, with a scenario")
            .from("coupling", "branchingFraction");
    private static final Field PRIORS = Field.required(
            "priors",
            Kind.OBJECT,
            "prior by parameter (a coupling, B, mu, mass), {uniform: [low, high]} or {normal: [mean, sd, low, high]};"
                    + " the mass is uniform without one");
    private static final Field POINTS =
            Field.of("points", Kind.WHOLE, 97, "values of every parameter but the mass on the grid");

    static final List<Field> FIELDS = List.of(
            StrengthSettings.SCENARIO,
            Fields.BASIS,
            COUPLINGS,
            MASSES,
            Fields.WIDTH,
            Fields.LIFETIME,
            Fields.LAMBDA,
            QUANTITY,
            StrengthSettings.TRANSITION,
            PRIORS,
            POINTS);

    /**
     * A parameter.
     *
     * @param name its name among the priors
     * @param prior its prior
     * @param grid its values, ascending
     */
    record Parameter(String name, Prior prior, DoubleVector grid) {
        double[] priorDensity() {
            return Arrays.stream(grid.toArray()).map(prior::density).toArray();
        }
    }

    /** Reads the settings; empty if there is a problem. */
    static Optional<PosteriorSettings> decode(StudyDecoder decoder) {
        decoder.requireData();
        int points = decoder.whole(POINTS);
        if (points < SMALLEST_GRID) {
            decoder.problem(POINTS, "points is " + points + ", expected at least " + SMALLEST_GRID);
            return Optional.empty();
        }
        if (!decoder.has(StrengthSettings.SCENARIO)) {
            Signals.require(decoder);
            return parameters(decoder, List.of(TestedStrength.MU), DoubleVector.of(0), points)
                    .map(found -> new PosteriorSettings(
                            Optional.empty(), List.of(), DoubleVector.of(0), Optional.empty(), found));
        }
        boolean isBranchingFraction = decoder.choice(QUANTITY).equals("branchingFraction");
        Optional<Transition> transition = isBranchingFraction ? decoder.transition() : Optional.empty();
        Optional<Candidate> candidate = decoder.candidate().read();
        decoder.require(COUPLINGS);
        if (candidate.isEmpty()) {
            return Optional.empty();
        }
        Scenario scenario = candidate.get().scenario();
        List<Basis.Variable> couplings = decoder.couplings(scenario).floating();
        DoubleVector masses = decoder.ascendingMasses(MASSES, scenario);
        if (masses.size() == 0) {
            decoder.require(MASSES);
        }
        if (isBranchingFraction && couplings.size() > 1) {
            decoder.problem(COUPLINGS, "a branching fraction is that of one coupling, and several are named");
        }
        List<String> names = isBranchingFraction
                ? List.of(BRANCHING_FRACTION)
                : couplings.stream().map(Basis.Variable::name).toList();
        return couplings.isEmpty() || masses.size() == 0
                ? Optional.empty()
                : parameters(decoder, names, masses, points)
                        .map(found -> new PosteriorSettings(candidate, couplings, masses, transition, found));
    }

    private static Optional<List<Parameter>> parameters(
            StudyDecoder decoder, List<String> names, DoubleVector masses, int points) {
        List<String> valid = new ArrayList<>(names);
        if (masses.size() > 1) {
            valid.add(MASS);
        }
        Map<String, Prior> priors = priors(decoder, valid);
        List<Parameter> parameters = new ArrayList<>();
        if (masses.size() > 1) {
            Prior prior =
                    priors.computeIfAbsent(MASS, name -> Prior.uniform(masses.at(0), masses.at(masses.size() - 1)));
            if (prior.low() != masses.at(0) || prior.high() != masses.at(masses.size() - 1)) {
                decoder.problem(
                        PRIORS,
                        "the prior of mass goes from " + prior.low() + " to " + prior.high()
                                + ", expected the first and the last of the masses, " + masses.at(0) + " and "
                                + masses.at(masses.size() - 1));
            }
            parameters.add(new Parameter(MASS, prior, masses));
        }
        boolean isComplete = true;
        double size = parameters.isEmpty() ? 1 : masses.size();
        for (String name : names) {
            Prior prior = priors.get(name);
            if (prior == null) {
                isComplete = false;
                continue;
            }
            if (prior.low() < 0 && (name.equals(BRANCHING_FRACTION) || name.equals(TestedStrength.MU))) {
                decoder.problem(PRIORS, "the prior of " + name + " begins at " + prior.low() + ", expected at least 0");
            }
            size *= points;
        }
        boolean isSmall = decoder.limit(WorkLimit.POSTERIOR_POINTS, size, PRIORS, "the posterior has", "points");
        Map<String, Map<String, DoubleVector>> resolved = new LinkedHashMap<>();
        priors.forEach((name, prior) -> resolved.put(name, prior.settings()));
        decoder.resolve(PRIORS, resolved);
        if (!isComplete || !isSmall) {
            return Optional.empty();
        }
        for (String name : names) {
            Prior prior = priors.get(name);
            parameters.add(new Parameter(name, prior, prior.grid(points)));
        }
        return Optional.of(parameters);
    }

    private static Map<String, Prior> priors(StudyDecoder decoder, List<String> valid) {
        Map<String, Prior> priors = new LinkedHashMap<>();
        decoder.require(PRIORS);
        decoder.given(PRIORS).filter(node -> isObject(decoder, node)).ifPresent(node -> {
            node.fields().forEach((name, value) -> {
                if (!valid.contains(name)) {
                    decoder.problem(
                            node.keyLocation(name), NearestName.unknown("parameter of the posterior", name, valid));
                } else if (isObject(decoder, value)) {
                    Prior.decode(decoder, name, value).ifPresent(prior -> priors.put(name, prior));
                }
            });
            valid.stream()
                    .filter(name -> !name.equals(MASS) && !node.fields().containsKey(name))
                    .forEach(name -> decoder.problem(node.location(), "there is no prior of " + name));
        });
        return priors;
    }

    private static boolean isObject(StudyDecoder decoder, Node node) {
        if (node.kind() != emiss.data.document.Kind.OBJECT) {
            decoder.problem(
                    node.location(),
                    "a prior is expected as {uniform: [low, high]} or {normal: [mean, sd, low, high]}, by parameter");
            return false;
        }
        return true;
    }

    /** How many points the grid has. */
    int size() {
        return parameters.stream()
                .mapToInt(parameter -> parameter.grid().size())
                .reduce(1, (a, b) -> a * b);
    }

    /** The parameter that changes from point to point. */
    Parameter last() {
        return parameters.get(parameters.size() - 1);
    }

    /** The id of the scenario; null for mu. */
    @Nullable
    String scenario() {
        return candidate.map(found -> found.scenario().id()).orElse(null);
    }

    /** What the parameter {@code B} is, or what is in question, in words. */
    String quantity() {
        return candidate.isEmpty()
                ? TestedStrength.MU
                : transition.map(found -> "B(" + found.id() + ")").orElse("coupling");
    }
}
