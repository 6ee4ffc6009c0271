package emiss.results;

import emiss.api.scenario.Complex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The likelihood at given points.
 *
 * @param points in the order given
 */
public record LikelihoodResult(List<Point> points) implements Result {
    /** The type of these results. */
    public static final ResultType<LikelihoodResult> TYPE = new ResultType<>("likelihood", LikelihoodResult.class);

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
            Map<String, Complex> couplings,
            @Nullable Double mu,
            @Nullable Double t,
            @Nullable Double logpdf,
            boolean converged) {}

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
            names.forEach(name -> row.add(Records.tree(point.couplings.get(name))));
            row.addAll(Arrays.asList(point.t, point.logpdf, point.converged));
            table.row(row);
        }
        List<String> coordinates = new ArrayList<>(names);
        coordinates.add(0, points.stream().anyMatch(point -> point.mass != null) ? "mass[GeV]" : "mu");
        return table.independent(coordinates.toArray(String[]::new)).build();
    }
}
