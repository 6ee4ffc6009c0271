package emiss.inference;

import java.util.Arrays;

/**
 * Keeps the expected events of empty bins from being negative, by the method of multipliers (Nocedal and Wright, Numerical
 * Optimization, Sec. 17.3). What a bin expects is free to be negative at first, at the price of a quadratic penalty: an
 * addition to it of variance e, centred at e - d. After each minimisation d is set to what the multiplier of the bin tells,
 * until nothing changes: then no bin is negative, and d^2/(2e) of the value is the penalty. Where nothing that a fit may change
 * brings a bin up to zero, smaller and smaller e do not help either, and the fit is impossible.
 *
 * <p>Bins with events need none of this, because -ln L grows without limit where their expectation vanishes. They get an
 * addition for as long as a fit that starts where they expect none looks for a better start.
 */
final class EmptyBins {
    /** Standard deviation of the addition at first, relative to the events that are typical of the bin. */
    private static final double WIDTH = 1e-4;

    private static final double NARROWEST = 1e-7;
    private static final double NARROWER = 0.1;

    /** Multipliers that improve the value less than this part of what they did before ask for a narrower addition. */
    private static final double SLOW = 0.1;

    /** Multipliers are right if they change -ln L by less. */
    private static final double TOLERANCE = 1e-12;

    /** What a fit ended with. */
    record State(double[] variance, double[] offset) {}

    private final double[] background;
    private final double[] typical;
    private final double[] gain;
    /** e, in squared events; 0 where nothing is added. */
    final double[] variance;
    /** d, in events: below this the penalty acts. */
    final double[] offset;

    private double[] observed = new double[0];

    EmptyBins(CellLayout cells, int bins) {
        background = new double[bins];
        for (int c = 0; c < cells.count; c++) {
            background[cells.row[c]] += cells.isSignal[c] ? 0 : Math.abs(cells.nominal[c]);
        }
        typical = new double[bins];
        gain = new double[bins];
        variance = new double[bins];
        offset = new double[bins];
    }

    void bind(double[] newObserved, SignalModel signal) {
        observed = newObserved;
        for (int row = 0; row < typical.length; row++) {
            double sum = background[row] + signal.polynomial.magnitude(row);
            typical[row] = sum > 0 ? sum : 1;
        }
        reset();
    }

    /** Whether there are any empty bins. */
    boolean areAny() {
        for (int row = 0; row < variance.length; row++) {
            if (observed[row] == 0) {
                return true;
            }
        }
        return false;
    }

    /** Forgets all multipliers. */
    void reset() {
        for (int row = 0; row < variance.length; row++) {
            double width = observed[row] == 0 ? WIDTH * typical[row] : 0;
            variance[row] = width * width;
            offset[row] = variance[row];
        }
        Arrays.fill(gain, Double.POSITIVE_INFINITY);
    }

    /** Lets bins with events have an addition of a standard deviation of {@code part} of the events that are typical. */
    void relax(double part) {
        for (int row = 0; row < variance.length; row++) {
            if (observed[row] > 0) {
                variance[row] = part * part * typical[row] * typical[row];
            }
        }
    }

    /** Whether the multipliers fit a minimum with these delta = n/nu - 1 of the bins that are held. */
    boolean areSettled(boolean[] held, double[] delta) {
        for (int row = 0; row < variance.length; row++) {
            if (held[row] && gain(row, delta[row]) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    /** By how much the multiplier that a minimum tells changes -ln L. */
    private double gain(int row, double delta) {
        double change = variance[row] * (1 + delta) - offset[row];
        return change * change / (2 * variance[row]);
    }

    /**
     * Takes the multipliers that a minimum tells.
     *
     * @return a bin that nothing brings up to zero; -1 if there is none
     */
    int settle(boolean[] held, double[] delta) {
        for (int row = 0; row < variance.length; row++) {
            if (held[row]) {
                double found = gain(row, delta[row]);
                double multiplier = 1 + delta[row];
                if (found > TOLERANCE && found > SLOW * gain[row]) {
                    variance[row] *= NARROWER * NARROWER;
                    if (variance[row] < square(NARROWEST * typical[row])) {
                        return row;
                    }
                }
                gain[row] = found;
                offset[row] = variance[row] * multiplier;
            }
        }
        return -1;
    }

    private static double square(double x) {
        return x * x;
    }

    /** What the penalty of a bin that is held adds to -ln L beyond V delta^2/2. */
    double penalty(int row) {
        return offset[row] - 0.5 * variance[row];
    }

    /** What the penalty leaves in -ln L at a minimum with the right multipliers. */
    double remainder(boolean[] held) {
        double sum = 0;
        for (int row = 0; row < variance.length; row++) {
            sum += held[row] ? 0.5 * offset[row] * offset[row] / variance[row] : 0;
        }
        return sum;
    }

    State state() {
        return new State(variance.clone(), offset.clone());
    }

    void restore(State state) {
        System.arraycopy(state.variance, 0, variance, 0, variance.length);
        System.arraycopy(state.offset, 0, offset, 0, offset.length);
    }
}
