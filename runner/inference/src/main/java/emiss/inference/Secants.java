package emiss.inference;

/**
 * What the steps since second derivatives were found tell about them: changes of the gradient beside those of the parameters, by
 * which the solution of a linear system is corrected (BFGS; Nocedal and Wright, Numerical Optimization, Algorithm 7.4). A
 * factorisation that is not quite right leads to the minimum almost as fast with them as the exact one.
 */
final class Secants {
    /** How many steps are remembered. */
    static final int MOST = 12;

    /** A gradient that grows by less than this part of what it could along a step says nothing about the curvature. */
    private static final double LEAST_CURVATURE = 1e-10;

    private final double[][] moved = new double[MOST][];
    private final double[][] changed = new double[MOST][];
    private final double[] inverse = new double[MOST];
    private final double[] share = new double[MOST];
    private int size;
    private int count;

    void clear() {
        count = 0;
    }

    /** How many steps there are. */
    int count() {
        return count;
    }

    /**
     * Takes a step, without parameters that are pinned.
     *
     * @return whether the curvature along it is positive and there was room
     */
    boolean add(int newSize, double[] from, double[] to, double[] gradientFrom, double[] gradientTo, boolean[] pinned) {
        if (count == MOST) {
            return false;
        }
        size = newSize;
        if (moved[count] == null || moved[count].length < size) {
            moved[count] = new double[size];
            changed[count] = new double[size];
        }
        double[] s = moved[count];
        double[] y = changed[count];
        double product = 0;
        double squares = 0;
        double changes = 0;
        for (int p = 0; p < size; p++) {
            s[p] = pinned[p] ? 0 : to[p] - from[p];
            y[p] = pinned[p] ? 0 : gradientTo[p] - gradientFrom[p];
            product += s[p] * y[p];
            squares += s[p] * s[p];
            changes += y[p] * y[p];
        }
        if (!(product > LEAST_CURVATURE * Math.sqrt(squares * changes))) {
            return false;
        }
        inverse[count++] = 1 / product;
        return true;
    }

    /** Solves with a factorisation, corrected, for {@code solution}, which holds the right-hand side before. */
    void solve(LinearSolver solver, double[] solution) {
        for (int i = count - 1; i >= 0; i--) {
            share[i] = inverse[i] * Rows.dot(moved[i], solution, 0, 0, size);
            Rows.add(solution, 0, 0, size, -share[i], changed[i]);
        }
        solver.solve(solution);
        for (int i = 0; i < count; i++) {
            double correction = share[i] - inverse[i] * Rows.dot(changed[i], solution, 0, 0, size);
            Rows.add(solution, 0, 0, size, correction, moved[i]);
        }
    }
}
