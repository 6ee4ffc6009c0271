package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.Hypothesis;
import emiss.api.DoubleVector;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Scenario;
import emiss.app.result.Table;
import emiss.app.result.Words;
import emiss.app.study.Outcome;
import emiss.app.study.Payload;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import emiss.data.document.Kind;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.inference.BinnedModel;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.SignalModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The likelihood at given points, for other people's samplers: with the nuisance parameters profiled, or at given values of
 * them.
 *
 * @param scenario the scenario; empty for points of the rescaled Standard Model
 * @param points where to evaluate
 * @param lambda scale of new physics [GeV]
 */
public record LikelihoodStudy(Optional<Scenario> scenario, List<At> points, double lambda) implements Study {
    /** The type {@code likelihood}. */
    public static final StudyType TYPE = new StudyType(
            "likelihood",
            "t and log-pdf at given couplings (or mu), for other people's samplers",
            LikelihoodStudy::decode);

    /**
     * A point.
     *
     * @param mass mass of the invisible particle [GeV]; 0 for the rescaled Standard Model
     * @param couplings values of the couplings; empty for the rescaled Standard Model
     * @param mu strength of the Standard-Model signal, used without a scenario
     * @param nuisances values of nuisance parameters by name, one or one a bin; empty if they are profiled, otherwise those
     *     not named are at the centres of their constraints, free ones at their start
     */
    public record At(
            double mass, Map<String, Complex> couplings, double mu, Optional<Map<String, DoubleVector>> nuisances) {}

    @Override
    public String type() {
        return TYPE.name();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        scenario.ifPresent(found -> settings.put("scenario", found.id()));
        settings.put("lambda", lambda);
        return settings;
    }

    @Override
    public Outcome run(StudyContext context) {
        Analysis analysis = context.analysis();
        List<String> problems = new ArrayList<>();
        List<Found> found = context.parallel().map(points.size(), i -> attempt(analysis, points.get(i))).stream()
                .flatMap(Optional::stream)
                .toList();
        if (found.size() < points.size()) {
            problems.add("interrupted: " + found.size() + " of " + points.size() + " points were reached");
        }
        for (Found one : found) {
            if (!one.reason.isEmpty()) {
                problems.add("the point " + one.point.label() + " failed: " + one.reason);
            }
        }
        return new Outcome(new Result(found.stream().map(Found::point).toList()), problems);
    }

    private record Found(Point point, String reason) {}

    private Found attempt(Analysis analysis, At at) {
        try {
            SignalModel signal = signal(analysis, at);
            if (at.nuisances.isPresent()) {
                return evaluated(analysis, at, signal, new NuisancePoint(at.nuisances.get()));
            }
            FitResult fit = new Fitter(analysis.model()).fit(analysis.data(), signal);
            return fit.converged()
                    ? new Found(point(at, analysis.t(fit), fit.logPdf()), "")
                    : new Found(point(at, null, null), fit.reason());
        } catch (RuntimeException failure) {
            return new Found(point(at, null, null), failure.toString());
        }
    }

    /** Nothing is fitted; t is relative to the fit of the Standard Model nevertheless. */
    private Found evaluated(Analysis analysis, At at, SignalModel signal, NuisancePoint nuisances) {
        List<String> names = new ArrayList<>(analysis.model().nuisanceNames());
        signal.parameters().forEach(parameter -> names.add(parameter.name()));
        Map<String, Double> values;
        try {
            values = nuisances.resolve(names);
        } catch (IllegalArgumentException unknown) {
            return new Found(point(at, null, null), String.valueOf(unknown.getMessage()));
        }
        double[] phi = signal.parameters().stream()
                .mapToDouble(parameter -> {
                    Double given = values.remove(parameter.name());
                    return given == null ? parameter.centre() : given;
                })
                .toArray();
        double logPdf = analysis.model().logPdf(analysis.data(), signal, phi, values);
        return Double.isFinite(logPdf)
                ? new Found(point(at, -2 * (logPdf - analysis.standardModelFit().logPdf()), logPdf), "")
                : new Found(point(at, null, null), "events were observed in a bin that expects none");
    }

    private Point point(At at, @Nullable Double t, @Nullable Double logpdf) {
        boolean withScenario = scenario.isPresent();
        return new Point(
                withScenario ? at.mass : null,
                Words.couplings(at.couplings),
                withScenario ? null : at.mu,
                t,
                logpdf,
                t != null);
    }

    private SignalModel signal(Analysis analysis, At at) {
        if (scenario.isPresent()) {
            List<Basis.Variable> couplings =
                    at.couplings.keySet().stream().map(Basis.Variable::coupling).toList();
            Hypothesis hypothesis = analysis.hypothesis(scenario.get(), at.mass, lambda, couplings, true, 0);
            return hypothesis.signalAt(at.couplings);
        }
        double[] rows = analysis.standardModelRows();
        for (int row = 0; row < rows.length; row++) {
            rows[row] *= at.mu;
        }
        return SignalModel.fixed(rows);
    }

