package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;
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
}
