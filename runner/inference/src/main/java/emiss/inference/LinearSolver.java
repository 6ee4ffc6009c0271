package emiss.inference;

import java.util.Arrays;

/**
 * The factorisation U^T D U of a symmetric matrix given by its upper triangle, in place, row by row so that the inner loop
 * runs along memory. Directions without curvature are skipped; negative curvature is reported.
 */
final class LinearSolver {
    /** Pivots below this part of the diagonal element are rounding: the direction is flat. */
    private static final double FLAT = 1e-12;
    /** Pivots below minus this part of the diagonal element are negative curvature. */
    private static final double NEGATIVE = 1e-9;

    private final double[][] factor;
    private final boolean[] skipped;
    private int size;
    private int negative;

    LinearSolver(int capacity) {
        factor = new double[capacity][capacity];
        skipped = new boolean[capacity];
    }

    /**
     * Factorises {@code matrix} + damping x its diagonal, without the pinned rows and columns.
     *
     * @return whether no negative curvature was found
     */
    boolean factorise(double[][] matrix, int newSize, boolean[] pinned, double damping) {
        size = newSize;
        negative = -1;
        for (int k = 0; k < size; k++) {
            System.arraycopy(matrix[k], k, factor[k], k, size - k);
            factor[k][k] += damping * Math.abs(matrix[k][k]);
        }
        for (int k = 0; k < size; k++) {
            double[] row = factor[k];
            double pivot = row[k];
            double reference = Math.abs(matrix[k][k]);
            skipped[k] = pinned[k];
            if (!skipped[k] && !(pivot > FLAT * reference)) {
                if (pivot < -NEGATIVE * reference) {
                    negative = k;
                    return false;
                }
                skipped[k] = true;
            }
            if (skipped[k]) {
                Arrays.fill(row, k, size, 0);
                continue;
            }
            for (int i = k + 1; i < size; i++) {
                double ratio = row[i] / pivot;
                if (ratio != 0 && !pinned[i]) {
                    subtract(factor[i], i, size, ratio, row);
                }
            }
        }
        return true;
    }

    private static void subtract(double[] target, int from, int to, double ratio, double[] row) {
        for (int j = from; j < to; j++) {
            target[j] -= ratio * row[j];
        }
    }

    /** Solves for {@code solution}, which holds the right-hand side before; 0 in skipped directions. */
    void solve(double[] solution) {
        for (int k = 0; k < size; k++) {
            if (skipped[k]) {
                solution[k] = 0;
                continue;
            }
            double ratio = solution[k] / factor[k][k];
            if (ratio != 0) {
                subtract(solution, k + 1, size, ratio, factor[k]);
            }
        }
        for (int k = size - 1; k >= 0; k--) {
            if (skipped[k]) {
                solution[k] = 0;
                continue;
            }
            double[] row = factor[k];
            double sum = solution[k];
            for (int j = k + 1; j < size; j++) {
                sum -= row[j] * solution[j];
            }
            solution[k] = sum / row[k];
        }
    }

    boolean isSkipped(int index) {
        return skipped[index];
    }

    /**
     * Writes a direction of negative curvature after {@link #factorise} has found one.
     *
     * @return the curvature along it
     */
    double negativeDirection(double[] direction) {
        Arrays.fill(direction, 0, size, 0);
        direction[negative] = 1;
        for (int k = negative - 1; k >= 0; k--) {
            if (!skipped[k]) {
                double[] row = factor[k];
                double sum = 0;
                for (int j = k + 1; j <= negative; j++) {
                    sum -= row[j] * direction[j];
                }
                direction[k] = sum / row[k];
            }
        }
        return factor[negative][negative];
    }
}
