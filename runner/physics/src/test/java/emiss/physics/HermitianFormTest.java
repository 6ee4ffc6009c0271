package emiss.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.scenario.Complex;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HermitianFormTest {
    /** Y = [[2, 1 - 3i], [1 + 3i, 5]]. */
    private static final HermitianForm FORM =
            new HermitianForm(2, new double[] {2, 1, 1, 5}, new double[] {0, -3, 3, 0});

    @Test
    void valueIsTheSumOverCouplings() {
        // c = (1, i): 2 + 5 + 2 Re[1 x conj(i) x (1 - 3i)] = 7 + 2 Re[-i - 3] = 1
        assertThat(FORM.value(List.of(new Complex(1, 0), new Complex(0, 1)))).isCloseTo(1, within(1e-15));
        assertThat(FORM.value(List.of(new Complex(0, 1), new Complex(0, 1)))).isCloseTo(9, within(1e-15));
    }

    @Test
    void realCouplingsSeeTheRealPart() {
        assertThat(FORM.value(1, 2)).isEqualTo(2 + 4 + 20);
        assertThat(FORM.value(List.of(Complex.real(1), Complex.real(2)))).isEqualTo(26);
    }

    /** The value is quadratic, so that its central differences are its slopes. */
    @Test
    void slopesAreDifferences() {
        List<Complex> at = List.of(new Complex(0.3, -1), new Complex(2, 0.7));
        for (int a = 0; a < 2; a++) {
            Complex slopes = FORM.slopes(a, at);
            assertThat(slopes.re()).isCloseTo(difference(at, a, new Complex(0.5, 0)), within(1e-13));
            assertThat(slopes.im()).isCloseTo(difference(at, a, new Complex(0, 0.5)), within(1e-13));
        }
    }

    private static double difference(List<Complex> at, int coupling, Complex half) {
        List<Complex> up = new ArrayList<>(at);
        List<Complex> down = new ArrayList<>(at);
        up.set(coupling, at.get(coupling).plus(half));
        down.set(coupling, at.get(coupling).plus(half.times(-1)));
        return FORM.value(up) - FORM.value(down);
    }

    @Test
    void linearCombinations() {
        HermitianForm sum = HermitianForm.weightedSum(List.of(FORM, FORM.times(2)), DoubleVector.of(1, 10));
        assertThat(sum).isEqualTo(FORM.times(21));
        assertThat(FORM.plus(FORM)).isEqualTo(FORM.times(2)).hasSameHashCodeAs(FORM.times(2));
        assertThat(HermitianForm.zero(2).plus(FORM)).isEqualTo(FORM);
        assertThat(FORM.re(0, 1)).isEqualTo(1);
        assertThat(FORM.im(1, 0)).isEqualTo(3);
    }

    @Test
    void otherVariables() {
        // c = (x + y/2, y - x, ...) in two variables
        List<DoubleVector> rows = List.of(DoubleVector.of(1, 0.5), DoubleVector.of(-1, 1));
        HermitianForm form = FORM.inVariables(rows);
        List<Complex> x = List.of(new Complex(0.3, -1), new Complex(2, 0.7));
        List<Complex> c = List.of(
                x.get(0).plus(x.get(1).times(0.5)), x.get(1).plus(x.get(0).times(-1)));
        assertThat(form.value(x)).isCloseTo(FORM.value(c), within(1e-13));
    }

    @Test
    void wrongSizesAreReported() {
        assertThatThrownBy(() -> FORM.value(1, 2, 3)).hasMessageContaining("3 couplings given, expected 2");
        assertThatThrownBy(() -> FORM.plus(HermitianForm.zero(3))).hasMessageContaining("expected 2");
        assertThatThrownBy(() -> FORM.re(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> HermitianForm.weightedSum(List.of(), DoubleVector.of()))
                .hasMessageContaining("at least one");
    }
}
