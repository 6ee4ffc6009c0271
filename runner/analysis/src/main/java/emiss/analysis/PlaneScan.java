package emiss.analysis;

import emiss.api.DoubleVector;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.SignalModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * t on a grid of two couplings of one hypothesis, everything else that is free profiled. Its rows are independent; within a row
 * each fit starts from its neighbour. Rates do not change under a common change of sign, hence a grid that is symmetric about
 * zero is computed by half.
 */
public final class PlaneScan {
    private final Hypothesis hypothesis;
    private final Grid grid;

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
        public int rows() {
            boolean symmetric =
                    fixed.values().stream().allMatch(value -> value == 0) && isSymmetric(x) && isSymmetric(y);
            return symmetric ? (y.size() + 1) / 2 : y.size();
        }

        /** All rows, {@code t[iy][ix]}, from those that are computed. */
        public double[][] whole(List<double[]> rows) {
            double[][] t = new double[y.size()][x.size()];
            for (int iy = 0; iy < y.size(); iy++) {
                boolean mirrored = iy >= rows.size();
                double[] row = rows.get(mirrored ? y.size() - 1 - iy : iy);
                for (int ix = 0; ix < x.size(); ix++) {
                    t[iy][ix] = row[mirrored ? x.size() - 1 - ix : ix];
                }
            }
            return t;
        }
    }

    /**
     * Prepares a scan.
     *
     * @param hypothesis has at least the two couplings of the grid free
     */
    public PlaneScan(Hypothesis hypothesis, Grid grid) {
        this.hypothesis = hypothesis;
        this.grid = grid;
    }

    private static boolean isSymmetric(DoubleVector axis) {
        for (int i = 0; i < axis.size(); i++) {
            if (axis.at(i) != -axis.at(axis.size() - 1 - i)) {
                return false;
            }
        }
        return true;
    }

    /** t along the row {@code iy} of the grid; NaN where the fit failed. */
    public double[] row(int iy) {
        DoubleVector x = grid.x;
        double y = grid.y.at(iy);
        Analysis analysis = hypothesis.analysis();
        Fitter fitter = new Fitter(analysis.model());
        double[] t = new double[x.size()];
        FitResult last = analysis.standardModelFit();
        for (int ix = 0; ix < t.length; ix++) {
            SignalModel signal = hypothesis.withFixed(values(x.at(ix), y));
            FitResult fit = fitter.fit(analysis.data(), signal, last);
            if (!fit.converged()) {
                fit = fitter.fit(analysis.data(), signal);
            }
            t[ix] = fit.converged() ? analysis.t(fit) : Double.NaN;
            last = fit.converged() ? fit : last;
        }
        return t;
    }

    private Map<String, Double> values(double x, double y) {
        Map<String, Double> values = new HashMap<>(grid.fixed);
        values.put(grid.xName, x);
        values.put(grid.yName, y);
        return values;
    }
}
