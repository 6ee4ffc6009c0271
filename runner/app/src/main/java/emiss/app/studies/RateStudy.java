package emiss.app.studies;

import emiss.analysis.CouplingFit;
import emiss.analysis.FittedSignal;
import emiss.api.DoubleVector;
import emiss.api.decay.Transition;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Scenario;
import emiss.app.study.Computation;
import emiss.app.study.CouplingValues;
import emiss.app.study.Field;
import emiss.app.study.Field.Kind;
import emiss.app.study.Fields;
import emiss.app.study.MassRange;
import emiss.app.study.Outcome;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.physics.BreitWigner;
import emiss.physics.Candidate;
import emiss.physics.Decay;
import emiss.results.RateResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The rate of a scenario in one transition for given couplings.
 *
 * @param candidate the scenario at no mass yet, in a detector if losses are to be taken off
 * @param transition the transition
 * @param mass mass of the invisible particle [GeV]; empty for that of the fit
 * @param couplings values of the couplings; empty means the Standard-Model point of a scenario that contains it, or those of the fit
 * @param fit id of an earlier fit whose best couplings are meant; empty if there is none
 * @param q2 where to evaluate the spectrum [GeV^2]
 */
public record RateStudy(
        Candidate candidate,
        Transition transition,
        OptionalDouble mass,
        Optional<CouplingValues> couplings,
        Optional<String> fit,
        DoubleVector q2)
        implements Study {
    private static final Field COUPLINGS = Field.optional(
            "couplings",
            Kind.VALUES,
            "values of the couplings, {wcxf: file}, or {from: id} for the best ones of an earlier fit; without them neutrinos"
                    + " are the Standard Model");
    private static final Field MASS = Fields.MASS
            .required(false)
            .meaning("mass of the invisible particle; without it that of the fit that couplings are from");
    private static final String FROM = "from";
    private static final Field Q2 =
            Field.optional("q2", Kind.GRID, "where to give the spectrum").in("GeV2");

    /** The type of these studies. */
    public static final StudyType TYPE = new StudyType(
            RateResult.TYPE,
            "widths, branching fractions, spectra and longitudinal fractions for given couplings",
            List.of(
                    Fields.SCENARIO,
                    Fields.BASIS,
                    Fields.TRANSITION,
                    MASS,
                    COUPLINGS,
                    Q2,
                    Fields.WIDTH,
                    Fields.LIFETIME,
                    Fields.DETECTOR,
                    Fields.LAMBDA),
            RateStudy::decode);

    @Override
    public List<String> of() {
        return fit.stream().toList();
    }

    @Override
    public Computation<?> begin(StudyContext context) {
        return Computation.whole(() -> compute(context));
    }

    /** The best point of the fit, which must be of the same scenario with the same scale. */
    private Optional<CouplingFit> best(StudyContext context) {
        return fit.map(id -> {
            CouplingFit found = context.fitted(id)
                    .flatMap(FittedSignal::newParticles)
                    .orElseThrow(() -> new IllegalStateException("study " + id + " has no best couplings"));
            Candidate fitted = found.hypothesis().candidate();
            if (!fitted.scenario().id().equals(candidate.scenario().id()) || fitted.lambda() != candidate.lambda()) {
                throw new IllegalStateException("study " + id + " is about " + described(fitted)
                        + ", and this one about " + described(candidate));
            }
            return found;
        });
    }

    private static String described(Candidate candidate) {
        return candidate.scenario().id() + " with lambda = " + candidate.lambda() + " GeV";
    }

    private Outcome compute(StudyContext context) {
        Optional<CouplingFit> best = best(context);
        Candidate particle =
                candidate.at(mass.orElseGet(() -> best.orElseThrow().mass()));
        Map<String, Complex> values = best.map(found -> found.hypothesis().scenarioCouplings(found.couplings()))
                .or(() -> couplings.map(given -> given.in(context.theory(), particle)))
                .orElseGet(() -> context.theory()
                        .standardModelPoint(candidate.scenario())
                        .orElseThrow());
        Decay decay = new Decay(particle, context.theory().transition(transition.id()));
        List<RateResult.Point> points = new ArrayList<>();
        for (int i = 0; i < q2.size(); i++) {
            double node = q2.at(i);
            points.add(new RateResult.Point(
                    node,
                    decay.differentialWidth(values, node),
                    decay.differentialBranchingFraction(values, node),
                    nullable(decay.longitudinalFraction(values, node))));
        }
        RateResult result = new RateResult(
                candidate.scenario().id(),
                transition.id(),
                values,
                decay.width(values),
                decay.branchingFraction(values),
                nullable(decay.longitudinalFraction(values)),
                points,
                notes(context, particle, decay.branchingFraction(values)));
        return new Outcome(result, List.of());
    }

    private List<String> notes(StudyContext context, Candidate particle, double branchingFraction) {
        List<String> notes =
                new ArrayList<>(context.measuredRates(candidate).notes(Map.of(transition.id(), branchingFraction)));
        notes.addAll(LossNotes.of(candidate));
        if (particle.width() > 0) {
            double inside = new BreitWigner(particle.mass(), particle.width()).fraction(0, transition.q2Max());
            notes.add("the branching fraction is that of the whole line with its width, of which " + rounded(inside)
                    + " is below the end point");
        }
        return notes;
    }

    private static @Nullable Double nullable(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    /** A spectrum is zero outside its range, which nobody asks for. */
    private static void checkRange(StudyDecoder decoder, DoubleVector q2, double low, Transition transition) {
        double high = transition.q2Max();
        for (int i = 0; i < q2.size(); i++) {
            if (q2.at(i) < low || q2.at(i) > high) {
                decoder.problem(
                        Q2,
                        "q2 is " + q2.at(i) + " GeV^2, outside the range of " + transition.id() + ", " + rounded(low)
                                + " to " + rounded(high));
                return;
            }
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        DoubleVector q2 = decoder.grid(Q2);
        Optional<Candidate> candidate = decoder.candidate().readForRates();
        Optional<Scenario> scenario = candidate.map(Candidate::scenario);
        Optional<Transition> transition = decoder.transition();
        if (scenario.isEmpty() || transition.isEmpty()) {
            return Optional.empty();
        }
        Optional<Node> source =
                decoder.given(COUPLINGS).filter(node -> node.fields().containsKey(FROM));
        boolean isOfFit = source.isPresent();
        Optional<String> fit = source.flatMap(node -> from(decoder, node));
        OptionalDouble mass = isOfFit && !decoder.has(MASS)
                ? OptionalDouble.empty()
                : OptionalDouble.of(decoder.mass(scenario.get(), List.of(transition.get())));
        if (q2.size() > 0 && !MassRange.isContinuum(candidate.get(), transition.get())) {
            decoder.problem(Q2, scenario.get().id() + " in " + transition.get().id() + " has no spectrum in q2");
        } else {
            double threshold = candidate.get().width() > 0 ? 0 : MassRange.threshold(scenario.get(), mass.orElse(0));
            checkRange(decoder, q2, threshold, transition.get());
        }
        decoder.requireFilled(COUPLINGS);
        Optional<CouplingValues> couplings =
                isOfFit ? Optional.empty() : decoder.couplings(scenario.get()).couplingValues();
        if (!isOfFit && couplings.isEmpty() && scenario.get().smCoupling().isEmpty()) {
            decoder.require(COUPLINGS);
        }
        return Optional.of(new RateStudy(candidate.get(), transition.get(), mass, couplings, fit, q2));
    }

    /** The id of an earlier fit, {@code {from: id}}; empty, and a problem, if there is none. */
    private static Optional<String> from(StudyDecoder decoder, Node node) {
        ObjectDecoder object = decoder.object(node, "\"couplings\"");
        String id = object.string(FROM);
        object.finish();
        if (id.isEmpty() || !decoder.isEarlier(id, object.location(FROM))) {
            return Optional.empty();
        }
        decoder.resolve(COUPLINGS, Map.of(FROM, id));
        return Optional.of(id);
    }
}
