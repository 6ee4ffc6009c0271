package emiss.inference;

import java.util.Arrays;
import java.util.stream.IntStream;

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
    /** 1/D; 0 in skipped directions. */
    private final double[] inverse;

    private final boolean[] skipped;
    /** The right-hand side along directions that were skipped. */
    private final double[] unsolved;

    /** Every row names its own element. */
    private final int[] own;

    private int size;
    private int negative;

    LinearSolver(int capacity) {
        factor = new double[capacity][capacity];
        inverse = new double[capacity];
        skipped = new boolean[capacity];
        unsolved = new double[capacity];
        own = IntStream.range(0, capacity).toArray();
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
            if (!pinned[k]) {
                subtractEarlier(factor[k], k);
            }
            if (!takePivot(k, Math.abs(matrix[k][k]), pinned[k])) {
                return false;
            }
        }
        return true;
    }

    /**
     * Takes a factorisation over and appends the other columns of a larger matrix, of which no others are read.
     *
     * @param known the factorisation of the same matrix without the columns from its size on
     * @return whether no negative curvature was found
     */
    boolean extend(LinearSolver known, double[][] matrix, int newSize, boolean[] pinned) {
        size = newSize;
        negative = -1;
        int first = known.size;
        for (int k = 0; k < first; k++) {
            System.arraycopy(known.factor[k], k, factor[k], k, first - k);
        }
        System.arraycopy(known.inverse, 0, inverse, 0, first);
        System.arraycopy(known.skipped, 0, skipped, 0, first);
        for (int k = first; k < size; k++) {
            double[] column = unsolved;
            for (int i = 0; i <= k; i++) {
                column[i] = matrix[i][k];
            }
            for (int i = 0; i < k; i++) {
                column[i] = skipped[i] ? 0 : column[i];
                factor[i][k] = column[i];
                double ratio = column[i] * inverse[i];
                if (ratio != 0) {
                    Rows.add(column, 0, i + 1, k, -ratio, factor[i]);
                    column[k] -= ratio * column[i];
                }
            }
            factor[k][k] = column[k];
            if (!takePivot(k, Math.abs(matrix[k][k]), pinned[k])) {
                return false;
            }
        }
        return true;
    }

    /** Takes the diagonal element of row k, in which what earlier rows explain is subtracted; false if it is negative. */
    private boolean takePivot(int k, double reference, boolean pinned) {
        double pivot = factor[k][k];
        skipped[k] = pinned;
        if (!pinned && !(pivot > FLAT * reference)) {
            if (pivot < -NEGATIVE * reference) {
                negative = k;
                return false;
            }
            skipped[k] = true;
        }
        if (skipped[k]) {
            Arrays.fill(factor[k], k, size, 0);
            inverse[k] = 0;
        } else {
            inverse[k] = 1 / pivot;
        }
        return true;
    }

    /** Subtracts the part of row k that the rows above explain. */
    private void subtractEarlier(double[] row, int k) {
        int i = 0;
        for (; i + 3 < k; i += 4) {
            double[] first = factor[i];
            double[] second = factor[i + 1];
            double[] third = factor[i + 2];
            double[] fourth = factor[i + 3];
            double a = -first[k] * inverse[i];
            double b = -second[k] * inverse[i + 1];
            double c = -third[k] * inverse[i + 2];
            double d = -fourth[k] * inverse[i + 3];
            if (a != 0 || b != 0 || c != 0 || d != 0) {
                Rows.add(row, 0, k, size, a, first, b, second, c, third, d, fourth);
            }
        }
        for (; i < k; i++) {
            Rows.add(row, 0, k, size, -factor[i][k] * inverse[i], factor[i]);
        }
    }

    /** Solves for {@code solution}, which holds the right-hand side before; 0 in skipped directions. */
    void solve(double[] solution) {
        int k = 0;
        for (; k + 3 < size; k += 4) {
            double[] first = factor[k];
            double[] second = factor[k + 1];
            double[] third = factor[k + 2];
            double a = -ratio(solution, k);
            solution[k + 1] += a * first[k + 1];
            double b = -ratio(solution, k + 1);
            solution[k + 2] += a * first[k + 2] + b * second[k + 2];
            double c = -ratio(solution, k + 2);
            solution[k + 3] += a * first[k + 3] + b * second[k + 3] + c * third[k + 3];
            double d = -ratio(solution, k + 3);
            Rows.add(solution, 0, k + 4, size, a, first, b, second, c, third, d, factor[k + 3]);
        }
        for (; k < size; k++) {
            Rows.add(solution, 0, k + 1, size, -ratio(solution, k), factor[k]);
        }
        for (k = size - 1; k > 2; k -= 4) {
            Rows.addDots(solution, own, -1, k - 3, factor, solution, 0, k + 1, size);
            substitute(solution, k, k + 1);
            substitute(solution, k - 1, k + 1);
            substitute(solution, k - 2, k + 1);
            substitute(solution, k - 3, k + 1);
        }
        for (; k >= 0; k--) {
            substitute(solution, k, size);
        }
    }

    /** What row k counts for in the rows below; keeps the right-hand side of a direction that is skipped. */
    private double ratio(double[] solution, int k) {
        unsolved[k] = skipped[k] ? solution[k] : 0;
        solution[k] = skipped[k] ? 0 : solution[k];
        return solution[k] * inverse[k];
    }

    /** Element k of the solution, from which those from {@code to} on are subtracted already. */
    private void substitute(double[] solution, int k, int to) {
        double sum = solution[k];
        for (int j = k + 1; j < to; j++) {
            sum -= factor[k][j] * solution[j];
        }
        solution[k] = skipped[k] ? 0 : sum * inverse[k];
    }

    boolean isSkipped(int index) {
        return skipped[index];
    }

    /** The logarithm of the determinant, without skipped directions. */
    double logDeterminant() {
        double sum = 0;
        for (int k = 0; k < size; k++) {
            sum -= skipped[k] ? 0 : Math.log(inverse[k]);
        }
        return sum;
    }

    /** The part of the last right-hand side along {@link #direction} {@code index}, if that was skipped; otherwise 0. */
    double unsolved(int index) {
        return unsolved[index];
    }

    /**
     * Writes a direction of negative curvature after {@link #factorise} has found one.
     *
     * @return the curvature along it
     */
    double negativeDirection(double[] direction) {
        direction(negative, direction);
        return factor[negative][negative];
    }

    /** Writes the direction of pivot {@code index}: parameter {@code index} moves by 1, and those before follow it. */
    void direction(int index, double[] direction) {
        Arrays.fill(direction, 0, size, 0);
        direction[index] = 1;
        for (int k = index - 1; k >= 0; k--) {
            if (!skipped[k]) {
                double[] row = factor[k];
                double sum = 0;
                for (int j = k + 1; j <= index; j++) {
                    sum -= row[j] * direction[j];
                }
                direction[k] = sum / row[k];
            }
        }
    }
}
