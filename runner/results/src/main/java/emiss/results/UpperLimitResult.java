package emiss.results;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
            @Nullable ToyCount toys) {}

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
            @Nullable Double plus2) {
        /** {@return whether none is missing} */
        public boolean isComplete() {
            return minus2 != null && minus1 != null && median != null && plus1 != null && plus2 != null;
        }
    }

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
        boolean hasMass = scenario != null;
        boolean hasErrors = points.stream().anyMatch(point -> point.observedError != null);
        boolean hasExpected = points.stream().anyMatch(point -> point.expected != null);
        List<String> columns = new ArrayList<>();
        if (hasMass) {
            columns.add("mass[GeV]");
        }
        boolean hasCtau = points.stream().anyMatch(point -> point.ctau != null);
        if (hasCtau) {
            columns.add("ctau[cm]");
        }
        columns.add(hasExpected ? "observed " + quantity : quantity);
        if (hasErrors) {
            columns.add("toy error of " + quantity);
        }
        if (hasExpected) {
            columns.add("expected " + quantity);
            columns.add("expected " + quantity + "_low68");
            columns.add("expected " + quantity + "_high68");
            columns.add("expected " + quantity + "_low95");
            columns.add("expected " + quantity + "_high95");
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
            row.add(point.observed);
            if (hasErrors) {
                row.add(point.observedError);
            }
            if (hasExpected) {
                Expected found = point.expected;
                row.addAll(
                        found == null
                                ? Arrays.asList(null, null, null, null, null)
                                : Arrays.asList(found.median, found.minus1, found.plus1, found.minus2, found.plus2));
            }
            table.row(row);
        }
        String expected = hasExpected ? ", observed, and expected without new particles (median; 1 and 2 sigma)" : "";
        return table.description("Upper limits on " + quantity + expected).build();
    }
}
