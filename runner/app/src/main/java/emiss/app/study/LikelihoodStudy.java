package emiss.app.study;

import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Scenario;
import emiss.app.analysis.Analysis;
import emiss.app.analysis.Hypothesis;
import emiss.app.config.StudyDecoder;
import emiss.app.result.Table;
import emiss.app.result.Words;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.SignalModel;
import jakarta.inject.Inject;
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
 * The likelihood at given points, nuisance parameters profiled, for other people's samplers.
 *
 * @param scenario the scenario; empty for points of the rescaled Standard Model
 * @param points where to evaluate
 * @param lambda scale of new physics [GeV]
 */
public record LikelihoodStudy(Optional<Scenario> scenario, List<At> points, double lambda) implements Study {
    private static final String TYPE = "likelihood";

    /**
     * A point.
     *
     * @param mass mass of the invisible particle [GeV]; 0 for the rescaled Standard Model
     * @param couplings values of the couplings; empty for the rescaled Standard Model
     * @param mu strength of the Standard-Model signal, used without a scenario
     */
    public record At(double mass, Map<String, Complex> couplings, double mu) {}

    @Override
    public String type() {
        return TYPE;
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
                problems.add("the fit at " + one.point.label() + " failed: " + one.reason);
            }
        }
        return new Outcome(new Result(found.stream().map(Found::point).toList()), problems);
    }

    private record Found(Point point, String reason) {}

    private Found attempt(Analysis analysis, At at) {
        try {
            FitResult fit = fit(analysis, at);
            return fit.converged()
                    ? new Found(point(at, analysis.t(fit), fit.logPdf()), "")
                    : new Found(point(at, null, null), fit.reason());
        } catch (RuntimeException failure) {
            return new Found(point(at, null, null), failure.toString());
        }
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

    private FitResult fit(Analysis analysis, At at) {
        SignalModel signal;
        if (scenario.isPresent()) {
            List<Basis.Variable> couplings =
                    at.couplings.keySet().stream().map(Basis.Variable::coupling).toList();
            Hypothesis hypothesis = analysis.hypothesis(scenario.get(), at.mass, lambda, couplings, true, 0);
            signal = hypothesis.signalAt(at.couplings);
        } else {
            double[] rows = analysis.standardModelRows();
            for (int row = 0; row < rows.length; row++) {
                rows[row] *= at.mu;
            }
            signal = SignalModel.fixed(rows);
        }
        return new Fitter(analysis.model()).fit(analysis.data(), signal);
    }

    /**
     * The likelihood at one point.
     *
     * @param mass mass [GeV]; null for the rescaled Standard Model
     * @param couplings values of the couplings
     * @param mu strength of the Standard-Model signal; null with a scenario
     * @param t -2 ln(L/L_SM), nuisance parameters profiled; null if the fit failed
     * @param logpdf log-pdf with all constants, nuisance parameters profiled; null if the fit failed
     * @param converged whether the fit of the nuisance parameters converged
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

    /** The type {@code likelihood}. */
    public static final class Type implements StudyType {
        /** Creates the type. */
        @Inject
        public Type() {}

        @Override
        public String name() {
            return TYPE;
        }

        @Override
        public String answers() {
            return "t at given couplings (or mu), nuisance parameters profiled, for other people's samplers";
        }

        @Override
        public Optional<Study> decode(StudyDecoder decoder) {
            decoder.requireData();
            double lambda = decoder.lambda();
            boolean withScenario = decoder.fields().has("scenario");
            Optional<Scenario> scenario = withScenario ? decoder.scenario() : Optional.empty();
            List<Node> nodes = decoder.fields().list("points");
            if (withScenario && scenario.isEmpty()) {
                return Optional.empty();
            }
            List<At> points = new ArrayList<>();
            for (Node node : nodes) {
                ObjectDecoder point = decoder.object(node, "a point");
                if (scenario.isPresent()) {
                    double mass = point.number("mass", 0);
                    decoder.checkMass(mass, scenario.get(), decoder.measuredTransitions(), point.location("mass"));
                    Map<String, Complex> couplings = point.required("couplings")
                            .map(values -> decoder.couplingValues(scenario.get(), values))
                            .orElse(Map.of());
                    points.add(new At(mass, couplings, 1));
                } else {
                    points.add(new At(0, Map.of(), point.number("mu")));
                }
                point.finish();
            }
            return Optional.of(new LikelihoodStudy(scenario, points, lambda));
        }
    }
}
