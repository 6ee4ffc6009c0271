package emiss.inference;

import java.util.Arrays;

/**
 * Value, gradient and Hessian of -ln L relative to the saturated model, with the Gaussian per-bin factors eliminated; one
 * per thread, without allocation once bound to a signal.
 *
 * <p>Parameters are the explicit nuisances, then the parameters of interest. In a bin with observed n, slots s of content
 * m_s, centre c_s and relative width sigma_s, the factors that minimise -ln L are gamma_s = c_s + sigma_s^2 m_s delta with
 * delta = n/nu - 1, nu = (b + sqrt(b^2 + 4 V n))/2, V = sum sigma_s^2 m_s^2, b = sum c_s m_s - V. The bin contributes nu - n
 * + n ln(n/nu) + V delta^2/2. Its derivatives follow from the envelope theorem: with u_k = sum gamma_s dm_s/dx_k and w_k = sum
 * (c_s + 2 sigma_s^2 m_s delta) dm_s/dx_k, the gradient is -delta u_k and the Hessian w_k w_l/(V + nu^2/n) - delta^2 sum
 * sigma_s^2 dm_s/dx_k dm_s/dx_l - delta sum gamma_s d2m_s/dx_k dx_l. The first term alone is the Gauss-Newton Hessian.
 *
 * <p>Factors that would leave their bounds are held there (at 0 unless the data set says otherwise); the set of them is
 * found in the bin, by adding to it until none leaves them, which is monotonic because delta keeps its sign.
 *
 * <p>{@link Fluctuations} of the signal add their variance e to V. In an empty bin nu = sum c_s m_s - V may then be negative:
 * nu stays at 0, with delta = -sum c_s m_s/V instead of -1, the limit of the formulas above for n to 0.
 */
final class Evaluator {
    private final BinnedModel model;
    private final double[] base;
    /** Events of signal in the row for signal cells, 1 for background. */
    private final double[] multiplier;

    /** Product of factors and multiplier: contents are base x scale. */
    private final double[] scale;
    /** -delta gamma, the derivative of -ln L with respect to the content. */
    private final double[] weight;

    private final double[] scaledWeight;
    private final double[] termValue;
    private final double[] termFirst;
    private final double[] termSecond;
    private final double[] groupValue;
    private final double[] groupSum;
    private final double[][] groupDerivative;
    private final double[] slotContent;
    private final double[] slotGamma;
    private final boolean[] slotClipped;
    private final int[] termParameter;
    private final DerivativePattern pattern;
    /** Per cell the derivatives of its sum of shifts, in the order of the pattern. */
    private final double[][] cellShift;

    /** The factor of dm_s in w_k, over sqrt(V + nu^2/n). */
    private final double[] slotFactor;

    /** Factor of the derivative of a shift in its mixed second derivatives with a term. */
    private final double[] mixedWeight;

    private final double[] rowNu;
    private final double[] rowDelta;
    private final double[] rowVariance;
    private final double[] events;
    private final Fluctuations fluctuations;
    private final double[] residual;
    private final double[] residualSlope;
    private final double[] residualGradient;
    private double[][] eventDerivative = new double[0][];
    /** dm_s/dx_k of one slot. */
    private double[] slotDerivative = new double[0];
    /** The parameters that act on this slot, and the derivatives with respect to them. */
    private int[] acting = new int[0];

    private double[] actingDerivative = new double[0];
    /** The same with a parameter of interest; 0 in background. */
    private double[][] signalWeight = new double[0][];

    /** Curvature below this is left out, for each parameter. */
    private double[] limit = new double[0];
    /** w_k/sqrt(V + nu^2/n) of the rows. */
    private double[][] rowDerivative;

    private ModelData data;
    private SignalModel signal;
    private double[] point = new double[0];
    private int interest;
    private int size;

