package emiss.inference;

/**
 * A root that is bracketed, narrowed by false position with Illinois weights; by bisection while the function is infinite at
 * the outer end. The function is negative at the inner end, which may be on either side of the outer one.
 */
public final class FalsePosition {
    private double inner;
    private double innerValue;
    private double outer;
    private double outerValue;
    private int repeated;

    /**
     * Starts with a bracket.
     *
     * @param inner where the function is negative
     * @param innerValue the function there
     * @param outer where it is not
     * @param outerValue the function there, perhaps infinite
     */
    public FalsePosition(double inner, double innerValue, double outer, double outerValue) {
        this.inner = inner;
        this.innerValue = innerValue;
        this.outer = outer;
        this.outerValue = outerValue;
    }

    /** {@return where to evaluate the function next} */
    public double next() {
        return outerValue < Double.POSITIVE_INFINITY
                ? inner + (outer - inner) * (-innerValue / (outerValue - innerValue))
                : 0.5 * (inner + outer);
    }

    /**
     * Takes in the function at {@code at}; the other end counts half if it is kept for the second time.
     *
     * @param at where the function was evaluated
     * @param value the function there
     */
    public void add(double at, double value) {
        if (value < 0) {
            inner = at;
            innerValue = value;
            repeated = Math.max(1, repeated + 1);
            outerValue *= repeated > 1 ? 0.5 : 1;
        } else {
            outer = at;
            outerValue = value;
            repeated = Math.min(-1, repeated - 1);
            innerValue *= repeated < -1 ? 0.5 : 1;
        }
    }

    /** {@return the end at which the function is negative} */
    public double inner() {
        return inner;
    }

    /** {@return the end at which it is not} */
    public double outer() {
        return outer;
    }

    /** {@return the distance of the ends} */
    public double width() {
        return Math.abs(outer - inner);
    }
}
