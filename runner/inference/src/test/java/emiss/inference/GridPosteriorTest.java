package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.inference.statistics.GridDensity;
import emiss.inference.statistics.GridPosterior;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Densities on grids against distributions whose integrals are known. */
class GridPosteriorTest {
    private static double[] grid(double low, double high, int points) {
        return IntStream.range(0, points)
                .mapToDouble(i -> low + i * (high - low) / (points - 1))
                .toArray();
    }

    private static double[] flat(int points) {
        return IntStream.range(0, points).mapToDouble(i -> 1).toArray();
    }

    private static GridDensity density(double[] x, DoubleUnaryOperator value) {
        return new GridDensity(x, Arrays.stream(x).map(value).toArray());
    }

    @Test
    void aTriangleHasItsExactSets() {
        // density 2 (1 - x): the set from 0 to e has the probability 1 - (1 - e)^2
        GridDensity triangle = density(grid(0, 1, 11), x -> 1 - x);
        List<Interval> set = triangle.highest(0.95);
        assertThat(set).hasSize(1);
        assertThat(set.get(0).low()).isZero();
        assertThat(set.get(0).high()).isCloseTo(1 - Math.sqrt(0.05), within(1e-12));
        assertThat(triangle.mode()).isZero();
        assertThat(triangle.density()[0]).isCloseTo(2, within(1e-12));
    }

    @Test
    void twoPeaksHaveTwoSets() {
        GridDensity peaks = density(new double[] {0, 1, 2, 3, 4, 5, 6}, x -> x == 1 || x == 5 ? 1 : 0);
        List<Interval> sets = peaks.highest(0.75);
        // each triangle loses a quarter of its area below half of its height
        assertThat(sets).hasSize(2);
        assertThat(sets.get(0).low()).isCloseTo(0.5, within(1e-12));
        assertThat(sets.get(0).high()).isCloseTo(1.5, within(1e-12));
        assertThat(sets.get(1).low()).isCloseTo(4.5, within(1e-12));
        assertThat(sets.get(1).high()).isCloseTo(5.5, within(1e-12));
        assertThat(peaks.mean()).isCloseTo(3, within(1e-12));
        assertThat(peaks.mode()).isEqualTo(1);
    }

    @Test
    void aFlatDensityIsOneSet() {
        assertThat(density(grid(2, 5, 4), x -> 7).highest(0.68)).singleElement().satisfies(set -> {
            assertThat(set.low()).isEqualTo(2);
            assertThat(set.high()).isEqualTo(5);
        });
    }

