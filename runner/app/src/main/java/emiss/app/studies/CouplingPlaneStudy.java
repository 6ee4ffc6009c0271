package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.Contours;
import emiss.analysis.CouplingFit;
import emiss.analysis.CouplingFitter;
import emiss.analysis.CouplingLimit;
import emiss.analysis.Hypothesis;
import emiss.analysis.PlaneScan;
import emiss.api.DoubleVector;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Scenario;
import emiss.app.result.Table;
import emiss.app.result.Words;
import emiss.app.study.Outcome;
import emiss.app.study.Payload;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * t in a plane of two couplings: contours of the combination and of every experiment, best points, and limits
 * (arXiv:2403.13887, Figs. 6 to 10).
 *
 * @param scenario the scenario
 * @param mass mass of the invisible particle [GeV]
 * @param lambda scale of new physics [GeV]
 * @param width natural width of a single particle [GeV]; 0 for a line
 * @param x the coupling along x
 * @param y the coupling along y
 * @param profiled couplings that float at every point
 * @param fixed values of other couplings
 * @param groups data sets that count as one experiment, by name
 * @param limits what to limit
 */
public record CouplingPlaneStudy(
        Scenario scenario,
        double mass,
        double lambda,
        double width,
        Axis x,
        Axis y,
        List<Basis.Variable> profiled,
        Map<Basis.Variable, Double> fixed,
        Map<String, List<String>> groups,
        List<CouplingLimit> limits)
        implements Study {
    /** The type {@code coupling-plane}. */
    public static final StudyType TYPE = new StudyType(
            "coupling-plane",
            "where in a plane of two couplings the data want to be, per experiment and together, and limits",
            CouplingPlaneStudy::decode);

    private static final double DEFAULT_LEVEL = 0.90;

    /** Rises of -2 ln L that contain 1, 2 and 3 sigma of two parameters. */
    private static final Map<String, Double> LEVELS = Map.of("1", 2.30, "2", 6.18, "3", 11.83);

    /** Minima within this of the lowest t are degenerate with it. */
    private static final double DEGENERATE = 1e-3;

    private static final int MAX_BEST = 16;

    /**
     * A coupling and its values on the grid.
     *
     * @param variable the coupling, or a variable of a basis
     * @param values ascending
     */
    public record Axis(Basis.Variable variable, DoubleVector values) {
        String name() {
            return variable.name();
        }

        double spacing() {
            return (values.at(values.size() - 1) - values.at(0)) / (values.size() - 1);
        }
    }

    @Override
    public String type() {
        return TYPE.name();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("scenario", scenario.id());
        settings.put("mass", mass);
        settings.put("lambda", lambda);
        settings.put("width", width);
        settings.put("profiled", profiled.stream().map(Basis.Variable::name).toList());
        Map<String, Double> values = new LinkedHashMap<>();
        fixed.forEach((variable, value) -> values.put(variable.name(), value));
        settings.put("couplings", values);
        settings.put("groups", groups);
        return settings;
    }

    @Override
    public Outcome run(StudyContext context) {
        Analysis combined = context.analysis();
        Map<String, Analysis> single = new LinkedHashMap<>();
        groups.forEach((name, ids) -> single.put(name, context.analysis(ids)));
        Map<String, double[][]> groupT = new LinkedHashMap<>();
        single.forEach((name, analysis) -> groupT.put(name, scan(context, analysis)));
        double[][] t = areIndependent(single, combined) ? sum(groupT) : scan(context, combined);

        List<String> problems = new ArrayList<>();
        long missing = Arrays.stream(t)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isNaN)
                .count();
        if (missing > 0) {
            problems.add(missing + " of " + x.values.size() * y.values.size() + " points have no value");
        }
        List<CouplingFit> minima = minima(new CouplingFitter(combined), hypothesis(combined), t);
        double lowest = minima.isEmpty()
                ? lowest(t)
                : Math.min(
                        lowest(t),
                        minima.stream().mapToDouble(CouplingFit::t).min().orElseThrow());
        Map<String, List<List<double[]>>> contours = new LinkedHashMap<>();
        for (String sigma : List.of("1", "2", "3")) {
            contours.put(sigma, Contours.below(x.values, y.values, t, lowest + LEVELS.get(sigma)));
        }
        Map<String, Map<String, List<List<double[]>>>> regions = new LinkedHashMap<>();
        single.forEach((name, analysis) -> {
            double[][] values = groupT.get(name);
            CouplingFit best = new CouplingFitter(analysis).fit(hypothesis(analysis));
            double minimum =
                    fixed.isEmpty() && best.isConverged() ? Math.min(lowest(values), best.t()) : lowest(values);
            regions.put(name, Map.of("1", Contours.below(x.values, y.values, values, minimum + LEVELS.get("1"))));
        });
        Result result = new Result(
                scenario.id(),
                mass,
                new AxisValues(x.name(), x.values.toArray()),
                new AxisValues(y.name(), y.values.toArray()),
                rounded(t),
                minima.stream()
                        .map(fit -> new Best(Words.couplings(fit.asFitted()), fit.t()))
                        .toList(),
                new Regions(contours, regions),
                directions(),
                limits.stream()
                        .map(limit -> value(limit, context, minima, problems))
                        .toList());
        return new Outcome(result, problems);
    }

    /** The variables of other bases that lie in the plane. */
    private List<Direction> directions() {
        List<Direction> directions = new ArrayList<>();
        for (Basis basis : scenario.bases()) {
            for (Basis.Variable variable : basis.variables()) {
                Map<String, Double> couplings = variable.couplings();
                boolean inPlane = Set.of(x.name(), y.name()).containsAll(couplings.keySet());
                if (inPlane && couplings.size() > 1) {
                    directions.add(new Direction(
                            basis.name(), variable.name(), couplings.get(x.name()), couplings.get(y.name())));
                }
            }
        }
        return directions;
    }

    private List<Basis.Variable> variables() {
        List<Basis.Variable> variables = new ArrayList<>(List.of(x.variable, y.variable));
        variables.addAll(profiled);
        variables.addAll(fixed.keySet());
        return variables;
    }

    private Map<String, Double> fixedValues() {
        Map<String, Double> values = new LinkedHashMap<>();
        fixed.forEach((variable, value) -> values.put(variable.name(), value));
        return values;
    }

    private Hypothesis hypothesis(Analysis analysis) {
        return analysis.hypothesis(scenario, mass, lambda, variables(), false, width);
    }

    private double[][] scan(StudyContext context, Analysis analysis) {
        PlaneScan.Grid grid = new PlaneScan.Grid(x.name(), y.name(), x.values, y.values, fixedValues());
        PlaneScan scan = new PlaneScan(hypothesis(analysis), grid);
        double[] none = new double[x.values.size()];
        Arrays.fill(none, Double.NaN);
        return grid.whole(context.parallel().map(grid.rows(), scan::row).stream()
                .map(row -> row.orElse(none))
                .toList());
    }

    /** Whether the likelihood is a product over the groups at every point of the plane. */
    private boolean areIndependent(Map<String, Analysis> single, Analysis combined) {
        if (!profiled.isEmpty() || combined.theory().smUncertainty() > 0) {
            return single.size() == 1;
        }
        Set<String> names = new HashSet<>();
        for (Analysis analysis : single.values()) {
            for (String name : analysis.model().nuisanceNames()) {
                if (!names.add(name)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static double[][] sum(Map<String, double[][]> parts) {
        double[][] sum = null;
        for (double[][] part : parts.values()) {
            if (sum == null) {
                sum = Arrays.stream(part).map(double[]::clone).toArray(double[][]::new);
                continue;
            }
            for (int iy = 0; iy < sum.length; iy++) {
                for (int ix = 0; ix < sum[iy].length; ix++) {
                    sum[iy][ix] += part[iy][ix];
                }
            }
        }
        return sum;
    }

    private static double lowest(double[][] t) {
        return Arrays.stream(t)
                .flatMapToDouble(Arrays::stream)
                .filter(value -> !Double.isNaN(value))
                .min()
                .orElse(0);
    }

    private static Double[][] rounded(double[][] t) {
        return Arrays.stream(t)
                .map(row -> Arrays.stream(row)
                        .mapToObj(value -> Double.isNaN(value) ? null : Math.round(value * 1e5) / 1e5)
                        .toArray(Double[]::new))
                .toArray(Double[][]::new);
    }

    /** The lowest minima, refined from the local minima of the grid: all that are degenerate, positive couplings first. */
    private List<CouplingFit> minima(CouplingFitter fitter, Hypothesis hypothesis, double[][] t) {
        List<CouplingFit> found = new ArrayList<>();
        for (int iy = 0; iy < t.length; iy++) {
            for (int ix = 0; ix < t[iy].length; ix++) {
                if (isLocalMinimum(t, ix, iy)) {
                    Map<String, Double> start = new LinkedHashMap<>();
                    start.put(x.name(), x.values.at(ix));
                    start.put(y.name(), y.values.at(iy));
                    CouplingFit fit = fitter.fitFrom(hypothesis, start, fixedValues());
                    if (fit.isConverged() && found.stream().noneMatch(other -> isSame(fit, other))) {
                        found.add(fit);
                    }
                }
            }
        }
        found.sort(Comparator.comparingDouble(CouplingFit::t));
        return found.stream()
                .filter(fit -> fit.t() < found.get(0).t() + DEGENERATE)
                .limit(MAX_BEST)
                .sorted(Comparator.comparing((CouplingFit fit) -> fit.value(x.name()) < 0)
                        .thenComparing(fit -> fit.value(y.name()) < 0)
                        .thenComparing(CouplingFit::t))
                .toList();
    }

    private static boolean isLocalMinimum(double[][] t, int ix, int iy) {
        for (int jy = Math.max(0, iy - 1); jy <= Math.min(t.length - 1, iy + 1); jy++) {
            for (int jx = Math.max(0, ix - 1); jx <= Math.min(t[iy].length - 1, ix + 1); jx++) {
                if (!(t[iy][ix] <= t[jy][jx])) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isSame(CouplingFit one, CouplingFit other) {
        return Math.abs(one.value(x.name()) - other.value(x.name())) < 0.5 * x.spacing()
                && Math.abs(one.value(y.name()) - other.value(y.name())) < 0.5 * y.spacing();
    }

    private LimitValue value(
            CouplingLimit limit, StudyContext context, List<CouplingFit> minima, List<String> problems) {
        Map<String, Double> best = new LinkedHashMap<>();
        if (!minima.isEmpty()) {
            variables()
                    .forEach(variable -> best.put(variable.name(), minima.get(0).value(variable.name())));
        }
        CouplingLimit.Answer answer = limit.evaluate(
                context.analysis(limit.experiments()), scenario, mass, lambda, width, variables(), fixedValues(), best);
        if (!answer.reason().isEmpty()) {
            problems.add("the limit on " + String.join(", ", limit.couplings()) + " was not found: " + answer.reason());
        }
        boolean radial = limit.couplings().size() > 1;
        return new LimitValue(
                radial ? null : limit.couplings().get(0),
                radial ? limit.couplings() : null,
                limit.others().text(),
                limit.experiments(),
                limit.level(),
                answer.value());
    }

    /**
     * One axis of the grid.
     *
     * @param coupling name of the coupling
     * @param values ascending
     */
    public record AxisValues(String coupling, double[] values) {}

    /**
     * A best point.
     *
     * @param couplings the couplings
     * @param t -2 ln(L/L_SM)
     */
    public record Best(Map<String, Object> couplings, double t) {}

    /**
     * Outlines of regions, closed polylines of [x, y].
     *
     * @param combined by number of standard deviations (two parameters: rises of 2.30, 6.18, 11.83)
     * @param groups the same for single experiments, one standard deviation
     */
    public record Regions(
            Map<String, List<List<double[]>>> combined, Map<String, Map<String, List<List<double[]>>>> groups) {}

    /**
     * The line of the plane along which one variable of another basis moves, for example a purely chiral coupling.
     *
     * @param basis name of the basis
     * @param variable name of the variable
     * @param x component along x
     * @param y component along y
     */
    public record Direction(String basis, String variable, double x, double y) {}

    /**
     * A limit.
     *
     * @param coupling the coupling; null for a radial limit
     * @param radial the couplings of a radial limit; null otherwise
     * @param others how the other couplings are treated
     * @param experiments the data sets
     * @param level confidence level, two-sided
     * @param value the largest absolute value (or radius) that is allowed; null where unbounded
     */
    public record LimitValue(
            @Nullable String coupling,
            @Nullable List<String> radial,
            String others,
            List<String> experiments,
            double level,
            @Nullable Double value) {}

    /**
     * The plane.
     *
     * @param scenario id of the scenario
     * @param mass mass [GeV]
     * @param x the coupling along x
     * @param y the coupling along y
     * @param t -2 ln(L/L_SM), {@code t[iy][ix]}; null where the fit failed
     * @param best all degenerate minima
     * @param contours outlines
     * @param directions variables of other bases that lie in the plane
     * @param limits in the order of the settings
     */
    public record Result(
            String scenario,
            double mass,
            AxisValues x,
            AxisValues y,
            @Nullable Double[][] t,
            List<Best> best,
            Regions contours,
            List<Direction> directions,
            List<LimitValue> limits)
            implements Payload {
        private static final double NEGLIGIBLE = 1e-2;

        @Override
        public String summary() {
            StringBuilder text = new StringBuilder();
            if (!best.isEmpty()) {
                text.append(Words.t(best.get(0).t)).append("  ");
            }
            text.append(scenario).append(": m = ").append(Words.setting(mass)).append(" GeV");
            if (!best.isEmpty()) {
                text.append(", best ").append(Words.text(resolved(best.get(0).couplings)));
            }
            for (LimitValue limit : limits) {
                text.append("; |")
                        .append(limit.coupling == null ? String.join(",", limit.radial) : limit.coupling)
                        .append(limit.value == null ? "| unbounded" : "| < " + Words.text(limit.value));
            }
            return text.toString();
        }

        /** With zero for values that are far smaller than the steps of the plane. */
        private Map<String, Object> resolved(Map<String, Object> couplings) {
            Map<String, Object> shown = new LinkedHashMap<>(couplings);
            for (AxisValues axis : List.of(x, y)) {
                double step = Math.abs(axis.values[axis.values.length - 1] - axis.values[0]) / axis.values.length;
                shown.computeIfPresent(
                        axis.coupling,
                        (name, value) -> value instanceof Double number && Math.abs(number) < NEGLIGIBLE * step
                                ? (Object) 0.0
                                : value);
            }
            return shown;
        }

        @Override
        public Table table() {
            Table.Builder table = Table.of(List.of(x.coupling, y.coupling, "t"));
            for (int iy = 0; iy < y.values.length; iy++) {
                for (int ix = 0; ix < x.values.length; ix++) {
                    table.row(Arrays.asList(x.values[ix], y.values[iy], t[iy][ix]));
                }
            }
            return table.build();
        }
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        decoder.requireData();
        double lambda = decoder.lambda();
        Optional<Scenario> scenario = decoder.scenario();
        if (scenario.isEmpty()) {
            decoder.skip("basis", "mass", "width", "x", "y", "profiled", "couplings", "limits");
            return Optional.empty();
        }
        List<Basis.Variable> valid = decoder.variables(scenario.get());
        double mass = decoder.mass(scenario.get(), decoder.measuredTransitions());
        double width = decoder.width(scenario.get());
        Optional<Axis> x = axis(decoder, scenario.get(), valid, "x");
        Optional<Axis> y = axis(decoder, scenario.get(), valid, "y");
        List<Basis.Variable> profiled = new ArrayList<>();
        for (Node node : decoder.fields().optionalList("profiled")) {
            decoder.variable(scenario.get(), valid, decoder.text(node, "a coupling"), node.location())
                    .ifPresent(profiled::add);
        }
        Map<Basis.Variable, Double> fixed = decoder.fixedCouplings(scenario.get(), valid);
        Set<String> names = new HashSet<>();
        List<String> used = new ArrayList<>();
        x.ifPresent(axis -> used.add(axis.name()));
        y.ifPresent(axis -> used.add(axis.name()));
        profiled.forEach(variable -> used.add(variable.name()));
        fixed.keySet().forEach(variable -> used.add(variable.name()));
        for (String name : used) {
            if (!names.add(name)) {
                decoder.problem(decoder.fields().location(), "coupling " + name + " is named twice");
            }
        }
        List<CouplingLimit> limits = new ArrayList<>();
        for (Node node : decoder.fields().optionalList("limits")) {
            limit(decoder, node, names, valid).ifPresent(limits::add);
        }
        if (x.isEmpty() || y.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CouplingPlaneStudy(
                scenario.get(), mass, lambda, width, x.get(), y.get(), profiled, fixed, decoder.groups(), limits));
    }

    private static Optional<Axis> axis(
            StudyDecoder decoder, Scenario scenario, List<Basis.Variable> valid, String key) {
        return decoder.fields().object(key).flatMap(axis -> {
            String name = axis.string("coupling");
            Optional<Basis.Variable> variable = name.isEmpty()
                    ? Optional.empty()
                    : decoder.variable(scenario, valid, name, axis.location("coupling"));
            DoubleVector values = decoder.range(axis, "\"" + key + "\"");
            axis.finish();
            boolean ascending = values.size() > 1;
            for (int i = 1; i < values.size(); i++) {
                ascending &= values.at(i) > values.at(i - 1);
            }
            if (!ascending) {
                if (values.size() > 0) {
                    decoder.problem(axis.location(), "\"" + key + "\" needs at least two ascending values");
                }
                return Optional.empty();
            }
            return variable.map(found -> new Axis(found, values));
        });
    }

    private static Optional<CouplingLimit> limit(
            StudyDecoder decoder, Node node, Set<String> valid, List<Basis.Variable> variables) {
        ObjectDecoder limit = decoder.object(node, "a limit");
        List<String> couplings = new ArrayList<>();
        if (limit.has("radial") == limit.has("coupling")) {
            decoder.problem(limit.location(), "a limit needs either \"coupling\" or \"radial\"");
        }
        if (limit.has("coupling")) {
            couplings.add(limit.string("coupling"));
        }
        couplings.addAll(limit.optionalStrings("radial"));
        if (limit.has("radial") && couplings.size() != 2) {
            decoder.problem(limit.location("radial"), "a radial limit needs two couplings");
        }
        for (String name : couplings) {
            if (!name.isEmpty() && !valid.contains(name)) {
                decoder.problem(
                        limit.location(limit.has("radial") ? "radial" : "coupling"),
                        decoder.unknown("coupling of this plane", name, valid));
            }
        }
        long factors = variables.stream()
                .filter(variable -> couplings.contains(variable.name()))
                .map(Basis.Variable::factor)
                .distinct()
                .count();
        if (factors > 1) {
            decoder.problem(limit.location("radial"), "the radius of variables with different factors has no meaning");
        }
        CouplingLimit.Others others = limit.oneOf("others", CouplingLimit.Others.BY_TEXT, CouplingLimit.Others.PROFILE);
        double level = limit.number("level", DEFAULT_LEVEL);
        if (!(level > 0 && level < 1)) {
            decoder.problem(limit.location("level"), "level is " + level + ", expected between 0 and 1");
        }
        List<String> experiments = decoder.subset(limit);
        limit.finish();
        return Optional.of(new CouplingLimit(couplings, others, experiments, level));
    }
}
