package emiss.inference;

import java.util.Arrays;

/**
 * The Poisson terms of all bins with the Gaussian per-bin factors and their constraints, the factors eliminated.
 *
 * <p>In a bin with observed n, slots s of content m_s, centre c_s and relative width sigma_s, the factors that minimise -ln L
 * are gamma_s = c_s + sigma_s^2 m_s delta with delta = n/nu - 1, nu = (b + sqrt(b^2 + 4 V n))/2, V = sum sigma_s^2 m_s^2, b =
 * sum c_s m_s - V. The bin contributes nu - n + n ln(n/nu) + V delta^2/2. Its derivatives follow from the envelope theorem:
 * with u_k = sum gamma_s dm_s/dx_k and w_k = sum (c_s + 2 sigma_s^2 m_s delta) dm_s/dx_k, the gradient is -delta u_k and the
 * Hessian w_k w_l/(V + nu^2/n) - delta^2 sum sigma_s^2 dm_s/dx_k dm_s/dx_l - delta sum gamma_s d2m_s/dx_k dx_l. The first term
 * alone is the Gauss-Newton Hessian.
 *
 * <p>Factors that would leave their bounds are held there (at 0 unless the data set says otherwise); the set of them is
 * found in the bin, by adding to it until none leaves them, which is monotonic because delta keeps its sign.
 *
 * <p>{@link Fluctuations} of the signal add their variance to V, and so do {@link EmptyBins}. In an empty bin nu = sum c_s m_s -
 * V may be negative: nu is held at 0, with delta = -sum c_s m_s/V instead of -1, the limit of the formulas above for n to 0.
 *
 * <p>It is one class because value, gradient and Hessian use what the profiling of the bins has left in its arrays.
 */
final class ProfiledBins implements LikelihoodTerm {
    /** The factor of a bin that is held at 0 may be 0 up to rounding. */
    private static final double AT_BOUND = 1e-15;

    private final BinFactors factors;
    private final CellContents contents;
    private final Fluctuations fluctuations;
    private final EmptyBins emptyBins;
    private final double[] gamma;
    private final boolean[] clipped;
    /** 1/sqrt(V + nu^2/n). */
    private final double[] rowWeight;
    /** The factor of dm_s in w_k, over sqrt(V + nu^2/n). */
    private final double[] slotFactor;
    /** Derivatives of rows, times their weights, and of slots by one parameter, and what those by the others count for. */
    private final double[] rowSlope;

    private final double[] slotSlope;
    private final double[] slotWeight;

    private final double[] nu;
    private final double[] delta;
    /** Sum of c_s m_s of a bin. */
    private final double[] rowMean;

    private final double[] rowVariance;
    /** Whether some factor of a bin is outside its bounds. */
    private final boolean[] leavesBounds;
    /** Whether an empty bin is held at 0. */
    private final boolean[] held;

    private boolean anyHeld;
    /** w_k/sqrt(V + nu^2/n) of the rows. */
    private double[][] rowDerivative;

    /** dm_s/dx_k of one slot, the parameters that act on it, and the derivatives with respect to them. */
    private double[] slotDerivative = new double[0];

    private int[] acting = new int[0];
    private double[] actingDerivative = new double[0];
    /** Curvature below this is left out, for each parameter. */
    private double[] limit = new double[0];
    /** A column of the Hessian. */
    private double[] column = new double[0];

    private double[] observed = new double[0];
    private double[] centre = new double[0];
    private final int explicit;
    private int size;

    ProfiledBins(CompiledModel model, RowValues signal) {
        factors = model.factors;
        explicit = model.explicit.count();
        contents = new CellContents(model.cells, signal, explicit);
        fluctuations = new Fluctuations(model.bins, explicit);
        emptyBins = new EmptyBins(model.cells, model.bins);
        gamma = new double[factors.count];
        clipped = new boolean[factors.count];
        rowWeight = new double[model.bins];
        slotFactor = new double[factors.count];
        rowSlope = new double[model.bins];
        slotSlope = new double[factors.count];
        slotWeight = new double[factors.count];
        nu = new double[model.bins];
        delta = new double[model.bins];
        rowMean = new double[model.bins];
        rowVariance = new double[model.bins];
        leavesBounds = new boolean[model.bins];
        held = new boolean[model.bins];
        rowDerivative = new double[model.bins][0];
    }

