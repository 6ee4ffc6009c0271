package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.TestedStrength;
import emiss.api.DoubleVector;
import emiss.api.decay.Transition;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Scenario;
import emiss.app.study.Field;
import emiss.app.study.Field.Kind;
import emiss.app.study.Fields;
import emiss.app.study.StudyDecoder;
import emiss.data.document.WorkLimit;
import emiss.physics.Candidate;
import emiss.physics.Lifetime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What limits, intervals and impacts are about: mu, or one coupling of a scenario or the branching fraction that it has alone, mass by
 * mass.
 *
 * @param candidate the candidate; its mass is that of a point; empty for mu
 * @param couplings the coupling, then those that are profiled
 * @param masses masses [GeV]; one that means nothing for mu
 * @param lifetimes how the particles decay, each at every mass; none if they do not
 * @param transition the transition whose branching fraction is meant; empty for the coupling itself and for mu
 */
record StrengthSettings(
        Optional<Candidate> candidate,
        List<Basis.Variable> couplings,
        DoubleVector masses,
        List<Lifetime> lifetimes,
        Optional<Transition> transition) {
    private static final String PROFILE = "profile";

    static final Field SCENARIO =
            Fields.SCENARIO.required(false).meaning("id of the scenario, or {table: FILE}; without one it is about mu");
    static final Field COUPLINGS = Fields.COUPLINGS
            .required(false)
            .meaning("the coupling in question, or several of which it is the first; all not named are zero");
    static final Field OF =
            Field.optional("of", Kind.TEXT, "the coupling in question, if it is not the first of the list");
    static final Field OTHERS = Field.optional(
                    "others",
                    Kind.TEXT,
                    "whether the other couplings of the list float (profile, as if not given) or are zero")
            .from(PROFILE, "zero");
    static final Field RATIOS = Field.optional(
            "ratios", Kind.VALUES, "other couplings as multiples of the one in question, in place of others");
    static final Field QUANTITY = Field.optional("quantity", Kind.TEXT, "what is meant, with a scenario")
            .from("coupling", "branchingFraction");
    static final Field TRANSITION =
            Fields.TRANSITION.required(false).meaning("the transition whose branching fraction is meant");

    /** The fields of a type of study: these settings, then its own. */
    static List<Field> fields(Field... own) {
        return Stream.concat(
                        Stream.of(
                                SCENARIO,
                                Fields.BASIS,
                                COUPLINGS,
                                OF,
                                OTHERS,
                                RATIOS,
                                Fields.MASSES,
                                Fields.WIDTH,
                                Fields.LIFETIMES,
                                Fields.LAMBDA,
                                QUANTITY,
                                TRANSITION),
                        Stream.of(own))
                .toList();
    }

    /** Stable particles. */
    StrengthSettings(
            Optional<Candidate> candidate,
            List<Basis.Variable> couplings,
            DoubleVector masses,
            Optional<Transition> transition) {
        this(candidate, couplings, masses, List.of(), transition);
    }

    /** Reads the settings; empty if there is a problem. */
    static Optional<StrengthSettings> decode(StudyDecoder decoder, Field masses) {
        decoder.requireData();
        if (!decoder.has(SCENARIO)) {
            Signals.require(decoder);
            return Optional.of(new StrengthSettings(Optional.empty(), List.of(), DoubleVector.of(0), Optional.empty()));
        }
        decoder.require(QUANTITY);
        boolean ofBranchingFraction = decoder.choice(QUANTITY).equals("branchingFraction");
        Optional<Transition> transition = ofBranchingFraction ? decoder.transition() : Optional.empty();
        return decoder.candidate().readAll(Fields.LIFETIMES).flatMap(candidates -> {
            Candidate first = candidates.get(0);
            List<Basis.Variable> named = decoder.couplings(first.scenario()).floating();
            DoubleVector grid = decoder.masses(masses, first.scenario());
            List<Lifetime> lifetimes = candidates.stream()
                    .flatMap(candidate -> candidate.lifetime().stream())
                    .toList();
            if (lifetimes.size() > 1) {
                decoder.limit(
                        WorkLimit.FITTED_MASSES,
                        (double) grid.size() * lifetimes.size(),
                        Fields.LIFETIMES,
                        "\"masses\" and \"lifetime\" together have",
                        "points");
            }
            return tested(decoder, first.scenario(), named)
                    .map(couplings -> new StrengthSettings(Optional.of(first), couplings, grid, lifetimes, transition));
        });
    }

    /** The coupling in question first, then those that are profiled. */
    private static Optional<List<Basis.Variable>> tested(
            StudyDecoder decoder, Scenario scenario, List<Basis.Variable> named) {
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Basis.Variable first = named.get(0);
        if (decoder.has(OF)) {
            Optional<Basis.Variable> chosen = decoder.given(OF)
                    .map(node -> decoder.text(node, "\"of\""))
                    .flatMap(name -> decoder.couplings(scenario).variable(named, name, decoder.location(OF)));
            if (chosen.isEmpty()) {
                return Optional.empty();
            }
            first = chosen.get();
        }
        decoder.resolve(OF, first.name());
        if (decoder.has(RATIOS)) {
            return inRatio(decoder, scenario, first, named);
        }
        if (named.size() == 1) {
            return Optional.of(List.of(first));
        }
        List<Basis.Variable> couplings = new ArrayList<>(List.of(first));
        String others = decoder.has(OTHERS) ? decoder.choice(OTHERS) : decoder.resolve(OTHERS, PROFILE);
        if (others.equals(PROFILE)) {
            for (Basis.Variable other : named) {
                if (!other.equals(first)) {
                    couplings.add(other);
                }
            }
        }
        return Optional.of(couplings);
    }

    private static Optional<List<Basis.Variable>> inRatio(
            StudyDecoder decoder, Scenario scenario, Basis.Variable first, List<Basis.Variable> named) {
        Map<Basis.Variable, Double> ratios = decoder.couplings(scenario).values(RATIOS);
        for (Basis.Variable variable : ratios.keySet()) {
            if (variable.equals(first)) {
                decoder.problem(RATIOS, "the ratio of " + first.name() + " to itself is given");
            } else if (variable.factor() != first.factor()) {
                decoder.problem(
                        RATIOS,
                        first.name() + " and " + variable.name()
                                + " scale with the mass in different ways, so they have no fixed ratio");
            }
        }
        for (Basis.Variable other : named) {
            if (!other.equals(first) && !ratios.containsKey(other)) {
                decoder.problem(RATIOS, "coupling " + other.name() + " is named without its ratio to " + first.name());
            }
        }
        return Optional.of(List.of(TestedStrength.inRatio(first, ratios)));
    }

    boolean isMu() {
        return candidate.isEmpty();
    }

    /** What is meant, in words. */
    String quantity() {
        return isMu()
                ? TestedStrength.MU
                : transition.map(found -> "B(" + found.id() + ")").orElse("|" + coupling() + "|");
    }

    String coupling() {
        return isMu() ? TestedStrength.MU : couplings.get(0).name();
    }

    /** The id of the scenario; null for mu. */
    @Nullable
    String scenario() {
        return candidate.map(found -> found.scenario().id()).orElse(null);
    }

    /** How many points there are: every mass with every lifetime. */
    int points() {
        return masses.size() * Math.max(1, lifetimes.size());
    }

    /** The candidate of a point; empty for mu. */
    Optional<Candidate> candidate(int index) {
        Optional<Candidate> atMass = candidate.map(found -> found.at(masses.at(index % masses.size())));
        return lifetimes.isEmpty() ? atMass : atMass.map(found -> found.living(lifetimes.get(index / masses.size())));
    }

    /** The mass of a point [GeV]; null for mu. */
    @Nullable
    Double mass(int index) {
        return candidate(index).map(Candidate::mass).orElse(null);
    }

    /** c tau of a point [cm]; null for what does not decay. */
    @Nullable
    Double ctau(int index) {
        return candidate(index)
                .flatMap(Candidate::lifetime)
                .map(Lifetime::ctauCm)
                .orElse(null);
    }

    /** A point in a message. */
    String at(int index) {
        return candidate(index)
                .map(found -> " at " + found.mass() + " GeV"
                        + found.lifetime()
                                .map(lifetime -> ", c tau = " + lifetime.ctauCm() + " cm")
                                .orElse(""))
                .orElse("");
    }

    /** x at one mass. */
    TestedStrength strength(Analysis analysis, int index) {
        return candidate(index)
                .map(found -> TestedStrength.coupling(analysis, found, couplings, true))
                .orElseGet(() -> TestedStrength.mu(analysis));
    }

    /** What is meant at a value of x; empty where the transition is closed, or x is not finite. */
    Optional<Double> value(TestedStrength strength, double x) {
        if (!Double.isFinite(x)) {
            return Optional.empty();
        }
        return transition.isPresent()
                ? strength.branchingFraction(transition.get().id()).map(perX -> perX * x)
                : Optional.of(strength.coupling(x));
    }

    /** How what is meant changes with x. */
    Optional<Double> slope(TestedStrength strength, double x) {
        if (transition.isPresent()) {
            return strength.branchingFraction(transition.get().id());
        }
        return Optional.of(strength.slope(x));
    }

    /** The couplings at a value of x, or mu. */
    static Map<String, Complex> couplings(TestedStrength strength, double x) {
        Map<String, Complex> values = new LinkedHashMap<>();
        values.put(strength.coupling(), Complex.real(strength.coupling(x)));
        return values;
    }
}
