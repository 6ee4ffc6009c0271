package emiss.inference;

import java.util.Arrays;

/**
 * The contents of all cells at one point, summed up per slot, and their derivatives: value, gradient and Hessian of what the
 * bins depend on. A workspace of {@link ProfiledBins}; the parameters of interest act through the {@link RowValues} of the
 * signal. It is one class because the gradient uses what the value has left in its arrays, and the Hessian what both have.
 */
final class CellContents {
    /** Second derivatives of a product are derivatives over its value, if that is above this. */
    private static final double SMALLEST_PRODUCT = 1e-100;

    private final CellLayout layout;
    private final RowValues signal;
    /** How many parameters are explicit nuisances; those of interest follow. */
    private final int explicit;

    private final double[] base;
    /** Events of signal in the row for signal cells, 1 for background. */
    private final double[] multiplier;

    /** Product of factors and multiplier: contents are base x scale. */
    private final double[] scale;
    /** The derivative of -ln L with respect to the content. */
    private final double[] weight;

    private final double[] scaledWeight;
    /** The same of another function of the contents, for a moment. */
    private final double[] projected;

    private final double[] scaledProjected;
    /** Sums over cells of the derivatives of shifts, per explicit parameter. */
    private final double[] shiftSum;
    /** Room for a number per explicit parameter. */
    private final double[] ofParameter;

    private final int[] factorParameter;
    private final double[] factorValue;
    private final double[] factorFirst;
    private final double[] groupValue;
    private final double[] groupSum;
    private final double[] projectedSum;
    private final double[][] groupDerivative;
    private final int[][] cellParameters;
    private final double[][] cellShift;
    /** The content of every slot. */
    final double[] ofSlot;

    CellContents(CellLayout layout, RowValues signal, int explicit) {
        this.layout = layout;
        this.signal = signal;
        this.explicit = explicit;
        base = new double[layout.count];
        multiplier = new double[layout.count];
        Arrays.fill(multiplier, 1);
        scale = new double[layout.count];
        weight = new double[layout.count];
        scaledWeight = new double[layout.count];
        projected = new double[layout.count];
        scaledProjected = new double[layout.count];
        shiftSum = new double[explicit];
        ofParameter = new double[explicit];
        factorParameter =
                Arrays.stream(layout.factors).mapToInt(Factor::parameter).toArray();
        factorValue = new double[layout.factors.length];
        factorFirst = new double[layout.factors.length];
        groupValue = new double[layout.groupFactors.length];
        groupSum = new double[groupValue.length];
        projectedSum = new double[groupValue.length];
        groupDerivative = new double[groupValue.length][];
        Arrays.setAll(groupDerivative, g -> new double[layout.groupFactors[g].length]);
        cellParameters = layout.shifts.cellParameters;
        cellShift = layout.shifts.derivatives();
        ofSlot = new double[layout.slotCells.length];
    }

    void evaluate(double[] x) {
        System.arraycopy(layout.nominal, 0, base, 0, base.length);
        layout.shifts.add(x, ofParameter, base);
        for (int f = 0; f < factorValue.length; f++) {
            factorValue[f] = layout.factors[f].value(x[factorParameter[f]]);
        }
        for (int g = 0; g < groupValue.length; g++) {
            double product = 1;
            for (int f : layout.groupFactors[g]) {
                product *= factorValue[f];
            }
            groupValue[g] = product;
        }
        for (int c : layout.signalCells) {
            multiplier[c] = signal.values[layout.row[c]];
        }
        Arrays.fill(ofSlot, 0);
        int[] group = layout.group;
        int[] slot = layout.slot;
        for (int c = 0; c < scale.length; c++) {
            double product = groupValue[group[c]] * multiplier[c];
            scale[c] = product;
            ofSlot[slot[c]] += base[c] * product;
        }
    }

    /** The content of a cell, without the factor of its slot. */
    double of(int cell) {
        return base[cell] * scale[cell];
    }

    /** Adds the contents of signal cells, each times the factor of its slot, to their rows. */
    void addSignal(double[] slotFactor, double[] rows) {
        for (int c : layout.signalCells) {
            rows[layout.row[c]] += slotFactor[layout.slot[c]] * (base[c] * scale[c]);
        }
    }

    /**
     * Adds the gradient of a function whose derivative with respect to the content of a cell is -delta of its row x gamma of
     * its slot.
     */
    void addGradient(double[] x, double[] delta, double[] gamma, double[] gradient) {
        for (int f = 0; f < factorFirst.length; f++) {
            factorFirst[f] = layout.factors[f].first(x[factorParameter[f]]);
        }
        for (int g = 0; g < groupDerivative.length; g++) {
            differentiate(layout.groupFactors[g], groupDerivative[g]);
        }
        int[] slot = layout.slot;
        int[] row = layout.row;
        for (int c = 0; c < weight.length; c++) {
            double slope = -delta[row[c]] * gamma[slot[c]];
            weight[c] = slope;
            scaledWeight[c] = slope * scale[c];
        }
        project(x, weight, scaledWeight, groupSum, gradient);
    }

