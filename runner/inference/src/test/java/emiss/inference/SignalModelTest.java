package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two couplings in two rows: S = (5 + g, 3 - h) + (g^2 + 2 x 0.5 g h, 4 h^2). */
class SignalModelTest {
    private static final List<ParameterOfInterest> COUPLINGS =
            List.of(ParameterOfInterest.free("g", 1), ParameterOfInterest.free("h", 2));
    private static final double[][] LINEAR = {{1, 0}, {0, -1}};
    private static final double[][][] QUADRATIC = {{{1, 0}, {0.2, 0}}, {{0.8, 0}, {0, 4}}};
    private static final SignalModel SIGNAL = SignalModel.of(COUPLINGS, new double[] {5, 3}, LINEAR, QUADRATIC);

    private static double[] events(double g, double h) {
        return new double[] {5 + g + g * g + g * h, 3 - h + 4 * h * h};
    }

    /** A quantity 2 g - h of the same couplings. */
    private static SignalModel quantity(ParameterOfInterest... parameters) {
        return SignalModel.of(List.of(parameters), new double[1], new double[][] {{2}, {-1}}, new double[2][2][1]);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 2", "-0.5, 3", "2, -1"})
    void eventsFollowThePolynomial(double g, double h) {
        double[] expected = events(g, h);
        assertThat(SIGNAL.events(g, h)).containsExactly(expected, within(1e-13));
        assertThat(SIGNAL.fix(0, g).events(h)).containsExactly(expected, within(1e-13));
        assertThat(SIGNAL.fix(1, h).events(g)).containsExactly(expected, within(1e-13));
        assertThat(SIGNAL.fix(1, h).fix(0, g).events()).containsExactly(expected, within(1e-13));
        assertThat(SIGNAL.rows()).isEqualTo(2);
    }

    @Test
    void startsAndBoundsAreReplaced() {
        SignalModel moved = SIGNAL.startingAt(7, 8);
        assertThat(moved.parameters()).extracting(ParameterOfInterest::start).containsExactly(7.0, 8.0);
        assertThat(moved.parameters()).extracting(ParameterOfInterest::name).containsExactly("g", "h");
        SignalModel bounded = SIGNAL.bounding(1, COUPLINGS.get(1).atLeast(-3));
        assertThat(bounded.parameters())
                .containsExactly(COUPLINGS.get(0), COUPLINGS.get(1).atLeast(-3));
        assertThatThrownBy(() -> SIGNAL.startingAt(1)).hasMessage("there are 1 start values, expected 2");
        assertThatThrownBy(() -> SIGNAL.events(1)).hasMessage("there are 1 parameter values, expected 2");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2})
    void onlyItsParametersAreHeld(int index) {
        assertThatThrownBy(() -> SIGNAL.fix(index, 1))
                .hasMessage("there is no parameter " + index + " of interest, only 2");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void parametersAreHeldAtNumbers(double value) {
        assertThatThrownBy(() -> SIGNAL.fix(1, value))
                .hasMessage("parameter h is held at " + value + ", expected a finite value");
    }

    @Test
    void coefficientsAreGivenForEveryParameterAndRow() {
        double[] constant = {5, 3};
        assertThatThrownBy(
                        () -> SignalModel.of(List.of(COUPLINGS.get(0), COUPLINGS.get(0)), constant, LINEAR, QUADRATIC))
                .hasMessage("two parameters of interest are called g");
        assertThatThrownBy(() -> SignalModel.of(COUPLINGS, constant, new double[1][2], QUADRATIC))
                .hasMessage("there are 1 linear and 2 quadratic terms, expected 2, one per parameter");
        assertThatThrownBy(() -> SignalModel.of(COUPLINGS, constant, LINEAR, new double[3][2][2]))
                .hasMessage("there are 2 linear and 3 quadratic terms, expected 2, one per parameter");
        assertThatThrownBy(() -> SignalModel.of(COUPLINGS, constant, new double[][] {{1, 0}, {1}}, QUADRATIC))
                .hasMessage("the linear term of h has 1 values, expected 2, one per row");
        assertThatThrownBy(() -> SignalModel.of(COUPLINGS, constant, LINEAR, new double[2][1][2]))
                .hasMessage("the quadratic term of g has 1 columns, expected 2");
        assertThatThrownBy(() -> SignalModel.of(COUPLINGS, constant, LINEAR, new double[][][] {
                    {{1, 0}, {0, 0, 0}}, {{0, 0}, {0, 0}}
                }))
                .hasMessage("the quadratic term of h, g has 3 values, expected 2, one per row");
        assertThatThrownBy(() -> SignalModel.fixed(new double[] {1, Double.NaN}))
                .hasMessage("the constant is NaN in row 1, expected a finite number");
    }

    /** Measured as 3 +- 0.5 where it is -1; a fit without any data ends where it was measured. */
    @Test
    void aMeasuredQuantityCounts() {
        BinnedModel model = Models.counts(new double[] {9, 11}, new double[] {4, 8});
        SignalModel measured = SIGNAL.measuring(quantity(COUPLINGS.toArray(new ParameterOfInterest[0])), 3, 0.5);
        assertThat(measured.measuredQuantities(new double[] {1, 3})).containsExactly(new double[] {-2}, within(1e-14));
        double with =
                new LikelihoodPoint(model, model.observedData(), measured, new double[] {1, 3}, Map.of()).logPdf();
        double without =
                new LikelihoodPoint(model, model.observedData(), SIGNAL, new double[] {1, 3}, Map.of()).logPdf();
        assertThat(without - with).isCloseTo(0.5 * 64, within(1e-10));
        // with h held 2 g - 3 is left
        assertThat(measured.fix(1, 3).measuredQuantities(new double[] {1})).containsExactly(-2);
        assertThat(measured.fix(0, 1).measuredQuantities(new double[] {3})).containsExactly(-2);
    }

    /** After the constraints of parameters, in the order of the measurements. */
    @Test
    void measurementsFollowTheConstraints() {
        List<ParameterOfInterest> constrained =
                List.of(COUPLINGS.get(0), COUPLINGS.get(1).constrained(6, 2));
        SignalModel two = SignalModel.of(constrained, new double[] {5, 3}, LINEAR, QUADRATIC)
                .measuring(quantity(constrained.toArray(new ParameterOfInterest[0])), 3, 0.5)
                .measuring(quantity(constrained.toArray(new ParameterOfInterest[0])), 4, 0.1);
        assertThat(two.measuredQuantities(new double[] {1, 3}))
                .containsExactly(new double[] {1.5, -2, -10}, within(1e-13));
        assertThat(two.measured.values()).containsExactly(new double[] {3, 6, 40}, within(1e-13));
        assertThat(two.measured(new double[] {1, 2, 3}).measured.values()).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> two.measured(new double[] {1, 2}))
                .hasMessage("the signal has 3 constraints of its parameters, expected 2");
        assertThatThrownBy(() -> two.modulated(List.of(ParameterOfInterest.free("z", 0)), List.of()))
                .hasMessage("a signal is modulated once, before quantities are measured");
    }

