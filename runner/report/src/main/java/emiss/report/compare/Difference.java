package emiss.report.compare;

import java.util.OptionalDouble;

/** Something in which two runs differ. */
public sealed interface Difference {
    /** {@return what differs: a path in the words of the results, for example {@code best/mass}} */
    String what();

    /**
     * A text that changed, appeared or vanished.
     *
     * @param what what differs
     * @param before how it was in the first run; empty if it was not there
     * @param after how it is in the second run; empty if it is not there
     */
    record Text(String what, String before, String after) implements Difference {}

    /**
     * Numbers that changed.
     *
     * @param study the study they belong to
     * @param what where they stand in its result; a star stands for the positions of a list
     * @param count how many changed
     * @param before the number that changed most, in the first run
     * @param after the same number in the second run
     * @param sigma its change in units of its 68 % uncertainty in the first run, where it has one
     */
    record Numbers(String study, String what, int count, double before, double after, OptionalDouble sigma)
            implements Difference {
        /** {@return change relative to the larger of the two numbers, from 0 to 2} */
        public double relative() {
            double larger = Math.max(Math.abs(before), Math.abs(after));
            return larger == 0 ? 0 : (after - before) / larger;
        }
    }
}
