package emiss.inference;

/**
 * When a fit stops.
 *
 * @param maxIterations Newton steps per start
 * @param tolerance estimated distance to the minimum (EDM), in units of -2 ln L, below which a fit has converged
 */
public record FitOptions(int maxIterations, double tolerance) {
    /** 200 steps per start, EDM below 1e-8. */
    public static final FitOptions DEFAULT = new FitOptions(200, 1e-8);

    /**
     * Checks that both are positive.
     *
     * @param maxIterations Newton steps per start
     * @param tolerance estimated distance to the minimum (EDM), in units of -2 ln L, below which a fit has converged
     */
    public FitOptions {
        if (maxIterations < 1 || !(tolerance > 0)) {
            throw new IllegalArgumentException("a fit is limited to " + maxIterations + " iterations and EDM "
                    + tolerance + ", expected both > 0");
        }
    }
}
