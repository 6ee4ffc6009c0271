package emiss.app.analysis;

import emiss.inference.SignalModel;
import emiss.inference.SignalParameter;
import java.util.ArrayList;
import java.util.List;

/** Collects the terms of a signal model; pairs of parameters without a term do not interfere. */
final class SignalTerms {
    private record QuadraticTerm(int k, int l, double[] rows) {}

    private final double[] constant;
    private final List<SignalParameter> parameters = new ArrayList<>();
    private final List<double[]> linear = new ArrayList<>();
    private final List<QuadraticTerm> quadratic = new ArrayList<>();

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
    SignalTerms add(SignalParameter parameter, double[] rows) {
        parameters.add(parameter);
        linear.add(rows);
        return this;
    }

    /** Adds a parameter without a linear term. */
    SignalTerms add(SignalParameter parameter) {
        return add(parameter, new double[constant.length]);
    }

    /** Adds a Gaussian uncertainty of the normalisation of {@code rows}, unless it is 0. */
    SignalTerms addUncertainty(double relative, double[] rows) {
        if (relative == 0) {
            return this;
        }
        double[] shift = rows.clone();
        for (int row = 0; row < shift.length; row++) {
            shift[row] *= relative;
        }
        return add(SignalParameter.free("smNormalisation", 0).constrained(0, 1), shift);
    }

    /** Adds the term that multiplies parameter k times parameter l, each unordered pair once. */
    SignalTerms addQuadratic(int k, int l, double[] rows) {
        quadratic.add(new QuadraticTerm(k, l, rows));
        return this;
    }

    SignalModel build() {
        int size = parameters.size();
        double[][][] matrix = new double[size][size][constant.length];
        for (QuadraticTerm term : quadratic) {
            double share = term.k == term.l ? 1 : 0.5;
            for (int row = 0; row < constant.length; row++) {
                double value = share * term.rows[row];
                matrix[term.k][term.l][row] = value;
                matrix[term.l][term.k][row] = value;
            }
        }
        return SignalModel.of(parameters, constant, linear.toArray(double[][]::new), matrix);
    }
}
