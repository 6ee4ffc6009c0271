package emiss.report.compare;

import emiss.report.text.Rounded;
import java.math.BigDecimal;
import java.math.MathContext;
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
     * @param scale what a change is compared with: the larger of the two numbers, or the largest of their list, because a number
     *     near zero has no relative change that means something
     * @param sigma its change in units of its 68 % uncertainty in the first run, where it has one
     */
    record Numbers(
            String study, String what, int count, double before, double after, double scale, OptionalDouble sigma)
            implements Difference {
        private static final int FEWEST_DIGITS = 3;
        private static final int MOST_DIGITS = 10;

        /** {@return change relative to the scale, from -2 to 2} */
        public double relative() {
            return scale == 0 ? 0 : (after - before) / scale;
        }

        /** {@return a number of it with as few digits as tell the two apart, three at least} */
        private Rounded rounded(double number) {
            int digits = FEWEST_DIGITS;
            while (digits < MOST_DIGITS
                    && Rounded.of(before, digits)
                            .unicode()
                            .equals(Rounded.of(after, digits).unicode())) {
                digits++;
            }
            return Rounded.of(number, number == 0 ? 1 : digits);
        }

        /** {@return {@link #before} as it is written} */
        public Rounded roundedBefore() {
            return rounded(before);
        }

        /** {@return {@link #after} as it is written} */
        public Rounded roundedAfter() {
            return rounded(after);
        }

        /** {@return what differs, in words} */
        public String words() {
            return PlaceWords.of(what);
        }

        /** {@return the relative change in per cent with its sign, for example {@code +1.2 %}} */
        public String percent() {
            double share = 100 * relative();
            if (Math.abs(share) < 0.01) {
                return "below 0.01 %";
            }
            return (share > 0 ? "+" : "")
                    + BigDecimal.valueOf(share).round(new MathContext(2)).toPlainString() + " %";
        }
    }
}
