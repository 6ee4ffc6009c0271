package emiss.api.experiment;

/**
 * One analysis bin of a channel.
 *
 * @param low lower edge in the variable of the channel
 * @param high upper edge
 * @param selection what else defines the bin, for example {@code 0.96 < eta(BDT2) < 0.98}; empty if nothing
 */
public record Bin(double low, double high, String selection) {
    /**
     * Checks that the edges are finite and in order.
     *
     * @param low lower edge in the variable of the channel
     * @param high upper edge
     * @param selection what else defines the bin, for example {@code 0.96 < eta(BDT2) < 0.98}; empty if nothing
     */
    public Bin {
        if (!Double.isFinite(low) || !Double.isFinite(high) || !(low < high)) {
            throw new IllegalArgumentException("bin edges are " + low + ", " + high + ", expected low < high");
        }
    }
}