    /**
     * The likelihood at one point.
     *
     * @param mass mass [GeV]; null for the rescaled Standard Model
     * @param couplings values of the couplings
     * @param mu strength of the Standard-Model signal; null with a scenario
     * @param t -2 ln(L/L_SM), L_SM the profiled maximum of the Standard Model, L profiled unless values of nuisance
     *     parameters were given; null if the point failed
     * @param logpdf log-pdf with all constants, profiled or at the given values; null if the point failed
     * @param converged whether the point has a value: the fit of the nuisance parameters converged, or none was needed
     */
    public record Point(
            @Nullable Double mass,
            Map<String, Object> couplings,
            @Nullable Double mu,
            @Nullable Double t,
            @Nullable Double logpdf,
            boolean converged) {
        private String label() {
            return mu == null ? "m = " + mass + " GeV, " + Words.text(couplings) : "mu = " + mu;
        }
    }

    /**
     * The likelihood at every point.
     *
     * @param points in the order given
     */
    public record Result(List<Point> points) implements Payload {
        @Override
        public String summary() {
            return points.size() + " points"
                    + points.stream()
                            .filter(point -> point.t != null)
                            .map(point -> point.t)
                            .min(Double::compare)
                            .map(lowest -> ", lowest t = " + Words.fixed(lowest, 2))
                            .orElse("");
        }

        @Override
        public Table table() {
            Set<String> names = new LinkedHashSet<>();
            points.forEach(point -> names.addAll(point.couplings.keySet()));
            List<String> columns = new ArrayList<>(List.of("mass[GeV]", "mu"));
            columns.addAll(names);
            columns.addAll(List.of("t", "logpdf", "converged"));
            Table.Builder table = Table.of(columns);
            for (Point point : points) {
                List<@Nullable Object> row = new ArrayList<>(Arrays.asList(point.mass, point.mu));
                names.forEach(name -> row.add(point.couplings.get(name)));
                row.addAll(Arrays.asList(point.t, point.logpdf, point.converged));
                table.row(row);
            }
            return table.build();
        }
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        decoder.requireData();
        double lambda = decoder.lambda();
        boolean withScenario = decoder.fields().has("scenario");
        Optional<Scenario> scenario = withScenario ? decoder.scenario() : Optional.empty();
        List<Node> nodes = decoder.fields().list("points");
        if (withScenario && scenario.isEmpty()) {
            return Optional.empty();
        }
        List<At> points = new ArrayList<>();
        Optional<List<String>> nuisanceNames =
                nodes.stream().anyMatch(point -> point.fields().containsKey("nuisances"))
                        ? nuisanceNames(decoder.datasets(), withScenario)
                        : Optional.empty();
        for (Node node : nodes) {
            ObjectDecoder point = decoder.object(node, "a point");
            Optional<Map<String, DoubleVector>> nuisances =
                    point.optional("nuisances").map(values -> nuisances(decoder, values, nuisanceNames));
            if (scenario.isPresent()) {
                double mass = point.number("mass", 0);
                decoder.checkMass(mass, scenario.get(), decoder.measuredTransitions(), point.location("mass"));
                Map<String, Complex> couplings = point.required("couplings")
                        .map(values -> decoder.couplingValues(scenario.get(), values))
                        .orElse(Map.of());
                points.add(new At(mass, couplings, 1, nuisances));
            } else {
                points.add(new At(0, Map.of(), point.number("mu"), nuisances));
            }
            point.finish();
        }
        return Optional.of(new LikelihoodStudy(scenario, points, lambda));
    }

    private static Map<String, DoubleVector> nuisances(StudyDecoder decoder, Node node, Optional<List<String>> valid) {
        ObjectDecoder fields = decoder.object(node, "\"nuisances\"");
        Map<String, DoubleVector> values = new LinkedHashMap<>();
        node.fields().forEach((name, value) -> {
            DoubleVector numbers = value.kind() == Kind.ARRAY
                    ? DoubleVector.of(fields.numbers(name))
                    : DoubleVector.of(fields.number(name));
            values.put(name, numbers);
            valid.ifPresent(names -> {
                try {
                    new NuisancePoint(Map.of(name, numbers)).resolve(names);
                } catch (IllegalArgumentException wrong) {
                    decoder.problem(node.keyLocation(name), String.valueOf(wrong.getMessage()));
                }
            });
        });
        return values;
    }

    /** Names that only the inputs of the study decide about, and data sets that do not fit together, are left to the run. */
    private static Optional<List<String>> nuisanceNames(List<Dataset> datasets, boolean withScenario) {
        boolean isFixed = datasets.stream()
                .noneMatch(dataset -> dataset instanceof CountingData counting
                        && !counting.templateUncertainties().isEmpty());
        if (!isFixed) {
            return Optional.empty();
        }
        try {
            List<String> names = new ArrayList<>(BinnedModel.of(datasets).nuisanceNames());
            if (withScenario) {
                names.add(Hypothesis.SM_NORMALISATION);
            }
            return Optional.of(names);
        } catch (IllegalArgumentException incompatible) {
            return Optional.empty();
        }
    }
}