    /**
     * Adds the derivatives of the sum of the contents of all slots, each times its weight, after {@link #addGradient} at the same
     * point.
     */
    void addProjection(double[] x, double[] slotWeight, double[] gradient) {
        for (int c = 0; c < projected.length; c++) {
            double slope = slotWeight[layout.slot[c]];
            projected[c] = slope;
            scaledProjected[c] = slope * scale[c];
        }
        project(x, projected, scaledProjected, projectedSum, gradient);
    }

    /** Adds the derivatives of the sum of cells x weights; keeps those with respect to the products of factors in {@code sums}. */
    private void project(double[] x, double[] ofCell, double[] scaled, double[] sums, double[] gradient) {
        layout.shifts.addGradient(x, ofParameter, scaled, gradient);
        for (int g = 0; g < sums.length; g++) {
            int[] factors = layout.groupFactors[g];
            if (factors.length > 0) {
                sums[g] = sumOfSlopes(layout.groupCells[g], ofCell);
            }
            for (int i = 0; i < factors.length; i++) {
                gradient[factorParameter[factors[i]]] += sums[g] * groupDerivative[g][i];
            }
        }
        int[] group = layout.group;
        int[] row = layout.row;
        for (int k = 0; k < signal.interest(); k++) {
            double sum = 0;
            for (int c : layout.signalCells) {
                sum += ofCell[c] * base[c] * groupValue[group[c]] * signal.derivative[k][row[c]];
            }
            gradient[explicit + k] += sum;
        }
    }

    /** Writes the derivative of the content of every slot with respect to a parameter of interest. */
    void differentiateSlots(int k, double[] derivative) {
        Arrays.fill(derivative, 0);
        for (int c : layout.signalCells) {
            derivative[layout.slot[c]] += signalSlope(c, k);
        }
    }

    /** The derivative of the content of a signal cell with respect to a parameter of interest. */
    private double signalSlope(int cell, int k) {
        return base[cell] * groupValue[layout.group[cell]] * signal.derivative[k][layout.row[cell]];
    }

    /** The derivative with respect to the product of the factors of some cells. */
    private double sumOfSlopes(int[] cells, double[] ofCell) {
        double sum = 0;
        for (int c : cells) {
            sum += ofCell[c] * base[c] * multiplier[c];
        }
        return sum;
    }

    /** Writes the derivatives of a product of factors: the factors before times those after. */
    private void differentiate(int[] factors, double[] derivative) {
        double before = 1;
        for (int i = 0; i < factors.length; i++) {
            derivative[i] = factorFirst[factors[i]] * before;
            before *= factorValue[factors[i]];
        }
        double after = 1;
        for (int i = factors.length - 1; i >= 0; i--) {
            derivative[i] *= after;
            after *= factorValue[factors[i]];
        }
    }

    private double productWithout(int[] factors, int i, int j) {
        double product = 1;
        for (int l = 0; l < factors.length; l++) {
            if (l != i && l != j) {
                product *= factorValue[factors[l]];
            }
        }
        return product;
    }

    /** Brings what the derivatives of single cells need up to date. */
    void differentiate(double[] x) {
        layout.shifts.differentiate(x, ofParameter, cellShift);
    }

    /** Adds the derivatives of the contents, each times the factor of its slot, to the derivatives of their rows. */
    void addDerivatives(double[] slotFactor, double[][] rows) {
        for (int c = 0; c < scale.length; c++) {
            double factor = slotFactor[layout.slot[c]];
            if (factor != 0) {
                addDerivative(c, factor, rows[layout.row[c]]);
            }
        }
    }

    /** Adds factor x the derivative of the content of a cell. */
    private void addDerivative(int cell, double factor, double[] target) {
        addShift(cell, factor * scale[cell], target);
        int g = layout.group[cell];
        int[] factors = layout.groupFactors[g];
        double baseFactor = factor * base[cell];
        for (int i = 0; i < factors.length; i++) {
            target[factorParameter[factors[i]]] += baseFactor * multiplier[cell] * groupDerivative[g][i];
        }
        if (layout.isSignal[cell]) {
            for (int k = 0; k < signal.interest(); k++) {
                target[explicit + k] += baseFactor * groupValue[g] * signal.derivative[k][layout.row[cell]];
            }
        }
    }