    /**
     * @param newObserved events per bin
     * @param newCentre centres of the constraints per slot
     */
    void bind(double[] newObserved, double[] newCentre, SignalModel signal) {
        observed = newObserved;
        centre = newCentre;
        int interest = signal.parameters().size();
        size = explicit + interest;
        if (slotDerivative.length < size) {
            slotDerivative = new double[size];
            actingDerivative = new double[size];
            acting = new int[size];
            limit = new double[size];
            column = new double[size];
            rowDerivative = new double[nu.length][size];
        }
        fluctuations.bind(signal);
        emptyBins.bind(newObserved, signal);
    }

    /** At the best per-bin factors; infinite where a rate is not positive. */
    @Override
    public double value(double[] x) {
        contents.evaluate(x);
        fluctuations.evaluate(x);
        sumUpRows();
        anyHeld = false;
        for (int row = 0; row < nu.length; row++) {
            solve(row, rowMean[row], rowVariance[row]);
            anyHeld |= held[row];
        }
        findFactors();
        double sum = 0;
        for (int row = 0; row < nu.length; row++) {
            if (leavesBounds[row]) {
                sum += clip(row);
            }
            double n = observed[row];
            double rate = nu[row];
            if (!(n > 0 ? rate > 0 : rate >= 0)) {
                return Double.POSITIVE_INFINITY;
            }
            sum += poisson(n, rate) + 0.5 * rowVariance[row] * delta[row] * delta[row];
            if (held[row]) {
                sum += emptyBins.penalty(row);
            }
        }
        return sum;
    }

    /** Finds the sum of c_s m_s and V of every bin; slots one after the other, because the bins of a sample follow each other. */
    private void sumUpRows() {
        int[] rows = factors.row;
        double[] relative = factors.variance;
        double[] content = contents.ofSlot;
        Arrays.fill(rowMean, 0);
        System.arraycopy(fluctuations.variance, 0, rowVariance, 0, rowVariance.length);
        for (int s = 0; s < rows.length; s++) {
            double m = content[s];
            int row = rows[s];
            rowMean[row] += centre[s] * m;
            rowVariance[row] += relative[s] * m * m;
        }
    }

    /** Finds the best factors in solved bins, and the bins in which some of them leave their bounds. */
    private void findFactors() {
        int[] rows = factors.row;
        double[] relative = factors.variance;
        double[] content = contents.ofSlot;
        boolean outside = factors.isBounded;
        for (int s = 0; s < rows.length; s++) {
            double best = centre[s] + relative[s] * content[s] * delta[rows[s]];
            gamma[s] = best;
            outside |= best < -BinFactors.ROUNDING;
        }
        Arrays.fill(clipped, false);
        Arrays.fill(leavesBounds, false);
        for (int s = 0; outside && s < rows.length; s++) {
            leavesBounds[rows[s]] |= isOutside(s, gamma[s]);
        }
        for (int s = 0; anyHeld && s < rows.length; s++) {
            if (held[rows[s]] && Math.abs(gamma[s] - factors.lower[s]) < AT_BOUND) {
                gamma[s] = factors.lower[s];
            }
        }
    }

    /** Finds nu and delta of a bin from the sum of c_s m_s and V, without what is added to empty bins. */
    private void solve(int row, double mean, double v) {
        double n = observed[row];
        double added = emptyBins.variance[row];
        held[row] = n == 0 && mean - v < emptyBins.offset[row];
        if (held[row]) {
            nu[row] = 0;
            delta[row] = -(mean - emptyBins.offset[row] + added) / (v + added);
            rowVariance[row] = v + added;
        } else {
            double all = n > 0 ? v + added : v;
            nu[row] = rate(mean, all, n);
            delta[row] = delta(mean, all, n, nu[row]);
            rowVariance[row] = all;
        }
    }