    @Test
    void aQuantityIsOneOfTheSameParameters() {
        SignalModel right = quantity(COUPLINGS.toArray(new ParameterOfInterest[0]));
        assertThatThrownBy(() -> SIGNAL.measuring(
                        quantity(ParameterOfInterest.free("h", 1), ParameterOfInterest.free("g", 1)), 3, 1))
                .hasMessage(
                        "the quantity has 1 rows and the parameters [h, g], expected 1 row and [g, h] like the signal");
        assertThatThrownBy(() -> SIGNAL.measuring(SIGNAL, 3, 1))
                .hasMessage(
                        "the quantity has 2 rows and the parameters [g, h], expected 1 row and [g, h] like the signal");
        for (double[] wrong : new double[][] {{Double.NaN, 1}, {3, 0}, {3, -1}, {3, Double.POSITIVE_INFINITY}}) {
            assertThatThrownBy(() -> SIGNAL.measuring(right, wrong[0], wrong[1]))
                    .hasMessage("a quantity is measured as " + wrong[0] + " +- " + wrong[1]
                            + ", expected finite numbers, the error > 0");
        }
    }

    @Test
    void fluctuationsAreThoseOfTheSameSignal() {
        SignalModel other = SignalModel.scaled("g", new double[2]);
        assertThatThrownBy(() -> SIGNAL.fluctuating(other))
                .hasMessage(
                        "the variance has 2 rows and the parameters [g], expected 2 rows and [g, h] like the signal");
        assertThatThrownBy(() -> SIGNAL.fluctuating(
                        SignalModel.of(COUPLINGS, new double[1], new double[2][1], new double[2][2][1])))
                .hasMessage("the variance has 1 rows and the parameters [g, h], expected 2 rows and [g, h] like the"
                        + " signal");
        double[] variance = new double[2];
        SIGNAL.fluctuating(SIGNAL).fix(0, 2).variance.evaluate(new double[] {3}, 0, variance);
        assertThat(variance).containsExactly(events(2, 3), within(1e-12));
    }

