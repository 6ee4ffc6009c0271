package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loops over parts of rows, against the plain sums. */
class RowsTest {
    private static final int LENGTH = 11;
    private final Random random = new Random(1);

    private double[] row() {
        return random.doubles(LENGTH, -1, 1).toArray();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 11", "0, 2, 9", "3, 1, 8", "2, 4, 4", "1, 0, 3", "1, 2, 10"})
    void dotProducts(int offset, int from, int to) {
        double[] one = row();
        double[] other = row();
        double sum = 0;
        for (int j = from; j < to; j++) {
            sum += one[j] * other[offset + j];
        }
        assertThat(Rows.dot(one, other, offset, from, to)).isCloseTo(sum, within(1e-14));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 11", "0, 2, 9", "3, 1, 8", "2, 4, 4"})
    void multiplesAreAdded(int offset, int from, int to) {
        double[][] rows = {row(), row(), row(), row()};
        double[] factors = {0.3, -2, 5, 0.7};
        double[] start = row();
        double[] single = start.clone();
        double[] expected = start.clone();
        for (int i = 0; i < 4; i++) {
            Rows.add(single, offset, from, to, factors[i], rows[i]);
            for (int l = from; l < to; l++) {
                expected[offset + l] += factors[i] * rows[i][l];
            }
        }
        double[] four = start.clone();
        Rows.add(four, offset, from, to, 0.3, rows[0], -2, rows[1], 5, rows[2], 0.7, rows[3]);
        assertThat(single).containsExactly(expected, within(1e-14));
        assertThat(four).containsExactly(expected, within(1e-14));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1, 0, 5", "1, 3, 1, 0, 5", "2, 1, -1, 2, 4", "0, 2, -1, 3, 3"})
    void fourDotProductsAtATime(int first, int offset, double factor, int from, int to) {
        double[][] rows = new double[6][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.doubles(5, -1, 1).toArray();
        }
        int[] index = {4, 0, 5, 2, 1, 3};
        double[] other = row();
        double[] sum = row();
        double[] expected = sum.clone();
        for (int i = first; i < first + 4; i++) {
            expected[index[i]] += factor * Rows.dot(rows[i], other, offset, from, to);
        }
        Rows.addDots(sum, index, factor, first, rows, other, offset, from, to);
        assertThat(sum).containsExactly(expected, within(1e-14));
    }
}
