package emiss.inference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The slots of a model: Gaussian per-bin factors gamma, and one plain slot of constant factor 1 for each row that needs it;
 * immutable by convention, its arrays are not changed.
 */
final class BinFactors {
    /** A factor that is below its bound by less than this is there up to rounding. */
    static final double ROUNDING = 1e-9;

    final int count;
    final int[] row;
    /** Squared relative width of the slot's gamma; 0 for a plain slot. */
    final double[] variance;
    /** Bounds of the slot's gamma; infinite for a plain slot. */
    final double[] lower;

    final double[] upper;
    /** Whether any gamma has other bounds than 0 and infinity. */
    final boolean isBounded;
    /** Per row its slots. */
    final int[][] rowSlots;
    /** The slots that have a gamma. */
    final int[] gammas;

    private final double[] centre;

    /**
     * A slot.
     *
     * @param name full name of the factor, empty for a plain slot
     * @param row its bin
     * @param factor centre, width and bounds of the factor
     */
    record Slot(String name, int row, ExplicitParameters.Parameter factor) {
        /** The factor 1 of a plain slot. */
        static final ExplicitParameters.Parameter PLAIN = new ExplicitParameters.Parameter(
                "plain", 1, 1, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0);

        boolean isGamma() {
            return factor.width() > 0;
        }
    }

    BinFactors(List<Slot> slots, int rows) {
        count = slots.size();
        row = slots.stream().mapToInt(Slot::row).toArray();
        variance = slots.stream()
                .mapToDouble(slot -> slot.factor().width() * slot.factor().width())
                .toArray();
        lower = slots.stream().mapToDouble(slot -> slot.factor().lowerBound()).toArray();
        upper = slots.stream().mapToDouble(slot -> slot.factor().upperBound()).toArray();
        centre = slots.stream().mapToDouble(slot -> slot.factor().centre()).toArray();
        gammas = IntStream.range(0, count).filter(s -> variance[s] > 0).toArray();
        isBounded = Arrays.stream(gammas).anyMatch(s -> lower[s] != 0 || upper[s] < Double.POSITIVE_INFINITY);
        rowSlots = IntStream.range(0, rows)
                .mapToObj(
                        r -> IntStream.range(0, count).filter(s -> row[s] == r).toArray())
                .toArray(int[][]::new);
    }

    private BinFactors(BinFactors other, double[] variance) {
        count = other.count;
        row = other.row;
        this.variance = variance;
        lower = other.lower;
        upper = other.upper;
        isBounded = other.isBounded;
        rowSlots = other.rowSlots;
        gammas = other.gammas;
        centre = other.centre;
    }

    /** The same slots, some of whose factors stay at the centres of their constraints; they are gammas as before. */
    BinFactors holding(boolean[] held) {
        double[] narrowed = variance.clone();
        for (int i = 0; i < gammas.length; i++) {
            narrowed[gammas[i]] = held[i] ? 0 : narrowed[gammas[i]];
        }
        return new BinFactors(this, narrowed);
    }

    double[] centres() {
        return centre.clone();
    }

    double[] widths() {
        return Arrays.stream(variance).map(Math::sqrt).toArray();
    }
}
