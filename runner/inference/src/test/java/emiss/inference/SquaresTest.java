package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Couplings that are fitted in their squares, against the same signals given as linear functions of squares. */
class SquaresTest {
    private static final BinnedModel MODEL = BinnedModel.of(List.of(Models.ITA, Models.HTA));
    private static final ModelData DATA = MODEL.observedData();
    private static final double[] STANDARD_MODEL = MODEL.smTemplate();
    private static final FitResult STANDARD_FIT = new Fitter(MODEL).fit(DATA, SignalModel.fixed(STANDARD_MODEL));

    /** Events of new particles for one unit of a coupling squared. */
    private static double[] events(Random random, double scale) {
        double[] rows = new double[MODEL.rows()];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = STANDARD_MODEL[row] == 0 ? 0 : scale * random.nextDouble() * random.nextDouble();
        }
        return rows;
    }

    private static SignalModel couplings(double[][] events, double start) {
        int size = events.length;
        double[][][] quadratic = new double[size][size][MODEL.rows()];
        for (int k = 0; k < size; k++) {
            quadratic[k][k] = events[k];
        }
        return SignalModel.of(
                names(size).stream()
                        .map(name -> ParameterOfInterest.free(name, start))
                        .toList(),
                STANDARD_MODEL,
                new double[size][MODEL.rows()],
                quadratic);
    }

    private static SignalModel squares(double[][] events) {
        int size = events.length;
        return SignalModel.of(
                names(size).stream()
                        .map(name -> ParameterOfInterest.free(name, 1).atLeast(0))
                        .toList(),
                STANDARD_MODEL,
                events,
                new double[size][size][MODEL.rows()]);
    }

    private static List<String> names(int size) {
        return List.of("a", "b", "c").subList(0, size);
    }

    @Test
    void couplingsAreRootsOfTheirSquares() {
        Random random = new Random(1);
        Fitter fitter = new Fitter(MODEL);
        int zeros = 0;
        for (int i = 0; i < 60; i++) {
            double[][] events = new double[1 + i % 3][];
            for (int k = 0; k < events.length; k++) {
                events[k] = events(random, 20);
            }
            SignalModel signal = couplings(events, -1);
            FitResult expected = fitter.fit(DATA, squares(events));
            FitResult cold = fitter.fit(DATA, signal);
            FitResult several =
                    fitter.fit(DATA, signal, List.of(new double[events.length], ones(events)), STANDARD_FIT);
            for (FitResult fit : List.of(cold, several)) {
                assertThat(fit.converged()).isTrue();
                assertThat(fit.signal().parameters()).hasSize(events.length);
                assertThat(fit.deviance()).isCloseTo(expected.deviance(), within(1.3e-8));
            }
            for (int k = 0; k < events.length; k++) {
                double square = expected.signalParameters()[k];
                assertThat(cold.signalParameters()[k]).isCloseTo(-Math.sqrt(square), within(1e-4 * (1 + square)));
                zeros += square == 0 ? 1 : 0;
            }
        }
        assertThat(zeros).isBetween(1, 119);
    }

    private static double[] ones(double[][] events) {
        double[] ones = new double[events.length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Where every slope at zero is positive no fit is made: what was known without the signal is the answer. */
    @Test
    void zeroIsFoundFromTheSignOfTheSlopes() {
        Random random = new Random(2);
        Fitter fitter = new Fitter(MODEL);
        int known = 0;
        for (int i = 0; i < 100; i++) {
            double[][] events = {events(random, 5)};
            SignalModel signal = couplings(events, 1);
            FitResult fit = fitter.fit(DATA, signal, List.of(new double[] {1}), STANDARD_FIT);
            FitResult expected = fitter.fit(DATA, signal);
            assertThat(fit.deviance()).isCloseTo(expected.deviance(), within(1.3e-8));
            if (fit.iterations() == 0) {
                known++;
                assertThat(fit.deviance()).isEqualTo(STANDARD_FIT.deviance());
                assertThat(fit.signalParameters()).containsExactly(0);
                assertThat(expected.signalParameters()[0]).isZero();
            }
        }
        assertThat(known).isBetween(1, 99);
    }

    @Test
    void squaresAloneAreFittedInSquares() {
        Random random = new Random(3);
        double[][] events = {events(random, 5), events(random, 5)};
        SignalModel both = couplings(events, 1);
        assertThat(Squares.of(both).isSquared(0)).isTrue();
        assertThat(Squares.of(both).isSquared(1)).isTrue();
        assertThat(Squares.of(both.fix(0, 2)).isSquared(0)).isTrue();
        SignalModel bounded = both.bounding(0, both.parameters().get(0).atLeast(-3));
        assertThat(Squares.of(bounded).isSquared(0)).isFalse();
        assertThat(Squares.of(bounded).isSquared(1)).isTrue();

        double[][][] quadratic = {{events[0], events[1]}, {events[1], events[0]}};
        SignalModel interfering =
                SignalModel.of(both.parameters(), STANDARD_MODEL, new double[2][MODEL.rows()], quadratic);
        assertThat(Squares.of(interfering).fitted()).isSameAs(interfering);
        SignalModel linear = SignalModel.of(
                both.parameters(),
                STANDARD_MODEL,
                new double[][] {events[0], new double[MODEL.rows()]},
                new double[][][] {{events[0], new double[MODEL.rows()]}, {new double[MODEL.rows()], events[1]}});
        assertThat(Squares.of(linear).isSquared(0)).isFalse();
        assertThat(Squares.of(linear).isSquared(1)).isTrue();
        SignalModel constrained = SignalModel.of(
                List.of(both.parameters().get(0).constrained(1, 0.1)),
                STANDARD_MODEL,
                new double[1][MODEL.rows()],
                new double[][][] {{events[0]}});
        assertThat(Squares.of(constrained).fitted()).isSameAs(constrained);
    }

    /** A strength that is fitted, on either side of a coupling for which there are too few events. */
    @Test
    void theOtherParametersStayWhereTheyAreWithoutTheCoupling() {
        BinnedModel model = Models.counts(new double[] {12, 3}, new double[] {5, 6});
        ParameterOfInterest strength = ParameterOfInterest.free("s", 1);
        ParameterOfInterest coupling = ParameterOfInterest.free("g", 1);
        double[] none = {0, 0};
        double[] first = {1, 0};
        double[] second = {0, 1};
        double[][][] ofSecond = {{none, none}, {none, second}};
        double[][][] ofFirst = {{second, none}, {none, none}};
        Fitter fitter = new Fitter(model);
        for (boolean isFirst : new boolean[] {true, false}) {
            SignalModel signal = isFirst
                    ? SignalModel.of(List.of(coupling, strength), none, new double[][] {none, first}, ofFirst)
                    : SignalModel.of(List.of(strength, coupling), none, new double[][] {first, none}, ofSecond);
            FitResult without = fitter.fit(model.observedData(), signal.fix(isFirst ? 0 : 1, 0));
            FitResult fit = fitter.fit(model.observedData(), signal, List.of(new double[] {1, 1}), without);
            assertThat(fit.iterations()).isZero();
            assertThat(fit.signalParameters())
                    .containsExactly(isFirst ? new double[] {0, 7} : new double[] {7, 0}, within(1e-5));
            assertThat(fit.deviance()).isCloseTo(ClosedForms.deviance(3, 6), within(1e-8));
            assertThat(fit.signal()).isSameAs(signal);
        }
    }

    /** Two strengths with a coupling between them, for which there are too few events. */
    @Test
    void severalParametersStayWhereTheyAre() {
        BinnedModel model = threeBins();
        Fitter fitter = new Fitter(model);
        SignalModel signal = coupled(0);
        FitResult without = fitter.fit(model.observedData(), signal.fix(1, 0));
        FitResult fit = fitter.fit(model.observedData(), signal, List.of(new double[] {1, 1, 1}), without);

        assertThat(fit.iterations()).isZero();
        assertThat(fit.signalParameters()).containsExactly(new double[] {7, 0, 25}, within(1e-4));
    }

    /** The fit before is of a signal with 4 more events where there are too few: that is not where the coupling is 0. */
    @Test
    void aFitOfAnotherSignalIsNoAnswer() {
        BinnedModel model = threeBins();
        Fitter fitter = new Fitter(model);
        FitResult other = fitter.fit(model.observedData(), coupled(4).fix(1, 0));
        FitResult fit = fitter.fit(model.observedData(), coupled(0), List.of(new double[] {1, 1, 1}), other);

        assertThat(other.deviance()).isCloseTo(ClosedForms.deviance(3, 10), within(1e-7));
        assertThat(fit.deviance()).isCloseTo(ClosedForms.deviance(3, 6), within(1e-7));
        assertThat(fit.signalParameters()).containsExactly(new double[] {7, 0, 25}, within(1e-3));
    }

    private static BinnedModel threeBins() {
        return Models.counts(new double[] {12, 3, 30}, new double[] {5, 6, 5});
    }

    /** Strengths of the first and the last bin, and {@code events} and the square of a coupling in the other one. */
    private static SignalModel coupled(double events) {
        double[] none = {0, 0, 0};
        return SignalModel.of(
                List.of(
                        ParameterOfInterest.free("s", 1),
                        ParameterOfInterest.free("g", 1),
                        ParameterOfInterest.free("t", 1)),
                new double[] {0, events, 0},
                new double[][] {{1, 0, 0}, none, {0, 0, 1}},
                new double[][][] {{none, none, none}, {none, {0, 1, 0}, none}, {none, none, none}});
    }
}
