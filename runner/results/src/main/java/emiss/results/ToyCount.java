package emiss.results;

import java.util.List;

/**
 * How many toys a number rests on.
 *
 * @param count toys that were fitted
 * @param failed toys in which a fit failed; they are left out
 * @param failures which these are
 */
public record ToyCount(int count, int failed, List<Failure> failures) {
    /**
     * A toy that was left out.
     *
     * @param seed seed of the toys of its hypothesis
     * @param index its number
     */
    public record Failure(long seed, long index) {}
}
