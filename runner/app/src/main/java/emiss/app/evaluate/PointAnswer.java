package emiss.app.evaluate;

import emiss.analysis.Analysis;
import emiss.analysis.CouplingSlopes;
import emiss.analysis.Hypothesis;
import emiss.api.experiment.Bin;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.app.studies.NuisancePoint;
import emiss.app.study.CouplingDecoder;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.SignalModel;
import emiss.physics.Candidate;
import emiss.results.Records;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is answered about one point; belongs to one thread. */
final class PointAnswer {
    private static final List<String> ALL = List.of();

    private final LikelihoodSession session;
    private final EvaluateRequest request;
    private final EvaluateRequest.At at;
    private final Optional<Candidate> candidate;
    private final Map<String, Complex> couplings;
    private final List<Basis.Variable> variables;

    PointAnswer(LikelihoodSession session, EvaluateRequest request, EvaluateRequest.At at) {
        this.session = session;
        this.request = request;
        this.at = at;
        candidate = request.candidate().map(found -> found.at(at.mass()));
        couplings = new LinkedHashMap<>();
        variables = new ArrayList<>();
        if (at.file() != null) {
            couplings.putAll(at.file().in(session.theory(), candidate.orElseThrow()));
            couplings.keySet().forEach(name -> variables.add(Basis.Variable.coupling(name)));
        }
        for (CouplingDecoder.Value value : at.variables()) {
            couplings.put(value.variable().name(), value.value());
            variables.add(value.variable());
        }
    }

    /** Everything that was asked for. */
    Map<String, @Nullable Object> answer() {
        check();
        Analysis analysis = session.analysis();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        if (at.nuisances().isPresent()) {
            given(analysis, at.nuisances().get(), answer);
        } else {
            profiled(analysis, answer);
        }
        if (asks(Answer.PER_EXPERIMENT)) {
            answer.put("perExperiment", perExperiment());
        }
        if (asks(Answer.SPECTRUM)) {
            answer.put("spectrum", session.asking(candidate, predictions()::spectra));
        }
        if (asks(Answer.BRANCHING_FRACTIONS)) {
            answer.put("branchingFractions", session.asking(candidate, predictions()::branchingFractions));
        }
        Records.checkFinite("the answer", answer);
        return answer;
    }

    private PointPredictions predictions() {
        return new PointPredictions(
                session, request, candidate.map(particle -> hypothesis(ALL)), couplings, strength());
    }

    private boolean asks(Answer answer) {
        return request.answers().contains(answer);
    }

    private void check() {
        if (!at.impossible().isEmpty()) {
            throw new IllegalStateException(at.impossible());
        }
        if (session.theory().hasMixing() && couplings.values().stream().anyMatch(value -> value.im() != 0)) {
            throw new IllegalStateException("with \"bsMixing\" couplings must be real here");
        }
    }

    /** Nothing is profiled. */
    private void given(Analysis analysis, NuisancePoint nuisances, Map<String, @Nullable Object> answer) {
        double logPdf = nuisances.logPdf(analysis, signal(ALL));
        answer.put("t", analysis.isStandardModelPossible() ? (Object) analysis.t(logPdf) : null);
        answer.put("logpdf", logPdf);
        if (asks(Answer.GRADIENT)) {
            slopes(analysis, nuisances, answer);
        }
    }

    /** The derivatives by what is of interest, and by the nuisance parameters. */
    private void slopes(Analysis analysis, NuisancePoint nuisances, Map<String, @Nullable Object> answer) {
        Map<String, Double> interest = new LinkedHashMap<>();
        SignalModel near;
        if (candidate.isPresent()) {
            near = CouplingSlopes.near(hypothesis(ALL), couplings);
            near.parameters().subList(0, 2 * couplings.size()).forEach(shift -> interest.put(shift.name(), 0.0));
        } else if (at.mu() != null) {
            near = analysis.rescaledStandardModel();
            interest.put(near.parameters().get(0).name(), at.mu());
        } else {
            near = analysis.standardModel();
        }
        double[] slopes = nuisances.at(analysis, near, interest).slopes();
        answer.put(
                "gradient",
                candidate.isPresent()
                        ? gradient(CouplingSlopes.byCoupling(hypothesis(ALL), slopes))
                        : interest.isEmpty() ? Map.of() : Map.of("mu", slopes[0]));
        List<String> names = new ArrayList<>();
        near.parameters().forEach(parameter -> names.add(parameter.name()));
        names.addAll(analysis.model().nuisanceNames());
        Map<String, Object> byNuisance = new LinkedHashMap<>();
        for (int i = interest.size(); i < slopes.length; i++) {
            byNuisance.put(names.get(i), slopes[i]);
        }
        answer.put("nuisanceGradient", byNuisance);
    }

