package emiss.results;

import emiss.api.scenario.Complex;
import java.util.List;
import java.util.Map;
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
        boolean hasMass = points.stream().anyMatch(point -> point.mass != null);
        Table.Rows<Point> rows = Table.rows(points);
        if (hasMass) {
            rows.key("mass[GeV]", Point::mass).column("mu", Point::mu);
        } else {
            rows.column("mass[GeV]", Point::mass).key("mu", Point::mu);
        }
        points.stream()
                .flatMap(point -> point.couplings.keySet().stream())
                .distinct()
                .forEach(name -> rows.key(name, point -> Records.tree(point.couplings.get(name))));
        return rows.column("t", Point::t)
                .column("logpdf", Point::logpdf)
                .column("converged", Point::converged)
                .build();
    }
}
