package emiss.results;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Two-sided intervals against mass, or of the strength of the Standard-Model signal.
 *
 * @param scenario id of the scenario; null for the Standard Model
 * @param quantity what the intervals are of, in words
 * @param method how: {@code profile} or {@code feldman-cousins}
 * @param points one per mass and lifetime
 * @param notes which ends are only bounds; one line each
 */
public record IntervalResult(
        @Nullable String scenario,
        String quantity,
        String method,
        List<Point> points,
        @Nullable List<String> notes) implements Result {
    /** The type of these results. */
    public static final ResultType<IntervalResult> TYPE = new ResultType<>("interval", IntervalResult.class);

    /**
     * The intervals at one mass.
     *
     * @param mass mass [GeV]; null without new particles
     * @param ctau c times the lifetime [cm]; null for what does not decay
     * @param best best value, not below 0; null where it was not found
     * @param intervals by confidence level, written as in the configuration; a lower end of 0 is the bound, an open end is where
     *     the grid ends or the data set no limit
     * @param errors standard deviations of their ends from the number of toys, an open one where the end is a bound; empty
     *     without toys
     * @param toys the toys; null without toys
     */
    public record Point(
            @Nullable Double mass,
            @Nullable Double ctau,
            @Nullable Double best,
            Map<String, Interval> intervals,
            Map<String, Interval> errors,
            @Nullable ToyCount toys) {
        /**
         * {@return an interval, open where there is none}
         *
         * @param level the confidence level, as written in the configuration
         */
        public Interval interval(String level) {
            return intervals.getOrDefault(level, Interval.OPEN);
        }
    }

    /**
     * Copies the notes.
     *
     * @param scenario id of the scenario; null for the Standard Model
     * @param quantity what the intervals are of, in words
     * @param method how: {@code profile} or {@code feldman-cousins}
     * @param points one per mass and lifetime
     * @param notes which ends are only bounds; one line each
     */
    public IntervalResult {
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    /** {@return which ends are only bounds} */
    @Override
    public List<String> notes() {
        return notes == null ? List.of() : notes;
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
        rows.column(quantity, Point::best);
        for (String level : levels()) {
            rows.column("low at " + level, point -> point.interval(level).low())
                    .column("high at " + level, point -> point.interval(level).high());
        }
        return rows.build("", "Intervals of " + quantity);
    }

    /** {@return the confidence levels, as written in the configuration} */
    public List<String> levels() {
        return points.stream()
                .flatMap(point -> point.intervals.keySet().stream())
                .distinct()
                .toList();
    }

    /** {@return whether the points differ in the lifetime, and not in the mass alone} */
    public boolean hasLifetimes() {
        return points.stream().anyMatch(point -> point.ctau != null);
    }

    @Override
    public Optional<Interval> interval68(String pointer) {
        return Pointers.item(pointer, "/points/", points, "/best").map(point -> point.intervals.get("0.6827"));
    }
}
