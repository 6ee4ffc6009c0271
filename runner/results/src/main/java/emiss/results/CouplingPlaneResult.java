package emiss.results;

import emiss.api.DoubleVector;
import emiss.api.scenario.Complex;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * t in a plane of two couplings.
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
 * @param valleys closed outlines of the region in which t is less than 0.1 above its minimum, where that joins several of the best
 *     points, which are then points of one valley; empty where they are separate; null in earlier results
 */
public record CouplingPlaneResult(
        String scenario,
        double mass,
        Axis x,
        Axis y,
        List<List<@Nullable Double>> t,
        List<Best> best,
        Contours contours,
        List<Direction> directions,
        List<Limit> limits,
        @Nullable List<List<Point>> valleys)
        implements Result {
    /** The type of these results. */
    public static final ResultType<CouplingPlaneResult> TYPE =
            new ResultType<>("coupling-plane", CouplingPlaneResult.class);

    /**
     * One axis of the grid.
     *
     * @param coupling name of the coupling
     * @param values ascending
     */
    public record Axis(String coupling, DoubleVector values) {
        /** {@return the distance between neighbours, if they are even} */
        public double step() {
            return (values.at(values.size() - 1) - values.at(0)) / (values.size() - 1);
        }
    }

    /**
     * A best point.
     *
     * @param couplings the couplings
     * @param t -2 ln(L/L_SM)
     */
    public record Best(Map<String, Complex> couplings, double t) {}

    /**
     * Outlines of regions.
     *
     * @param combined by number of standard deviations (two parameters: rises of 2.30, 6.18, 11.83)
     * @param groups the same for single experiments, one standard deviation
     */
    public record Contours(
            Map<String, List<List<Point>>> combined, Map<String, Map<String, List<List<Point>>>> groups) {}

    /**
     * A point of the plane.
     *
     * @param x the coupling along x
     * @param y the coupling along y
     */
    @AsList
    public record Point(double x, double y) {}

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
    public record Limit(
            @Nullable String coupling,
            @Nullable List<String> radial,
            String others,
            List<String> experiments,
            double level,
            @Nullable Double value) {
        /** {@return the couplings that are limited: one, or two for a radius} */
        public List<String> couplings() {
            return coupling == null ? (radial == null ? List.of() : radial) : List.of(coupling);
        }

        private String subject() {
            return coupling == null ? "radius of (" + String.join(", ", couplings()) + ")" : "|" + coupling + "|";
        }
    }

    @Override
    public Table table() {
        Table.Builder table = Table.of(List.of(x.coupling, y.coupling, "t"));
        for (int iy = 0; iy < y.values.size(); iy++) {
            for (int ix = 0; ix < x.values.size(); ix++) {
                table.row(Arrays.asList(
                        x.values.at(ix), y.values.at(iy), t.get(iy).get(ix)));
            }
        }
        return table.independent(x.coupling, y.coupling)
                .description("t = -2 ln(L/L_SM) in the plane of two couplings")
                .build();
    }

    @Override
    public List<Table> tables() {
        return List.of(table(), contourTable(), bestTable(), limitTable());
    }

    private Table contourTable() {
        Table.Builder table = Table.of(List.of("data", "sigma", "outline", "point", x.coupling, y.coupling));
        outlines(table, "combined", contours.combined);
        contours.groups.forEach((name, regions) -> outlines(table, name, regions));
        return table.independent("data", "sigma", "outline", "point")
                .part("contours")
                .description("Closed outlines, point by point, of the regions in which t is less than 2.30, 6.18, 11.83"
                        + " (1, 2, 3 sigma of two parameters) above its minimum")
                .build();
    }

    private static void outlines(Table.Builder table, String data, Map<String, List<List<Point>>> regions) {
        regions.forEach((sigma, outlines) -> {
            for (int line = 0; line < outlines.size(); line++) {
                List<Point> points = outlines.get(line);
                for (int point = 0; point < points.size(); point++) {
                    Point at = points.get(point);
                    table.row(List.of(data, sigma, line + 1, point + 1, at.x, at.y));
                }
            }
        });
    }

    private Table bestTable() {
        Set<String> names = new LinkedHashSet<>(List.of(x.coupling, y.coupling));
        best.forEach(point -> names.addAll(point.couplings.keySet()));
        Table.Rows<Integer> rows =
                Table.rows(IntStream.range(0, best.size()).boxed().toList()).key("minimum", i -> i + 1);
        names.forEach(name -> rows.column(name, i -> {
            Complex value = best.get(i).couplings.get(name);
            return value == null ? null : (Double) value.re();
        }));
        return rows.column("t", i -> best.get(i).t).build("best", "Best points, all that are degenerate");
    }

    private Table limitTable() {
        return Table.rows(limits)
                .key("limited", Limit::subject)
                .key("others", Limit::others)
                .key("data", limit -> String.join(", ", limit.experiments))
                .key("level", Limit::level)
                .column("limit", Limit::value)
                .build("limits", "Largest absolute values that are allowed, two-sided limits");
    }
}
