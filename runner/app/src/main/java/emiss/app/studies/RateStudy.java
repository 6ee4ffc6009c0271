package emiss.app.studies;

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
 * @param candidate the scenario at one mass, in a detector if losses are to be taken off
 * @param transition the transition
 * @param couplings values of the couplings; empty means the Standard-Model point of a scenario that contains it
 * @param q2 where to evaluate the spectrum [GeV^2]
 */
public record RateStudy(Candidate candidate, Transition transition, Optional<CouplingValues> couplings, DoubleVector q2)
        implements Study {
    private static final Field COUPLINGS = Field.optional(
            "couplings",
            Kind.VALUES,
            "values of the couplings, or {wcxf: file}; without them neutrinos are the Standard Model");
    private static final Field Q2 =
            Field.optional("q2", Kind.GRID, "where to give the spectrum").in("GeV2");

    /** The type of these studies. */
    public static final StudyType TYPE = new StudyType(
            RateResult.TYPE,
            "widths, branching fractions, spectra and longitudinal fractions for given couplings",
            List.of(
                    Fields.SCENARIO,
                    Fields.TRANSITION,
                    Fields.MASS,
                    COUPLINGS,
                    Q2,
                    Fields.LIFETIME,
                    Fields.DETECTOR,
                    Fields.LAMBDA),
            RateStudy::decode);

    @Override
    public Computation<?> begin(StudyContext context) {
        return Computation.whole(() -> compute(context));
    }

    private Outcome compute(StudyContext context) {
        Map<String, Complex> values = couplings
                .map(given -> given.in(context.theory(), candidate.scenario()))
                .orElseGet(() -> context.theory()
                        .standardModelPoint(candidate.scenario())
                        .orElseThrow());
        Decay decay = new Decay(candidate, context.theory().transition(transition.id()));
        List<RateResult.Point> points = new ArrayList<>();
        for (int i = 0; i < q2.size(); i++) {
            double at = q2.at(i);
            points.add(new RateResult.Point(
                    at,
                    decay.differentialWidth(values, at),
                    decay.differentialBranchingFraction(values, at),
                    nullable(decay.longitudinalFraction(values, at))));
        }
        RateResult result = new RateResult(
                candidate.scenario().id(),
                transition.id(),
                values,
                decay.width(values),
                decay.branchingFraction(values),
                nullable(decay.longitudinalFraction(values)),
                points,
                notes(decay.branchingFraction(values)));
        return new Outcome(result, List.of());
    }

    private List<String> notes(double branchingFraction) {
        List<String> notes = new ArrayList<>(BranchingFractionNotes.of(Map.of(transition.id(), branchingFraction)));
        notes.addAll(LossNotes.of(candidate));
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
        double mass = decoder.mass(scenario.get(), List.of(transition.get()));
        if (q2.size() > 0 && !MassRange.isContinuum(scenario.get(), transition.get())) {
            decoder.problem(Q2, scenario.get().id() + " in " + transition.get().id() + " has no spectrum in q2");
        } else {
            checkRange(decoder, q2, MassRange.threshold(scenario.get(), mass), transition.get());
        }
        decoder.requireFilled(COUPLINGS);
        Optional<CouplingValues> couplings = decoder.couplings(scenario.get()).couplingValues();
        if (couplings.isEmpty() && scenario.get().smCoupling().isEmpty()) {
            decoder.require(COUPLINGS);
        }
        return Optional.of(new RateStudy(candidate.get().at(mass), transition.get(), couplings, q2));
    }
}