    /**
     * Whether factor x some derivative of the content of a slot with respect to an explicit parameter may exceed a limit; a quick answer,
     * which is yes more often than need be.
     *
     * @param least the smallest of the limits of explicit parameters
     * @param limit one per parameter
     */
    boolean mayExceed(int slot, double factor, double least, double[] limit) {
        int[] cells = layout.slotCells[slot];
        // a parameter shifts a cell and multiplies it at most
        double parts = factor * 2 * cells.length;
        for (int c : cells) {
            if (parts * Math.abs(scale[c]) * layout.shifts.steepest[c] > least) {
                return true;
            }
            int g = layout.group[c];
            int[] factors = layout.groupFactors[g];
            double content = parts * Math.abs(base[c] * multiplier[c]);
            for (int i = 0; i < factors.length; i++) {
                if (content * Math.abs(groupDerivative[g][i]) > limit[factorParameter[factors[i]]]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The same with respect to a parameter of interest. */
    boolean signalMayExceed(int slot, double factor, double[] limit) {
        if (!layout.slotHasSignal[slot]) {
            return false;
        }
        for (int k = 0; k < signal.interest(); k++) {
            double sum = 0;
            for (int c : layout.slotCells[slot]) {
                sum += layout.isSignal[c] ? signalSlope(c, k) : 0;
            }
            if (factor * Math.abs(sum) > limit[explicit + k]) {
                return true;
            }
        }
        return false;
    }

    /** Adds factor x the derivative of the shift of a cell. */
    private void addShift(int cell, double factor, double[] target) {
        int[] parameters = cellParameters[cell];
        double[] shift = cellShift[cell];
        for (int i = 0; i < parameters.length; i++) {
            target[parameters[i]] += factor * shift[i];
        }
    }

    /**
     * Writes the parameters that act on a slot, ascending, and into {@code derivative} the derivatives of its content with
     * respect to them.
     *
     * @return how many there are
     */
    int differentiate(int slot, int[] acting, double[] derivative) {
        int count = layout.slotParameters[slot].length;
        System.arraycopy(layout.slotParameters[slot], 0, acting, 0, count);
        for (int k = 0; layout.slotHasSignal[slot] && k < signal.interest(); k++) {
            acting[count++] = explicit + k;
        }
        for (int i = 0; i < count; i++) {
            derivative[acting[i]] = 0;
        }
        for (int c : layout.slotCells[slot]) {
            addDerivative(c, 1, derivative);
        }
        return count;
    }

    /**
     * Adds the second derivatives of the contents with respect to explicit parameters, each times the derivative of the last {@link
     * #addGradient}.
     */
    void addCurvature(double[] x, double[][] hessian) {
        layout.shifts.addCurvature(x, ofParameter, scaledWeight, hessian);
        for (int g = 0; g < groupSum.length; g++) {
            if (layout.groupFactors[g].length > 0) {
                addShiftCurvature(g, hessian);
                addGroupCurvature(x, g, hessian);
            }
        }
    }

    /** Adds the mixed second derivatives of the shifts and the factors of a group. */
    private void addShiftCurvature(int g, double[][] hessian) {
        int[] parameters = layout.groupParameters[g];
        clear(parameters);
        for (int c : layout.groupCells[g]) {
            addShift(c, weight[c] * multiplier[c], shiftSum);
        }
        int[] factors = layout.groupFactors[g];
        for (int i = 0; i < factors.length; i++) {
            for (int p : parameters) {
                addSymmetric(hessian, p, factorParameter[factors[i]], shiftSum[p] * groupDerivative[g][i]);
            }
        }
    }

    private void clear(int[] parameters) {
        for (int p : parameters) {
            shiftSum[p] = 0;
        }
    }

    /** Adds the second derivatives of the product of the factors of a group. */
    private void addGroupCurvature(double[] x, int g, double[][] hessian) {
        int[] factors = layout.groupFactors[g];
        double sum = groupSum[g];
        double[] derivative = groupDerivative[g];
        boolean isSafe = Math.abs(groupValue[g]) > SMALLEST_PRODUCT;
        for (int i = 0; i < factors.length; i++) {
            int f = factors[i];
            int p = factorParameter[f];
            double own = layout.factors[f].second(x[p]);
            if (own != 0) {
                hessian[p][p] += sum * own * (isSafe ? groupValue[g] / factorValue[f] : productWithout(factors, i, i));
            }
            double slope = isSafe ? sum * derivative[i] / groupValue[g] : sum * factorFirst[f];
            for (int j = 0; j < i; j++) {
                double other = isSafe ? derivative[j] : factorFirst[factors[j]] * productWithout(factors, i, j);
                addSymmetric(hessian, p, factorParameter[factors[j]], slope * other);
            }
        }
    }

    /** Adds the second derivatives of which one is with respect to a parameter of interest, weighted like {@link #addCurvature}. */
    void addSignalCurvature(double[][] hessian) {
        int interest = signal.interest();
        int[] cells = layout.signalCells;
        for (int k = 0; k < interest; k++) {
            double[] derivative = signal.derivative[k];
            clear(layout.signalParameters);
            for (int c : cells) {
                double factor = weight[c] * derivative[layout.row[c]];
                int g = layout.group[c];
                addShift(c, factor * groupValue[g], shiftSum);
                int[] factors = layout.groupFactors[g];
                for (int j = 0; j < factors.length; j++) {
                    hessian[factorParameter[factors[j]]][explicit + k] += factor * base[c] * groupDerivative[g][j];
                }
            }
            for (int p : layout.signalParameters) {
                hessian[p][explicit + k] += shiftSum[p];
            }
            for (int l = k; signal.isQuadratic() && l < interest; l++) {
                for (int c : cells) {
                    hessian[explicit + k][explicit + l] +=
                            weight[c] * base[c] * groupValue[layout.group[c]] * signal.second(k, l, layout.row[c]);
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
}
