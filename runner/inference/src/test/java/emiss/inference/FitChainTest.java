package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.Systematic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chains of fits against fits that know nothing of each other. */
class FitChainTest {
    private static final double CONVERGENCE = 1.3e-8;
    private static final BinnedModel MODEL = BinnedModel.of(List.of(Models.ITA, Models.HTA));
    private static final ModelData DATA = MODEL.observedData();
    private static final double[] TEMPLATE = MODEL.smTemplate();
    private static final FitResult START = new Fitter(MODEL).fit(DATA, SignalModel.fixed(TEMPLATE));

    private static double[] scaled(double factor) {
        double[] rows = TEMPLATE.clone();
        for (int row = 0; row < rows.length; row++) {
            rows[row] *= factor;
        }
        return rows;
    }

    /** Two couplings of which the square of the sum counts, beside a given signal. */
    private static SignalModel sumOfTwo(double factor, double start) {
        double[][][] quadratic = {{TEMPLATE, TEMPLATE}, {TEMPLATE, TEMPLATE}};
        return SignalModel.of(
                List.of(ParameterOfInterest.free("a", start), ParameterOfInterest.free("b", start)),
                scaled(factor),
                new double[2][TEMPLATE.length],
                quadratic);
    }

    @Test
    void agreesWithSingleFitsAndTakesFewerSteps() {
        FitChain chain = new FitChain(MODEL, DATA, START);
        int steps = 0;
        int single = 0;
        for (int i = 0; i <= 60; i++) {
            double strength = 0.1 * i + (i > 40 ? 3 : 0);
            SignalModel signal = SignalModel.fixed(scaled(strength));
            FitResult fit = chain.next(i, signal, List.of());
            FitResult expected = new Fitter(MODEL).fit(DATA, signal, START);
            assertThat(fit.converged()).isTrue();
            assertThat(fit.deviance()).as("%s", strength).isCloseTo(expected.deviance(), within(CONVERGENCE));
            steps += fit.iterations();
            single += expected.iterations();
        }
        assertThat(2 * steps).isLessThan(single);
    }

    @Test
    void isTheSameEveryTime() {
        FitChain one = new FitChain(MODEL, DATA, START);
        FitChain other = new FitChain(MODEL, DATA, START);
        new Fitter(MODEL).fit(DATA, SignalModel.fixed(scaled(5)));
        for (int i = 0; i < 10; i++) {
            SignalModel signal = SignalModel.fixed(scaled(0.3 * i));
            assertThat(one.next(i, signal, List.of()).deviance())
                    .isEqualTo(other.next(i, signal, List.of()).deviance());
        }
    }

    /** Couplings are 0 where the rest of the signal is too strong; farther on 0 is a saddle point, which has to be left. */
    @Test
    void leavesZeroWhereItBecomesASaddle() {
        FitChain chain = new FitChain(MODEL, DATA, START);
        int zeros = 0;
        for (int i = 0; i <= 40; i++) {
            double factor = 8 - 0.2 * i;
            FitResult fit = chain.next(i, sumOfTwo(factor, 0), List.of());
            FitResult expected = new Fitter(MODEL).fit(DATA, sumOfTwo(factor, 0.5));
            assertThat(fit.converged()).isTrue();
            assertThat(fit.deviance()).as("%s", factor).isCloseTo(expected.deviance(), within(2e-8));
            zeros += fit.signalParameters()[0] == 0 ? 1 : 0;
        }
        assertThat(zeros).isBetween(5, 30);
    }

    /** A signal in the middle of a chain may be impossible; the chain goes on. */
    @Test
    void goesOnAfterAFitThatFails() {
        BinnedModel model = Models.counts(new double[] {12}, new double[] {10});
        ModelData data = model.observedData();
        FitChain chain = new FitChain(model, data, new Fitter(model).fit(data, SignalModel.fixed(new double[] {1})));
        chain.next(0, SignalModel.fixed(new double[] {1}), List.of());
        chain.next(1, SignalModel.fixed(new double[] {2}), List.of());
        assertThat(chain.next(2, SignalModel.fixed(new double[] {-11}), List.of())
                        .converged())
                .isFalse();
        SignalModel signal = SignalModel.fixed(new double[] {3});
        assertThat(chain.next(3, signal, List.of()).deviance())
                .isCloseTo(new Fitter(model).fit(data, signal).deviance(), within(CONVERGENCE));
    }

    /** n events and a background of 100 k with k free: k = (n - s)/100 is a polynomial of the position where s is. */
    @Test
    void meetsPolynomialsAtOnce() {
        BinnedModel model = Models.counts(new double[] {150}, new double[] {100}, new Systematic.NormFactor("k"));
        ModelData data = model.observedData();
        FitChain chain = new FitChain(model, data, new Fitter(model).fit(data, SignalModel.fixed(new double[] {0})));
        double[] positions = {0, 1, 1.8, 3, 4, 5.5, 5, 1};
        for (int i = 0; i < positions.length; i++) {
            double x = positions[i];
            double signal = 20 + x * (30 - x * (12 - x));
            FitResult fit = chain.next(x, SignalModel.fixed(new double[] {signal}), List.of());
            assertThat(fit.nuisance("d/k")).isCloseTo((150 - signal) / 100, within(1e-5));
            // four positions tell a polynomial of third degree, the last one is too far from them
            boolean isTold = i >= 4 && i <= 6;
            assertThat(fit.iterations() == 1).as("%s", x).isEqualTo(isTold);
        }
    }

    /**
     * Events n = (1400, 60) of 1000 + 100 g^2 and 50 + 5 g: g = 2 describes both, and near g = -2 there is another minimum, in
     * which the fit before ended.
     */
    @Test
    void otherStartsFindLowerMinima() {
        BinnedModel model = Models.counts(new double[] {1400, 60}, new double[] {1000, 50});
        ModelData data = model.observedData();
        SignalModel signal = SignalModel.of(
                List.of(ParameterOfInterest.free("g", -2)), new double[2], new double[][] {{0, 5}}, new double[][][] {
                    {{100, 0}}
                });
        FitResult start = new Fitter(model).fit(data, signal);
        assertThat(start.signalParameters()[0]).isBetween(-2.1, -1.9);

        FitChain alone = new FitChain(model, data, start);
        assertThat(alone.next(0, signal, List.of()).signalParameters()[0]).isBetween(-2.1, -1.9);
        FitChain searching = new FitChain(model, data, start);
        FitResult found = searching.next(0, signal, List.of(new double[] {1}));
        assertThat(found.signalParameters()[0]).isCloseTo(2, within(1e-5));
        assertThat(found.deviance()).isCloseTo(0, within(1e-8));
        // a start that leads to the higher minimum does not lead away from the lower one
        assertThat(searching.next(1, signal, List.of(new double[] {-2})).signalParameters()[0])
                .isCloseTo(2, within(1e-5));
    }
}
