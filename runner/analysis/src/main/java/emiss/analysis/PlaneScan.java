package emiss.analysis;

import emiss.api.DoubleVector;
import emiss.inference.FitChain;
import emiss.inference.FitResult;
import emiss.inference.SignalModel;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * t on a grid of two couplings of one hypothesis, everything else that is free profiled. Rows are independent; within a row fits
 * form a {@linkplain FitChain chain}.
 *
 * <p>Every distinct signal is fitted once. Couplings that do not interfere, or to which the data do not respond, give the same
 * signal at several points: the first of them, row by row, stands for all. It is found from the signals alone, before any fit, so
 * that results do not depend on who makes the fits. Rates do not change under a common change of sign, hence a grid that is
 * symmetric about zero is computed by half, whatever is profiled. Couplings that are profiled may have several minima, so that they
 * start at several points as in every fit of couplings. Immutable.
 */
public final class PlaneScan {
    private final Hypothesis hypothesis;
    private final Grid grid;
    private final PlaneSignals signals;
    /** Per point of the rows that are computed the one that stands for it. */
    private final int[] first;

    /**
     * The grid, and what does not vary on it.
     *
     * @param xName coupling along x
     * @param yName coupling along y
     * @param x its values
     * @param y its values
     * @param fixed values of couplings that are neither scanned nor profiled
     */
    public record Grid(String xName, String yName, DoubleVector x, DoubleVector y, Map<String, Double> fixed) {
        /** Copies the map. */
        public Grid {
            fixed = Map.copyOf(fixed);
        }

        /** The number of rows that are computed. */
        int rows() {
            boolean symmetric =
                    fixed.values().stream().allMatch(value -> value == 0) && isSymmetric(x) && isSymmetric(y);
            return symmetric ? (y.size() + 1) / 2 : y.size();
        }

        private static boolean isSymmetric(DoubleVector axis) {
            for (int i = 0; i < axis.size(); i++) {
                if (axis.at(i) != -axis.at(axis.size() - 1 - i)) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Prepares a scan: chooses the points that are fitted.
     *
     * @param hypothesis has at least the two couplings of the grid free
     */
    public PlaneScan(Hypothesis hypothesis, Grid grid) {
        this.hypothesis = hypothesis;
        this.grid = grid;
        this.signals = new PlaneSignals(hypothesis, grid);
        int columns = grid.x.size();
        this.first = new int[grid.rows() * columns];
        Map<LongBuffer, Integer> seen = new HashMap<>();
        for (int point = 0; point < first.length; point++) {
            Integer same = seen.putIfAbsent(signals.key(point % columns, point / columns), point);
            first[point] = same == null ? point : same;
        }
    }

    /** The rows with points that are fitted, ascending. */
    public List<Integer> rows() {
        return IntStream.range(0, grid.rows())
                .filter(iy -> points(iy).findAny().isPresent())
                .boxed()
                .toList();
    }

    /** The points of a row that are fitted, by their column, ascending. */
    private IntStream points(int iy) {
        int columns = grid.x.size();
        return IntStream.range(0, columns).filter(ix -> first[iy * columns + ix] == iy * columns + ix);
    }

    /**
     * t at the points of row {@code iy} that are fitted; NaN where the fit failed. The chain begins at the end that is closer to the
     * Standard Model.
     */
    public double[] row(int iy) {
        Analysis analysis = hypothesis.analysis();
        FitChain chain = new FitChain(analysis.model(), analysis.data(), analysis.standardModelFit());
        SignalModel row = signals.row(iy);
        int[] points = points(iy).toArray();
        int last = points.length - 1;
        boolean isBackwards = Math.abs(grid.x.at(points[last])) < Math.abs(grid.x.at(points[0]));
        double[] t = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            int at = isBackwards ? last - i : i;
            int ix = points[at];
            SignalModel signal = signals.at(row, ix);
            FitResult fit = chain.next(grid.x.at(ix), signal, starts(ix, iy, signal));
            t[at] = fit.converged() ? analysis.t(fit) : Double.NaN;
        }
        return t;
    }

    /** Where what is profiled starts, beside where the chain leads; nowhere if nothing is. */
    private List<double[]> starts(int ix, int iy, SignalModel signal) {
        Map<String, Double> held = new HashMap<>(grid.fixed);
        held.put(grid.xName, grid.x.at(ix));
        held.put(grid.yName, grid.y.at(iy));
        return hypothesis.freeParameters(held.keySet()) == 0
                ? List.of()
                : CouplingFitter.starts(hypothesis, held, signal);
    }

    /**
     * t on the whole grid, {@code t[iy][ix]}, NaN where there is no value.
     *
     * @param rows by the index of a row, what {@link #row} has found; rows that failed are left out
     */
    public double[][] whole(Map<Integer, double[]> rows) {
        int columns = grid.x.size();
        double[] fitted = new double[first.length];
        Arrays.fill(fitted, Double.NaN);
        rows.forEach((iy, t) -> {
            int[] points = points(iy).toArray();
            for (int i = 0; i < points.length; i++) {
                fitted[iy * columns + points[i]] = t[i];
            }
        });
        int size = grid.y.size() * columns;
        double[][] t = new double[grid.y.size()][columns];
        for (int point = 0; point < size; point++) {
            int computed = point < first.length ? point : size - 1 - point;
            t[point / columns][point % columns] = fitted[first[computed]];
        }
        return t;
    }
}