    /** Two correlated normal variables: marginals are normal, and the evidence is their integral. */
    @Test
    void aNormalPosteriorHasNormalMarginals() {
        double correlation = 0.6;
        double[] x = grid(-8, 8, 161);
        double[] y = grid(-16, 16, 161);
        double[] minus2Log = new double[x.length * y.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < y.length; j++) {
                double u = x[i];
                double v = y[j] / 2;
                minus2Log[i * y.length + j] =
                        3 + (u * u - 2 * correlation * u * v + v * v) / (1 - correlation * correlation);
            }
        }
        GridPosterior posterior = new GridPosterior(
                List.of(new GridPosterior.Axis(x, flat(x.length)), new GridPosterior.Axis(y, flat(y.length))),
                minus2Log);
        Interval one = posterior.marginal(0).highest(0.6827).get(0);
        assertThat(one.low()).isCloseTo(-1, within(3e-3));
        assertThat(one.high()).isCloseTo(1, within(3e-3));
        Interval two = posterior.marginal(1).highest(0.95).get(0);
        assertThat(two.high()).isCloseTo(2 * 1.95996, within(2e-2));
        assertThat(posterior.mode()).containsExactly(0, 0);
        double integral = 2 * Math.PI * 2 * Math.sqrt(1 - correlation * correlation);
        assertThat(posterior.logEvidence()).isCloseTo(-1.5 + Math.log(integral / (16 * 32)), within(1e-8));
    }

    /** A normal prior times a normal likelihood: the mean is that of both, weighted. */
    @Test
    void aPriorCounts() {
        double[] x = grid(-10, 10, 401);
        double[] prior = Arrays.stream(x)
                .map(v -> 5 * Math.exp(-0.5 * (v - 2) * (v - 2)))
                .toArray();
        double[] minus2Log = Arrays.stream(x).map(v -> v * v).toArray();
        GridPosterior posterior = new GridPosterior(List.of(new GridPosterior.Axis(x, prior)), minus2Log);
        assertThat(posterior.marginal(0).mean()).isCloseTo(1, within(1e-9));
        assertThat(posterior.mode()[0]).isCloseTo(1, within(1e-9));
        // integral of the product of both normal densities, times sqrt(2 pi) of the likelihood
        assertThat(posterior.logEvidence()).isCloseTo(-1 - 0.5 * Math.log(2), within(1e-9));
    }

    @Test
    void whatIsImpossibleEverywhereIsRefused() {
        double[] never = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        assertThatThrownBy(() -> new GridPosterior(
                        List.of(new GridPosterior.Axis(new double[] {0, 1}, new double[] {1, 1})), never))
                .hasMessage("the likelihood vanishes everywhere on the grid");
    }

    /** Weights of the trapezoid rule are 0.5, 1 and 0.5 times the prior, and the likelihoods 2, 3 and 4. */
    @Test
    void theEvidenceIsAnAverageOverThePrior() {
        GridPosterior.Axis axis = new GridPosterior.Axis(new double[] {0, 1, 2}, new double[] {2, 3, 1});
        double[] minus2Log = {-2 * Math.log(2), -2 * Math.log(3), -2 * Math.log(4)};
        assertThat(new GridPosterior(List.of(axis), minus2Log).logEvidence())
                .isCloseTo(Math.log((2 * 1 + 3 * 3 + 4 * 0.5) / (1 + 3 + 0.5)), within(1e-14));
    }

    @Test
    void theModeIsTheFirstOfSeveralPoints() {
        GridPosterior.Axis one = new GridPosterior.Axis(new double[] {0, 1}, new double[] {1, 1});
        GridPosterior.Axis other = new GridPosterior.Axis(new double[] {5, 6, 7}, new double[] {1, 1, 1});
        double[] minus2Log = {3, 2, 1, 4, 1, 9};
        assertThat(new GridPosterior(List.of(one, other), minus2Log).mode()).containsExactly(0, 7);
    }

    @Test
    void aPriorHasAnIntegral() {
        GridPosterior.Axis axis = new GridPosterior.Axis(new double[] {0, 1}, new double[] {0, 0});
        assertThatThrownBy(() -> new GridPosterior(List.of(axis), new double[] {1, 1}))
                .hasMessage("a prior has the integral 0.0, expected > 0");
    }

    /** Of two by three points, with weights 0.5 x 2, 1 x 3 and 0.5 x 1 of the second parameter. */
    @Test
    void aMarginalIsAnAverageOverTheOtherPrior() {
        GridPosterior.Axis one = new GridPosterior.Axis(new double[] {0, 1}, new double[] {1, 4});
        GridPosterior.Axis other = new GridPosterior.Axis(new double[] {0, 1, 2}, new double[] {2, 3, 1});
        double[][] likelihood = {{1, 2, 5}, {3, 0.5, 0.1}};
        double[] minus2Log = Arrays.stream(likelihood)
                .flatMapToDouble(Arrays::stream)
                .map(value -> -2 * Math.log(value))
                .toArray();
        double first = 1 * 1 + 3 * 2 + 0.5 * 5;
        double second = 4 * (1 * 3 + 3 * 0.5 + 0.5 * 0.1);
        // normalised by the trapezoid rule
        assertThat(new GridPosterior(List.of(one, other), minus2Log).marginal(0).density())
                .containsExactly(
                        new double[] {2 * first / (first + second), 2 * second / (first + second)}, within(1e-13));
    }
}
