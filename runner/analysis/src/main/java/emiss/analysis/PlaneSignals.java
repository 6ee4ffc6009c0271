package emiss.analysis;

import emiss.inference.SignalModel;
import java.nio.LongBuffer;
import java.util.stream.DoubleStream;

/** The signals at the points of a plane of couplings, which are quadratic polynomials of what is profiled there. Immutable. */
final class PlaneSignals {
    /** Events that differ by less than this part of the largest in the plane, in their row, are the same. */
    private static final double RESOLUTION = 0x1p-40;

    private final SignalModel signal;
    private final double[] x;
    private final double[] y;
    private final double[] scale;
    /** Positions of the couplings of the plane among the parameters; -1 if the data do not respond. */
    private final int xIndex;

    private final int yIndex;
    private final int profiled;

    PlaneSignals(Hypothesis hypothesis, PlaneScan.Grid grid) {
        signal = hypothesis.withFixed(grid.fixed());
        xIndex = hypothesis.freeParameter(grid.xName(), grid.fixed().keySet());
        yIndex = hypothesis.freeParameter(grid.yName(), grid.fixed().keySet());
        x = inUnits(grid.x().toArray(), hypothesis.unitOf(grid.xName()));
        y = inUnits(grid.y().toArray(), hypothesis.unitOf(grid.yName()));
        profiled = hypothesis.freeParameters(grid.fixed().keySet());
        scale = scale();
    }

    private static double[] inUnits(double[] values, double unit) {
        return DoubleStream.of(values).map(value -> value / unit).toArray();
    }

    /** What is profiled at the points of a row is left, and the coupling along it. */
    SignalModel row(int iy) {
        return yIndex < 0 ? signal : signal.fix(yIndex, y[iy]);
    }

    /** The signal at a point of {@link #row}. */
    SignalModel at(SignalModel row, int ix) {
        return xIndex < 0 ? row : row.fix(yIndex >= 0 && yIndex < xIndex ? xIndex - 1 : xIndex, x[ix]);
    }

    /** The signal at a point in whole numbers: points with equal ones have the same signal up to rounding. */
    LongBuffer key(int ix, int iy) {
        double[] events = coefficients(ix, iy);
        long[] key = new long[events.length];
        for (int i = 0; i < key.length; i++) {
            key[i] = scale[i] > 0 ? Math.round(events[i] / (scale[i] * RESOLUTION)) : 0;
        }
        return LongBuffer.wrap(key);
    }

    /** The largest events in the plane, which are in one of its corners, since they are a convex function of its couplings. */
    private double[] scale() {
        double[] largest = new double[coefficients(0, 0).length];
        for (int ix : new int[] {0, x.length - 1}) {
            for (int iy : new int[] {0, y.length - 1}) {
                double[] events = coefficients(ix, iy);
                for (int i = 0; i < events.length; i++) {
                    largest[i] = Math.max(largest[i], Math.abs(events[i]));
                }
            }
        }
        return largest;
    }

    /**
     * Events with everything that is profiled at 0, then with one parameter after the other at 1: all that a polynomial depends
     * on whose quadratic part is the same everywhere.
     */
    private double[] coefficients(int ix, int iy) {
        double[] phi = new double[signal.parameters().size()];
        if (xIndex >= 0) {
            phi[xIndex] = x[ix];
        }
        if (yIndex >= 0) {
            phi[yIndex] = y[iy];
        }
        double[] all = signal.events(phi);
        for (int k = 0; k < profiled; k++) {
            if (k != xIndex && k != yIndex) {
                phi[k] = 1;
                all = DoubleStream.concat(DoubleStream.of(all), DoubleStream.of(signal.events(phi)))
                        .toArray();
                phi[k] = 0;
            }
        }
        return all;
    }
}
