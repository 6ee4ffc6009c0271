package emiss.inference.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * An upper limit by CLs from toys at a few values of x: ln CLs has the shape of its asymptotic form and is shifted by the weighted
 * mean of the differences.
 */
public final class ToyLimits {
    /** Where toys are made, relative to the asymptotic limit. */
    private static final double[] FACTORS = {0.9, 1, 1.1};

    private final AsymptoticLimits asymptotic;
    private final double level;
    private double weights;
    private double sum;

    /**
     * Starts without toys.
     *
     * @param asymptotic the asymptotic limits
     * @param level the confidence level
     */
    public ToyLimits(AsymptoticLimits asymptotic, double level) {
        this.asymptotic = asymptotic;
        this.level = level;
    }

    /** {@return where toys are made, relative to the asymptotic limit} */
    public static double[] factors() {
        return FACTORS.clone();
    }

    /**
     * Adds the toys of one value of x.
     *
     * @param x the value
     * @param observed q~ of the data
     * @param withSignal q~ of toys with this x
     * @param withoutSignal q~ of toys with x = 0
     */
    public void add(double x, double observed, double[] withSignal, double[] withoutSignal) {
        add(
                asymptotic.probabilities(x, observed).logCls(),
                ToyFraction.of(withSignal, observed),
                ToyFraction.of(withoutSignal, observed));
    }

    private void add(double logAsymptotic, ToyFraction signal, ToyFraction background) {
        if (signal.isUpperLimit() || background.isUpperLimit()) {
            return;
        }
        double variance = relativeVariance(signal) + relativeVariance(background);
        if (variance > 0) {
            weights += 1 / variance;
            sum += (Math.log(signal.p()) - Math.log(background.p()) - logAsymptotic) / variance;
        }
    }

    private static double relativeVariance(ToyFraction fraction) {
        return (1 - fraction.p()) / fraction.exceeding();
    }

    /**
     * A limit.
     *
     * @param value the limit
     * @param error its standard deviation
     */
    public record Limit(OptionalDouble value, OptionalDouble error) {}

    /** {@return the observed limit; none if no toy was as extreme as the data} */
    public Limit observed() {
        if (weights == 0) {
            return new Limit(OptionalDouble.empty(), OptionalDouble.empty());
        }
        double shift = sum / weights;
        double error = 1 / Math.sqrt(weights);
        return new Limit(
                OptionalDouble.of(shifted(shift)),
                OptionalDouble.of(0.5 * Math.abs(shifted(shift + error) - shifted(shift - error))));
    }

    /** Where ln CLs, moved by {@code shift}, is that of the level. */
    private double shifted(double shift) {
        return asymptotic.observed(1 - (1 - level) * Math.exp(-shift));
    }

    /**
     * {@return the limit that is expected without signal if the data fluctuate by {@code sigma} standard deviations upwards; none
     * if no toy with signal is as extreme}
     *
     * @param asymptotic the asymptotic limits
     * @param level the confidence level
     * @param sigma standard deviations
     * @param withSignal q~ of toys with x at the asymptotic expected limit
     * @param withoutSignal q~ of toys with x = 0, at the same value
     */
    public static OptionalDouble expected(
            AsymptoticLimits asymptotic, double level, double sigma, double[] withSignal, double[] withoutSignal) {
        double[] sorted = withoutSignal.clone();
        Arrays.sort(sorted);
        double quantile = Quantiles.of(sorted, Math.exp(emiss.inference.Significance.logUpperTail(sigma)));
        ToyFraction signal = ToyFraction.of(withSignal, quantile);
        ToyFraction background = ToyFraction.of(withoutSignal, quantile);
        // at least one toy without signal lies at its quantile or above
        if (signal.isUpperLimit()) {
            return OptionalDouble.empty();
        }
        double shift = Math.log(signal.p() / background.p()) - Math.log1p(-level);
        return OptionalDouble.of(asymptotic.expected(1 - (1 - level) * Math.exp(-shift), sigma));
    }
}