    /** At given per-bin factors and the best fluctuations of the signal; the gradient afterwards is that at these factors. */
    double valueAt(double[] x, double[] gammas) {
        contents.evaluate(x);
        fluctuations.evaluate(x);
        System.arraycopy(gammas, 0, gamma, 0, gamma.length);
        double sum = 0;
        for (int row = 0; row < nu.length; row++) {
            double n = observed[row];
            double mean = 0;
            for (int s : factors.rowSlots[row]) {
                mean += gammas[s] * contents.ofSlot[s];
                if (factors.variance[s] > 0) {
                    double shift = gammas[s] - centre[s];
                    sum += 0.5 * shift * shift / factors.variance[s];
                }
            }
            double e = fluctuations.variance[row];
            double rate = rate(mean, e, n);
            double slope = delta(mean, e, n, rate);
            if (n == 0 && rate < 0 && e > 0) {
                rate = 0;
                slope = -mean / e;
            }
            if (!(n > 0 ? rate > 0 : rate >= 0)) {
                return Double.POSITIVE_INFINITY;
            }
            delta[row] = slope;
            sum += poisson(n, rate) + 0.5 * e * slope * slope;
        }
        return sum;
    }

    /** The derivatives by the per-bin factors, one a slot, at the point of the last {@link #valueAt}. */
    double[] factorSlopes() {
        double[] slopes = new double[factors.count];
        for (int s = 0; s < slopes.length; s++) {
            slopes[s] = -delta[factors.row[s]] * contents.ofSlot[s]
                    + (factors.variance[s] > 0 ? (gamma[s] - centre[s]) / factors.variance[s] : 0);
        }
        return slopes;
    }

    /** -ln of the Poisson probability relative to that of a rate of n. */
    private static double poisson(double n, double rate) {
        return n > 0 ? rate - n + n * Math.log(n / rate) : rate;
    }

    /** nu. */
    private static double rate(double mean, double v, double n) {
        double b = mean - v;
        if (n == 0 || v == 0) {
            return b;
        }
        double root = Math.sqrt(b * b + 4 * v * n);
        return b > 0 ? 0.5 * (b + root) : 2 * v * n / (root - b);
    }

    /** n/nu - 1 in a form that keeps its digits where the mean is far above n. */
    private static double delta(double mean, double v, double n, double rate) {
        return n > 0 ? (n - mean) / (rate + v) : -1;
    }

    private boolean isOutside(int slot, double value) {
        return value < factors.lower[slot] - BinFactors.ROUNDING || value > factors.upper[slot];
    }

    /** Solves the row with some factors at their bounds and returns their constraint terms. */
    private double clip(int row) {
        while (true) {
            double mean = 0;
            double v = fluctuations.variance[row];
            double penalty = 0;
            for (int s : factors.rowSlots[row]) {
                double m = contents.ofSlot[s];
                if (clipped[s]) {
                    double shift = gamma[s] - centre[s];
                    mean += gamma[s] * m;
                    penalty += 0.5 * shift * shift / factors.variance[s];
                } else {
                    mean += centre[s] * m;
                    v += factors.variance[s] * m * m;
                }
            }
            solve(row, mean, v);
            double slope = delta[row];
            boolean more = false;
            for (int s : factors.rowSlots[row]) {
                if (!clipped[s]) {
                    double best = centre[s] + factors.variance[s] * contents.ofSlot[s] * slope;
                    clipped[s] = isOutside(s, best);
                    more |= clipped[s];
                    gamma[s] = clipped[s] ? Math.min(factors.upper[s], Math.max(factors.lower[s], best)) : best;
                }
            }
            if (!more) {
                return penalty;
            }
        }
    }

    @Override
    public void addGradient(double[] x, double[] gradient) {
        contents.addGradient(x, delta, gamma, gradient);
        fluctuations.addGradient(x, delta, gradient);
    }

    @Override
    public void addHessian(double[] x, double[][] hessian, HessianPart part, double negligible) {
        boolean exact = part != HessianPart.GAUSS_NEWTON;
        weighRows(exact);
        contents.differentiate(x);
        if (part == HessianPart.OF_INTEREST) {
            addColumns(x, hessian);
        } else {
            differentiateRows();
            addOuterProducts(hessian);
            if (exact) {
                subtractFactorCurvature(hessian, part == HessianPart.EXACT ? size : explicit, negligible);
                contents.addCurvature(x, hessian);
            }
        }
        if (part == HessianPart.EXACT || part == HessianPart.OF_INTEREST) {
            contents.addSignalCurvature(hessian);
            fluctuations.addCurvature(delta, hessian);
        }
    }