    /** g appears linearly, h in its square alone once its linear term is gone. */
    @Test
    void evenParametersAreThoseOfSquares() {
        double[][][] apart = {{{1, 0}, {0, 0}}, {{0, 0}, {0, 4}}};
        double[][] linear = {{1, 0}, {0, 0}};
        double[] constant = {5, 3};
        SignalModel signal = SignalModel.of(COUPLINGS, constant, linear, apart);
        assertThat(signal.isEven(0)).isFalse();
        assertThat(signal.isEven(1)).isTrue();
        assertThat(SignalModel.of(COUPLINGS, constant, new double[2][2], QUADRATIC)
                        .isEven(1))
                .isFalse();
        assertThat(signal.fluctuating(signal).isEven(1)).isTrue();
        assertThat(signal.fluctuating(SIGNAL).isEven(1)).isFalse();
        assertThat(signal.measuring(quantity(COUPLINGS.toArray(new ParameterOfInterest[0])), 3, 1)
                        .isEven(1))
                .isFalse();
        List<ParameterOfInterest> strength = List.of(ParameterOfInterest.free("z", 0));
        assertThat(signal.modulated(strength, List.of(new SignalModel.Modulated(0, -1, signal)))
                        .isEven(1))
                .isTrue();
        assertThat(signal.modulated(strength, List.of(new SignalModel.Modulated(0, -1, SIGNAL)))
                        .isEven(1))
                .isFalse();
        assertThat(signal.modulated(strength, List.of(new SignalModel.Modulated(0, 0, signal)))
                        .isEven(2))
                .isFalse();
        assertThat(signal.modulated(List.of(), List.of())).isSameAs(signal);
    }

    @Test
    void signalsAreTheSameIfTheirCoefficientsAre() {
        SignalModel again = SignalModel.of(COUPLINGS, new double[] {5, 3}, LINEAR, QUADRATIC);
        assertThat(SIGNAL.isSame(again)).isTrue();
        assertThat(SIGNAL.isSame(again.startingAt(5, 6))).isTrue();
        assertThat(SIGNAL.isSame(SignalModel.of(COUPLINGS, new double[] {5, 4}, LINEAR, QUADRATIC)))
                .isFalse();
        assertThat(SIGNAL.isSame(SignalModel.of(COUPLINGS, new double[] {5, 3}, new double[2][2], QUADRATIC)))
                .isFalse();
        assertThat(SIGNAL.isSame(SignalModel.of(COUPLINGS, new double[] {5, 3}, LINEAR, new double[2][2][2])))
                .isFalse();
        assertThat(SIGNAL.isSame(SignalModel.of(
                        List.of(COUPLINGS.get(0), ParameterOfInterest.free("k", 1)),
                        new double[] {5, 3},
                        LINEAR,
                        QUADRATIC)))
                .isFalse();
        assertThat(SIGNAL.isSame(SIGNAL.fluctuating(SIGNAL))).isFalse();
        assertThat(SIGNAL.fluctuating(SIGNAL).isSame(SIGNAL)).isFalse();
        assertThat(SIGNAL.isSame(SIGNAL.modulated(List.of(ParameterOfInterest.free("z", 0)), List.of())))
                .isFalse();
        SignalModel quantity = quantity(COUPLINGS.toArray(new ParameterOfInterest[0]));
        SignalModel measured = SIGNAL.measuring(quantity, 3, 1);
        assertThat(measured.isSame(SIGNAL.measuring(quantity, 3, 1))).isTrue();
        assertThat(measured.isSame(SIGNAL)).isFalse();
        assertThat(measured.isSame(SIGNAL.measuring(quantity, 4, 1))).isFalse();
        assertThat(measured.isSame(SIGNAL.measuring(quantity, 6, 2))).isFalse();
    }
}
