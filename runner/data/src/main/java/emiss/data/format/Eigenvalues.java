package emiss.data.format;

import emiss.api.DoubleVector;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the eigenvalues of a covariance matrix are what they must be. Rounding is judged by the correlation matrix, which
 * has no units.
 */
final class Eigenvalues {
    /** Published covariances are rounded; the lowest eigenvalue of the correlations may be below zero by this. */
    private static final double ROUNDING = 1e-6;

    /** Below this the inverse of the correlations means nothing. */
    private static final double SINGULAR = 1e-12;

    /** The lowest eigenvalue is given with this part of its largest possible size. */
    private static final double ACCURACY = 1e-12;

    private final double[][] covariance;
    private final double[][] correlation;

    /** Takes a symmetric matrix with a positive diagonal. */
    Eigenvalues(List<DoubleVector> rows) {
        covariance = rows.stream().map(DoubleVector::toArray).toArray(double[][]::new);
        correlation = new double[covariance.length][covariance.length];
        for (int i = 0; i < correlation.length; i++) {
            for (int j = 0; j < correlation.length; j++) {
                correlation[i][j] = covariance[i][j] / Math.sqrt(covariance[i][i]) / Math.sqrt(covariance[j][j]);
            }
        }
    }

    /** What is wrong, in words; empty if nothing is. */
    Optional<String> misfit(boolean inverted) {
        if (!isPositive(correlation, ROUNDING)) {
            return Optional.of("is not positive semi-definite: its lowest eigenvalue is " + rounded(lowest(covariance))
                    + ", expected >= 0");
        }
        if (inverted && !isPositive(correlation, -SINGULAR)) {
            return Optional.of("is singular: its lowest eigenvalue is " + rounded(lowest(covariance))
                    + ", expected > 0, because it will be inverted");
        }
        return Optional.empty();
    }

    /** The lowest eigenvalue, by bisection of the shift that makes the matrix positive. */
    private static double lowest(double[][] matrix) {
        double bound = 0;
        for (double[] row : matrix) {
            double sum = 0;
            for (double entry : row) {
                sum += Math.abs(entry);
            }
            bound = Math.max(bound, sum);
        }
        double low = -bound;
        double high = bound;
        while (high - low > ACCURACY * bound) {
            double middle = 0.5 * (low + high);
            if (isPositive(matrix, -middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double lowest = 0.5 * (low + high);
        return Math.abs(lowest) > 2 * ACCURACY * bound ? lowest : 0;
    }

    private static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.4g", value));
    }

    /** Whether the Cholesky decomposition of the matrix plus a multiple of the unit matrix exists. */
    private static boolean isPositive(double[][] matrix, double shift) {
        int size = matrix.length;
        double[][] factor = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j] + (i == j ? shift : 0);
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                if (i > j) {
                    factor[i][j] = sum / factor[j][j];
                } else if (sum > 0) {
                    factor[i][i] = Math.sqrt(sum);
                } else {
                    return false;
                }
            }
        }
        return true;
    }
}
