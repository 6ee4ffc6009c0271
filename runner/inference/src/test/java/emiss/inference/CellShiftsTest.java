package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shifts of cells in runs and blocks, against sums over parameters and cells. */
class CellShiftsTest {
    private static final int CELLS = 40;
    private static final int PARAMETERS = 12;
    private static final double STEP = 1e-6;

    private final Random random = new Random(1);
    private final SortedMap<Integer, SortedMap<Integer, double[]>> shifts = new TreeMap<>();

    /** Six parameters shift the same cells, of which some not at all; the others any cells, with gaps of any length. */
    private CellShifts shifts() {
        for (int p = 0; p < PARAMETERS; p++) {
            SortedMap<Integer, double[]> touched = new TreeMap<>();
            for (int c = 0; c < CELLS; c++) {
                boolean isTouched = p < 6 ? c >= 5 && c < 20 : random.nextInt(6) == 0;
                if (isTouched) {
                    double slope = random.nextInt(4) == 0 ? 0 : random.nextGaussian();
                    double curve = p % 2 == 0 || random.nextInt(3) == 0 ? 0 : 0.1 * random.nextGaussian();
                    touched.put(c, new double[] {slope, curve});
                }
            }
            if (touched.isEmpty()) {
                touched.put(p, new double[] {1, 0.1});
            }
            shifts.put(p, touched);
        }
        return new CellShifts(CELLS, shifts);
    }

    private double[] point() {
        return random.doubles(PARAMETERS, -1.5, 1.5).toArray();
    }

    private double shift(int cell, double[] x) {
        double sum = 0;
        for (int p : shifts.keySet()) {
            double[] shift = shifts.get(p).getOrDefault(cell, new double[2]);
            sum += shift[0] * x[p] + shift[1] * Code4p.bend(x[p]);
        }
        return sum;
    }

    private double weighted(double[] weight, double[] x) {
        double sum = 0;
        for (int c = 0; c < CELLS; c++) {
            sum += weight[c] * shift(c, x);
        }
        return sum;
    }

    private static double[] moved(double[] x, int p, double by) {
        double[] moved = x.clone();
        moved[p] += by;
        return moved;
    }

    @Test
    void areSumsOverParameters() {
        CellShifts found = shifts();
        double[] x = point();
        double[] cells = new double[CELLS];
        Arrays.fill(cells, 3);
        found.add(x, new double[x.length], cells);
        for (int c = 0; c < CELLS; c++) {
            assertThat(cells[c]).isCloseTo(3 + shift(c, x), within(1e-12));
        }
    }

    @Test
    void derivativesAreThoseOfDifferences() {
        CellShifts found = shifts();
        double[] x = point();
        double[] weight = random.doubles(CELLS, -1, 1).toArray();
        double[] gradient = new double[PARAMETERS];
        Arrays.fill(gradient, 2);
        found.addGradient(x, new double[x.length], weight, gradient);
        double[][] hessian = new double[PARAMETERS][PARAMETERS];
        found.addCurvature(x, new double[PARAMETERS], weight, hessian);
        double[][] derivatives = found.derivatives();
        found.differentiate(x, new double[PARAMETERS], derivatives);
        for (int p = 0; p < PARAMETERS; p++) {
            double up = weighted(weight, moved(x, p, STEP));
            double down = weighted(weight, moved(x, p, -STEP));
            assertThat(gradient[p]).isCloseTo(2 + (up - down) / (2 * STEP), within(1e-7));
            double[] above = new double[PARAMETERS];
            double[] below = new double[PARAMETERS];
            found.addGradient(moved(x, p, STEP), new double[PARAMETERS], weight, above);
            found.addGradient(moved(x, p, -STEP), new double[PARAMETERS], weight, below);
            for (int q = 0; q < PARAMETERS; q++) {
                assertThat(hessian[p][q]).isCloseTo((above[q] - below[q]) / (2 * STEP), within(1e-7));
            }
        }
        for (int c = 0; c < CELLS; c++) {
            for (int i = 0; i < found.cellParameters[c].length; i++) {
                int p = found.cellParameters[c][i];
                assertThat(derivatives[c][i])
                        .isCloseTo(
                                (shift(c, moved(x, p, STEP)) - shift(c, moved(x, p, -STEP))) / (2 * STEP),
                                within(1e-8));
            }
        }
    }

    @Test
    void parametersOfACellAreThoseThatShiftIt() {
        CellShifts found = shifts();
        for (int c = 0; c < CELLS; c++) {
            int cell = c;
            assertThat(found.cellParameters[c])
                    .containsExactly(shifts.keySet().stream()
                            .filter(p -> shifts.get(p).containsKey(cell))
                            .filter(p -> shifts.get(p).get(cell)[0] != 0
                                    || shifts.get(p).get(cell)[1] != 0)
                            .mapToInt(p -> p)
                            .toArray());
        }
    }

    /** Runs are joined across a few cells that are not touched, which stay as they are. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 9})
    void leaveCellsBetweenAlone(int between) {
        SortedMap<Integer, double[]> touched = new TreeMap<>();
        touched.put(2, new double[] {1, 0});
        touched.put(3 + between, new double[] {5, 0.5});
        shifts.clear();
        shifts.put(0, touched);
        CellShifts found = new CellShifts(CELLS, shifts);

        double[] x = {0.7};
        double[] cells = new double[CELLS];
        found.add(x, new double[x.length], cells);
        double[] expected = new double[CELLS];
        expected[2] = 0.7;
        expected[3 + between] = 5 * 0.7 + 0.5 * Code4p.bend(0.7);
        assertThat(cells).containsExactly(expected, within(1e-14));
        double[] weight = random.doubles(CELLS, -1, 1).toArray();
        double[] gradient = new double[1];
        found.addGradient(x, new double[x.length], weight, gradient);
        assertThat(gradient[0])
                .isCloseTo(weight[2] + (5 + 0.5 * Code4p.bendFirst(0.7)) * weight[3 + between], within(1e-13));
    }

    @Test
    void noDerivativeExceedsTheSteepest() {
        CellShifts found = shifts();
        double[][] derivatives = found.derivatives();
        for (double at : new double[] {-2, -1, -Math.sqrt(1 / 3.0), -0.1, 0, 0.3, Math.sqrt(1 / 3.0), 0.8, 1, 3}) {
            double[] x = new double[PARAMETERS];
            Arrays.fill(x, at);
            found.differentiate(x, new double[PARAMETERS], derivatives);
            for (int c = 0; c < CELLS; c++) {
                for (double derivative : derivatives[c]) {
                    assertThat(Math.abs(derivative)).isLessThanOrEqualTo(found.steepest[c]);
                }
            }
        }
    }
}