    /** Finds what the derivatives of rows and slots count for. */
    private void weighRows(boolean exact) {
        for (int row = 0; row < rowWeight.length; row++) {
            rowWeight[row] = rootWeight(row, exact);
        }
        for (int s = 0; s < slotFactor.length; s++) {
            int row = factors.row[s];
            double factor =
                    clipped[s] ? gamma[s] : centre[s] + 2 * factors.variance[s] * contents.ofSlot[s] * delta[row];
            slotFactor[s] = factor * rowWeight[row];
        }
    }

    /** Finds w_k of every row, scaled by the square root of the row's weight. */
    private void differentiateRows() {
        for (double[] row : rowDerivative) {
            Arrays.fill(row, 0, size, 0);
        }
        for (int row = 0; fluctuations.isOn() && row < nu.length; row++) {
            fluctuations.addDerivative(row, delta[row] * rowWeight[row], rowDerivative[row]);
        }
        contents.addDerivatives(slotFactor, rowDerivative);
    }

    /**
     * The columns of parameters of interest. With w_l of the rows and dm_s/dx_l of the slots, a column is the gradient of a sum of
     * contents with other weights, which is much faster than all derivatives of all rows.
     */
    private void addColumns(double[] x, double[][] hessian) {
        for (int l = explicit; l < size; l++) {
            contents.differentiateSlots(l - explicit, slotSlope);
            for (int row = 0; row < rowSlope.length; row++) {
                rowSlope[row] = fluctuations.slope(row, l - explicit) * delta[row] * rowWeight[row];
            }
            for (int s = 0; s < slotSlope.length; s++) {
                rowSlope[factors.row[s]] += slotFactor[s] * slotSlope[s];
            }
            for (int s = 0; s < slotSlope.length; s++) {
                int row = factors.row[s];
                double own = clipped[s] ? 0 : factors.variance[s] * delta[row] * delta[row];
                slotWeight[s] = slotFactor[s] * rowSlope[row] - own * slotSlope[s];
            }
            Arrays.fill(column, 0, size, 0);
            contents.addProjection(x, slotWeight, column);
            for (int row = 0; fluctuations.isOn() && row < nu.length; row++) {
                fluctuations.addDerivative(row, delta[row] * rowWeight[row] * rowSlope[row], column);
            }
            for (int k = 0; k <= l; k++) {
                hessian[k][l] += column[k];
            }
        }
    }

    /** 1/sqrt(V + nu^2/n); an empty bin has curvature where nu is held at 0, or for the Gauss-Newton Hessian. */
    private double rootWeight(int row, boolean exact) {
        double n = observed[row];
        double rate = nu[row];
        double inverse = n > 0 ? rowVariance[row] + rate * rate / n : rate + rowVariance[row];
        boolean counts = inverse > 0 && !(exact && n == 0 && !held[row]);
        return counts ? 1 / Math.sqrt(inverse) : 0;
    }

    /** Adds d d^T of the derivatives d of every row, four rows at a time. */
    private void addOuterProducts(double[][] hessian) {
        double[][] rows = rowDerivative;
        int row = 0;
        for (; row + 3 < rows.length; row += 4) {
            double[] first = rows[row];
            double[] second = rows[row + 1];
            double[] third = rows[row + 2];
            double[] fourth = rows[row + 3];
            for (int k = 0; k < size; k++) {
                double a = first[k];
                double b = second[k];
                double c = third[k];
                double d = fourth[k];
                if (a != 0 || b != 0 || c != 0 || d != 0) {
                    Rows.add(hessian[k], 0, k, size, a, first, b, second, c, third, d, fourth);
                }
            }
        }
        for (; row < rows.length; row++) {
            for (int k = 0; k < size; k++) {
                Rows.add(hessian[k], 0, k, size, rows[row][k], rows[row]);
            }
        }
    }

