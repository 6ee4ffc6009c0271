package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.Hypothesis;
import emiss.analysis.TestedStrength;
import emiss.api.DoubleVector;
import emiss.api.scenario.Complex;
import emiss.app.study.Computation;
import emiss.app.study.Outcome;
import emiss.app.study.Points;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyType;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.MarginalLikelihood;
import emiss.inference.SignalModel;
import emiss.inference.statistics.GridDensity;
import emiss.inference.statistics.GridPosterior;
import emiss.results.Interval;
import emiss.results.PosteriorResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The posterior of mu, of couplings, or of a branching fraction, and of the mass, on a grid: the likelihood with its nuisance
 * parameters integrated over by Laplace's method, times priors.
 *
 * @param settings what it is of
 */
public record PosteriorStudy(PosteriorSettings settings) implements Study {
    private static final double LEVEL_68 = 0.6827;
    private static final double LEVEL_95 = 0.95;

    /** A prior that ends where the density is above this part of its largest value cuts the posterior. */
    private static final double CUT = 0.01;

    /** The type of these studies. */
    public static final StudyType TYPE = new StudyType(
            PosteriorResult.TYPE,
            "probabilities of couplings, a branching fraction and the mass for given priors; Bayes factors",
            PosteriorSettings.FIELDS,
            decoder -> PosteriorSettings.decode(decoder).map(PosteriorStudy::new));

    /**
     * The marginal likelihood along the last parameter, all others fixed.
     *
     * @param minus2Log -2 ln L_m; null where the hypothesis is impossible
     */
    record Line(List<@Nullable Double> minus2Log) {}

    @Override
    public Computation<Line> begin(StudyContext context) {
        Analysis analysis = context.analysis();
        Map<Double, Hypothesis> byMass = new ConcurrentHashMap<>();
        int length = settings.last().grid().size();
        return new Computation<>(
                Line.class,
                settings.size() / length,
                index -> "the likelihood" + at(values(index * length)),
                index -> line(analysis, byMass, index * length, length),
                points -> combine(analysis, points));
    }

    /** The values of all parameters at a point of the grid. */
    private Map<String, Double> values(int point) {
        List<PosteriorSettings.Parameter> parameters = settings.parameters();
        Double[] values = new Double[parameters.size()];
        int rest = point;
        for (int k = values.length - 1; k >= 0; k--) {
            DoubleVector grid = parameters.get(k).grid();
            values[k] = grid.at(rest % grid.size());
            rest /= grid.size();
        }
        Map<String, Double> byName = new LinkedHashMap<>();
        for (int k = 0; k < values.length; k++) {
            byName.put(parameters.get(k).name(), values[k]);
        }
        return byName;
    }

    private String at(Map<String, Double> values) {
        List<String> fixed = new ArrayList<>();
        values.forEach((name, value) -> {
            if (!name.equals(settings.last().name())) {
                fixed.add(name + " = " + value);
            }
        });
        return fixed.isEmpty() ? "" : " at " + String.join(", ", fixed);
    }

