package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.inference.ExplicitParameters.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplicitParametersTest {
    private static final Parameter BOUNDED = new Parameter("free", 1, 1, Double.POSITIVE_INFINITY, 0.5, 2, 0);

    @Test
    void constrainedParametersStartWhereTheyWereMeasured() {
        assertThat(Parameter.NORMAL.start(0.7)).isEqualTo(0.7);
        assertThat(Parameter.poisson(4).start(0.7)).isEqualTo(0.7);
        assertThat(Parameter.FREE.start(0.7)).isEqualTo(1);
        assertThat(BOUNDED.start(0.7)).isEqualTo(1);
    }

    @Test
    void startsAreWithinTheBounds() {
        assertThat(BOUNDED.constrained(1, 0.1).start(7)).isEqualTo(2);
        assertThat(BOUNDED.constrained(1, 0.1).start(-7)).isEqualTo(0.5);
        assertThat(Parameter.NORMAL.heldAt(3).start(0.7)).isEqualTo(3);
    }

    @Test
    void boundsAreInclusive() {
        assertThat(BOUNDED.isAtBound(0.5)).isTrue();
        assertThat(BOUNDED.isAtBound(2)).isTrue();
        assertThat(BOUNDED.isAtBound(0.51)).isFalse();
        assertThat(BOUNDED.isAtBound(1.99)).isFalse();
        assertThat(BOUNDED.isHeld()).isFalse();
        assertThat(BOUNDED.heldAt(1).isHeld()).isTrue();
    }

    @Test
    void onlyThoseWithAWidthAreConstrained() {
        assertThat(Parameter.NORMAL.isConstrained()).isTrue();
        assertThat(Parameter.FREE.isConstrained()).isFalse();
        assertThat(Parameter.poisson(4).width()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-31, 0, -1, 1e31})
    void widthsHaveAnInverseSquare(double width) {
        assertThatThrownBy(() -> Parameter.NORMAL.constrained(0, width).check("k"))
                .hasMessage("the constraint of parameter k has the width " + width + ", expected 1.0E-30 to 1.0E30");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-30, 1, 1e30, Double.POSITIVE_INFINITY})
    void widthsThatAreUsable(double width) {
        Parameter.NORMAL.constrained(0, width).check("k");
    }

    @Test
    void areDescribed() {
        assertThat(Parameter.NORMAL.describe())
                .isEqualTo("standard normal 0.0 +- 1.0 from 0.0 in [-Infinity, Infinity]");
        assertThat(BOUNDED.describe()).isEqualTo("free from 1.0 in [0.5, 2.0]");
    }

    @Test
    void someAreHeld() {
        ExplicitParameters all = new ExplicitParameters(
                List.of(Parameter.NORMAL.constrained(0.5, 2), Parameter.poisson(4), Parameter.FREE), List.of());
        ExplicitParameters held = all.holding(new boolean[] {false, true, true}, new double[] {7, 8, 9});

        assertThat(held.at(0)).isEqualTo(all.at(0));
        assertThat(held.at(1).start(0)).isEqualTo(8);
        assertThat(held.at(2).start(0)).isEqualTo(9);
        assertThat(held.at(1).isHeld()).isTrue();
        assertThat(all.at(1).isHeld()).isFalse();
        assertThat(all.centres()).containsExactly(0.5, 1, 1);
        assertThat(all.widths()).containsExactly(2, 0.5, Double.POSITIVE_INFINITY);
        assertThat(all.precision).containsExactly(new double[] {0.25, 0, 0}, within(1e-15));
    }
}