    private void profiled(Analysis analysis, Map<String, @Nullable Object> answer) {
        session.fitting(ALL, fitter -> {
            FitResult fit = converged(fitter.fit(analysis.data(), signal(ALL)));
            answer.put("t", analysis.isStandardModelPossible() ? (Object) analysis.t(fit) : null);
            answer.put("minus2LnL", fit.deviance());
            if (asks(Answer.LOGPDF)) {
                answer.put("logpdf", fit.logPdf());
            }
            if (asks(Answer.GRADIENT)) {
                answer.put("gradient", gradient(analysis, fit, fitter));
            }
            if (asks(Answer.EVENTS)) {
                answer.put("events", events(analysis, fit));
            }
            if (asks(Answer.NUISANCES)) {
                answer.put("nuisances", nuisances(fit));
            }
            return fit;
        });
    }

    private static FitResult converged(FitResult fit) {
        if (!fit.converged()) {
            throw new IllegalStateException(fit.reason());
        }
        return fit;
    }

    private Hypothesis hypothesis(List<String> ids) {
        return session.hypothesis(ids, candidate.orElseThrow(), variables);
    }

    private SignalModel signal(List<String> ids) {
        Analysis analysis = session.analysis(ids);
        if (candidate.isPresent()) {
            return hypothesis(ids).signalAt(couplings);
        }
        return at.mu() == null
                ? analysis.standardModel()
                : analysis.rescaledStandardModel().fix(0, at.mu());
    }

    private Map<String, Object> gradient(Analysis analysis, FitResult fit, Fitter fitter) {
        if (candidate.isPresent()) {
            return gradient(CouplingSlopes.of(hypothesis(ALL), couplings, fit, fitter));
        }
        if (at.mu() == null) {
            return Map.of();
        }
        double[] others = fit.signalParameters();
        double[] phi = new double[others.length + 1];
        phi[0] = at.mu();
        System.arraycopy(others, 0, phi, 1, others.length);
        return Map.of("mu", fitter.slopes(analysis.data(), analysis.rescaledStandardModel(), phi, fit)[0]);
    }

    /** Derivatives as the couplings were given: by a number, or by [re, im]. */
    private Map<String, Object> gradient(Map<String, Complex> slopes) {
        Set<String> complex = new HashSet<>();
        at.variables().stream()
                .filter(CouplingDecoder.Value::isComplex)
                .forEach(value -> complex.add(value.variable().name()));
        Map<String, Object> gradient = new LinkedHashMap<>();
        slopes.forEach((name, slope) ->
                gradient.put(name, complex.contains(name) ? List.of(slope.re(), slope.im()) : (Object) slope.re()));
        return gradient;
    }

    private Map<String, @Nullable Object> perExperiment() {
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        session.experiments().forEach((name, ids) -> {
            Analysis analysis = session.analysis(ids);
            FitResult fit = session.fitting(ids, fitter -> converged(fitter.fit(analysis.data(), signal(ids))));
            found.put(name, analysis.isStandardModelPossible() ? (Object) analysis.t(fit) : null);
        });
        return found;
    }

    private List<Map<String, Object>> events(Analysis analysis, FitResult fit) {
        double[] background = fit.expectedBackground();
        double[] expected = fit.expected();
        double[] standardModel = analysis.standardModelRows();
        double[] signal = candidate.isPresent() ? hypothesis(ALL).rows(couplings) : rescaled(standardModel);
        List<Map<String, Object>> bins = new ArrayList<>();
        for (Dataset dataset : analysis.datasets()) {
            if (dataset instanceof CountingData counting) {
                for (Channel channel : counting.respondingChannels()) {
                    int first = analysis.model().row(counting.id(), channel.name(), 0);
                    for (int i = 0; i < channel.bins().size(); i++) {
                        int row = first + i;
                        bins.add(bin(
                                counting,
                                channel,
                                i,
                                background[row],
                                standardModel[row],
                                signal[row] - standardModel[row],
                                expected[row]));
                    }
                }
            }
        }
        return bins;
    }

    private double[] rescaled(double[] standardModel) {
        return Arrays.stream(standardModel).map(events -> strength() * events).toArray();
    }

    private static Map<String, Object> bin(
            CountingData counting,
            Channel channel,
            int index,
            double background,
            double standardModel,
            double signal,
            double expected) {
        Bin bin = channel.bins().get(index);
        double observed = channel.observed().at(index);
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("experiment", counting.id());
        found.put("channel", channel.name());
        found.put("variable", channel.variable());
        found.put("unit", channel.unit());
        found.put("selection", bin.selection());
        found.put("low", bin.low());
        found.put("high", bin.high());
        found.put("observed", observed);
        found.put("background", background);
        found.put("sm", standardModel);
        found.put("signal", signal);
        found.put("expected", expected);
        found.put("pull", expected > 0 ? (observed - expected) / Math.sqrt(expected) : 0.0);
        return found;
    }

    private static Map<String, Object> nuisances(FitResult fit) {
        double[] values = fit.nuisances();
        double[] pulls = fit.pulls();
        Map<String, Object> found = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            found.put(fit.nuisanceNames().get(i), Map.of("value", values[i], "pull", pulls[i]));
        }
        return found;
    }

    /** The strength of the Standard-Model signal. */
    private double strength() {
        return at.mu() == null ? 1 : at.mu();
    }
}