    Evaluator(BinnedModel model) {
        this.model = model;
        this.data = model.observedData();
        this.signal = SignalModel.fixed(new double[model.rows()]);
        base = new double[model.cellCount];
        multiplier = new double[model.cellCount];
        Arrays.fill(multiplier, 1);
        scale = new double[model.cellCount];
        weight = new double[model.cellCount];
        scaledWeight = new double[model.cellCount];
        termValue = new double[model.terms.length];
        termFirst = new double[model.terms.length];
        termSecond = new double[model.terms.length];
        groupValue = new double[model.groupTerms.length];
        groupSum = new double[model.groupTerms.length];
        groupDerivative = new double[model.groupTerms.length][];
        for (int g = 0; g < groupDerivative.length; g++) {
            groupDerivative[g] = new double[model.groupTerms[g].length];
        }
        slotContent = new double[model.slotCount];
        slotGamma = new double[model.slotCount];
        slotClipped = new boolean[model.slotCount];
        pattern = model.derivativePattern;
        cellShift = new double[model.cellCount][];
        Arrays.setAll(cellShift, c -> pattern.cellSlope[c].clone());
        slotFactor = new double[model.slotCount];
        mixedWeight = new double[model.cellCount];
        termParameter = Arrays.stream(model.terms).mapToInt(Term::parameter).toArray();
        rowNu = new double[model.binCount];
        rowDelta = new double[model.binCount];
        rowVariance = new double[model.binCount];
        events = new double[model.rows()];
        fluctuations = new Fluctuations(model);
        residual = new double[model.gaussianCount];
        residualSlope = new double[model.gaussianCount];
        residualGradient = new double[model.gaussianCount];
        rowDerivative = new double[model.binCount][0];
        bind(data, signal);
    }

    /** Chooses data and signal; allocates only for more parameters of interest than ever before. */
    void bind(ModelData newData, SignalModel newSignal) {
        if (newData.model != model) {
            throw new IllegalArgumentException("the data belong to another model");
        }
        if (newSignal.rows() != model.rows()) {
            throw new IllegalArgumentException(
                    "the signal has " + newSignal.rows() + " rows, expected " + model.rows());
        }
        data = newData;
        signal = newSignal;
        interest = newSignal.parameters().size();
        size = model.explicitCount + interest;
        if (point.length < size) {
            eventDerivative = new double[interest][model.rows()];
            slotDerivative = new double[size];
            actingDerivative = new double[size];
            acting = new int[size];
            signalWeight = new double[interest][model.cellCount];
            rowDerivative = new double[model.binCount][size];
            point = new double[size];
            limit = new double[size];
        }
        fluctuations.bind(newSignal);
    }

    int size() {
        return size;
    }

    /** -ln L relative to saturated, at the best per-bin factors; infinite where a rate is not positive. */
    double value(double[] x) {
        expect(x);
        double sum = 0;
        double[] variance = model.slotVariance;
        boolean bounded = model.hasBoundedSlots;
        for (int row = 0; row < model.binCount; row++) {
            double n = data.observed[row];
            int[] slots = model.rowSlots[row];
            double mean = 0;
            double v = fluctuations.variance[row];
            for (int s : slots) {
                double m = slotContent[s];
                mean += data.slotCentre[s] * m;
                v += variance[s] * m * m;
            }
            double nu = rate(mean, v, n, fluctuations.variance[row] > 0);
            double delta = delta(mean, v, n, nu);
            boolean clip = false;
            for (int s : slots) {
                double gamma = data.slotCentre[s] + variance[s] * slotContent[s] * delta;
                slotGamma[s] = gamma;
                slotClipped[s] = false;
                clip |= bounded ? isOutside(s, gamma) : gamma < -BinnedModel.ROUNDING && variance[s] > 0;
            }
            if (clip) {
                sum += clip(row);
                nu = rowNu[row];
                delta = rowDelta[row];
                v = rowVariance[row];
            } else {
                rowNu[row] = nu;
                rowDelta[row] = delta;
                rowVariance[row] = v;
            }
            if (n > 0) {
                if (!(nu > 0)) {
                    return Double.POSITIVE_INFINITY;
                }
                sum += nu - n + n * Math.log(n / nu) + 0.5 * v * delta * delta;
            } else {
                if (!(nu >= 0)) {
                    return Double.POSITIVE_INFINITY;
                }
                sum += nu + 0.5 * v * delta * delta;
            }
        }
        return sum + constraints(x) + measurements();
    }

