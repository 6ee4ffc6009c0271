package emiss.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
 * <p>Factors that would be negative are held at 0; the set of them is found in the bin, by adding to it until none is
 * negative, which is monotonic because delta keeps its sign.
 */
final class Evaluator {
    private final BinnedModel model;
    private final double[] base;
    /** Events of signal in the row for signal cells, 1 for background. */
    private final double[] multiplier;

    private final double[] scale;
    private final double[] weight;
    private final double[] termValue;
    private final double[] termFirst;
    private final double[] termSecond;
    private final double[] groupValue;
    private final double[] groupSum;
    private final double[][] groupDerivative;
    private final double[] slotContent;
    private final double[] slotGamma;
    private final boolean[] slotClipped;
    private final double[] slotFactor;
    private final double[] cellFactor;
    private final int[] termParameter;
    private final double[] rowNu;
    private final double[] rowDelta;
    private final double[] rowVariance;
    private final double[] events;
    /** Signal cells inside runs of shifts: the runs, and the positions in them. */
    private final int[] signalShiftRun;

    private final int[] signalShiftOffset;
    private final double[] residual;
    private final double[] residualSlope;
    private final double[] residualGradient;
    private double[][] eventDerivative = new double[0][];
    private double[][] slotDerivative = new double[0][];
    private double[][] column = new double[0][];
    private double[] largest = new double[0];
    private double[][] rowDerivative = new double[0][];
    private ModelData data;
    private SignalModel signal;
    private double[] point = new double[0];
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
        slotFactor = new double[model.slotCount];
        cellFactor = new double[model.cellCount];
        termParameter = Arrays.stream(model.terms).mapToInt(Term::parameter).toArray();
        rowNu = new double[model.binCount];
        rowDelta = new double[model.binCount];
        rowVariance = new double[model.binCount];
        events = new double[model.rows()];
        List<int[]> inRuns = new ArrayList<>();
        for (int r = 0; r < model.shiftParameter.length; r++) {
            for (int cell : model.signalCells) {
                int offset = cell - model.shiftFrom[r];
                if (offset >= 0 && offset < model.shiftSlope[r].length) {
                    inRuns.add(new int[] {r, offset});
                }
            }
        }
        signalShiftRun = inRuns.stream().mapToInt(pair -> pair[0]).toArray();
        signalShiftOffset = inRuns.stream().mapToInt(pair -> pair[1]).toArray();
        residual = new double[model.gaussianCount];
        residualSlope = new double[model.gaussianCount];
        residualGradient = new double[model.gaussianCount];
        bind(data, signal);
    }

    /** Chooses data and signal; allocates only if the number of parameters of interest changes. */
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
        int interest = newSignal.parameters().size();
        if (size != model.explicitCount + interest || eventDerivative.length != interest) {
            size = model.explicitCount + interest;
            eventDerivative = new double[interest][model.rows()];
            slotDerivative = new double[model.gammaSlots.length][size];
            column = new double[size][model.binCount];
            rowDerivative = new double[model.binCount][size];
            point = new double[size];
            largest = new double[size];
        }
    }

    int size() {
        return size;
    }

    /** -ln L relative to saturated, at the best per-bin factors; infinite where a rate is not positive. */
    double value(double[] x) {
        expect(x);
        double sum = 0;
        double[] variance = model.slotVariance;
        for (int row = 0; row < model.binCount; row++) {
            double n = data.observed[row];
            int[] slots = model.rowSlots[row];
            double mean = 0;
            double v = 0;
            for (int s : slots) {
                double m = slotContent[s];
                mean += data.slotCentre[s] * m;
                v += variance[s] * m * m;
            }
            double nu = rate(mean, v, n);
            double delta = n > 0 ? n / nu - 1 : -1;
            boolean clip = false;
            for (int s : slots) {
                double gamma = data.slotCentre[s] + variance[s] * slotContent[s] * delta;
                slotGamma[s] = gamma;
                slotClipped[s] = false;
                clip |= gamma < 0 && variance[s] > 0;
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
                sum += nu + 0.5 * v;
            }
        }
        return sum + constraints(x) + measurements();
    }

    /** -ln L relative to saturated at given per-bin factors. */
    double valueAt(double[] x, double[] gammas) {
        expect(x);
        double sum = 0;
        for (int row = 0; row < model.binCount; row++) {
            double n = data.observed[row];
            double nu = 0;
            for (int s : model.rowSlots[row]) {
                nu += gammas[s] * slotContent[s];
                if (model.slotVariance[s] > 0) {
                    double shift = gammas[s] - data.slotCentre[s];
                    sum += 0.5 * shift * shift / model.slotVariance[s];
                }
            }
            if (!(n > 0 ? nu > 0 : nu >= 0)) {
                return Double.POSITIVE_INFINITY;
            }
            sum += n > 0 ? nu - n + n * Math.log(n / nu) : nu;
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
            double product = dotScaled(slope, from);
            if (curve.length > 0) {
                product += bendFirst(point[parameters[r]]) * dotScaled(curve, from);
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
        for (int k = 0; k < size - explicit; k++) {
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
        rowDerivatives(exact);
        addOuterProducts(hessian, rowDerivative, model.binCount, 1);
        addMeasurementCurvature(hessian, exact);
        addConstraintCurvature(hessian);
        if (exact) {
            slotDerivatives();
            addOuterProducts(hessian, slotDerivative, moveRelevantFirst(hessian, negligible), -1);
            addContentCurvature(hessian);
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

    double contentOf(int cell) {
        return base[cell] * scale[cell];
    }

    private void expect(double[] x) {
        System.arraycopy(x, 0, point, 0, size);
        System.arraycopy(model.cellNominal, 0, base, 0, base.length);
        int[] parameters = model.shiftParameter;
        for (int r = 0; r < parameters.length; r++) {
            double alpha = x[parameters[r]];
            add(alpha, model.shiftSlope[r], model.shiftFrom[r]);
            if (model.shiftCurve[r].length > 0) {
                add(bend(alpha), model.shiftCurve[r], model.shiftFrom[r]);
            }
        }
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
        signal.evaluate(x, model.explicitCount, events);
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

    private void add(double factor, double[] values, int from) {
        for (int j = 0; j < values.length; j++) {
            base[from + j] += factor * values[j];
        }
    }

    /** The curved part of code4p: alpha^2 (15 - 10 alpha^2 + 3 alpha^4) inside, 8 |alpha| outside. */
    static double bend(double alpha) {
        double square = alpha * alpha;
        return square < 1 ? square * (15 + square * (-10 + 3 * square)) : 8 * Math.abs(alpha);
    }

    static double bendFirst(double alpha) {
        double square = alpha * alpha;
        return square < 1 ? alpha * (30 + square * (-40 + 18 * square)) : Math.copySign(8, alpha);
    }

    private static double bendSecond(double alpha) {
        double square = alpha * alpha;
        return square < 1 ? 30 + square * (-120 + 90 * square) : 0;
    }

    private static double rate(double mean, double v, double n) {
        double b = mean - v;
        if (n == 0 || v == 0) {
            return b;
        }
        double root = Math.sqrt(b * b + 4 * v * n);
        return b > 0 ? 0.5 * (b + root) : 2 * v * n / (root - b);
    }

    /** Solves the row with some factors at 0 and returns their constraint terms. */
    private double clip(int row) {
        double n = data.observed[row];
        while (true) {
            double mean = 0;
            double v = 0;
            double penalty = 0;
            for (int s : model.rowSlots[row]) {
                if (slotClipped[s]) {
                    double centre = data.slotCentre[s];
                    penalty += 0.5 * centre * centre / model.slotVariance[s];
                } else {
                    double m = slotContent[s];
                    mean += data.slotCentre[s] * m;
                    v += model.slotVariance[s] * m * m;
                }
            }
            double nu = rate(mean, v, n);
            double delta = n > 0 ? n / nu - 1 : -1;
            boolean more = false;
            for (int s : model.rowSlots[row]) {
                if (!slotClipped[s]) {
                    double gamma = data.slotCentre[s] + model.slotVariance[s] * slotContent[s] * delta;
                    boolean negative = gamma < 0 && model.slotVariance[s] > 0;
                    slotClipped[s] = negative;
                    slotGamma[s] = negative ? 0 : gamma;
                    more |= negative;
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
        for (int k = 0; k < size - model.explicitCount; k++) {
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
        for (int k = 0; k < eventDerivative.length; k++) {
            signal.derivative(point, model.explicitCount, k, eventDerivative[k]);
        }
        Arrays.fill(groupSum, 0);
        int[] cellSlot = model.cellSlot;
        int[] slotRow = model.slotRow;
        for (int c = 0; c < weight.length; c++) {
            int s = cellSlot[c];
            weight[c] = -rowDelta[slotRow[s]] * slotGamma[s];
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

    private double dotScaled(double[] values, int from) {
        double even = 0;
        double odd = 0;
        int j = 0;
        for (; j + 1 < values.length; j += 2) {
            even += values[j] * weight[from + j] * scale[from + j];
            odd += values[j + 1] * weight[from + j + 1] * scale[from + j + 1];
        }
        if (j < values.length) {
            even += values[j] * weight[from + j] * scale[from + j];
        }
        return even + odd;
    }

    /** w_k of every row, scaled by the square root of the row's weight. */
    private void rowDerivatives(boolean exact) {
        int[] slotRow = model.slotRow;
        for (int s = 0; s < slotFactor.length; s++) {
            int row = slotRow[s];
            double n = data.observed[row];
            double nu = rowNu[row];
            double inverse = n > 0 ? rowVariance[row] + nu * nu / n : nu + rowVariance[row];
            boolean counts = inverse > 0 && !(exact && n == 0) && !slotClipped[s];
            slotFactor[s] = counts
                    ? (data.slotCentre[s] + 2 * model.slotVariance[s] * slotContent[s] * rowDelta[row])
                            / Math.sqrt(inverse)
                    : 0;
        }
        int[] cellSlot = model.cellSlot;
        for (int c = 0; c < cellFactor.length; c++) {
            cellFactor[c] = slotFactor[cellSlot[c]] * scale[c];
        }
        int[] cellRow = model.cellRow;
        for (double[] target : column) {
            Arrays.fill(target, 0);
        }
        for (int r = 0; r < model.shiftParameter.length; r++) {
            double[] target = column[model.shiftParameter[r]];
            scatter(model.shiftSlope[r], 1, model.shiftFrom[r], cellRow, target);
            if (model.shiftCurve[r].length > 0) {
                double bend = bendFirst(point[model.shiftParameter[r]]);
                scatter(model.shiftCurve[r], bend, model.shiftFrom[r], cellRow, target);
            }
        }
        for (int c = 0; c < cellFactor.length; c++) {
            int g = model.cellGroup[c];
            int[] terms = model.groupTerms[g];
            double content = slotFactor[cellSlot[c]] * base[c] * multiplier[c];
            for (int i = 0; i < terms.length; i++) {
                column[termParameter[terms[i]]][cellRow[c]] += content * groupDerivative[g][i];
            }
        }
        for (int k = 0; k < eventDerivative.length; k++) {
            double[] target = column[model.explicitCount + k];
            for (int i = 0; i < model.signalCells.length; i++) {
                int c = model.signalCells[i];
                int row = model.signalCellRow[i];
                target[row] +=
                        slotFactor[cellSlot[c]] * base[c] * groupValue[model.cellGroup[c]] * eventDerivative[k][row];
            }
        }
        for (int k = 0; k < size; k++) {
            double[] source = column[k];
            for (int row = 0; row < source.length; row++) {
                rowDerivative[row][k] = source[row];
            }
        }
    }

    private void scatter(double[] values, double factor, int from, int[] cellRow, double[] target) {
        for (int j = 0; j < values.length; j++) {
            target[cellRow[from + j]] += factor * values[j] * cellFactor[from + j];
        }
    }

    /** sigma_s delta dm_s/dx_k of the slots that are gammas. */
    private void slotDerivatives() {
        for (int i = 0; i < slotDerivative.length; i++) {
            Arrays.fill(slotDerivative[i], 0, size, 0);
            int s = model.gammaSlots[i];
            slotFactor[s] = slotClipped[s] ? 0 : Math.sqrt(model.slotVariance[s]) * rowDelta[model.slotRow[s]];
        }
        int[] cellGamma = model.cellGamma;
        for (int c = 0; c < cellFactor.length; c++) {
            int gamma = cellGamma[c];
            if (gamma < 0) {
                continue;
            }
            int g = model.cellGroup[c];
            int[] terms = model.groupTerms[g];
            double factor = slotFactor[model.gammaSlots[gamma]];
            cellFactor[c] = factor * scale[c];
            for (int i = 0; i < terms.length; i++) {
                slotDerivative[gamma][termParameter[terms[i]]] +=
                        factor * base[c] * multiplier[c] * groupDerivative[g][i];
            }
        }
        for (int r = 0; r < model.shiftParameter.length; r++) {
            int p = model.shiftParameter[r];
            int from = model.shiftFrom[r];
            double[] slope = model.shiftSlope[r];
            double[] curve = model.shiftCurve[r];
            double bend = curve.length > 0 ? bendFirst(point[p]) : 0;
            for (int j = 0; j < slope.length; j++) {
                int gamma = cellGamma[from + j];
                if (gamma >= 0) {
                    double shift = curve.length > 0 ? slope[j] + bend * curve[j] : slope[j];
                    slotDerivative[gamma][p] += cellFactor[from + j] * shift;
                }
            }
        }
        for (int i = 0; i < model.signalCells.length; i++) {
            int c = model.signalCells[i];
            if (cellGamma[c] >= 0) {
                double content = slotFactor[model.cellSlot[c]] * base[c] * groupValue[model.cellGroup[c]];
                for (int k = 0; k < eventDerivative.length; k++) {
                    slotDerivative[cellGamma[c]][model.explicitCount + k] +=
                            content * eventDerivative[k][model.signalCellRow[i]];
                }
            }
        }
    }

    /** Swaps the rows that matter to the front, and returns how many there are. */
    private int moveRelevantFirst(double[][] hessian, double negligible) {
        for (int k = 0; k < size; k++) {
            largest[k] = negligible * Math.abs(hessian[k][k]);
        }
        int count = 0;
        for (int i = 0; i < slotDerivative.length; i++) {
            double[] derivative = slotDerivative[i];
            if (exceeds(derivative, largest)) {
                slotDerivative[i] = slotDerivative[count];
                slotDerivative[count] = derivative;
                count++;
            }
        }
        return count;
    }

    private boolean exceeds(double[] derivative, double[] limit) {
        for (int k = 0; k < size; k++) {
            if (derivative[k] * derivative[k] > limit[k]) {
                return true;
            }
        }
        return false;
    }

    /** Adds sign x sum of d d^T over the first {@code count} rows d; four at a time, so that sums stay in registers. */
    private void addOuterProducts(double[][] hessian, double[][] rows, int count, int sign) {
        int row = 0;
        for (; row + 3 < count; row += 4) {
            double[] first = rows[row];
            double[] second = rows[row + 1];
            double[] third = rows[row + 2];
            double[] fourth = rows[row + 3];
            for (int k = 0; k < size; k++) {
                double a = sign * first[k];
                double b = sign * second[k];
                double c = sign * third[k];
                double d = sign * fourth[k];
                if (a != 0 || b != 0 || c != 0 || d != 0) {
                    addRows(hessian[k], k, size, a, first, b, second, c, third, d, fourth);
                }
            }
        }
        for (; row < count; row++) {
            for (int k = 0; k < size; k++) {
                addRow(hessian[k], k, size, sign * rows[row][k], rows[row]);
            }
        }
    }

    private static void addRows(
            double[] sum,
            int from,
            int to,
            double a,
            double[] first,
            double b,
            double[] second,
            double c,
            double[] third,
            double d,
            double[] fourth) {
        for (int l = from; l < to; l++) {
            sum[l] += a * first[l] + b * second[l] + (c * third[l] + d * fourth[l]);
        }
    }

    private static void addRow(double[] sum, int from, int to, double factor, double[] row) {
        for (int l = from; l < to; l++) {
            sum[l] += factor * row[l];
        }
    }

    /** -delta sum gamma_s d2m_s/dx_k dx_l. */
    private void addContentCurvature(double[][] hessian) {
        for (int t = 0; t < termSecond.length; t++) {
            termSecond[t] = model.terms[t].second(point[model.terms[t].parameter()]);
        }
        int[] cellGroup = model.cellGroup;
        for (int r = 0; r < model.shiftParameter.length; r++) {
            addShiftCurvature(hessian, r, cellGroup);
        }
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

    private void addShiftCurvature(double[][] hessian, int r, int[] cellGroup) {
        int p = model.shiftParameter[r];
        int from = model.shiftFrom[r];
        double[] slope = model.shiftSlope[r];
        double[] curve = model.shiftCurve[r];
        boolean curved = curve.length > 0;
        double bend = curved ? bendFirst(point[p]) : 0;
        if (curved) {
            hessian[p][p] += bendSecond(point[p]) * dotScaled(curve, from);
        }
        int j = 0;
        while (j < slope.length) {
            int g = cellGroup[from + j];
            double sum = 0;
            for (; j < slope.length && cellGroup[from + j] == g; j++) {
                double shift = curved ? slope[j] + bend * curve[j] : slope[j];
                sum += weight[from + j] * multiplier[from + j] * shift;
            }
            int[] terms = model.groupTerms[g];
            for (int i = 0; i < terms.length; i++) {
                addSymmetric(hessian, p, termParameter[terms[i]], sum * groupDerivative[g][i]);
            }
        }
    }

    private void addSignalCurvature(double[][] hessian) {
        int explicit = model.explicitCount;
        for (int i = 0; i < model.signalCells.length; i++) {
            int c = model.signalCells[i];
            int row = model.signalCellRow[i];
            int g = model.cellGroup[c];
            for (int k = 0; k < eventDerivative.length; k++) {
                double factor = weight[c] * eventDerivative[k][row];
                int[] terms = model.groupTerms[g];
                for (int j = 0; j < terms.length; j++) {
                    hessian[termParameter[terms[j]]][explicit + k] += factor * base[c] * groupDerivative[g][j];
                }
                if (signal.isQuadratic) {
                    for (int l = k; l < eventDerivative.length; l++) {
                        hessian[explicit + k][explicit + l] +=
                                2 * weight[c] * base[c] * groupValue[g] * signal.quadratic[k][l][row];
                    }
                }
            }
        }
        for (int index = 0; index < signalShiftRun.length; index++) {
            int r = signalShiftRun[index];
            int j = signalShiftOffset[index];
            int c = model.shiftFrom[r] + j;
            double shift = model.shiftSlope[r][j];
            if (model.shiftCurve[r].length > 0) {
                shift += bendFirst(point[model.shiftParameter[r]]) * model.shiftCurve[r][j];
            }
            double factor = weight[c] * groupValue[model.cellGroup[c]] * shift;
            int row = model.slotRow[model.cellSlot[c]];
            for (int k = 0; k < eventDerivative.length; k++) {
                hessian[model.shiftParameter[r]][explicit + k] += factor * eventDerivative[k][row];
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
            for (int k = 0; k < eventDerivative.length; k++) {
                for (int l = k; l < eventDerivative.length; l++) {
                    double sum = bend * eventDerivative[k][row] * eventDerivative[l][row];
                    if (exact && signal.isQuadratic) {
                        sum += 2 * residualGradient[i] * residualSlope[i] * signal.quadratic[k][l][row];
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
        for (int k = 0; k < eventDerivative.length; k++) {
            SignalParameter parameter = signal.parameters().get(k);
            if (parameter.isConstrained()) {
                hessian[explicit + k][explicit + k] += 1 / (parameter.sigma() * parameter.sigma());
            }
        }
    }
}
