package emiss.inference.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A parabola as test statistic, and toys that are uniform between 0 and 1, so that a critical value is the level. */
class FeldmanCousinsTest {
    private static final double LEVEL = 0.68;
    private static final int TOYS = 1001;
    private static final double[] GRID = {0, 1, 2, 3, 4};

    private static FeldmanCousins parabola(double factor, double best) {
        double[] uniform =
                IntStream.range(0, TOYS).mapToDouble(i -> 1e-3 * (TOYS - 1 - i)).toArray();
        double[][] toys = {uniform, uniform, uniform, uniform, uniform};
        return new FeldmanCousins(GRID, toys, x -> factor * (x - best) * (x - best), best);
    }

    /** Standard deviation of an end that lies {@code distance} from the best value. */
    private static double error(double factor, double distance) {
        return Math.sqrt(LEVEL * (1 - LEVEL) / TOYS) / (2 * factor * distance);
    }

    @Test
    void bothEndsAreWhereTheStatisticIsCritical() {
        FeldmanCousins.Ends ends = parabola(1, 1.5).interval(LEVEL);
        double distance = Math.sqrt(LEVEL);

        assertThat(ends.low()).isCloseTo(1.5 - distance, within(2e-6));
        assertThat(ends.high()).isCloseTo(1.5 + distance, within(2e-6));
        assertThat(ends.lowError()).isCloseTo(error(1, distance), within(1e-6));
        assertThat(ends.highError()).isCloseTo(error(1, distance), within(1e-6));
    }

    @Test
    void endsBetweenPointsOfWhichNoneIsInside() {
        FeldmanCousins.Ends ends = parabola(100, 1.5).interval(LEVEL);
        double distance = Math.sqrt(LEVEL / 100);

        assertThat(ends.low()).isCloseTo(1.5 - distance, within(1e-5));
        assertThat(ends.high()).isCloseTo(1.5 + distance, within(1e-5));
        assertThat(ends.lowError()).isCloseTo(error(100, distance), within(1e-6));
    }

    @Test
    void zeroInsideIsTheLowerEnd() {
        FeldmanCousins.Ends ends = parabola(1, 0.5).interval(LEVEL);

        assertThat(ends.low()).isZero();
        assertThat(ends.lowError()).isZero();
        assertThat(ends.high()).isCloseTo(0.5 + Math.sqrt(LEVEL), within(2e-6));
    }

    @Test
    void aGridThatEndsInsideHasNoUpperEnd() {
        FeldmanCousins.Ends ends = parabola(1, 3.7).interval(LEVEL);

        assertThat(ends.low()).isCloseTo(3.7 - Math.sqrt(LEVEL), within(2e-6));
        assertThat(ends.high()).isNaN();
        assertThat(ends.highError()).isNaN();
    }

    @Test
    void gridsAreDenserAtSmallValues() {
        assertThat(FeldmanCousins.grid(10, 4))
                .containsExactly(new double[] {0, 1.1875, 3.25, 6.1875, 10}, within(1e-14));
    }

    @Test
    void needsToys() {
        assertThatThrownBy(() -> new FeldmanCousins(new double[] {0, 2}, new double[][] {{1}, {}}, x -> x, 0))
                .hasMessage("there are no toys at 2.0");
    }

    /** No point of the grid is inside, wherever the best value is. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 2.5, 3.5})
    void anyBestValueIsInside(double best) {
        FeldmanCousins.Ends ends = parabola(100, best).interval(LEVEL);
        double distance = Math.sqrt(LEVEL / 100);

        assertThat(ends.low()).isCloseTo(best - distance, within(1e-5));
        assertThat(ends.high()).isCloseTo(best + distance, within(1e-5));
        assertThat(ends.highError()).isCloseTo(error(100, distance), within(1e-6));
    }

    @Test
    void aBestValueOfZeroIsTheLowerEnd() {
        FeldmanCousins.Ends ends = parabola(100, 0).interval(LEVEL);

        assertThat(ends.low()).isZero();
        assertThat(ends.high()).isCloseTo(Math.sqrt(LEVEL / 100), within(1e-5));
    }

    /**
     * Toys that are uniform between 0 and 1 + x/2, so that critical values rise with x: ends are where (x - 1.7)^2 = 0.68 (1 + x/2).
     */
    @Test
    void criticalValuesAreLinearBetweenThePoints() {
        double[] grid = {0, 0.5, 1.2, 3, 4.5};
        double[][] toys = new double[grid.length][TOYS];
        for (int i = 0; i < grid.length; i++) {
            for (int k = 0; k < TOYS; k++) {
                toys[i][k] = 1e-3 * k * (1 + grid[i] / 2);
            }
        }
        FeldmanCousins.Ends ends = new FeldmanCousins(grid, toys, x -> (x - 1.7) * (x - 1.7), 1.7).interval(LEVEL);

        double middle = 1.7 + LEVEL / 4;
        double half = Math.sqrt(middle * middle - 1.7 * 1.7 + LEVEL);
        assertThat(ends.low()).isCloseTo(middle - half, within(2e-6));
        assertThat(ends.high()).isCloseTo(middle + half, within(2e-6));
        double spread = Math.sqrt(LEVEL * (1 - LEVEL) / TOYS);
        // the slope of the statistic less that of the critical value
        assertThat(ends.lowError()).isCloseTo(spread * (1 + (middle - half) / 2) / (2 * half), within(1e-6));
        assertThat(ends.highError()).isCloseTo(spread * (1 + (middle + half) / 2) / (2 * half), within(1e-6));
    }
}
