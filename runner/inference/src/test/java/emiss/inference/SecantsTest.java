package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.junit.jupiter.api.Test;

/** Corrected solutions against the BFGS formula for the inverse, written with matrices. */
class SecantsTest {
    private static final int SIZE = 5;

    private final Random random = new Random(3);
    private final RealMatrix wrong = matrix();
    private final RealMatrix right = matrix();
    private final boolean[] free = new boolean[SIZE];

    private RealMatrix matrix() {
        RealMatrix factor = new Array2DRowRealMatrix(SIZE, 2 * SIZE);
        for (int i = 0; i < SIZE; i++) {
            factor.setRow(i, random.doubles(2 * SIZE, -1, 1).toArray());
        }
        return factor.multiply(factor.transpose());
    }

    private double[] vector() {
        return random.doubles(SIZE, -1, 1).toArray();
    }

    private static RealMatrix inverse(RealMatrix matrix) {
        return new LUDecomposition(matrix).getSolver().getInverse();
    }

    private LinearSolver solver() {
        LinearSolver solver = new LinearSolver(SIZE);
        assertThat(solver.factorise(wrong.getData(), SIZE, free, 0)).isTrue();
        return solver;
    }

    @Test
    void correctTheInverse() {
        Secants secants = new Secants();
        RealMatrix expected = inverse(wrong);
        for (int i = 0; i < 4; i++) {
            RealVector step = new ArrayRealVector(vector());
            RealVector change = right.operate(step);
            double product = step.dotProduct(change);
            RealMatrix left = MatrixUtils.createRealIdentityMatrix(SIZE)
                    .subtract(step.outerProduct(change).scalarMultiply(1 / product));
            expected = left.multiply(expected)
                    .multiply(left.transpose())
                    .add(step.outerProduct(step).scalarMultiply(1 / product));
            assertThat(secants.add(SIZE, new double[SIZE], step.toArray(), new double[SIZE], change.toArray(), free))
                    .isTrue();
            double[] solution = vector();
            double[] wanted = expected.operate(solution);
            secants.solve(solver(), solution);
            assertThat(solution).containsExactly(wanted, within(1e-9));
        }
        secants.clear();
        double[] solution = vector();
        double[] wanted = inverse(wrong).operate(solution);
        secants.solve(solver(), solution);
        assertThat(solution).containsExactly(wanted, within(1e-9));
    }

    /** What changes with a parameter that is pinned says nothing about the others. */
    @Test
    void leaveOutWhatIsPinned() {
        Secants secants = new Secants();
        boolean[] pinned = {false, true, false, false, false};
        double[] to = {1, 7, 0, 0, 0};
        double[] change = {2, -100, 0, 0, 0};
        assertThat(secants.add(SIZE, new double[SIZE], to, new double[SIZE], change, pinned))
                .isTrue();
        double[] solution = {2, 0, 0, 0, 0};
        secants.solve(solver(), solution);
        assertThat(solution[0]).isCloseTo(1, within(1e-14));
    }

    @Test
    void refuseCurvatureThatIsNotPositive() {
        Secants secants = new Secants();
        double[] to = {1, 0, 0, 0, 0};
        for (double slope : new double[] {-1, 0, 1e-11}) {
            double[] change = {slope, 1, 0, 0, 0};
            assertThat(secants.add(SIZE, new double[SIZE], to, new double[SIZE], change, free))
                    .isFalse();
        }
        double[] solution = vector();
        double[] wanted = inverse(wrong).operate(solution);
        secants.solve(solver(), solution);
        assertThat(solution).containsExactly(wanted, within(1e-9));
    }

    @Test
    void endWhereThereIsNoRoom() {
        Secants secants = new Secants();
        double[] zero = new double[SIZE];
        for (int i = 0; i < Secants.MOST; i++) {
            double[] step = vector();
            assertThat(secants.add(SIZE, zero, step, zero, step, free)).isTrue();
        }
        double[] step = vector();
        assertThat(secants.add(SIZE, zero, step, zero, step, free)).isFalse();
    }
}
