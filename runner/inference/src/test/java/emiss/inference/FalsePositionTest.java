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
}
