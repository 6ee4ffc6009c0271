package emiss.inference;

import java.util.function.DoubleUnaryOperator;

/** What tests work out beside the program. */
final class ClosedForms {
    private static final int HALVINGS = 200;

    private ClosedForms() {}

    /** -2 ln of the Poisson probability of n events where nu are expected, relative to that where n are. */
    static double deviance(double n, double nu) {
        return 2 * (nu - n + (n > 0 ? n * Math.log(n / nu) : 0));
    }

    /** Where a falling function crosses zero. */
    static double bisect(DoubleUnaryOperator falling, double from, double to) {
        double low = from;
        double high = to;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = 0.5 * (low + high);
            if (falling.applyAsDouble(middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