    /** -ln L relative to saturated at given per-bin factors and the best fluctuations of the signal. */
    double valueAt(double[] x, double[] gammas) {
        expect(x);
        double sum = 0;
        for (int row = 0; row < model.binCount; row++) {
            double n = data.observed[row];
            double mean = 0;
            for (int s : model.rowSlots[row]) {
                mean += gammas[s] * slotContent[s];
                if (model.slotVariance[s] > 0) {
                    double shift = gammas[s] - data.slotCentre[s];
                    sum += 0.5 * shift * shift / model.slotVariance[s];
                }
            }
            double e = fluctuations.variance[row];
            double nu = rate(mean, e, n, e > 0);
            if (!(n > 0 ? nu > 0 : nu >= 0)) {
                return Double.POSITIVE_INFINITY;
            }
            double delta = delta(mean, e, n, nu);
            sum += (n > 0 ? nu - n + n * Math.log(n / nu) : nu) + 0.5 * e * delta * delta;
        }
        return sum + constraints(x) + measurements();
    }

    /** The gradient at the point of the last {@link #value}. */
    void gradient(double[] gradient) {
        Arrays.fill(gradient, 0, size, 0);
        weigh();
        int[] parameters = model.shiftParameter;
        for (int r = 0; r < parameters.length; r++) {
            double[] slope = model.shiftSlope[r];
            double[] curve = model.shiftCurve[r];
            int from = model.shiftFrom[r];
            double product = Rows.dot(slope, scaledWeight, from, 0, slope.length);
            if (curve.length > 0) {
                product +=
                        Code4p.bendFirst(point[parameters[r]]) * Rows.dot(curve, scaledWeight, from, 0, curve.length);
            }
            gradient[parameters[r]] += product;
        }
        for (int g = 0; g < groupSum.length; g++) {
            int[] terms = model.groupTerms[g];
            for (int i = 0; i < terms.length; i++) {
                gradient[termParameter[terms[i]]] += groupSum[g] * groupDerivative[g][i];
            }
        }
        int explicit = model.explicitCount;
        for (int k = 0; k < interest; k++) {
            double sum = 0;
            for (int i = 0; i < model.signalCells.length; i++) {
                int c = model.signalCells[i];
                int row = model.signalCellRow[i];
                sum += weight[c] * base[c] * groupValue[model.cellGroup[c]] * eventDerivative[k][row];
            }
            for (int j = 0; j < residual.length; j++) {
                sum += residualGradient[j] * residualSlope[j] * eventDerivative[k][model.binCount + j];
            }
            SignalParameter parameter = signal.parameters().get(k);
            if (parameter.isConstrained()) {
                sum += (point[explicit + k] - parameter.centre()) / (parameter.sigma() * parameter.sigma());
            }
            gradient[explicit + k] = sum;
        }
        fluctuations.addGradient(point, explicit, rowDelta, gradient);
        for (int p = 0; p < explicit; p++) {
            double shift = point[p] - data.explicitCentre[p];
            gradient[p] += model.constraintPrecision[p] * shift;
            double tau = model.auxiliaryScale[p];
            if (tau > 0) {
                gradient[p] += data.explicitCentre[p] > 0 ? tau * shift / point[p] : tau;
            }
        }
        for (int b = 0; b < model.blockParameters.length; b++) {
            int[] block = model.blockParameters[b];
            for (int i = 0; i < block.length; i++) {
                double sum = 0;
                for (int j = 0; j < block.length; j++) {
                    sum += model.blockPrecision[b][i][j] * (point[block[j]] - data.explicitCentre[block[j]]);
                }
                gradient[block[i]] += sum;
            }
        }
    }

