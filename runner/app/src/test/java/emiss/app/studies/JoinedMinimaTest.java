package emiss.app.studies;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.api.DoubleVector;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class JoinedMinimaTest {
    private static final DoubleVector GRID = DoubleVector.generate(61, i -> -3 + 0.1 * i);

    private static double[][] values(DoubleBinaryOperator function) {
        double[][] t = new double[61][61];
        for (int iy = 0; iy < 61; iy++) {
            for (int ix = 0; ix < 61; ix++) {
                t[iy][ix] = function.applyAsDouble(GRID.at(ix), GRID.at(iy));
            }
        }
        return t;
    }

    private static boolean joins(double[][] t, double level, double[]... minima) {
        return Valley.joins(GRID, GRID, t, level, List.of(minima));
    }

    /** t = (x^2 + y^2 - 4)^2 is zero on a circle of radius 2; a term h y^2 leaves two minima with a pass of about 4 h. */
    @Test
    void aCircleIsAValleyUnlessThereIsAPass() {
        double[] left = {-2, 0};
        double[] right = {2, 0};
        double[][] circle = values((x, y) -> Math.pow(x * x + y * y - 4, 2) / 16);
        assertThat(joins(circle, 0.1, left, right)).isTrue();
        double[][] pass = values((x, y) -> Math.pow(x * x + y * y - 4, 2) / 16 + 0.25 * y * y);
        assertThat(joins(pass, 0.1, left, right)).isFalse();
        assertThat(joins(pass, 1.5, left, right)).isTrue();
    }

    @Test
    void oneMinimumAndMinimaWithoutNodesAreNoValley() {
        double[][] hole = values((x, y) -> x * x + y * y);
        assertThat(joins(hole, 0.1, new double[] {0, 0})).isFalse();
        assertThat(joins(values((x, y) -> Double.NaN), 0.1, new double[] {0, 0}, new double[] {1, 0}))
                .isFalse();
    }
}
