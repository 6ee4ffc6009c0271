package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** P = (1 + 2 a - b + 3 a^2 + 2 x 0.5 a b, -4 + 5 b - 2 b^2) of two parameters. */
class RowPolynomialTest {
    private static final RowPolynomial P =
            new RowPolynomial(new double[] {1, -4}, new double[][] {{2, 0}, {-1, 5}}, new double[][][] {
                {{3, 0}, {0.5, 0}}, {{0.5, 0}, {0, -2}}
            });
    private static final RowPolynomial LINEAR =
            new RowPolynomial(new double[] {7}, new double[][] {{1}, {-2}}, new double[2][2][1]);

    private static double[] value(RowPolynomial polynomial, double... x) {
        double[] values = new double[polynomial.constant.length];
        polynomial.evaluate(x, 0, values);
        return values;
    }

    private static double[] expected(double a, double b) {
        return new double[] {1 + 2 * a - b + 3 * a * a + a * b, -4 + 5 * b - 2 * b * b};
    }

    @Test
    void valuesAndDerivatives() {
        double[] x = {9, 0.5, -3};
        double[] values = new double[2];
        P.evaluate(x, 1, values);
        assertThat(values).containsExactly(expected(0.5, -3), within(1e-14));
        double[] derivative = new double[2];
        P.derivative(x, 1, 0, derivative);
        assertThat(derivative).containsExactly(new double[] {2 + 6 * 0.5 - 3, 0}, within(1e-14));
        P.derivative(x, 1, 1, derivative);
        assertThat(derivative).containsExactly(new double[] {-1 + 0.5, 5 + 4 * 3}, within(1e-14));
        LINEAR.derivative(x, 1, 1, values = new double[1]);
        assertThat(values).containsExactly(-2);
    }

    @Test
    void isQuadraticIfAnyCoefficientIs() {
        assertThat(P.isQuadratic).isTrue();
        assertThat(LINEAR.isQuadratic).isFalse();
        assertThat(P.fix(0, 1).isQuadratic).isTrue();
        assertThat(P.fix(1, 1).fix(0, 1).isQuadratic).isFalse();
    }

    @Test
    void parametersAreHeld() {
        assertThat(value(P.fix(0, 0.5), -3)).containsExactly(expected(0.5, -3), within(1e-14));
        assertThat(value(P.fix(1, -3), 0.5)).containsExactly(expected(0.5, -3), within(1e-14));
    }

    @Test
    void rowsAreAppendedAndScaled() {
        RowPolynomial more = P.append(LINEAR, 2);
        double[] rows = expected(0.5, -3);
        assertThat(value(more, 0.5, -3))
                .containsExactly(new double[] {rows[0], rows[1], 2 * (7 + 0.5 + 6)}, within(1e-14));
        assertThat(value(P.times(-3), 0.5, -3))
                .containsExactly(new double[] {-3 * rows[0], -3 * rows[1]}, within(1e-13));
        assertThat(P.times(0).isQuadratic).isFalse();
    }

    @Test
    void parametersAreAddedBehind() {
        RowPolynomial wide = P.widened(3);
        assertThat(wide.linear).hasNumberOfRows(3);
        assertThat(value(wide, 0.5, -3, 17)).containsExactly(expected(0.5, -3), within(1e-14));
        assertThat(wide.isEven(2)).isTrue();
        double[] sum = value(wide.plus(P), 0.5, -3, 17);
        double[] rows = expected(0.5, -3);
        assertThat(sum).containsExactly(new double[] {2 * rows[0], 2 * rows[1]}, within(1e-14));
        // the summands stay
        assertThat(value(wide, 0.5, -3, 17)).containsExactly(rows, within(1e-14));
    }

    @Test
    void magnitudesAreSumsOfCoefficients() {
        assertThat(P.magnitude(0)).isCloseTo(1 + 2 + 1 + 3 + 2 * 0.5, within(1e-14));
        assertThat(P.magnitude(1)).isCloseTo(4 + 5 + 2, within(1e-14));
    }

    @Test
    void evenParametersAppearInTheirSquareAlone() {
        RowPolynomial even = new RowPolynomial(new double[] {1, 2}, new double[][] {{0, 0}, {1, 0}}, new double[][][] {
            {{3, 0}, {0, 0}}, {{0, 0}, {0, -2}}
        });
        assertThat(even.isEven(0)).isTrue();
        assertThat(even.isEven(1)).isFalse();
        assertThat(P.isEven(0)).isFalse();
        RowPolynomial squares = even.inSquares(new boolean[] {true, false});
        assertThat(value(squares, 0.25, -3)).containsExactly(value(even, 0.5, -3), within(1e-14));
        assertThat(value(even, 0.5, -3)).containsExactly(new double[] {1 + 0.75 - 3, 2 - 18}, within(1e-14));
    }

    @Test
    void samePolynomials() {
        assertThat(P.isSame(P.times(1))).isTrue();
        assertThat(P.isSame(P.times(2))).isFalse();
        assertThat(P.isSame(LINEAR)).isFalse();
    }
}