    /**
     * The upper triangle of the Hessian at the point of the last {@link #gradient}: exact, or the positive semidefinite
     * Gauss-Newton part.
     *
     * @param negligible slots whose own curvature changes no diagonal element by more than this part of it are left out of
     *     the exact Hessian
     */
    void hessian(double[][] hessian, boolean exact, double negligible) {
        for (int k = 0; k < size; k++) {
            Arrays.fill(hessian[k], 0, size, 0);
        }
        shiftDerivatives();
        rowDerivatives(exact);
        addOuterProducts(hessian);
        addMeasurementCurvature(hessian, exact);
        addConstraintCurvature(hessian);
        if (exact) {
            subtractFactorCurvature(hessian, negligible);
            addContentCurvature(hessian);
            fluctuations.addCurvature(model.explicitCount, rowDelta, hessian);
        }
    }

    double[] slotGammas() {
        return slotGamma;
    }

    double[] rates() {
        return rowNu;
    }

    double[] signalEvents() {
        return events;
    }

    /** The events by which the signal in a bin fluctuates at the minimum, sqrt(e) theta = e delta. */
    double fluctuation(int row) {
        return fluctuations.variance[row] * rowDelta[row];
    }

    double contentOf(int cell) {
        return base[cell] * scale[cell];
    }

    private void expect(double[] x) {
        System.arraycopy(x, 0, point, 0, size);
        System.arraycopy(model.cellNominal, 0, base, 0, base.length);
        shift(x);
        for (int t = 0; t < termValue.length; t++) {
            termValue[t] = model.terms[t].value(x[model.terms[t].parameter()]);
        }
        for (int g = 0; g < groupValue.length; g++) {
            double product = 1;
            for (int t : model.groupTerms[g]) {
                product *= termValue[t];
            }
            groupValue[g] = product;
        }
        signal.polynomial.evaluate(x, model.explicitCount, events);
        fluctuations.evaluate(x, model.explicitCount);
        for (int i = 0; i < model.signalCells.length; i++) {
            multiplier[model.signalCells[i]] = events[model.signalCellRow[i]];
        }
        int[] cellGroup = model.cellGroup;
        for (int c = 0; c < scale.length; c++) {
            scale[c] = groupValue[cellGroup[c]] * multiplier[c];
        }
        Arrays.fill(slotContent, 0);
        int[] cellSlot = model.cellSlot;
        for (int c = 0; c < scale.length; c++) {
            slotContent[cellSlot[c]] += base[c] * scale[c];
        }
    }

    /** Adds the shifts, four runs of the same cells at a time. */
    private void shift(double[] x) {
        for (BinnedModel.ShiftBlock block : model.shiftBlocks) {
            int from = block.from();
            int[] p = block.parameters();
            double[][] slope = block.slopes();
            int i = 0;
            for (; i + 3 < p.length; i += 4) {
                Rows.add(
                        base,
                        from,
                        0,
                        slope[i].length,
                        x[p[i]],
                        slope[i],
                        x[p[i + 1]],
                        slope[i + 1],
                        x[p[i + 2]],
                        slope[i + 2],
                        x[p[i + 3]],
                        slope[i + 3]);
            }
            for (; i < p.length; i++) {
                Rows.add(base, from, 0, slope[i].length, x[p[i]], slope[i]);
            }
        }
        for (int i = 0; i < pattern.curve.length; i++) {
            base[pattern.curvedCell[i]] += Code4p.bend(x[pattern.curvedParameter[i]]) * pattern.curve[i];
        }
    }

    /** nu, which a fluctuating signal keeps from being negative. */
    private static double rate(double mean, double v, double n, boolean fluctuates) {
        double b = mean - v;
        if (n == 0 || v == 0) {
            return fluctuates && b < 0 ? 0 : b;
        }
        double root = Math.sqrt(b * b + 4 * v * n);
        return b > 0 ? 0.5 * (b + root) : 2 * v * n / (root - b);
    }

    /** n/nu - 1 in a form that keeps its digits where the mean is far above n. */
    private static double delta(double mean, double v, double n, double nu) {
        return n > 0 || (nu == 0 && v > 0) ? (n - mean) / (nu + v) : -1;
    }

    private boolean isOutside(int slot, double gamma) {
        return gamma < model.slotLower[slot] - BinnedModel.ROUNDING || gamma > model.slotUpper[slot];
    }

