package emiss.analysis;

import emiss.inference.ParameterOfInterest;
import emiss.inference.SignalModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the terms of a signal model; pairs of parameters without a term do not interfere. The quadratic terms are the
 * events of new particles, the constant and the linear ones those of the Standard Model and their uncertainty.
 */
final class SignalTerms {
    private record QuadraticTerm(int k, int l, double[] rows) {}

    private final double[] constant;
    private final List<ParameterOfInterest> parameters = new ArrayList<>();
    private final List<double[]> linear = new ArrayList<>();
    private final List<QuadraticTerm> quadratic = new ArrayList<>();
    private boolean[] fluctuating = new boolean[0];
    private double[] contained = new double[0];

    SignalTerms(int rows) {
        constant = new double[rows];
    }

    /** Adds a term that no parameter changes. */
    SignalTerms add(double[] rows) {
        for (int row = 0; row < rows.length; row++) {
            constant[row] += rows[row];
        }
        return this;
    }

    /** Adds a parameter with its linear term. */
    SignalTerms add(ParameterOfInterest parameter, double[] rows) {
        parameters.add(parameter);
        linear.add(rows);
        return this;
    }

    /** Adds a parameter without a linear term. */
    SignalTerms add(ParameterOfInterest parameter) {
        return add(parameter, new double[constant.length]);
    }

    /**
     * A Gaussian uncertainty of a normalisation.
     *
     * @param relative its relative size; 0 for none
     * @param centre where the normalisation was measured, in units of the uncertainty
     */
    record Uncertainty(double relative, double centre) {}

    /** Adds a Gaussian uncertainty of the normalisation of {@code rows}, unless it is 0. */
    SignalTerms addUncertainty(Uncertainty uncertainty, double[] rows) {
        if (uncertainty.relative == 0) {
            return this;
        }
        double[] shift = rows.clone();
        for (int row = 0; row < shift.length; row++) {
            shift[row] *= uncertainty.relative;
        }
        return add(ParameterOfInterest.free(Hypothesis.SM_NORMALISATION, 0).constrained(uncertainty.centre, 1), shift);
    }

    /** Adds the term that multiplies parameter k times parameter l, each unordered pair once. */
    SignalTerms addQuadratic(int k, int l, double[] rows) {
        quadratic.add(new QuadraticTerm(k, l, rows));
        return this;
    }

    /**
     * Lets the events of new particles fluctuate by the square root of their number.
     *
     * @param rows the first rows; true where they do
     * @param standardModel the events of the Standard Model that the quadratic terms contain, in these rows
     */
    SignalTerms addFluctuations(boolean[] rows, double[] standardModel) {
        fluctuating = rows;
        contained = standardModel;
        return this;
    }

    SignalModel build() {
        SignalModel signal =
                SignalModel.of(parameters, constant, linear.toArray(double[][]::new), matrix(constant.length));
        return fluctuating.length == 0 ? signal : signal.fluctuating(newParticles());
    }

    /** The events of new particles where they fluctuate. */
    private SignalModel newParticles() {
        int rows = constant.length;
        double[] taken = new double[rows];
        double[][][] matrix = matrix(rows);
        for (int row = 0; row < rows; row++) {
            if (row < fluctuating.length && fluctuating[row]) {
                taken[row] = -contained[row];
            } else {
                for (double[][] column : matrix) {
                    for (double[] values : column) {
                        values[row] = 0;
                    }
                }
            }
        }
        return SignalModel.of(parameters, taken, new double[parameters.size()][rows], matrix);
    }

    private double[][][] matrix(int rows) {
        int size = parameters.size();
        double[][][] matrix = new double[size][size][rows];
        for (QuadraticTerm term : quadratic) {
            double share = term.k == term.l ? 1 : 0.5;
            for (int row = 0; row < rows; row++) {
                double value = share * term.rows[row];
                matrix[term.k][term.l][row] = value;
                matrix[term.l][term.k][row] = value;
            }
        }
        return matrix;
    }
}
