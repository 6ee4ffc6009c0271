package emiss.inference.statistics;

import emiss.inference.Significance;
import org.jspecify.annotations.Nullable;

/**
 * A p-value by toys: the fraction of them that is at least as extreme as the data.
 *
 * @param exceeding how many are
 * @param count how many there are
 */
public record ToyFraction(int exceeding, int count) {
    /** Test statistics of toys count as extreme if they are below that of the data by no more than this. */
    private static final double ROUNDING = 1e-6;

    /** The 95 % upper limit on the mean of a Poisson variable of which none was seen. */
    private static final double NONE_SEEN = 3;

    /**
     * {@return the fraction of toys with a test statistic of at least the observed one}
     *
     * @param statistics those of toys
     * @param observed that of the data
     */
    public static ToyFraction of(double[] statistics, double observed) {
        int exceeding = 0;
        for (double statistic : statistics) {
            exceeding += statistic >= observed - ROUNDING ? 1 : 0;
        }
        return new ToyFraction(exceeding, statistics.length);
    }

    /** {@return whether no toy is as extreme, so that {@link #p} is an upper limit at 95 % confidence level} */
    public boolean isUpperLimit() {
        return exceeding == 0;
    }

    /** {@return the p-value; an upper limit, 3 over the number of toys, if no toy is as extreme} */
    public double p() {
        return Math.min(1, isUpperLimit() ? NONE_SEEN / count : (double) exceeding / count);
    }

    /** {@return its standard deviation; null for an upper limit} */
    public @Nullable Double error() {
        return isUpperLimit() ? null : (Double) (Math.sqrt((double) exceeding * (count - exceeding) / count) / count);
    }

    /** {@return the standard deviations beyond which a normal variable lies with this probability, on one side, at least 0} */
    public double sigma() {
        return sigma(p());
    }

    /**
     * {@return the standard deviations beyond which a normal variable lies with a probability, on one side, at least 0}
     *
     * @param p the probability
     */
    public static double sigma(double p) {
        return p < 0.5 ? Significance.sigmaOneSided(p) : 0;
    }
}
