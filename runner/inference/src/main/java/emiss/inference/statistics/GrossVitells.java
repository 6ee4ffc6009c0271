package emiss.inference.statistics;

import emiss.inference.Significance;

/**
 * The probability that the largest test statistic over a range of masses exceeds a value, from its mean number of upcrossings of a
 * low threshold in toys (arXiv:1005.1891).
 *
 * @param threshold the threshold u0
 * @param upcrossings the mean number of upcrossings
 */
public record GrossVitells(double threshold, double upcrossings) {
    /** The threshold in use. */
    public static final double THRESHOLD = 1;

    /**
     * {@return how often a test statistic crosses a threshold from below along a grid of masses}
     *
     * @param statistics one per mass, in the order of masses
     * @param threshold the threshold
     */
    public static int upcrossings(double[] statistics, double threshold) {
        int crossings = 0;
        for (int i = 1; i < statistics.length; i++) {
            crossings += statistics[i - 1] < threshold && statistics[i] >= threshold ? 1 : 0;
        }
        return crossings;
    }

    /**
     * {@return the probability that the largest test statistic exceeds {@code u}, at most 1}
     *
     * @param u the value
     * @param parameters how many parameters are free at one mass
     * @param isBounded whether the one parameter is not negative
     */
    public double p(double u, int parameters, boolean isBounded) {
        double local =
                isBounded ? Math.exp(Significance.logUpperTail(Math.sqrt(u))) : Significance.pValue(u, parameters);
        return Math.min(
                1,
                local
                        + upcrossings
                                * Math.pow(u / threshold, 0.5 * (parameters - 1))
                                * Math.exp(-0.5 * (u - threshold)));
    }
}