    /** Solves the row with some factors at their bounds and returns their constraint terms. */
    private double clip(int row) {
        double n = data.observed[row];
        while (true) {
            double mean = 0;
            double v = fluctuations.variance[row];
            double penalty = 0;
            for (int s : model.rowSlots[row]) {
                if (slotClipped[s]) {
                    double shift = slotGamma[s] - data.slotCentre[s];
                    mean += slotGamma[s] * slotContent[s];
                    penalty += 0.5 * shift * shift / model.slotVariance[s];
                } else {
                    double m = slotContent[s];
                    mean += data.slotCentre[s] * m;
                    v += model.slotVariance[s] * m * m;
                }
            }
            double nu = rate(mean, v, n, fluctuations.variance[row] > 0);
            double delta = delta(mean, v, n, nu);
            boolean more = false;
            for (int s : model.rowSlots[row]) {
                if (!slotClipped[s]) {
                    double gamma = data.slotCentre[s] + model.slotVariance[s] * slotContent[s] * delta;
                    boolean below = gamma < model.slotLower[s] - BinnedModel.ROUNDING;
                    boolean above = gamma > model.slotUpper[s];
                    slotClipped[s] = below || above;
                    slotGamma[s] = below ? model.slotLower[s] : above ? model.slotUpper[s] : gamma;
                    more |= below || above;
                }
            }
            if (!more) {
                rowNu[row] = nu;
                rowDelta[row] = delta;
                rowVariance[row] = v;
                return penalty;
            }
        }
    }

    private double constraints(double[] x) {
        double sum = 0;
        double[] precision = model.constraintPrecision;
        double[] centre = data.explicitCentre;
        for (int p = 0; p < precision.length; p++) {
            double shift = x[p] - centre[p];
            sum += precision[p] * shift * shift;
        }
        for (int p = 0; p < precision.length; p++) {
            double tau = model.auxiliaryScale[p];
            if (tau > 0) {
                if (!(x[p] > 0 || (x[p] == 0 && centre[p] == 0))) {
                    return Double.POSITIVE_INFINITY;
                }
                sum += 2 * tau * (x[p] - centre[p] + (centre[p] > 0 ? centre[p] * Math.log(centre[p] / x[p]) : 0));
            }
        }
        for (int b = 0; b < model.blockParameters.length; b++) {
            int[] block = model.blockParameters[b];
            for (int i = 0; i < block.length; i++) {
                for (int j = 0; j < block.length; j++) {
                    sum += model.blockPrecision[b][i][j]
                            * (x[block[i]] - centre[block[i]])
                            * (x[block[j]] - centre[block[j]]);
                }
            }
        }
        for (int k = 0; k < interest; k++) {
            SignalParameter parameter = signal.parameters().get(k);
            if (parameter.isConstrained()) {
                double pull = (x[model.explicitCount + k] - parameter.centre()) / parameter.sigma();
                sum += pull * pull;
            }
        }
        return 0.5 * (sum + signal.penalty());
    }

    private double measurements() {
        double sum = 0;
        for (int j = 0; j < residual.length; j++) {
            double d = events[model.binCount + j] - data.observed[model.binCount + j];
            residual[j] = model.residuals[j].value(d);
            residualSlope[j] = model.residuals[j].first(d);
        }
        for (int j = 0; j < residual.length; j++) {
            double product = 0;
            for (int l = 0; l < residual.length; l++) {
                product += model.measurementPrecision[j][l] * residual[l];
            }
            residualGradient[j] = product;
            sum += residual[j] * product;
        }
        return 0.5 * sum;
    }

