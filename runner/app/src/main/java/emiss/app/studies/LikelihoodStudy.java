package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.Hypothesis;
import emiss.analysis.Theory;
import emiss.api.decay.Transition;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Scenario;
import emiss.app.study.Computation;
import emiss.app.study.CouplingDecoder;
import emiss.app.study.CouplingValues;
import emiss.app.study.Field;
import emiss.app.study.Field.Kind;
import emiss.app.study.Fields;
import emiss.app.study.Outcome;
import emiss.app.study.Points;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.WorkLimit;
import emiss.inference.BinnedModel;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.SignalModel;
import emiss.physics.Candidate;
import emiss.results.LikelihoodResult;
import emiss.results.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The likelihood at given points, for other people's samplers: with the nuisance parameters profiled, or at given values of
 * them.
 *
 * @param candidate the scenario, its mass that of a point; empty for points of the rescaled Standard Model
 * @param points where to evaluate
 */
public record LikelihoodStudy(Optional<Candidate> candidate, List<At> points) implements Study {
    /**
     * Points of stable particles.
     *
     * @param scenario the scenario; empty for points of the rescaled Standard Model
     * @param points where to evaluate
     * @param lambda scale of new physics [GeV]
     */
    public LikelihoodStudy(Optional<? extends Scenario> scenario, List<At> points, double lambda) {
        this(scenario.map(found -> new Candidate(found, 0, lambda)), points);
    }

    private static final Field MASS = Fields.MASS.required(false);
    private static final Field MU =
            Field.optional("mu", Kind.NUMBER, "strength of the Standard-Model signal; left out if the data have none");
    private static final Field POINTS = Field.required(
                    "points", Kind.OBJECTS, "where to evaluate: masses and couplings, or mu without a scenario")
            .with(MASS, Fields.COUPLING_VALUES, MU, Fields.NUISANCES);

    private static final CouplingValues NONE = new CouplingValues(Map.of(), Optional.empty());

    /** The type of these studies. */
    public static final StudyType TYPE = new StudyType(
            LikelihoodResult.TYPE,
            "t and log-pdf at given couplings (or mu), for other people's samplers",
            List.of(
                    Fields.SCENARIO.required(false),
                    Fields.BASIS,
                    POINTS,
                    Fields.WIDTH,
                    Fields.LIFETIME,
                    Fields.LAMBDA),
            LikelihoodStudy::decode);

    /**
     * A point.
     *
     * @param mass mass of the invisible particle [GeV]; 0 for the rescaled Standard Model
     * @param couplings values of the couplings; none for the rescaled Standard Model
     * @param mu strength of the Standard-Model signal; null with a scenario, or if the data have none
     * @param nuisances values of nuisance parameters; empty if they are profiled
     */
    public record At(
            double mass, CouplingValues couplings, @Nullable Double mu, Optional<NuisancePoint> nuisances) {}

    /**
     * The likelihood at one point.
     *
     * @param t -2 ln(L/L_SM); null if it was not found, or the Standard Model is impossible
     * @param logpdf log-pdf with all constants; null if it was not found
     * @param reason why it was not found; empty otherwise
     */
    record Found(@Nullable Double t, @Nullable Double logpdf, String reason) {
        private static Found none(String reason) {
            return new Found(null, null, reason);
        }
    }

    @Override
    public Computation<Found> begin(StudyContext context) {
        Analysis analysis = context.analysis();
        Reused<Fitter> fitters = new Reused<>(() -> new Fitter(analysis.model()));
        List<Map<String, Complex>> couplings = points.stream()
                .map(at -> candidate.isPresent()
                        ? at.couplings.in(context.theory(), candidate.get().at(at.mass))
                        : Map.<String, Complex>of())
                .toList();
        return new Computation<>(
                Found.class,
                points.size(),
                index -> "the point " + label(points.get(index), couplings.get(index)),
                index -> compute(analysis, fitters, points.get(index), couplings.get(index)),
                found -> combine(found, couplings));
    }

    private String label(At at, Map<String, Complex> couplings) {
        return candidate.isPresent()
                ? "m = " + at.mass + " GeV, " + Records.tree(couplings)
                : at.mu == null ? "without a signal" : "mu = " + at.mu;
    }

