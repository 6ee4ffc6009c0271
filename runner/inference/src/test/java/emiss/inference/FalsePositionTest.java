package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class FalsePositionTest {
    private static double root(DoubleUnaryOperator function, double inner, double outer) {
        FalsePosition bracket =
                new FalsePosition(inner, function.applyAsDouble(inner), outer, function.applyAsDouble(outer));
        for (int i = 0; i < 60 && bracket.width() > 1e-12; i++) {
            double middle = bracket.next();
            assertThat(middle)
                    .isBetween(Math.min(bracket.inner(), bracket.outer()), Math.max(bracket.inner(), bracket.outer()));
            bracket.add(middle, function.applyAsDouble(middle));
        }
        return bracket.outer();
    }

    @Test
    void findsRootsOnEitherSide() {
        assertThat(root(x -> x * x - 2, 0, 5)).isCloseTo(Math.sqrt(2), within(1e-9));
        assertThat(root(x -> x * x - 2, 0, -5)).isCloseTo(-Math.sqrt(2), within(1e-9));
        assertThat(root(x -> Math.expm1(x) - 1, 0, 20)).isCloseTo(Math.log(2), within(1e-9));
    }

    @Test
    void bisectsWhereTheFunctionIsInfinite() {
        assertThat(root(x -> x < 3 ? x - 1 : Double.POSITIVE_INFINITY, 0, 10)).isCloseTo(1, within(1e-9));
    }

    /** The value at the end that is kept for the second time counts half: Illinois, on either side. */
    @Test
    void keptEndsCountHalf() {
        FalsePosition rising = new FalsePosition(0, -1, 1, 1);
        assertThat(rising.next()).isCloseTo(0.5, within(1e-15));
        rising.add(0.5, -0.5);
        assertThat(rising.next()).isCloseTo(0.5 + 0.5 * 0.5 / 1.5, within(1e-15));
        rising.add(0.7, -0.1);
        assertThat(rising.next()).isCloseTo(0.7 + 0.3 * 0.1 / 0.6, within(1e-15));
        rising.add(0.8, 0.2);
        assertThat(rising.next()).isCloseTo(0.7 + 0.1 * 0.1 / 0.3, within(1e-15));
        assertThat(rising.inner()).isEqualTo(0.7);
        assertThat(rising.outer()).isEqualTo(0.8);
        assertThat(rising.width()).isCloseTo(0.1, within(1e-15));

        FalsePosition falling = new FalsePosition(0, -1, 1, 1);
        falling.add(0.5, 0.5);
        assertThat(falling.next()).isCloseTo(0.5 / 1.5, within(1e-15));
        falling.add(0.3, 0.1);
        assertThat(falling.next()).isCloseTo(0.3 * 0.5 / 0.6, within(1e-15));
        falling.add(0.2, 0.05);
        assertThat(falling.next()).isCloseTo(0.2 * 0.25 / 0.3, within(1e-15));
        falling.add(0.1, -0.2);
        assertThat(falling.next()).isCloseTo(0.1 + 0.1 * 0.2 / 0.25, within(1e-15));
    }
}
