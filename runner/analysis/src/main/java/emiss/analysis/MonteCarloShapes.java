package emiss.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * Decomposes a covariance into shapes with independent standard normal strengths: C = sum_k v_k v_k^T.
 *
 * <p>The strengths alpha_k in theta = sum_k alpha_k v_k then have unit Gaussian constraints. This is the Cholesky
 * decomposition with diagonal pivoting, which works for singular matrices: there are as many shapes as the rank. Any other
 * root of C differs by a rotation of alpha, which the constraint does not notice.
 */
final class MonteCarloShapes {
    /** Variance, relative to the original one, below which only rounding is left. */
    private static final double ROUNDING = 1e-12;

    private MonteCarloShapes() {}

    /** The shapes of {@code covariance}, symmetric and positive semidefinite; none if it is zero. */
    static List<double[]> of(double[][] covariance) {
        int size = covariance.length;
        double[][] rest = new double[size][];
        for (int i = 0; i < size; i++) {
            rest[i] = covariance[i].clone();
        }
        List<double[]> shapes = new ArrayList<>();
        while (shapes.size() < size) {
            int pivot = pivot(rest, covariance);
            if (pivot < 0) {
                break;
            }
            double root = Math.sqrt(rest[pivot][pivot]);
            double[] shape = new double[size];
            for (int i = 0; i < size; i++) {
                shape[i] = rest[i][pivot] / root;
            }
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    rest[i][j] -= shape[i] * shape[j];
                }
            }
            shapes.add(shape);
        }
        return shapes;
    }

    /** The bin of which the largest fraction of the variance is left; -1 if it is rounding. */
    private static int pivot(double[][] rest, double[][] covariance) {
        int pivot = -1;
        double largest = ROUNDING;
        for (int i = 0; i < rest.length; i++) {
            double fraction = covariance[i][i] > 0 ? rest[i][i] / covariance[i][i] : 0;
            if (fraction > largest) {
                largest = fraction;
                pivot = i;
            }
        }
        return pivot;
    }
}
