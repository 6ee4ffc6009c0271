package emiss.inference;

import emiss.api.DoubleVector;
import java.util.List;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * The covariance of a multivariate normal distribution, inverted.
 *
 * @param precision the inverse
 * @param logNormalisation log of the density at the centre
 */
record Covariance(double[][] precision, double logNormalisation) {
    private static final double LOG_SQRT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    /** Inverts a covariance, which is called {@code what} if that is not possible. */
    static Covariance of(List<DoubleVector> rows, String what) {
        RealMatrix matrix = new Array2DRowRealMatrix(
                rows.stream().map(DoubleVector::toArray).toArray(double[][]::new), false);
        CholeskyDecomposition cholesky;
        try {
            cholesky = new CholeskyDecomposition(matrix, 1e-9, 0);
        } catch (MathIllegalArgumentException exception) {
            throw new IllegalArgumentException("the " + what + " is not symmetric and positive definite", exception);
        }
        double sum = 0;
        for (int i = 0; i < rows.size(); i++) {
            sum += logNormalisation(cholesky.getL().getEntry(i, i));
        }
        return new Covariance(cholesky.getSolver().getInverse().getData(), sum);
    }

    /** That of uncorrelated standard normal variables. */
    static Covariance unit(int size) {
        double[][] unit = new double[size][size];
        for (int i = 0; i < size; i++) {
            unit[i][i] = 1;
        }
        return new Covariance(unit, size * logNormalisation(1));
    }

    /** The lower triangular factor L of a positive definite matrix L L^T. */
    static double[][] root(double[][] matrix) {
        return matrix.length == 0
                ? matrix
                : new CholeskyDecomposition(new Array2DRowRealMatrix(matrix), 1e-9, 0)
                        .getL()
                        .getData();
    }

    /** The solution y of L^T y = z. */
    static double[] solveTransposed(double[][] root, double[] z) {
        double[] y = z.clone();
        for (int i = y.length - 1; i >= 0; i--) {
            for (int j = i + 1; j < y.length; j++) {
                y[i] -= root[j][i] * y[j];
            }
            y[i] /= root[i][i];
        }
        return y;
    }

    /** Log of the density of a normal distribution at its centre. */
    static double logNormalisation(double width) {
        return -Math.log(width) - LOG_SQRT_TWO_PI;
    }
}