    /** Derivatives of the factors, and the weight -delta gamma of every cell's content in the gradient. */
    private void weigh() {
        for (int t = 0; t < termFirst.length; t++) {
            termFirst[t] = model.terms[t].first(point[model.terms[t].parameter()]);
        }
        for (int g = 0; g < groupDerivative.length; g++) {
            int[] terms = model.groupTerms[g];
            for (int i = 0; i < terms.length; i++) {
                groupDerivative[g][i] = termFirst[terms[i]] * productWithout(terms, i, i);
            }
        }
        for (int k = 0; k < interest; k++) {
            signal.polynomial.derivative(point, model.explicitCount, k, eventDerivative[k]);
        }
        Arrays.fill(groupSum, 0);
        int[] cellSlot = model.cellSlot;
        int[] slotRow = model.slotRow;
        for (int c = 0; c < weight.length; c++) {
            int s = cellSlot[c];
            weight[c] = -rowDelta[slotRow[s]] * slotGamma[s];
            scaledWeight[c] = weight[c] * scale[c];
        }
        int[] cellGroup = model.cellGroup;
        for (int c = 0; c < weight.length; c++) {
            groupSum[cellGroup[c]] += weight[c] * base[c] * multiplier[c];
        }
    }

    private double productWithout(int[] terms, int i, int j) {
        double product = 1;
        for (int l = 0; l < terms.length; l++) {
            if (l != i && l != j) {
                product *= termValue[terms[l]];
            }
        }
        return product;
    }

    /** Brings the derivatives of curved shifts up to date. */
    private void shiftDerivatives() {
        for (int i = 0; i < pattern.curve.length; i++) {
            int c = pattern.curvedCell[i];
            int position = pattern.curvedPosition[i];
            cellShift[c][position] = pattern.cellSlope[c][position]
                    + Code4p.bendFirst(point[pattern.curvedParameter[i]]) * pattern.curve[i];
        }
    }

    /** Adds factor dm_c/dx_k, where m_c is the content of a cell. */
    private void addCellDerivative(int cell, double factor, double[] target) {
        double shiftFactor = factor * scale[cell];
        int[] parameters = pattern.cellParameters[cell];
        double[] shift = cellShift[cell];
        for (int i = 0; i < parameters.length; i++) {
            target[parameters[i]] += shiftFactor * shift[i];
        }
        int g = model.cellGroup[cell];
        int[] terms = model.groupTerms[g];
        double baseFactor = factor * base[cell];
        for (int i = 0; i < terms.length; i++) {
            target[termParameter[terms[i]]] += baseFactor * multiplier[cell] * groupDerivative[g][i];
        }
        if (pattern.cellIsSignal[cell]) {
            for (int k = 0; k < interest; k++) {
                target[model.explicitCount + k] += baseFactor * groupValue[g] * eventDerivative[k][model.cellRow[cell]];
            }
        }
    }

    /** w_k of every row, scaled by the square root of the row's weight. */
    private void rowDerivatives(boolean exact) {
        for (double[] row : rowDerivative) {
            Arrays.fill(row, 0, size, 0);
        }
        for (int s = 0; s < slotFactor.length; s++) {
            int row = model.slotRow[s];
            double factor = slotClipped[s]
                    ? slotGamma[s]
                    : data.slotCentre[s] + 2 * model.slotVariance[s] * slotContent[s] * rowDelta[row];
            slotFactor[s] = factor * rootWeight(row, exact);
        }
        for (int row = 0; fluctuations.isOn() && row < model.binCount; row++) {
            fluctuations.addDerivative(
                    row, rowDelta[row] * rootWeight(row, exact), model.explicitCount, rowDerivative[row]);
        }
        for (int c = 0; c < scale.length; c++) {
            double factor = slotFactor[model.cellSlot[c]];
            if (factor != 0) {
                addCellDerivative(c, factor, rowDerivative[model.cellRow[c]]);
            }
        }
    }

