package emiss.app.study;

import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * A study as independent points and their combination. A point is a record of plain values that {@link emiss.results.Records}
 * can write and read, so that whoever computes it, here, elsewhere or earlier, gets the same result. Several threads ask for
 * points at once.
 *
 * @param <P> a point
 * @param pointType the type of its points
 * @param points how many there are; 0 if everything is left to the combination
 * @param label what a point is called in a message, for example {@code the fit at 2.1 GeV}
 * @param compute computes a point; an exception fails this point alone
 * @param combine makes the result from all points, and may fit further; an exception means that there is no result
 */
public record Computation<P extends Record>(
        Class<P> pointType,
        int points,
        IntFunction<String> label,
        IntFunction<P> compute,
        Function<Points<P>, Outcome> combine) {
    /** Stands for the points of a study that has none. */
    public record None() {}

    /** A study without independent points. */
    public static Computation<None> whole(Supplier<Outcome> all) {
        return new Computation<>(None.class, 0, index -> "", index -> new None(), points -> all.get());
    }
}
