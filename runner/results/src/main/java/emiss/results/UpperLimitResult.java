package emiss.results;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Upper limits against mass.
 *
 * @param scenario id of the scenario
 * @param quantity what is limited, in words
 * @param level confidence level
 * @param points one per mass
 */
public record UpperLimitResult(String scenario, String quantity, double level, List<Point> points) implements Result {
    /** The type of these results. */
    public static final ResultType<UpperLimitResult> TYPE = new ResultType<>("upper-limit", UpperLimitResult.class);

    /**
     * The limit at one mass.
     *
     * @param mass mass [GeV]
     * @param observed the limit; null where unbounded or not found
     * @param expected quantiles of the limit without new particles; null where they were not computed
     */
    public record Point(
            double mass,
            @Nullable Double observed,
            @Nullable Expected expected) {}

    /**
     * Quantiles of a limit without new particles.
     *
     * @param minus2 at -2 standard deviations
     * @param minus1 at -1
     * @param median at 0
     * @param plus1 at +1
     * @param plus2 at +2
     */
    public record Expected(double minus2, double minus1, double median, double plus1, double plus2) {}

    @Override
    public Table table() {
        if (points.stream().allMatch(point -> point.expected == null)) {
            Table.Builder table = Table.of(List.of("mass[GeV]", quantity));
            points.forEach(point -> table.row(Arrays.asList(point.mass, point.observed)));
            return table.description("Upper limits on " + quantity).build();
        }
        Table.Builder table = Table.of(List.of(
                "mass[GeV]",
                "observed " + quantity,
                "expected " + quantity,
                "expected " + quantity + "_low68",
                "expected " + quantity + "_high68",
                "expected " + quantity + "_low95",
                "expected " + quantity + "_high95"));
        for (Point point : points) {
            Expected found = point.expected;
            table.row(
                    found == null
                            ? Arrays.asList(point.mass, point.observed, null, null, null, null, null)
                            : Arrays.asList(
                                    point.mass,
                                    point.observed,
                                    found.median,
                                    found.minus1,
                                    found.plus1,
                                    found.minus2,
                                    found.plus2));
        }
        return table.description("Upper limits on " + quantity
                        + ", observed, and expected without new particles (median; 1 and 2 sigma)")
                .build();
    }
}