    /**
     * -delta^2 sum sigma_s^2 dm_s/dx_k dm_s/dx_l, over the slots in which it changes a diagonal element by more than the negligible
     * part.
     */
    private void subtractFactorCurvature(double[][] hessian, int to, double negligible) {
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < to; k++) {
            limit[k] = Math.sqrt(negligible * Math.abs(hessian[k][k]));
            least = k < explicit ? Math.min(least, limit[k]) : least;
        }
        for (int s : factors.gammas) {
            double root = clipped[s] ? 0 : Math.sqrt(factors.variance[s]) * Math.abs(delta[factors.row[s]]);
            if ((to > explicit && contents.signalMayExceed(s, root, limit))
                    || contents.mayExceed(s, root, least, limit)) {
                subtractFactorCurvature(hessian, s, to, root);
            }
        }
    }

    /** The part of one slot, whose derivatives are gathered first. */
    private void subtractFactorCurvature(double[][] hessian, int slot, int to, double root) {
        int count = contents.differentiate(slot, acting, slotDerivative);
        boolean matters = false;
        for (int i = 0; i < count; i++) {
            double derivative = root * slotDerivative[acting[i]];
            actingDerivative[i] = derivative;
            matters |= acting[i] < to && Math.abs(derivative) > limit[acting[i]];
        }
        if (!matters) {
            return;
        }
        for (int i = 0; i < count; i++) {
            double[] target = hessian[acting[i]];
            double factor = actingDerivative[i];
            for (int j = i; j < count; j++) {
                target[acting[j]] -= factor * actingDerivative[j];
            }
        }
    }

    /** The best per-bin factors, 1 in plain slots. */
    double[] gammas() {
        return gamma;
    }

    /**
     * Variances of the per-bin factors, 0 in plain slots, at fixed other parameters: sigma_s^2 (1 - k sigma_s^2 m_s^2/(1 + k V))
     * with k = n/nu^2, the diagonal of the inverse of their own second derivatives.
     */
    double[] factorVariances() {
        double[] variances = new double[gamma.length];
        for (int s : factors.gammas) {
            int row = factors.row[s];
            double k = observed[row] > 0 ? observed[row] / (nu[row] * nu[row]) : 0;
            double m = contents.ofSlot[s];
            double own = factors.variance[s];
            variances[s] = clipped[s] ? 0 : own * (1 - k * own * m * m / (1 + k * rowVariance[row]));
        }
        return variances;
    }

    /** Variances of the rates at fixed other parameters: V/(1 + V n/nu^2); 0 for an empty bin that is held at 0. */
    double[] conditionalVariances() {
        double[] variances = new double[nu.length];
        for (int row = 0; row < nu.length; row++) {
            double n = observed[row];
            double v = rowVariance[row];
            variances[row] = n > 0 ? v / (1 + v * n / (nu[row] * nu[row])) : held[row] ? 0 : v;
        }
        return variances;
    }

    /**
     * The logarithm of the determinant of the second derivatives by the per-bin factors in units of their widths, at fixed other
     * parameters: the sum of ln(1 + n V/nu^2) over the bins.
     */
    double logDeterminant() {
        double sum = 0;
        for (int row = 0; row < nu.length; row++) {
            sum += observed[row] > 0 ? Math.log1p(observed[row] * rowVariance[row] / (nu[row] * nu[row])) : 0;
        }
        return sum;
    }

    /** What keeps empty bins from being negative. */
    EmptyBins emptyBins() {
        return emptyBins;
    }

    /** Whether the multipliers of the bins that are held fit the last point, a minimum. */
    boolean areSettled() {
        return emptyBins.areSettled(held, delta);
    }

    /** Takes the multipliers of the last point, a minimum; returns a bin that nothing brings up to zero, or -1. */
    int settle() {
        return emptyBins.settle(held, delta);
    }

    /** What the penalties leave in the value of the last point. */
    double remainder() {
        return emptyBins.remainder(held);
    }

    /** The first bin with events that expected none at the last point; -1 if there is none. */
    int impossibleRow() {
        for (int row = 0; row < nu.length; row++) {
            if (observed[row] > 0 && !(nu[row] > 0)) {
                return row;
            }
        }
        return -1;
    }

    /** Expected events per bin. */
    double[] rates() {
        return nu;
    }

    /** Adds the part of the rates that is signal, with its fluctuation sqrt(e) theta = e delta. */
    void addSignal(double[] rows) {
        contents.addSignal(gamma, rows);
        for (int row = 0; row < nu.length; row++) {
            rows[row] += fluctuation(row);
        }
    }

    /** The events by which the signal in a bin fluctuates at the minimum. */
    double fluctuation(int row) {
        return fluctuations.variance[row] * delta[row];
    }
}
