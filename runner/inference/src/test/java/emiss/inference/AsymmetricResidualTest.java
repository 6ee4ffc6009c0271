package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.inference.AsymmetricResidual.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Residuals with an error of 0.5 below and 0.8 above. */
class AsymmetricResidualTest {
    private static final double LOW = 0.5;
    private static final double HIGH = 0.8;
    /** Half the range in which the sides are joined: 1e-4 of the smaller error. */
    private static final double WIDTH = 5e-5;

    private final AsymmetricResidual alone = AsymmetricResidual.of(LOW, HIGH, false);
    private final AsymmetricResidual correlated = AsymmetricResidual.of(LOW, HIGH, true);

    @ParameterizedTest
    @ValueSource(doubles = {-3, -0.1, -WIDTH, WIDTH, 0.1, 3})
    void eachSideHasItsErrorOutsideTheJoint(double d) {
        double error = d > 0 ? HIGH : LOW;
        for (AsymmetricResidual residual : new AsymmetricResidual[] {alone, correlated}) {
            assertThat(residual.value(d)).isCloseTo(d / error, within(1e-14 * Math.abs(d)));
            assertThat(residual.first(d)).isCloseTo(1 / error, within(1e-14));
            assertThat(residual.second(d)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.999, -0.7, -0.2, 0, 0.4, 0.8, 0.999})
    void derivativesInTheJointAreThoseOfDifferences(double part) {
        double d = part * WIDTH;
        double step = 1e-3 * WIDTH;
        assertThat(correlated.first(d))
                .isCloseTo((correlated.value(d + step) - correlated.value(d - step)) / (2 * step), within(1e-5));
        assertThat(correlated.second(d))
                .isCloseTo((correlated.first(d + step) - correlated.first(d - step)) / (2 * step), within(0.2));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 1})
    void theJointIsSmoothAtItsEnds(double side) {
        double inside = side * WIDTH * (1 - 1e-9);
        double outside = side * WIDTH;
        assertThat(correlated.value(inside)).isCloseTo(correlated.value(outside), within(1e-12));
        assertThat(correlated.first(inside)).isCloseTo(correlated.first(outside), within(1e-12));
        assertThat(correlated.second(inside)).isCloseTo(0, within(1e-3));
    }

    @Test
    void aMetPredictionHasNoResidual() {
        assertThat(correlated.value(0)).isZero();
        assertThat(correlated.first(0)).isCloseTo(0.5 * (1 / LOW + 1 / HIGH), within(1e-14));
        assertThat(AsymmetricResidual.of(0.3, 0.3, true).second(1e-6)).isZero();
    }

    @Test
    void onlyCorrelatedResidualsOfDifferentErrorsHaveSides() {
        assertThat(correlated.hasSides()).isTrue();
        assertThat(alone.hasSides()).isFalse();
        assertThat(AsymmetricResidual.of(0.3, 0.3, true).hasSides()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-2, -0.2 * WIDTH, 0.3 * WIDTH, 2})
    void otherFormsAreStraight(double d) {
        assertThat(correlated.value(d, Form.BELOW)).isCloseTo(d / LOW, within(1e-14));
        assertThat(correlated.value(d, Form.ABOVE)).isCloseTo(d / HIGH, within(1e-14));
        assertThat(correlated.value(d, Form.STIFF)).isCloseTo(1000 * d * 0.5 * (1 / LOW + 1 / HIGH), within(1e-11));
        assertThat(correlated.value(d, Form.TRUE)).isEqualTo(correlated.value(d));
        assertThat(correlated.first(d, Form.TRUE)).isEqualTo(correlated.first(d));
        assertThat(correlated.second(d, Form.TRUE)).isEqualTo(correlated.second(d));
        for (Form form : new Form[] {Form.BELOW, Form.ABOVE, Form.STIFF}) {
            assertThat(correlated.first(d, form) * d).isEqualTo(correlated.value(d, form));
            assertThat(correlated.second(d, form)).isZero();
        }
    }
}
