package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Solutions against the LU decomposition of Hipparchus. */
class LinearSolverTest {
    /** B B^T of a random B with {@code rank} columns. */
    private static double[][] product(Random random, int size, int rank) {
        RealMatrix factor = new Array2DRowRealMatrix(size, rank);
        for (int i = 0; i < size; i++) {
            factor.setRow(i, random.doubles(rank, -1, 1).toArray());
        }
        return factor.multiply(factor.transpose()).getData();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 9, 16, 31})
    void solvesPositiveDefiniteSystems(int size) {
        Random random = new Random(size);
        double[][] matrix = product(random, size, 2 * size);
        double[] right = random.doubles(size, -1, 1).toArray();
        double[] expected = new LUDecomposition(new Array2DRowRealMatrix(matrix))
                .getSolver()
                .getInverse()
                .operate(right);
        LinearSolver solver = new LinearSolver(size);
        assertThat(solver.factorise(matrix, size, new boolean[size], 0)).isTrue();
        double[] solution = right.clone();
        solver.solve(solution);
        assertThat(solution).containsExactly(expected, within(1e-8));
    }

    /** Other columns of the smaller matrix are not read, so that they may be anything. */
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 9, 16})
    void extendsAFactorisation(int size) {
        Random random = new Random(size);
        double[][] matrix = product(random, size, 2 * size);
        double[] right = random.doubles(size, -1, 1).toArray();
        boolean[] pinned = new boolean[size];
        pinned[1] = true;
        LinearSolver whole = new LinearSolver(size);
        assertThat(whole.factorise(matrix, size, pinned, 0)).isTrue();
        double[] expected = right.clone();
        whole.solve(expected);
        for (int known = 2; known <= size; known++) {
            LinearSolver small = new LinearSolver(known);
            assertThat(small.factorise(matrix, known, pinned, 0)).isTrue();
            double[][] columns = new double[size][size];
            for (int k = 0; k < size; k++) {
                for (int l = 0; l < size; l++) {
                    columns[k][l] = l < known ? Double.NaN : matrix[k][l];
                }
            }
            LinearSolver extended = new LinearSolver(size);
            assertThat(extended.extend(small, columns, size, pinned)).isTrue();
            double[] solution = right.clone();
            extended.solve(solution);
            assertThat(solution).containsExactly(expected, within(1e-9));
        }
    }

    @Test
    void extensionFindsNegativeCurvature() {
        double[][] matrix = {{2, 0, 4}, {0, 1, 1}, {4, 1, 3}};
        LinearSolver small = new LinearSolver(2);
        assertThat(small.factorise(matrix, 2, new boolean[3], 0)).isTrue();
        LinearSolver extended = new LinearSolver(3);
        assertThat(extended.extend(small, matrix, 3, new boolean[3])).isFalse();
        double[] direction = new double[3];
        assertThat(extended.negativeDirection(direction)).isCloseTo(3 - 4 * 4 / 2.0 - 1, within(1e-14));
        assertThat(direction).containsExactly(new double[] {-2, -1, 1}, within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 7, 12})
    void leavesPinnedAndFlatDirectionsAlone(int size) {
        Random random = new Random(size);
        double[][] matrix = product(random, size, 2 * size);
        boolean[] pinned = new boolean[size];
        pinned[2] = true;
        for (int k = 0; k < size; k++) {
            matrix[1][k] = 0;
            matrix[k][1] = 0;
        }
        double[] solution = random.doubles(size, -1, 1).toArray();
        double[] right = solution.clone();
        LinearSolver solver = new LinearSolver(size);
        assertThat(solver.factorise(matrix, size, pinned, 0)).isTrue();
        solver.solve(solution);
        assertThat(solver.isSkipped(1)).isTrue();
        assertThat(solution[1]).isZero();
        assertThat(solution[2]).isZero();
        for (int k = 0; k < size; k++) {
            double sum = 0;
            for (int l = 0; l < size; l++) {
                sum += matrix[k][l] * solution[l];
            }
            if (k != 1 && k != 2) {
                assertThat(sum).isCloseTo(right[k], within(1e-10));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 11})
    void findsNegativeCurvature(int size) {
        Random random = new Random(size);
        double[][] matrix = product(random, size, 2 * size);
        matrix[size - 1][size - 1] = -1;
        LinearSolver solver = new LinearSolver(size);
        assertThat(solver.factorise(matrix, size, new boolean[size], 0)).isFalse();
        double[] direction = new double[size];
        double curvature = solver.negativeDirection(direction);
        double sum = 0;
        for (int k = 0; k < size; k++) {
            for (int l = 0; l < size; l++) {
                sum += direction[k] * matrix[k][l] * direction[l];
            }
        }
        assertThat(curvature).isNegative();
        assertThat(sum).isCloseTo(curvature, within(1e-9 * Math.abs(curvature)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6})
    void dampingRaisesTheDiagonal(int size) {
        Random random = new Random(size);
        double[][] matrix = product(random, size, 2 * size);
        RealMatrix damped = new Array2DRowRealMatrix(matrix);
        for (int k = 0; k < size; k++) {
            damped.multiplyEntry(k, k, 1.25);
        }
        double[] right = random.doubles(size, -1, 1).toArray();
        LinearSolver solver = new LinearSolver(size);
        assertThat(solver.factorise(matrix, size, new boolean[size], 0.25)).isTrue();
        double[] solution = right.clone();
        solver.solve(solution);
        assertThat(damped.operate(solution)).containsExactly(right, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 9})
    void theDeterminantLeavesOutPinnedDirections(int size) {
        double[][] matrix = product(new Random(size), size, 2 * size);
        LinearSolver solver = new LinearSolver(size + 1);
        assertThat(solver.factorise(matrix, size, new boolean[size], 0)).isTrue();
        assertThat(solver.logDeterminant()).isCloseTo(logDeterminant(matrix), within(1e-11));

        double[][] wider = product(new Random(size), size + 1, 2 * size + 2);
        boolean[] pinned = new boolean[size + 1];
        pinned[size] = true;
        assertThat(solver.factorise(wider, size + 1, pinned, 0)).isTrue();
        double[][] corner = new Array2DRowRealMatrix(wider)
                .getSubMatrix(0, size - 1, 0, size - 1)
                .getData();
        assertThat(solver.logDeterminant()).isCloseTo(logDeterminant(corner), within(1e-11));
    }

    private static double logDeterminant(double[][] matrix) {
        return Math.log(new LUDecomposition(new Array2DRowRealMatrix(matrix)).getDeterminant());
    }

    /** A matrix without full rank maps the direction to 0, and of the right-hand side the part along it is left over. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 9})
    void aFlatDirectionIsFound(int size) {
        Random random = new Random(size);
        double[][] matrix = product(random, size, size - 1);
        LinearSolver solver = new LinearSolver(size);
        assertThat(solver.factorise(matrix, size, new boolean[size], 0)).isTrue();
        assertThat(solver.isSkipped(size - 1)).isTrue();
        double[] direction = new double[size];
        solver.direction(size - 1, direction);
        assertThat(direction[size - 1]).isEqualTo(1);
        assertThat(new Array2DRowRealMatrix(matrix).operate(direction)).containsExactly(new double[size], within(1e-9));

        double[] right = random.doubles(size, -1, 1).toArray();
        double along = 0;
        for (int k = 0; k < size; k++) {
            along += right[k] * direction[k];
        }
        solver.solve(right);
        assertThat(solver.unsolved(size - 1)).isCloseTo(along, within(1e-9));
        assertThat(solver.unsolved(0)).isZero();
    }

    /** Parameters in other units: rows and columns of the matrix are scaled, and the solution the other way. */
    @ParameterizedTest
    @ValueSource(ints = {2, 6, 13})
    void unitsDoNotMatter(int size) {
        Random random = new Random(size);
        double[][] matrix = product(random, size, 2 * size);
        double[] right = random.doubles(size, -1, 1).toArray();
        LinearSolver solver = new LinearSolver(size);
        solver.factorise(matrix, size, new boolean[size], 0);
        double[] expected = right.clone();
        solver.solve(expected);
        double[] units = new double[size];
        for (int k = 0; k < size; k++) {
            units[k] = Math.pow(10, random.nextInt(21) - 10);
        }
        double[][] scaled = new double[size][size];
        for (int k = 0; k < size; k++) {
            for (int l = 0; l < size; l++) {
                scaled[k][l] = matrix[k][l] * units[k] * units[l];
            }
            right[k] *= units[k];
        }
        assertThat(solver.factorise(scaled, size, new boolean[size], 0)).isTrue();
        solver.solve(right);
        for (int k = 0; k < size; k++) {
            assertThat(right[k] * units[k]).isCloseTo(expected[k], within(1e-10 * (1 + Math.abs(expected[k]))));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-15, -1, -1e15})
    void negativeCurvatureIsFoundInAnyUnits(double curvature) {
        LinearSolver solver = new LinearSolver(2);
        double[][] matrix = {{2, 0}, {0, curvature}};
        assertThat(solver.factorise(matrix, 2, new boolean[2], 0)).isFalse();
        double[] direction = {7, 7};
        assertThat(solver.negativeDirection(direction)).isEqualTo(curvature);
        assertThat(direction).containsExactly(0, 1);
    }

    /** Whatever the array held before, parameters behind the direction do not move. */
    @Test
    void aDirectionEndsAtItsPivot() {
        LinearSolver solver = new LinearSolver(3);
        double[][] matrix = {{2, 1, 0}, {1, -1, 0}, {0, 0, 3}};
        assertThat(solver.factorise(matrix, 3, new boolean[3], 0)).isFalse();
        double[] direction = {7, 7, 7};
        assertThat(solver.negativeDirection(direction)).isCloseTo(-1.5, within(1e-14));
        assertThat(direction).containsExactly(new double[] {-0.5, 1, 0}, within(1e-14));
    }
}
