package emiss.analysis;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A quantity that a fit predicts.
 *
 * @param value with the best couplings and central form factors
 * @param low the lower end of the 68 % interval, form factors fixed; not above the upper one, infinite where there is none, not a
 *     number if it was not found
 * @param high its upper end
 * @param reason why the interval was not found; empty if it was
 * @param byProcess standard deviation from the form factors of every process, by linear propagation
 * @param draws the values for random form factors; null without draws
 */
public record Prediction(
        double value,
        double low,
        double high,
        String reason,
        Map<String, Double> byProcess,
        @Nullable Draws draws) {
    /**
     * Values for form factors drawn at random, couplings fitted anew for each.
     *
     * @param count how many
     * @param mean their mean
     * @param standardDeviation their standard deviation
     * @param low their 16 % quantile
     * @param high their 84 % quantile
     */
    public record Draws(int count, double mean, double standardDeviation, double low, double high) {
        /** Summarises at least two values. */
        static Draws of(List<Double> values) {
            double[] sorted =
                    values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            double mean = 0;
            for (double value : sorted) {
                mean += value / sorted.length;
            }
            double squares = 0;
            for (double value : sorted) {
                squares += (value - mean) * (value - mean) / (sorted.length - 1);
            }
            return new Draws(sorted.length, mean, Math.sqrt(squares), quantile(sorted, 0.16), quantile(sorted, 0.84));
        }

        private static double quantile(double[] sorted, double part) {
            double position = part * (sorted.length - 1);
            int below = (int) position;
            double share = position - below;
            return below + 1 < sorted.length
                    ? sorted[below] + share * (sorted[below + 1] - sorted[below])
                    : sorted[below];
        }
    }

    /** The standard deviation from the form factors of all processes, by linear propagation. */
    public double formFactorError() {
        return Math.sqrt(
                byProcess.values().stream().mapToDouble(error -> error * error).sum());
    }
}
