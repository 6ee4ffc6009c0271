package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A normal constraint of width 0.5, two that are correlated, a Poisson measurement of 9 events, and a free parameter. */
class ConstraintsTest {
    private static final double TAU = 9;
    private static final double[] CENTRE = {0.2, -0.3, 1.1, 0.4, 5};
    private static final double[] X = {0.9, 0.5, 0.7, -1.1, 2};
    /** The inverse of the covariance of the parameters 3 and 1. */
    private static final double[][] PRECISION = {{2, 0.7}, {0.7, 1.5}};

    private static Constraints constraints(double... centre) {
        ExplicitParameters.Parameter normal = ExplicitParameters.Parameter.NORMAL;
        Constraints constraints = new Constraints(new ExplicitParameters(
                List.of(
                        normal.constrained(0, 0.5),
                        normal,
                        ExplicitParameters.Parameter.poisson(TAU),
                        normal,
                        ExplicitParameters.Parameter.FREE),
                List.of(new ExplicitParameters.Block(new int[] {3, 1}, PRECISION))));
        constraints.bind(centre);
        return constraints;
    }

    private static double[] moved(int p, double by) {
        double[] x = X.clone();
        x[p] += by;
        return x;
    }

    @Test
    void valuesAreThoseOfTheDistributions() {
        double one = -1.1 - 0.4;
        double other = 0.5 + 0.3;
        double block = 2 * one * one + 2 * 0.7 * one * other + 1.5 * other * other;
        double poisson = TAU * (0.7 - 1.1 + 1.1 * Math.log(1.1 / 0.7));
        assertThat(constraints(CENTRE).value(X)).isCloseTo(0.5 * 4 * 0.49 + 0.5 * block + poisson, within(1e-13));
        assertThat(constraints(CENTRE).value(CENTRE)).isZero();
    }

    @Test
    void derivativesAreThoseOfDifferences() {
        Constraints constraints = constraints(CENTRE);
        double step = 1e-5;
        double[] gradient = new double[X.length];
        constraints.addGradient(X, gradient);
        double[][] hessian = new double[X.length][X.length];
        constraints.addHessian(X, hessian, HessianPart.EXACT, 0);
        for (int p = 0; p < X.length; p++) {
            double[] up = new double[X.length];
            double[] down = new double[X.length];
            constraints.addGradient(moved(p, step), up);
            constraints.addGradient(moved(p, -step), down);
            assertThat(gradient[p])
                    .isCloseTo(
                            (constraints.value(moved(p, step)) - constraints.value(moved(p, -step))) / (2 * step),
                            within(1e-8));
            for (int q = p; q < X.length; q++) {
                assertThat(hessian[p][q]).isCloseTo((up[q] - down[q]) / (2 * step), within(1e-8));
            }
        }
    }

    /** No events: tau x is left of the Poisson distribution. */
    @ParameterizedTest
    @CsvSource({"0", "0.6"})
    void aMeasurementOfNoEvents(double x) {
        double[] centre = {0, 0, 0, 0, 0};
        double[] point = {0, 0, x, 0, 0};
        Constraints constraints = constraints(centre);
        double[] gradient = new double[5];
        constraints.addGradient(point, gradient);
        double[][] hessian = new double[5][5];
        constraints.addHessian(point, hessian, HessianPart.EXACT, 0);

        assertThat(constraints.value(point)).isCloseTo(TAU * x, within(1e-14));
        assertThat(gradient).containsExactly(0, 0, TAU, 0, 0);
        assertThat(hessian[2]).containsExactly(0, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({"-0.1, 0", "-0.1, 1", "0, 1", "NaN, 1"})
    void aMeasurementOfWhatIsImpossible(double x, double centre) {
        assertThat(constraints(0, 0, centre, 0, 0).value(new double[] {0, 0, x, 0, 0}))
                .isEqualTo(Double.POSITIVE_INFINITY);
    }
}
