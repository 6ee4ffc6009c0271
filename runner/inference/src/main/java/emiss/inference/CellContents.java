package emiss.inference;

import java.util.Arrays;

/**
 * The contents of all cells at one point, summed up per slot, and their derivatives: value, gradient and Hessian of what the
 * bins depend on. A workspace of {@link ProfiledBins}; the parameters of interest act through the {@link RowValues} of the
 * signal.
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
    /** Factor of the derivative of a shift in its mixed second derivatives with a factor. */
    private final double[] mixedWeight;
    /** The same with a parameter of interest; 0 in background. */
    private double[][] signalWeight = new double[0][];

    private final int[] factorParameter;
    private final double[] factorValue;
    private final double[] factorFirst;
    private final double[] groupValue;
    private final double[] groupSum;
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
        mixedWeight = new double[layout.count];
        factorParameter =
                Arrays.stream(layout.factors).mapToInt(Factor::parameter).toArray();
        factorValue = new double[layout.factors.length];
        factorFirst = new double[layout.factors.length];
        groupValue = new double[layout.groupFactors.length];
        groupSum = new double[groupValue.length];
        groupDerivative = new double[groupValue.length][];
        Arrays.setAll(groupDerivative, g -> new double[layout.groupFactors[g].length]);
        cellParameters = layout.shifts.cellParameters;
        cellShift = layout.shifts.derivatives();
        ofSlot = new double[layout.slotCells.length];
    }

    void bind(int interest) {
        if (signalWeight.length < interest) {
            signalWeight = new double[interest][layout.count];
        }
    }

    void evaluate(double[] x) {
        System.arraycopy(layout.nominal, 0, base, 0, base.length);
        layout.shifts.add(x, base);
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
        int[] group = layout.group;
        for (int c = 0; c < scale.length; c++) {
            scale[c] = groupValue[group[c]] * multiplier[c];
        }
        Arrays.fill(ofSlot, 0);
        int[] slot = layout.slot;
        for (int c = 0; c < scale.length; c++) {
            ofSlot[slot[c]] += base[c] * scale[c];
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
        Arrays.fill(groupSum, 0);
        int[] slot = layout.slot;
        int[] row = layout.row;
        for (int c = 0; c < weight.length; c++) {
            weight[c] = -delta[row[c]] * gamma[slot[c]];
            scaledWeight[c] = weight[c] * scale[c];
        }
        int[] group = layout.group;
        for (int c = 0; c < weight.length; c++) {
            groupSum[group[c]] += weight[c] * base[c] * multiplier[c];
        }
        layout.shifts.addGradient(x, scaledWeight, gradient);
        for (int g = 0; g < groupSum.length; g++) {
            int[] factors = layout.groupFactors[g];
            for (int i = 0; i < factors.length; i++) {
                gradient[factorParameter[factors[i]]] += groupSum[g] * groupDerivative[g][i];
            }
        }
        for (int k = 0; k < signal.interest(); k++) {
            double sum = 0;
            for (int c : layout.signalCells) {
                sum += weight[c] * base[c] * groupValue[group[c]] * signal.derivative[k][row[c]];
            }
            gradient[explicit + k] += sum;
        }
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
        layout.shifts.differentiate(x, cellShift);
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
        double shiftFactor = factor * scale[cell];
        int[] parameters = cellParameters[cell];
        double[] shift = cellShift[cell];
        for (int i = 0; i < parameters.length; i++) {
            target[parameters[i]] += shiftFactor * shift[i];
        }
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

    /** Adds the second derivatives of the contents, each times the derivative of the last {@link #addGradient}. */
    void addCurvature(double[] x, double[][] hessian) {
        addShiftCurvature(x, hessian);
        for (int g = 0; g < groupSum.length; g++) {
            addGroupCurvature(x, g, hessian);
        }
        addSignalCurvature(hessian);
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

    private void addShiftCurvature(double[] x, double[][] hessian) {
        layout.shifts.addCurvature(x, scaledWeight, hessian);
        for (int c = 0; c < mixedWeight.length; c++) {
            mixedWeight[c] = weight[c] * multiplier[c];
        }
        for (int k = 0; k < signal.interest(); k++) {
            for (int c : layout.signalCells) {
                signalWeight[k][c] = weight[c] * groupValue[layout.group[c]] * signal.derivative[k][layout.row[c]];
            }
        }
        for (CellLayout.Segment segment : layout.segments) {
            int p = layout.shifts.runParameter[segment.run()];
            int[] factors = layout.groupFactors[segment.group()];
            if (factors.length > 0) {
                double sum = layout.shifts.first(segment.run(), x, mixedWeight, segment.from(), segment.to());
                for (int i = 0; i < factors.length; i++) {
                    addSymmetric(hessian, p, factorParameter[factors[i]], sum * groupDerivative[segment.group()][i]);
                }
            }
            if (segment.isSignal()) {
                for (int k = 0; k < signal.interest(); k++) {
                    hessian[p][explicit + k] +=
                            layout.shifts.first(segment.run(), x, signalWeight[k], segment.from(), segment.to());
                }
            }
        }
    }

    private void addSignalCurvature(double[][] hessian) {
        int interest = signal.interest();
        for (int c : layout.signalCells) {
            int row = layout.row[c];
            int g = layout.group[c];
            int[] factors = layout.groupFactors[g];
            for (int k = 0; k < interest; k++) {
                double factor = weight[c] * signal.derivative[k][row];
                for (int j = 0; j < factors.length; j++) {
                    hessian[factorParameter[factors[j]]][explicit + k] += factor * base[c] * groupDerivative[g][j];
                }
                for (int l = k; signal.isQuadratic() && l < interest; l++) {
                    hessian[explicit + k][explicit + l] +=
                            weight[c] * base[c] * groupValue[g] * signal.second(k, l, row);
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
