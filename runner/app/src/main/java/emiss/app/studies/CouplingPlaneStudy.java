package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.Contours;
import emiss.analysis.CouplingFit;
import emiss.analysis.CouplingFitter;
import emiss.analysis.CouplingLimit;
import emiss.analysis.Hypothesis;
import emiss.analysis.PlaneMinima;
import emiss.analysis.PlaneScan;
import emiss.api.scenario.Basis;
import emiss.app.study.Computation;
import emiss.app.study.Outcome;
import emiss.app.study.Points;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyType;
import emiss.physics.Candidate;
import emiss.results.CouplingPlaneResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * t in a plane of two couplings: contours of the combination and of every experiment, best points, and limits
 * (arXiv:2403.13887, Figs. 6 to 10). A point is a row of the plane of one experiment or of the combination.
 *
 * @param candidate the candidate
 * @param plane the couplings of the plane, their values, and the values of those that are fixed
 * @param variables all couplings that take part
 * @param groups data sets that count as one experiment, by name
 * @param limits what to limit
 */
public record CouplingPlaneStudy(
        Candidate candidate,
        PlaneScan.Grid plane,
        List<Basis.Variable> variables,
        Map<String, List<String>> groups,
        List<CouplingLimit> limits)
        implements Study {
    /** The type of these studies. */
    public static final StudyType TYPE = new StudyType(
            CouplingPlaneResult.TYPE,
            "where in a plane of two couplings the data want to be, per experiment and together, and limits",
            CouplingPlaneSettings.FIELDS,
            CouplingPlaneSettings::decode);

    /** Rises of -2 ln L that contain 1, 2 and 3 sigma of two parameters. */
    private static final Map<String, Double> LEVELS = Map.of("1", 2.30, "2", 6.18, "3", 11.83);

    /**
     * A row of a plane.
     *
     * @param t -2 ln(L/L_SM) at its points that are fitted; null where the fit failed
     */
    record Row(List<@Nullable Double> t) {
        private double[] values() {
            return t.stream()
                    .mapToDouble(value -> value == null ? Double.NaN : value)
                    .toArray();
        }
    }

    /**
     * The likelihood of an experiment or of all, and its plane.
     *
     * @param name name of the experiment; empty for all together
     * @param analysis its likelihood
     * @param hypothesis the candidate in it
     */
    private record Part(String name, Analysis analysis, Hypothesis hypothesis) {}

    /** The planes that are scanned, and all of their rows with points that are fitted. */
    private record Scans(List<PlaneScan> planes, List<RowIndex> rows) {
        static Scans of(List<PlaneScan> planes) {
            List<RowIndex> rows = new ArrayList<>();
            for (int k = 0; k < planes.size(); k++) {
                int plane = k;
                planes.get(k).rows().forEach(iy -> rows.add(new RowIndex(plane, iy)));
            }
            return new Scans(planes, rows);
        }

        Row compute(int index) {
            RowIndex row = rows.get(index);
            return new Row(DoubleStream.of(planes.get(row.plane).row(row.iy))
                    .mapToObj(value -> Double.isNaN(value) ? null : (Double) value)
                    .toList());
        }

        /** The plane of one part, NaN where there is no value. */
        double[][] whole(Points<Row> points, int plane) {
            Map<Integer, double[]> found = new LinkedHashMap<>();
            for (int index = 0; index < rows.size(); index++) {
                RowIndex row = rows.get(index);
                if (row.plane == plane) {
                    points.at(index).ifPresent(values -> found.put(row.iy, values.values()));
                }
            }
            return planes.get(plane).whole(found);
        }
    }

    /** A row of one of the planes. */
    private record RowIndex(int plane, int iy) {}

    private Part part(String name, Analysis analysis) {
        return new Part(name, analysis, analysis.hypothesis(candidate, variables, false));
    }

    @Override
    public Computation<Row> begin(StudyContext context) {
        Part combined = part("", context.analysis());
        List<Part> experiments = new ArrayList<>();
        groups.forEach((name, ids) -> experiments.add(part(name, context.analysis(ids))));
        List<Part> scanned = new ArrayList<>(experiments);
        if (!areIndependent(experiments, combined.analysis)) {
            scanned.add(combined);
        }
        Scans scans = Scans.of(scanned.stream()
                .map(part -> new PlaneScan(part.hypothesis, plane))
                .toList());
        return new Computation<>(
                Row.class,
                scans.rows.size(),
                index -> "row " + scans.rows.get(index).iy + " of the plane of "
                        + (scans.rows.get(index).plane < experiments.size()
                                ? experiments.get(scans.rows.get(index).plane).name
                                : "all experiments"),
                scans::compute,
                points -> combine(context, combined, experiments, scans, points));
    }

    private Outcome combine(
            StudyContext context, Part combined, List<Part> experiments, Scans scans, Points<Row> points) {
        Map<String, double[][]> single = new LinkedHashMap<>();
        for (int k = 0; k < experiments.size(); k++) {
            single.put(experiments.get(k).name, scans.whole(points, k));
        }
        double[][] t = areIndependent(experiments, combined.analysis)
                ? sum(single.values())
                : scans.whole(points, experiments.size());
        List<String> problems = new ArrayList<>();
        long missing = values(t).filter(Double::isNaN).count();
        if (missing > 0) {
            problems.add(missing + " of " + plane.x().size() * plane.y().size() + " points have no value");
        }
        List<CouplingFit> minima = new PlaneMinima(combined.hypothesis, plane).of(t);
        double lowest = Math.min(
                lowest(t), minima.stream().mapToDouble(CouplingFit::t).min().orElse(Double.POSITIVE_INFINITY));
        Map<String, List<List<CouplingPlaneResult.Point>>> contours = new LinkedHashMap<>();
        for (String sigma : List.of("1", "2", "3")) {
            contours.put(sigma, outlines(t, lowest + LEVELS.get(sigma)));
        }
        Map<String, Map<String, List<List<CouplingPlaneResult.Point>>>> regions = new LinkedHashMap<>();
        for (Part part : experiments) {
            double[][] values = single.get(part.name);
            CouplingFit best = new CouplingFitter(part.analysis).fit(part.hypothesis);
            double minimum =
                    plane.fixed().isEmpty() && best.isConverged() ? Math.min(lowest(values), best.t()) : lowest(values);
            regions.put(part.name, Map.of("1", outlines(values, minimum + LEVELS.get("1"))));
        }
        CouplingPlaneResult result = new CouplingPlaneResult(
                candidate.scenario().id(),
                candidate.mass(),
                new CouplingPlaneResult.Axis(plane.xName(), plane.x()),
                new CouplingPlaneResult.Axis(plane.yName(), plane.y()),
                rounded(t),
                minima.stream()
                        .map(fit -> new CouplingPlaneResult.Best(fit.asFitted(), fit.t()))
                        .toList(),
                new CouplingPlaneResult.Contours(contours, regions),
                directions(),
                limits.stream()
                        .map(limit -> value(limit, context.analysis(limit.experiments()), minima, problems))
                        .toList(),
                valleys(t, lowest, minima));
        return new Outcome(result, problems);
    }

    /** The variables of other bases that lie in the plane. */
    private List<CouplingPlaneResult.Direction> directions() {
        List<CouplingPlaneResult.Direction> directions = new ArrayList<>();
        for (Basis basis : candidate.scenario().bases()) {
            for (Basis.Variable variable : basis.variables()) {
                Map<String, Double> couplings = variable.couplings();
                boolean inPlane = Set.of(plane.xName(), plane.yName()).containsAll(couplings.keySet());
                if (inPlane && couplings.size() > 1) {
                    directions.add(new CouplingPlaneResult.Direction(
                            basis.name(), variable.name(), couplings.get(plane.xName()), couplings.get(plane.yName())));
                }
            }
        }
        return directions;
    }

    /** Whether the likelihood is a product over the experiments at every point of the plane. */
    private boolean areIndependent(List<Part> experiments, Analysis combined) {
        boolean profiled = variables.size() > 2 + plane.fixed().size();
        if (profiled || combined.theory().smUncertainty() > 0) {
            return experiments.size() == 1;
        }
        Set<String> names = new HashSet<>();
        for (Part part : experiments) {
            for (String name : part.analysis.model().nuisanceNames()) {
                if (!names.add(name)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static double[][] sum(Collection<double[][]> parts) {
        double[][] sum = null;
        for (double[][] part : parts) {
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

    private static DoubleStream values(double[][] t) {
        return Arrays.stream(t).flatMapToDouble(Arrays::stream);
    }

    private static double lowest(double[][] t) {
        return values(t).filter(value -> !Double.isNaN(value)).min().orElse(0);
    }

    private static List<List<@Nullable Double>> rounded(double[][] t) {
        return Arrays.stream(t)
                .map(row -> Arrays.stream(row)
                        .mapToObj(value -> Double.isNaN(value) ? null : (Double) (Math.round(value * 1e5) / 1e5))
                        .toList())
                .toList();
    }

    /** The outlines of what is hardly above the lowest point, where that joins several minima; else none. */
    private List<List<CouplingPlaneResult.Point>> valleys(double[][] t, double lowest, List<CouplingFit> minima) {
        double level = lowest + Valley.DEPTH;
        List<double[]> places = minima.stream()
                .map(fit -> new double[] {fit.value(plane.xName()), fit.value(plane.yName())})
                .toList();
        return Valley.joins(plane.x(), plane.y(), t, level, places) ? outlines(t, level) : List.of();
    }

    private List<List<CouplingPlaneResult.Point>> outlines(double[][] t, double level) {
        return Contours.below(plane.x(), plane.y(), t, level).stream()
                .map(line -> line.stream()
                        .map(point -> new CouplingPlaneResult.Point(point[0], point[1]))
                        .toList())
                .toList();
    }

    private CouplingPlaneResult.Limit value(
            CouplingLimit limit, Analysis analysis, List<CouplingFit> minima, List<String> problems) {
        Map<String, Double> best = new LinkedHashMap<>();
        if (!minima.isEmpty()) {
            variables.forEach(
                    variable -> best.put(variable.name(), minima.get(0).value(variable.name())));
        }
        CouplingLimit.Answer answer = limit.evaluate(analysis, candidate, variables, plane.fixed(), best);
        if (!answer.reason().isEmpty()) {
            problems.add("the limit on " + String.join(", ", limit.couplings()) + " was not found: " + answer.reason());
        }
        boolean radial = limit.couplings().size() > 1;
        return new CouplingPlaneResult.Limit(
                radial ? null : limit.couplings().get(0),
                radial ? limit.couplings() : null,
                limit.others().text(),
                limit.experiments(),
                limit.level(),
                answer.value());
    }
}
