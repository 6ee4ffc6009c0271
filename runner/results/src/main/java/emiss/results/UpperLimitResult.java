package emiss.results;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Upper limits against mass, or on the strength of the Standard-Model signal.
 *
 * @param scenario id of the scenario; null for the Standard Model
 * @param quantity what is limited, in words
 * @param method how: {@code profile}, {@code cls}, {@code cls-toys} or {@code feldman-cousins}; null in results of version 0.1
 * @param level confidence level
 * @param points one per mass and lifetime
 * @param notes what to know about the numbers; one line each
 */
public record UpperLimitResult(
        @Nullable String scenario,
        String quantity,
        @Nullable String method,
        double level,
        List<Point> points,
        @Nullable List<String> notes)
        implements Result {
    /** The type of these results. */
    public static final ResultType<UpperLimitResult> TYPE = new ResultType<>("upper-limit", UpperLimitResult.class);

    /**
     * The limit at one mass.
     *
     * @param mass mass [GeV]; null without new particles
     * @param ctau c times the lifetime [cm]; null for what does not decay
     * @param observed the limit; null where unbounded or not found
     * @param observedError its standard deviation from the number of toys; null without toys
     * @param expected quantiles of the limit without new particles; null where they were not computed
     * @param toys the toys; null without toys
     */
    public record Point(
            @Nullable Double mass,
            @Nullable Double ctau,
            @Nullable Double observed,
            @Nullable Double observedError,
            @Nullable Expected expected,
            @Nullable ToyCount toys) {
        /**
         * {@return an expected limit; null where there is none}
         *
         * @param which which of them
         */
        public @Nullable Double expected(Function<Expected, @Nullable Double> which) {
            return expected == null ? null : which.apply(expected);
        }
    }

    /**
     * Quantiles of a limit without new particles; null where too few toys were made.
     *
     * @param minus2 at -2 standard deviations
     * @param minus1 at -1
     * @param median at 0
     * @param plus1 at +1
     * @param plus2 at +2
     */
    public record Expected(
            @Nullable Double minus2,
            @Nullable Double minus1,
            @Nullable Double median,
            @Nullable Double plus1,
            @Nullable Double plus2) {}

    /**
     * Copies the notes.
     *
     * @param scenario id of the scenario; null for the Standard Model
     * @param quantity what is limited, in words
     * @param method how: {@code profile}, {@code cls}, {@code cls-toys} or {@code feldman-cousins}; null in results of version 0.1
     * @param level confidence level
     * @param points one per mass and lifetime
     * @param notes what to know about the numbers; one line each
     */
    public UpperLimitResult {
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    /** {@return what to know about the numbers; none in results of version 0.1} */
    @Override
    public List<String> notes() {
        return notes == null ? List.of() : notes;
    }

    /**
     * {@return the same with one more note}
     *
     * @param note what to know about the numbers, one line
     */
    public UpperLimitResult with(String note) {
        List<String> more = new ArrayList<>(notes());
        more.add(note);
        return new UpperLimitResult(scenario, quantity, method, level, points, more);
    }

    @Override
    public Table table() {
        Table.Rows<Point> rows = Table.rows(points);
        if (scenario != null) {
            rows.key("mass[GeV]", Point::mass);
        }
        if (hasLifetimes()) {
            rows.column("ctau[cm]", Point::ctau);
        }
        boolean hasExpected = points.stream().anyMatch(point -> point.expected != null);
        rows.column(hasExpected ? "observed " + quantity : quantity, Point::observed);
        if (points.stream().anyMatch(point -> point.observedError != null)) {
            rows.column("toy error of " + quantity, Point::observedError);
        }
        if (!hasExpected) {
            return rows.build("", "Upper limits on " + quantity);
        }
        return rows.column("expected " + quantity, point -> point.expected(Expected::median))
                .column("expected " + quantity + "_low68", point -> point.expected(Expected::minus1))
                .column("expected " + quantity + "_high68", point -> point.expected(Expected::plus1))
                .column("expected " + quantity + "_low95", point -> point.expected(Expected::minus2))
                .column("expected " + quantity + "_high95", point -> point.expected(Expected::plus2))
                .build(
                        "",
                        "Upper limits on " + quantity
                                + ", observed, and expected without new particles (median; 1 and 2 sigma)");
    }

    /** {@return whether the points differ in the lifetime, and not in the mass alone} */
    public boolean hasLifetimes() {
        return points.stream().anyMatch(point -> point.ctau != null);
    }
}
