package emiss.results;

import org.jspecify.annotations.Nullable;

/**
 * An interval; written as a list of its two ends.
 *
 * @param low lower end; null where it is open
 * @param high upper end; null where it is open
 */
@AsList
public record Interval(@Nullable Double low, @Nullable Double high) {
    /** Open on both sides. */
    public static final Interval OPEN = new Interval(null, null);

    /**
     * {@return the interval between two ends, of which those that are not finite are open}
     *
     * @param low lower end
     * @param high upper end
     */
    public static Interval of(double low, double high) {
        return new Interval(Double.isFinite(low) ? (Double) low : null, Double.isFinite(high) ? (Double) high : null);
    }

    /** {@return whether neither end is open} */
    public boolean isClosed() {
        return low != null && high != null;
    }
}
