package emiss.inference;

/**
 * A profile-likelihood interval.
 *
 * @param low lower end; negative infinity if there is none, the bound of the parameter if the likelihood does not fall far
 *     enough above it, NaN if the search failed
 * @param high upper end; positive infinity if there is none, NaN if the search failed
 * @param reason why the search failed; empty if it did not
 */
public record Interval(double low, double high, String reason) {
    /** No limits. */
    public static final Interval UNBOUNDED = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "");

    /**
     * {@return an interval that was not found}
     *
     * @param reason why
     */
    public static Interval failed(String reason) {
        return new Interval(Double.NaN, Double.NaN, reason);
    }

    /** {@return whether both ends were found, or found not to exist} */
    public boolean converged() {
        return reason.isEmpty();
    }
}
