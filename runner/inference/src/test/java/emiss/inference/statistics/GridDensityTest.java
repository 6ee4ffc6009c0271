package emiss.inference.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.inference.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Densities of straight lines, whose integrals are areas of trapezoids. */
class GridDensityTest {
    /** A triangle between 1 and 4 with its top at 3. */
    private final GridDensity triangle = new GridDensity(new double[] {0, 1, 3, 4, 6}, new double[] {0, 0, 6, 0, 0});

    @Test
    void isNormalised() {
        assertThat(triangle.x()).containsExactly(0, 1, 3, 4, 6);
        assertThat(triangle.density()).containsExactly(new double[] {0, 0, 2.0 / 3, 0, 0}, within(1e-15));
    }

    @Test
    void theModeIsTheFirstOfSeveralPoints() {
        assertThat(triangle.mode()).isEqualTo(3);
        assertThat(new GridDensity(new double[] {1, 2, 3, 4}, new double[] {5, 7, 7, 0}).mode())
                .isEqualTo(2);
    }

    /** Weights of the trapezoid rule are 1, 1.5, 1 and 0.5. */
    @Test
    void theMeanIsThatOfThePoints() {
        GridDensity density = new GridDensity(new double[] {0, 2, 3, 4}, new double[] {1, 2, 3, 1});
        assertThat(density.mean()).isCloseTo((2 * 1.5 * 2 + 3 * 3 + 4 * 0.5) / (1 + 3 + 3 + 0.5), within(1e-14));
    }

    /** A triangle loses the square of the part of its height that is cut off. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.68, 0.95})
    void theSetOfATriangleIsATriangle(double probability) {
        double cut = Math.sqrt(1 - probability);
        assertThat(triangle.highest(probability)).singleElement().satisfies(set -> {
            assertThat(set.low()).isCloseTo(1 + 2 * cut, within(1e-12));
            assertThat(set.high()).isCloseTo(4 - cut, within(1e-12));
            assertThat(set.converged()).isTrue();
        });
    }

    @Test
    void theSetOfAllIsWhereTheDensityIsNotZero() {
        assertThat(triangle.highest(1)).singleElement().satisfies(set -> {
            assertThat(set.low()).isCloseTo(1, within(1e-6));
            assertThat(set.high()).isCloseTo(4, within(1e-6));
        });
    }

    /** Any part of a flat density is as dense as the rest. */
    @ParameterizedTest
    @CsvSource({"0, 4, 0.68", "0, 4, 1", "-1, 1, 0.1", "0, 3, 0.68"})
    void aFlatDensityIsOneSet(double from, double to, double probability) {
        assertThat(new GridDensity(new double[] {from, to}, new double[] {1, 1}).highest(probability))
                .containsExactly(new Interval(from, to, ""));
    }

    /** Both plateaus together, not one of them, are where the density is largest. */
    @Test
    void plateausOfOneHeightAreTwoSets() {
        GridDensity plateaus = new GridDensity(new double[] {0, 2, 3, 4, 6}, new double[] {1, 1, 0, 1, 1});
        assertThat(plateaus.highest(0.5))
                .hasSize(2)
                .allSatisfy(set -> assertThat(set.high() - set.low()).isCloseTo(2, within(1e-9)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, Double.NaN, Double.POSITIVE_INFINITY})
    void aDensityHasAnIntegral(double value) {
        assertThatThrownBy(() -> new GridDensity(new double[] {0, 1}, new double[] {value, value}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the density has the integral " + value + ", expected > 0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5})
    void aGridAscends(double next) {
        assertThatThrownBy(() -> new GridDensity(new double[] {0, 1, next}, new double[] {1, 1, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the grid does not ascend at " + next);
    }
}
