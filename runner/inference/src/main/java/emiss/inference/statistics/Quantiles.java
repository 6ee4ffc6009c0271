package emiss.inference.statistics;

/** Quantiles of ordered numbers. */
final class Quantiles {
    private Quantiles() {}

    /** The quantile, linear between the ordered numbers. */
    static double of(double[] sorted, double probability) {
        double position = Math.min(1, Math.max(0, probability)) * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
