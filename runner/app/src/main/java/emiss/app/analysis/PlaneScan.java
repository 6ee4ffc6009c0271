package emiss.app.analysis;

import emiss.api.DoubleVector;
import emiss.app.run.Parallel;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.SignalModel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** t on a grid of two couplings of one hypothesis, everything else that is free profiled. */
public final class PlaneScan {
    private final Hypothesis hypothesis;
    private final String xName;
    private final String yName;
    private final Map<String, Double> fixed;

    /**
     * Prepares a scan.
     *
     * @param hypothesis has at least the two couplings free
     * @param xName coupling along x
     * @param yName coupling along y
     * @param fixed values of couplings that are neither scanned nor profiled
     */
    public PlaneScan(Hypothesis hypothesis, String xName, String yName, Map<String, Double> fixed) {
        this.hypothesis = hypothesis;
        this.xName = xName;
        this.yName = yName;
        this.fixed = Map.copyOf(fixed);
    }

    /**
     * Computes t, row by row on all threads; within a row each fit starts from its neighbour, so that the answer does not
     * depend on the number of threads. Rates do not change under a common change of sign, hence a grid that is symmetric
     * about zero is computed by half.
     *
     * @return {@code t[iy][ix]}, NaN where the fit failed or was not reached
     */
    public double[][] t(DoubleVector x, DoubleVector y, Parallel parallel) {
        boolean symmetric = fixed.values().stream().allMatch(value -> value == 0) && isSymmetric(x) && isSymmetric(y);
        int rows = symmetric ? (y.size() + 1) / 2 : y.size();
        List<Optional<double[]>> computed = parallel.map(rows, iy -> row(x, y.at(iy)));
        double[][] t = new double[y.size()][x.size()];
        for (int iy = 0; iy < y.size(); iy++) {
            int source = iy < rows ? iy : y.size() - 1 - iy;
            if (computed.get(source).isEmpty()) {
                Arrays.fill(t[iy], Double.NaN);
                continue;
            }
            double[] row = computed.get(source).get();
            for (int ix = 0; ix < x.size(); ix++) {
                t[iy][ix] = iy < rows ? row[ix] : row[x.size() - 1 - ix];
            }
        }
        return t;
    }

    private static boolean isSymmetric(DoubleVector axis) {
        for (int i = 0; i < axis.size(); i++) {
            if (axis.at(i) != -axis.at(axis.size() - 1 - i)) {
                return false;
            }
        }
        return true;
    }

    private double[] row(DoubleVector x, double y) {
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
        Map<String, Double> values = new HashMap<>(fixed);
        values.put(xName, x);
        values.put(yName, y);
        return values;
    }
}
