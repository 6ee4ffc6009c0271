package emiss.analysis;

import emiss.inference.Interval;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Intervals as they are reported: absolute ends, null where there is none. */
public final class Ends {
    private Ends() {}

    /** Both ends of {@code interval}, each times {@code unit}. */
    public static List<@Nullable Double> of(Interval interval, double unit) {
        return Arrays.asList(finite(interval.low() * unit), finite(interval.high() * unit));
    }

    private static @Nullable Double finite(double end) {
        return Double.isFinite(end) ? end : null;
    }
}
