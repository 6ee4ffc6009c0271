package emiss.app.evaluate;

import emiss.api.scenario.Scenario;
import emiss.app.studies.NuisancePoint;
import emiss.app.studies.Signals;
import emiss.app.study.CouplingDecoder;
import emiss.app.study.CouplingValues;
import emiss.app.study.Field;
import emiss.app.study.Field.Kind;
import emiss.app.study.Fields;
import emiss.app.study.MassRange;
import emiss.app.study.StudyDecoder;
import emiss.data.document.Location;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.WorkLimit;
import emiss.physics.Candidate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Points at which the likelihood is asked for.
 *
 * @param candidate the scenario, its mass that of a point; empty without new particles
 * @param points where
 * @param isBatch whether they were given as a list
 * @param answers what is asked for
 * @param transitions ids of the transitions of spectra and branching fractions; none for those that the data measure, or all
 * @param curvePoints number of q2 values of a spectrum
 */
record EvaluateRequest(
        Optional<Candidate> candidate,
        List<At> points,
        boolean isBatch,
        Set<Answer> answers,
        List<String> transitions,
        int curvePoints) {
    private static final Field MASS = Fields.MASS.required(false);
    private static final Field MU = Field.optional(
            "mu",
            Kind.NUMBER,
            "without a scenario: strength of the Standard-Model signal; left out, the Standard Model");
    private static final Field POINTS = Field.optional(
                    "points", Kind.OBJECTS, "several points; what one does not say is as outside")
            .with(MASS, Fields.COUPLING_VALUES, MU, Fields.NUISANCES);
    private static final Field ANSWERS = Field.optional("answers", Kind.NAMES, "what is asked for; without it t")
            .from(Answer.byText().keySet().toArray(String[]::new));
    private static final Field TRANSITIONS = Field.optional(
            "transitions",
            Kind.NAMES,
            "ids of transitions; without them spectra of those that the data measure, branching fractions of all");
    private static final Field CURVE_POINTS =
            Field.of("curvePoints", Kind.WHOLE, 120, "number of q2 values of a spectrum");

    /** The settings of a request. */
    static final List<Field> FIELDS = List.of(
            Fields.SCENARIO.required(false),
            MASS,
            Fields.WIDTH,
            Fields.LIFETIME,
            Fields.LAMBDA,
            Fields.BASIS,
            Fields.COUPLING_VALUES,
            MU,
            Fields.NUISANCES,
            POINTS,
            ANSWERS,
            TRANSITIONS,
            CURVE_POINTS);

    /**
     * A point.
     *
     * @param mass mass of the invisible particle [GeV]
     * @param variables the couplings, or variables of a basis, that have values, with these; none with a file
     * @param file values of a WCxf file; null without one
     * @param mu strength of the Standard-Model signal; null with a scenario, and for the Standard Model itself
     * @param nuisances values of nuisance parameters; empty if they are profiled
     * @param impossible why the point cannot be; empty if it can
     */
    record At(
            double mass,
            List<CouplingDecoder.Value> variables,
            @Nullable CouplingValues file,
            @Nullable Double mu,
            Optional<NuisancePoint> nuisances,
            String impossible) {}

    /**
     * Reads a request; empty if there is a problem.
     *
     * @param nuisanceNames the names of all nuisance parameters of the likelihood with this candidate
     */
    static Optional<EvaluateRequest> decode(StudyDecoder decoder, Supplier<List<String>> nuisanceNames) {
        return new Decoding(decoder, nuisanceNames).request();
    }

    /** The state of reading one request. */
    private static final class Decoding {
        private final StudyDecoder decoder;
        private final Supplier<List<String>> nuisanceNames;
        private final boolean withScenario;

        Decoding(StudyDecoder decoder, Supplier<List<String>> nuisanceNames) {
            this.decoder = decoder;
            this.nuisanceNames = nuisanceNames;
            withScenario = decoder.has(Fields.SCENARIO);
        }

        Optional<EvaluateRequest> request() {
            decoder.requireData();
            Set<Answer> answers = answers();
            List<String> transitions = decoder.transitions(TRANSITIONS);
            int curvePoints = decoder.curvePoints(CURVE_POINTS);
            Optional<Candidate> candidate = withScenario ? decoder.candidate().read() : Optional.empty();
            if (withScenario && candidate.isEmpty()) {
                return Optional.empty();
            }
            Optional<Scenario> scenario = candidate.map(Candidate::scenario);
            Optional<CouplingDecoder> couplings = scenario.map(decoder::couplings);
            Optional<MassRange> masses = scenario.map(found -> new MassRange(found, decoder.measuredTransitions()));
            couplings.ifPresent(CouplingDecoder::valid);
            Given outside = new Given(
                    decoder.given(MASS),
                    decoder.given(Fields.COUPLING_VALUES),
                    decoder.given(MU),
                    decoder.given(Fields.NUISANCES),
                    decoder.location());
            boolean isBatch = decoder.has(POINTS);
            List<At> points = new ArrayList<>();
            if (isBatch) {
                List<Node> nodes = decoder.items(POINTS);
                decoder.limit(WorkLimit.LIKELIHOOD_POINTS, nodes.size(), POINTS, "\"points\" has", "points");
                for (Node node : nodes) {
                    ObjectDecoder object = decoder.object(node, "a point");
                    points.add(at(outside.with(object), couplings, masses, true));
                    object.finish();
                }
            } else {
                points.add(at(outside, couplings, masses, false));
            }
            return Optional.of(new EvaluateRequest(candidate, points, isBatch, answers, transitions, curvePoints));
        }

        private Set<Answer> answers() {
            Set<Answer> answers = EnumSet.noneOf(Answer.class);
            for (Node node : decoder.items(ANSWERS)) {
                decoder.choice(node, "answer", Answer.byText()).ifPresent(answers::add);
            }
            return answers.isEmpty() ? EnumSet.of(Answer.T) : answers;
        }

        private At at(Given given, Optional<CouplingDecoder> couplings, Optional<MassRange> masses, boolean isBatch) {
            Optional<NuisancePoint> nuisances =
                    given.nuisances.map(values -> NuisancePoint.decode(decoder, values, names()));
            if (couplings.isEmpty()) {
                return withoutScenario(given, nuisances);
            }
            given.mu.ifPresent(node -> decoder.problem(
                    node.location(), "\"mu\" is for points without a scenario, expected values of couplings"));
            double mass = given.mass
                    .map(node -> decoder.number(node, "\"mass\""))
                    .orElseGet(() -> masses.orElseThrow().only().orElse(0));
            List<String> wrong = masses.orElseThrow().wrong(mass);
            if (!isBatch) {
                wrong.forEach(message ->
                        decoder.problem(given.mass.map(Node::location).orElse(given.where), message));
            }
            CouplingDecoder reader = couplings.get();
            boolean isFile = given.couplings
                    .filter(node -> node.fields().containsKey("wcxf"))
                    .isPresent();
            return new At(
                    mass,
                    isFile
                            ? List.of()
                            : given.couplings.map(reader::variableValues).orElse(List.of()),
                    isFile ? given.couplings.map(reader::couplingValues).orElseThrow() : null,
                    null,
                    nuisances,
                    String.join("; ", wrong));
        }

        private Optional<List<String>> names() {
            return decoder.isRight() ? Optional.of(nuisanceNames.get()) : Optional.empty();
        }

        private At withoutScenario(Given given, Optional<NuisancePoint> nuisances) {
            for (Optional<Node> node : List.of(given.mass, given.couplings)) {
                node.ifPresent(found -> decoder.problem(
                        found.location(), "masses and couplings are those of a scenario, which is missing"));
            }
            Double mu = given.mu.map(node -> decoder.number(node, "\"mu\"")).orElse(null);
            if (mu != null) {
                Signals.missing(decoder.datasets())
                        .ifPresent(missing ->
                                decoder.problem(given.mu.orElseThrow().location(), "\"mu\" has no effect: " + missing));
            }
            return new At(0, List.of(), null, mu, nuisances, "");
        }
    }

    /** What a point, or everything outside of points, says. */
    private record Given(
            Optional<Node> mass,
            Optional<Node> couplings,
            Optional<Node> mu,
            Optional<Node> nuisances,
            Location where) {
        Given with(ObjectDecoder point) {
            return new Given(
                    point.optional(MASS.name()).or(() -> mass),
                    point.optional(Fields.COUPLING_VALUES.name()).or(() -> couplings),
                    point.optional(MU.name()).or(() -> mu),
                    point.optional(Fields.NUISANCES.name()).or(() -> nuisances),
                    point.location());
        }
    }
}