    private Line line(Analysis analysis, Map<Double, Hypothesis> byMass, int first, int length) {
        Fitter fitter = new Fitter(analysis.model());
        FitResult warm = analysis.standardModelFit();
        List<@Nullable Double> line = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            FitResult fit = fitter.fit(analysis.data(), signal(analysis, byMass, values(first + i)), warm);
            if (fit.status() == FitResult.Status.INFEASIBLE) {
                line.add(null);
            } else {
                line.add(MarginalLikelihood.minus2Log(fit));
                warm = fit;
            }
        }
        return new Line(line);
    }

    private SignalModel signal(Analysis analysis, Map<Double, Hypothesis> byMass, Map<String, Double> values) {
        if (settings.candidate().isEmpty()) {
            return analysis.rescaledStandardModel().fix(0, values.get(TestedStrength.MU));
        }
        double mass =
                values.getOrDefault(PosteriorSettings.MASS, settings.masses().at(0));
        Hypothesis hypothesis = byMass.computeIfAbsent(
                mass, key -> analysis.hypothesis(settings.candidate().get().at(key), settings.couplings(), false));
        if (settings.transition().isEmpty()) {
            return hypothesis.withFixed(values);
        }
        String transition = settings.transition().get().id();
        String coupling = settings.couplings().get(0).name();
        double perUnit =
                hypothesis.branchingFractions(Map.of(coupling, Complex.real(1))).getOrDefault(transition, 0.0);
        if (!(perUnit > 0)) {
            throw new IllegalStateException(coupling + " has no branching fraction of " + transition);
        }
        return hypothesis.withFixed(
                Map.of(coupling, Math.sqrt(values.get(PosteriorSettings.BRANCHING_FRACTION) / perUnit)));
    }

    private Outcome combine(Analysis analysis, Points<Line> points) {
        if (!points.problems().isEmpty()) {
            throw new IllegalStateException(
                    "the posterior needs all points: " + points.problems().get(0));
        }
        List<PosteriorSettings.Parameter> parameters = settings.parameters();
        GridPosterior posterior = new GridPosterior(
                parameters.stream()
                        .map(parameter ->
                                new GridPosterior.Axis(parameter.grid().toArray(), parameter.priorDensity()))
                        .toList(),
                points.computed().stream()
                        .flatMap(line -> line.minus2Log().stream())
                        .mapToDouble(value -> value == null ? Double.POSITIVE_INFINITY : value)
                        .toArray());
        List<PosteriorResult.Marginal> marginals = new ArrayList<>();
        Map<String, Double> mode = new LinkedHashMap<>();
        Map<String, Map<String, DoubleVector>> priors = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        for (int k = 0; k < parameters.size(); k++) {
            PosteriorSettings.Parameter parameter = parameters.get(k);
            GridDensity density = posterior.marginal(k);
            marginals.add(new PosteriorResult.Marginal(
                    parameter.name(),
                    density.mode(),
                    density.mean(),
                    intervals(density, LEVEL_68),
                    intervals(density, LEVEL_95),
                    DoubleVector.of(density.x()),
                    DoubleVector.of(density.density())));
            mode.put(parameter.name(), posterior.mode()[k]);
            priors.put(parameter.name(), parameter.prior().settings());
            noteCut(parameter, density, notes);
        }
        return new Outcome(
                new PosteriorResult(
                        settings.scenario(),
                        settings.quantity(),
                        marginals,
                        mode,
                        bayesFactors(analysis, posterior.logEvidence(), notes),
                        priors,
                        notes),
                List.of());
    }

    private static List<Interval> intervals(GridDensity density, double probability) {
        return density.highest(probability).stream()
                .map(interval -> Interval.of(interval.low(), interval.high()))
                .toList();
    }

    private static void noteCut(PosteriorSettings.Parameter parameter, GridDensity density, List<String> notes) {
        double[] values = density.density();
        double largest = DoubleStream.of(values).max().orElse(0);
        if (values[values.length - 1] > CUT * largest) {
            notes.add(cut(parameter.name(), "upper", parameter.prior().high(), values[values.length - 1] / largest));
        }
        if (values[0] > CUT * largest && parameter.prior().low() != 0) {
            notes.add(cut(parameter.name(), "lower", parameter.prior().low(), values[0] / largest));
        }
    }

    private static String cut(String name, String side, double end, double part) {
        return "the prior cuts the posterior of " + name + " at its " + side + " end " + end + ", where the density is "
                + Math.round(1000 * part) / 10.0 + " % of its largest value";
    }

    private PosteriorResult.BayesFactors bayesFactors(Analysis analysis, double logEvidence, List<String> notes) {
        FitResult background = new Fitter(analysis.model()).fit(analysis.data(), analysis.background());
        return new PosteriorResult.BayesFactors(
                log10(logEvidence, analysis.standardModelFit(), "the Standard Model", notes),
                log10(logEvidence, background, "the background alone", notes));
    }

    private static @Nullable Double log10(double logEvidence, FitResult fit, String what, List<String> notes) {
        if (!fit.converged()) {
            notes.add("there is no Bayes factor against " + what + ": " + fit.reason());
            return null;
        }
        return (logEvidence + 0.5 * MarginalLikelihood.minus2Log(fit)) / Math.log(10);
    }
}
