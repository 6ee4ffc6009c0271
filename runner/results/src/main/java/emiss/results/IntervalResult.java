package emiss.results;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
            @Nullable ToyCount toys) {}

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
        Set<String> levels = new LinkedHashSet<>();
        points.forEach(point -> levels.addAll(point.intervals.keySet()));
        boolean hasMass = scenario != null;
        List<String> columns = new ArrayList<>();
        if (hasMass) {
            columns.add("mass[GeV]");
        }
        boolean hasCtau = points.stream().anyMatch(point -> point.ctau != null);
        if (hasCtau) {
            columns.add("ctau[cm]");
        }
        columns.add(quantity);
        for (String level : levels) {
            columns.add("low at " + level);
            columns.add("high at " + level);
        }
        Table.Builder table = Table.of(columns);
        if (!hasMass) {
            table.independent();
        }
        for (Point point : points) {
            List<@Nullable Object> row = new ArrayList<>();
            if (hasMass) {
                row.add(point.mass);
            }
            if (hasCtau) {
                row.add(point.ctau);
            }
            row.add(point.best);
            for (String level : levels) {
                Interval interval = point.intervals.getOrDefault(level, Interval.OPEN);
                row.add(interval.low());
                row.add(interval.high());
            }
            table.row(row);
        }
        return table.description("Intervals of " + quantity).build();
    }

    @Override
    public Optional<Interval> interval68(String pointer) {
        for (int i = 0; i < points.size(); i++) {
            if (pointer.equals("/points/" + i + "/best")) {
                return Optional.ofNullable(points.get(i).intervals.get("0.6827"));
            }
        }
        return Optional.empty();
    }
}
