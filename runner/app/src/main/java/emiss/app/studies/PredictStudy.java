package emiss.app.studies;

import emiss.analysis.CouplingFit;
import emiss.analysis.FittedSignal;
import emiss.analysis.Hypothesis;
import emiss.analysis.PredictedQuantity;
import emiss.analysis.Prediction;
import emiss.analysis.Predictor;
import emiss.api.DoubleVector;
import emiss.api.decay.Daughter;
import emiss.api.decay.Transition;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Scenario;
import emiss.app.study.Computation;
import emiss.app.study.Field;
import emiss.app.study.Field.Kind;
import emiss.app.study.Fields;
import emiss.app.study.MassRange;
import emiss.app.study.Outcome;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import emiss.data.document.WorkLimit;
import emiss.physics.Candidate;
import emiss.results.Interval;
import emiss.results.PredictResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What the best point of a fit predicts in transitions that were not measured.
 *
 * @param source id of the fit; empty if it is made here
 * @param fit what is fitted, if it is made here
 * @param transitions ids of the transitions
 * @param draws how many times form factors are drawn at random
 */
public record PredictStudy(Optional<String> source, Optional<Fitted> fit, List<String> transitions, int draws)
        implements Study {
    private static final int CURVE_POINTS = 40;

    private static final Field OF =
            Field.optional("of", Kind.TEXT, "id of an earlier fit or mass scan, whose best point predicts");
    private static final Field SCENARIO = Fields.SCENARIO
            .required(false)
            .meaning("id of the scenario that is fitted here, in place of an earlier fit");
    private static final Field COUPLINGS = Fields.COUPLINGS.required(false);
    private static final Field MASS = Fields.MASS.required(false);
    private static final Field TRANSITIONS =
            Field.optional("transitions", Kind.NAMES, "ids of transitions; without them all that are open");
    private static final Field DRAWS =
            Field.of("draws", Kind.WHOLE, 1000, "how many times form factors are drawn at random; 0 for none");

    /** The type of these studies. */
    public static final StudyType TYPE = new StudyType(
            PredictResult.TYPE,
            "what a fit predicts in other transitions: branching fractions, longitudinal fractions, spectra",
            List.of(
                    OF,
                    SCENARIO,
                    Fields.BASIS,
                    COUPLINGS,
                    MASS,
                    Fields.WIDTH,
                    Fields.LIFETIME,
                    Fields.LAMBDA,
                    TRANSITIONS,
                    DRAWS),
            PredictStudy::decode);

    /**
     * A hypothesis.
     *
     * @param candidate the scenario at its mass
     * @param couplings the couplings that float jointly
     */
    record Fitted(Candidate candidate, List<Basis.Variable> couplings) {}

    @Override
    public List<String> of() {
        return source.stream().toList();
    }

    @Override
    public Computation<?> begin(StudyContext context) {
        return Computation.whole(() -> compute(context));
    }

    private Hypothesis hypothesis(StudyContext context) {
        if (source.isEmpty()) {
            Fitted fitted = fit.orElseThrow();
            return context.analysis().hypothesis(fitted.candidate, fitted.couplings, false);
        }
        CouplingFit found = context.fitted(source.get())
                .flatMap(FittedSignal::newParticles)
                .orElseThrow(() -> new IllegalStateException("study " + source.get() + " has no best couplings"));
        return found.hypothesis();
    }

    private Outcome compute(StudyContext context) {
        Hypothesis hypothesis = hypothesis(context);
        Predictor predictor = new Predictor(hypothesis, draws, context.seed());
        List<PredictResult.Prediction> predictions = new ArrayList<>();
        List<PredictResult.Curve> curves = new ArrayList<>();
        Map<String, Double> open = hypothesis.branchingFractions(predictor.couplings());
        List<String> notes =
                new ArrayList<>(context.measuredRates(hypothesis.candidate()).notes(open));
        hypothesis.couplingNames().stream()
                .filter(name -> !predictor.couplings().containsKey(name))
                .forEach(name -> notes.add("the data do not respond to " + name + ", which is zero here"));
        List<String> named = transitions.isEmpty() ? List.copyOf(open.keySet()) : transitions;
        for (String id : named) {
            Transition transition =
                    hypothesis.analysis().theory().transition(id).transition();
            predict(predictor, transition, predictions, notes);
            boolean isClosed = predictions.stream()
                    .filter(prediction -> prediction.transition().equals(id))
                    .allMatch(prediction -> prediction.interval68().isClosed());
            if (isClosed
                    && hypothesis.candidate().width() == 0
                    && MassRange.isContinuum(hypothesis.candidate(), transition)) {
                curve(predictor, hypothesis.mass(), transition).ifPresent(curves::add);
            }
        }
        return new Outcome(
                new PredictResult(
                        hypothesis.scenario().id(),
                        hypothesis.mass(),
                        predictor.t(),
                        predictor.couplings(),
                        predictions,
                        curves,
                        MeasuredFractions.of(context.analysis().datasets(), named),
                        notes),
                List.of());
    }

    private static void predict(
            Predictor predictor,
            Transition transition,
            List<PredictResult.Prediction> predictions,
            List<String> notes) {
        Predictor.Rates rates = predictor.branchingFractions(transition.id());
        boolean hasSm = predictor.containsStandardModel();
        // new particles, their longitudinal part, the Standard Model and its longitudinal part
        BiConsumer<String, Boolean> predict = (quantity, withSm) -> {
            double more = withSm && !hasSm ? 1 : 0;
            PredictedQuantity of = quantity.equals("B")
                    ? PredictedQuantity.sum(1, 0, more, 0)
                    : PredictedQuantity.sum(0, 1, 0, more).per(1, 0, more, 0);
            Prediction found = rates.predict(of);
            if (!found.reason().isEmpty()) {
                notes.add(
                        "the fit error of " + quantity + "(" + transition.id() + ") was not found: " + found.reason());
            }
            if (quantity.equals("B") && !withSm) {
                rates.sameFit(of, found).ifPresent(same -> notes.add(sameFit(transition, same)));
            }
            predictions.add(described(quantity, transition, withSm, found));
        };
        List<String> quantities = transition.daughter() == Daughter.VECTOR ? List.of("B", "FL") : List.of("B");
        for (String quantity : quantities) {
            predict.accept(quantity, hasSm);
            if (!hasSm) {
                predict.accept(quantity, true);
            }
        }
    }

    private static String sameFit(Transition transition, emiss.inference.Interval same) {
        return "couplings that fit as well as the best ones predict B(" + transition.id() + ") from "
                + rounded(same.low()) + (Double.isFinite(same.high()) ? " to " + rounded(same.high()) : " without end");
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    private static PredictResult.Prediction described(
            String quantity, Transition transition, boolean includesSm, Prediction found) {
        double value = found.value();
        double down = Math.max(0, value - found.low());
        double up = Math.max(0, found.high() - value);
        double formFactors = found.formFactorError();
        Prediction.Draws draws = found.draws();
        return new PredictResult.Prediction(
                quantity,
                transition.id(),
                includesSm,
                value,
                Interval.of(value - Math.hypot(down, formFactors), value + Math.hypot(up, formFactors)),
                new PredictResult.Errors(down, up),
                formFactors,
                found.byProcess(),
                draws == null
                        ? null
                        : new PredictResult.Draws(
                                draws.count(),
                                draws.mean(),
                                draws.standardDeviation(),
                                Interval.of(draws.low(), draws.high())));
    }

    private static Optional<PredictResult.Curve> curve(Predictor predictor, double mass, Transition transition) {
        double low = 4 * mass * mass;
        double high = transition.q2Max();
        if (low >= high) {
            return Optional.empty();
        }
        double[] q2 = new double[CURVE_POINTS];
        for (int i = 0; i < q2.length; i++) {
            q2[i] = low + (i + 0.5) * (high - low) / q2.length;
        }
        Predictor.Rates rates = predictor.spectrum(transition.id(), q2);
        double[] value = new double[q2.length];
        double[] below = new double[q2.length];
        double[] above = new double[q2.length];
        boolean isKnown = true;
        for (int i = 0; i < q2.length; i++) {
            double[] one = new double[q2.length];
            one[i] = 1;
            Prediction found = rates.predict(PredictedQuantity.sum(one));
            value[i] = found.value();
            below[i] = value[i] - Math.hypot(value[i] - found.low(), found.formFactorError());
            above[i] = value[i] + Math.hypot(found.high() - value[i], found.formFactorError());
            isKnown &= Double.isFinite(below[i]) && Double.isFinite(above[i]);
        }
        if (!isKnown) {
            return Optional.empty();
        }
        return Optional.of(new PredictResult.Curve(
                transition.id(),
                DoubleVector.of(q2),
                DoubleVector.of(value),
                DoubleVector.of(below),
                DoubleVector.of(above)));
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        int draws = decoder.whole(DRAWS);
        if (draws < 0) {
            decoder.problem(DRAWS, "draws is " + draws + ", expected at least 0");
        }
        decoder.limit(WorkLimit.DRAWS, draws, DRAWS, "\"draws\" is", "draws");
        List<String> transitions = decoder.transitions(TRANSITIONS);
        if (decoder.has(OF)) {
            return decoder.earlierStudy(OF)
                    .map(id -> new PredictStudy(Optional.of(id), Optional.empty(), transitions, draws));
        }
        if (!decoder.has(SCENARIO)) {
            decoder.problem(decoder.location(), "a prediction needs the id of an earlier fit (of), or a scenario");
            return Optional.empty();
        }
        return fitted(decoder).map(fit -> new PredictStudy(Optional.empty(), Optional.of(fit), transitions, draws));
    }

    private static Optional<Fitted> fitted(StudyDecoder decoder) {
        decoder.requireData();
        Optional<Candidate> candidate = decoder.candidate().read();
        decoder.require(COUPLINGS);
        return candidate.flatMap(found -> {
            Scenario scenario = found.scenario();
            List<Basis.Variable> couplings = decoder.couplings(scenario).floating();
            double mass = decoder.mass(scenario);
            return couplings.isEmpty() ? Optional.empty() : Optional.of(new Fitted(found.at(mass), couplings));
        });
    }
}