    private Outcome combine(Points<Found> attempts, List<Map<String, Complex>> couplings) {
        List<String> problems = new ArrayList<>();
        List<LikelihoodResult.Point> found = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            if (!attempts.isReached(i)) {
                continue;
            }
            Found at = attempts.at(i).orElse(Found.none(""));
            if (!at.reason.isEmpty()) {
                problems.add("the point " + label(points.get(i), couplings.get(i)) + " failed: " + at.reason);
            }
            found.add(new LikelihoodResult.Point(
                    candidate.isPresent() ? points.get(i).mass : null,
                    couplings.get(i),
                    points.get(i).mu,
                    at.t,
                    at.logpdf,
                    at.logpdf != null));
        }
        return new Outcome(new LikelihoodResult(found), problems);
    }

    private Found compute(Analysis analysis, Reused<Fitter> fitters, At at, Map<String, Complex> values) {
        if (analysis.theory().hasMixing() && values.values().stream().anyMatch(value -> value.im() != 0)) {
            return Found.none("with \"bsMixing\" couplings must be real here");
        }
        SignalModel signal = signal(analysis, at, values);
        if (at.nuisances.isPresent()) {
            return evaluated(analysis, signal, at.nuisances.get());
        }
        FitResult fit = fitters.with(fitter -> fitter.fit(analysis.data(), signal));
        return fit.converged()
                ? new Found(analysis.isStandardModelPossible() ? analysis.t(fit) : null, fit.logPdf(), "")
                : Found.none(fit.reason());
    }

    /** Nothing is fitted; t is relative to the fit of the Standard Model nevertheless. */
    private static Found evaluated(Analysis analysis, SignalModel signal, NuisancePoint nuisances) {
        double logPdf = nuisances.logPdf(analysis, signal);
        return new Found(analysis.isStandardModelPossible() ? analysis.t(logPdf) : null, logPdf, "");
    }

    private SignalModel signal(Analysis analysis, At at, Map<String, Complex> values) {
        if (candidate.isPresent()) {
            List<Basis.Variable> couplings =
                    values.keySet().stream().map(Basis.Variable::coupling).toList();
            return analysis.hypothesis(candidate.get().at(at.mass), couplings, true)
                    .signalAt(values);
        }
        return at.mu == null
                ? analysis.background()
                : analysis.rescaledStandardModel().fix(0, at.mu);
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        decoder.requireData();
        boolean withScenario = decoder.has(Fields.SCENARIO);
        Optional<Candidate> candidate = Optional.empty();
        if (withScenario) {
            candidate = decoder.candidate().read();
        } else {
            decoder.candidate().lambda();
        }
        Optional<Scenario> scenario = candidate.map(Candidate::scenario);
        List<Node> nodes = decoder.items(POINTS);
        decoder.resolve(POINTS, nodes.stream().map(Records::tree).toList());
        decoder.limit(WorkLimit.LIKELIHOOD_POINTS, nodes.size(), POINTS, "\"points\" has", "points");
        if (withScenario && scenario.isEmpty()) {
            return Optional.empty();
        }
        List<At> points = new ArrayList<>();
        Optional<CouplingDecoder> couplings = scenario.map(decoder::couplings);
        Optional<String> withoutSignal = Signals.missing(decoder.datasets());
        Optional<List<String>> nuisanceNames =
                nodes.stream().anyMatch(point -> point.fields().containsKey(Fields.NUISANCES.name()))
                        ? nuisanceNames(decoder, withScenario)
                        : Optional.empty();
        for (Node node : nodes) {
            ObjectDecoder point = decoder.object(node, "a point");
            Optional<NuisancePoint> nuisances = point.optional(Fields.NUISANCES.name())
                    .map(values -> NuisancePoint.decode(decoder, values, nuisanceNames));
            if (scenario.isPresent()) {
                double mass = point.number(MASS.name(), 0);
                decoder.checkMass(mass, scenario.get(), point.location(MASS.name()));
                CouplingValues given = point.required(Fields.COUPLING_VALUES.name())
                        .map(values -> couplings.orElseThrow().couplingValues(values))
                        .orElse(NONE);
                points.add(new At(mass, given, null, nuisances));
            } else {
                if (withoutSignal.isPresent() && point.has(MU.name())) {
                    decoder.problem(point.location(MU.name()), "\"mu\" has no effect: " + withoutSignal.get());
                }
                Double mu = withoutSignal.isPresent() ? null : point.number(MU.name());
                points.add(new At(0, NONE, mu, nuisances));
            }
            point.finish();
        }
        return Optional.of(new LikelihoodStudy(candidate, points));
    }

    /** Names that only the inputs of the study decide about, and data sets that do not fit together, are left to the run. */
    private static Optional<List<String>> nuisanceNames(StudyDecoder decoder, boolean withScenario) {
        List<Dataset> datasets = decoder.datasets();
        boolean isFixed = datasets.stream()
                .noneMatch(dataset -> dataset instanceof CountingData counting
                        && !counting.templateUncertainties().isEmpty());
        Optional<Theory> theory = decoder.theory();
        if (!isFixed || theory.isEmpty()) {
            return Optional.empty();
        }
        try {
            List<String> names = new ArrayList<>(BinnedModel.of(datasets).nuisanceNames());
            names.addAll(theory.get()
                    .formFactorStrengths(decoder.measuredTransitions().stream()
                            .map(Transition::id)
                            .toList()));
            if (withScenario) {
                names.add(Hypothesis.SM_NORMALISATION);
            }
            return Optional.of(names);
        } catch (IllegalArgumentException incompatible) {
            return Optional.empty();
        }
    }
}