    /** 1/sqrt(V + nu^2/n); an empty bin has curvature where nu is held at 0, or for the Gauss-Newton Hessian. */
    private double rootWeight(int row, boolean exact) {
        double n = data.observed[row];
        double nu = rowNu[row];
        double inverse = n > 0 ? rowVariance[row] + nu * nu / n : nu + rowVariance[row];
        boolean counts = inverse > 0 && !(exact && n == 0 && !(nu == 0 && fluctuations.variance[row] > 0));
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

    /** -delta^2 sum sigma_s^2 dm_s/dx_k dm_s/dx_l over the slots that matter. */
    private void subtractFactorCurvature(double[][] hessian, double negligible) {
        for (int k = 0; k < size; k++) {
            limit[k] = negligible * Math.abs(hessian[k][k]);
        }
        for (int s : model.gammaSlots) {
            double delta = rowDelta[model.slotRow[s]];
            double curvature = slotClipped[s] ? 0 : model.slotVariance[s] * delta * delta;
            if (curvature > 0) {
                subtractFactorCurvature(hessian, s, curvature);
            }
        }
    }

    /** The part of one slot, whose derivatives are gathered first. */
    private void subtractFactorCurvature(double[][] hessian, int slot, double curvature) {
        int count = pattern.slotParameters[slot].length;
        System.arraycopy(pattern.slotParameters[slot], 0, acting, 0, count);
        for (int k = model.explicitCount; pattern.slotHasSignal[slot] && k < size; k++) {
            acting[count++] = k;
        }
        for (int i = 0; i < count; i++) {
            slotDerivative[acting[i]] = 0;
        }
        for (int c : pattern.slotCells[slot]) {
            addCellDerivative(c, 1, slotDerivative);
        }
        boolean matters = false;
        for (int i = 0; i < count; i++) {
            double derivative = slotDerivative[acting[i]];
            actingDerivative[i] = derivative;
            matters |= curvature * derivative * derivative > limit[acting[i]];
        }
        if (!matters) {
            return;
        }
        for (int i = 0; i < count; i++) {
            double[] target = hessian[acting[i]];
            double factor = curvature * actingDerivative[i];
            for (int j = i; j < count; j++) {
                target[acting[j]] -= factor * actingDerivative[j];
            }
        }
    }

    /** -delta sum gamma_s d2m_s/dx_k dx_l. */
    private void addContentCurvature(double[][] hessian) {
        for (int t = 0; t < termSecond.length; t++) {
            termSecond[t] = model.terms[t].second(point[model.terms[t].parameter()]);
        }
        addShiftCurvature(hessian);
        for (int g = 0; g < groupSum.length; g++) {
            int[] terms = model.groupTerms[g];
            for (int i = 0; i < terms.length; i++) {
                int p = termParameter[terms[i]];
                hessian[p][p] += groupSum[g] * termSecond[terms[i]] * productWithout(terms, i, i);
                for (int j = 0; j < i; j++) {
                    int q = termParameter[terms[j]];
                    double mixed =
                            groupSum[g] * termFirst[terms[i]] * termFirst[terms[j]] * productWithout(terms, i, j);
                    addSymmetric(hessian, p, q, mixed);
                }
            }
        }
        addSignalCurvature(hessian);
    }

    private void addShiftCurvature(double[][] hessian) {
        for (int r = 0; r < model.shiftParameter.length; r++) {
            double[] curve = model.shiftCurve[r];
            if (curve.length > 0) {
                int p = model.shiftParameter[r];
                hessian[p][p] += Code4p.bendSecond(point[p])
                        * Rows.dot(curve, scaledWeight, model.shiftFrom[r], 0, curve.length);
            }
        }
        for (int c = 0; c < mixedWeight.length; c++) {
            mixedWeight[c] = weight[c] * multiplier[c];
        }
        for (int k = 0; k < interest; k++) {
            for (int i = 0; i < model.signalCells.length; i++) {
                int c = model.signalCells[i];
                signalWeight[k][c] =
                        weight[c] * groupValue[model.cellGroup[c]] * eventDerivative[k][model.signalCellRow[i]];
            }
        }
        for (DerivativePattern.Segment segment : pattern.segments) {
            int p = model.shiftParameter[segment.run()];
            int[] terms = model.groupTerms[segment.group()];
            if (terms.length > 0) {
                double sum = shifted(segment, mixedWeight);
                for (int i = 0; i < terms.length; i++) {
                    addSymmetric(hessian, p, termParameter[terms[i]], sum * groupDerivative[segment.group()][i]);
                }
            }
            if (segment.isSignal()) {
                for (int k = 0; k < interest; k++) {
                    hessian[p][model.explicitCount + k] += shifted(segment, signalWeight[k]);
                }
            }
        }
    }

    /** The sum of weight times the derivative of the shift over the cells of a segment. */
    private double shifted(DerivativePattern.Segment segment, double[] weights) {
        int r = segment.run();
        int from = model.shiftFrom[r];
        double sum = Rows.dot(model.shiftSlope[r], weights, from, segment.from(), segment.to());
        double[] curve = model.shiftCurve[r];
        return curve.length == 0
                ? sum
                : sum
                        + Code4p.bendFirst(point[model.shiftParameter[r]])
                                * Rows.dot(curve, weights, from, segment.from(), segment.to());
    }

    private void addSignalCurvature(double[][] hessian) {
        int explicit = model.explicitCount;
        for (int i = 0; i < model.signalCells.length; i++) {
            int c = model.signalCells[i];
            int row = model.signalCellRow[i];
            int g = model.cellGroup[c];
            for (int k = 0; k < interest; k++) {
                double factor = weight[c] * eventDerivative[k][row];
                int[] terms = model.groupTerms[g];
                for (int j = 0; j < terms.length; j++) {
                    hessian[termParameter[terms[j]]][explicit + k] += factor * base[c] * groupDerivative[g][j];
                }
                if (signal.polynomial.isQuadratic) {
                    for (int l = k; l < interest; l++) {
                        hessian[explicit + k][explicit + l] +=
                                2 * weight[c] * base[c] * groupValue[g] * signal.polynomial.quadratic[k][l][row];
                    }
                }
            }
        }
    }

    private static void addSymmetric(double[][] hessian, int p, int q, double value) {
        if (p == q) {
            hessian[p][p] += 2 * value;
        } else if (p < q) {
            hessian[p][q] += value;
        } else {
            hessian[q][p] += value;
        }
    }

    private void addMeasurementCurvature(double[][] hessian, boolean exact) {
        int explicit = model.explicitCount;
        for (int i = 0; i < residual.length; i++) {
            int row = model.binCount + i;
            double bend = exact ? residualGradient[i] * model.residuals[i].second(events[row] - data.observed[row]) : 0;
            for (int k = 0; k < interest; k++) {
                for (int l = k; l < interest; l++) {
                    double sum = bend * eventDerivative[k][row] * eventDerivative[l][row];
                    if (exact && signal.polynomial.isQuadratic) {
                        sum += 2 * residualGradient[i] * residualSlope[i] * signal.polynomial.quadratic[k][l][row];
                    }
                    for (int j = 0; j < residual.length; j++) {
                        sum += residualSlope[i]
                                * eventDerivative[k][row]
                                * model.measurementPrecision[i][j]
                                * residualSlope[j]
                                * eventDerivative[l][model.binCount + j];
                    }
                    hessian[explicit + k][explicit + l] += sum;
                }
            }
        }
    }

    private void addConstraintCurvature(double[][] hessian) {
        int explicit = model.explicitCount;
        for (int p = 0; p < explicit; p++) {
            hessian[p][p] += model.constraintPrecision[p];
            double tau = model.auxiliaryScale[p];
            if (tau > 0 && data.explicitCentre[p] > 0) {
                hessian[p][p] += tau * data.explicitCentre[p] / (point[p] * point[p]);
            }
        }
        for (int b = 0; b < model.blockParameters.length; b++) {
            int[] block = model.blockParameters[b];
            for (int i = 0; i < block.length; i++) {
                for (int j = 0; j <= i; j++) {
                    int p = Math.min(block[i], block[j]);
                    int q = Math.max(block[i], block[j]);
                    hessian[p][q] += model.blockPrecision[b][i][j];
                }
            }
        }
        for (int k = 0; k < interest; k++) {
            SignalParameter parameter = signal.parameters().get(k);
            if (parameter.isConstrained()) {
                hessian[explicit + k][explicit + k] += 1 / (parameter.sigma() * parameter.sigma());
            }
        }
    }
}
