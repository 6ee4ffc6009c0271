package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.ParameterSettings;
import emiss.api.experiment.Systematic;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hipparchus.analysis.differentiation.Gradient;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expectations and their errors against {@link PlainLikelihood}, with all parameters explicit and derivatives of its own. */
class ExpectedBinsTest {
    private static Gradient[] rates(List<Dataset> data, BinnedModel model, SignalModel signal, double[] all) {
        int interest = signal.parameters().size();
        int explicit = EvaluatorTest.explicit(model);
        Map<String, Gradient> values = new HashMap<>();
        Gradient[] phi = new Gradient[interest];
        for (int i = 0; i < all.length; i++) {
            Gradient variable = Gradient.variable(all.length, i, all[i]);
            if (i < explicit) {
                values.put(model.nuisanceNames().get(i), variable);
            } else if (i < explicit + interest) {
                phi[i - explicit] = variable;
            } else {
                values.put(model.nuisanceNames().get(i - interest), variable);
            }
        }
        Gradient zero = Gradient.constant(all.length, 0);
        List<Gradient> events = EvaluatorTest.events(signal.polynomial, List.of(phi), zero);
        List<Gradient> bins = PlainLikelihood.rates(data, values, events, new HashMap<>(), zero);
        Gradient[] rows = events.toArray(Gradient[]::new);
        for (int row = 0; row < bins.size(); row++) {
            rows[row] = bins.get(row);
        }
        return rows;
    }

    private static double[] all(BinnedModel model, double[] nuisances, double[] phi) {
        int explicit = EvaluatorTest.explicit(model);
        double[] all = Arrays.copyOf(nuisances, nuisances.length + phi.length);
        System.arraycopy(phi, 0, all, explicit, phi.length);
        System.arraycopy(nuisances, explicit, all, explicit + phi.length, nuisances.length - explicit);
        return all;
    }

    private static double error(Gradient rate, RealMatrix covariance) {
        double[] gradient = rate.getGradient();
        double variance = 0;
        for (int p = 0; p < gradient.length; p++) {
            for (int q = 0; q < gradient.length; q++) {
                variance += gradient[p] * covariance.getEntry(p, q) * gradient[q];
            }
        }
        return Math.sqrt(variance);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void errorsAfterAFitAreThoseOfTheFullCovariance(long seed) {
        Random random = new Random(seed);
        List<Dataset> data = Models.random(random);
        BinnedModel model = BinnedModel.of(data);
        SignalModel signal = Models.quadratic(random, model.rows());
        FitResult fit = new Fitter(model).fit(model.observedData(), signal);
        assertThat(fit.converged()).isTrue();
        double[] all = all(model, fit.nuisances(), fit.signalParameters());
        RealMatrix hessian = new Array2DRowRealMatrix(all.length, all.length);
        for (int p = 0; p < all.length; p++) {
            double step = 1e-5;
            double[] moved = all.clone();
            moved[p] = all[p] + step;
            double[] up = EvaluatorTest.plain(data, model, signal, moved).getGradient();
            moved[p] = all[p] - step;
            double[] down = EvaluatorTest.plain(data, model, signal, moved).getGradient();
            for (int q = 0; q < all.length; q++) {
                hessian.setEntry(p, q, (up[q] - down[q]) / (2 * step));
            }
            // what is at a bound does not vary
            boolean isExplicit = p < EvaluatorTest.explicit(model);
            if (isExplicit && model.compiled().explicit.at(p).isAtBound(all[p])) {
                hessian.addToEntry(p, p, 1e12);
            }
        }
        RealMatrix covariance = new LUDecomposition(hessian).getSolver().getInverse();
        Gradient[] rates = rates(data, model, signal, all);
        ExpectedBins expected = ExpectedBins.after(fit);
        double[] errors = expected.errors().orElseThrow();
        assertThat(errors).hasSize(rates.length);
        for (int row = 0; row < rates.length; row++) {
            assertThat(expected.totals()[row]).isCloseTo(rates[row].getValue(), within(1e-9));
            double error = error(rates[row], covariance);
            assertThat(error).isPositive();
            assertThat(errors[row]).as(model.rowNames().get(row)).isCloseTo(error, within(1e-4 * error));
        }
        assertThat(Arrays.stream(expected.cells()).sum())
                .isCloseTo(Arrays.stream(fit.expected()).limit(model.bins()).sum(), within(1e-8));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void errorsBeforeAFitAreThoseOfTheConstraints(long seed) {
        Random random = new Random(seed);
        List<Dataset> data = Models.random(random);
        BinnedModel model = BinnedModel.of(data);
        SignalModel signal = Models.quadratic(random, model.rows());
        int explicit = EvaluatorTest.explicit(model);
        double[] nuisances = model.observedData().centres();
        double[] widths = model.constraintWidths();
        for (int p = 0; p < explicit; p++) {
            nuisances[p] = widths[p] < Double.POSITIVE_INFINITY
                    ? nuisances[p]
                    : model.compiled().explicit.at(p).initial();
        }
        // g has a constraint, 0.5 +- 2, and h none
        double[] all = all(model, nuisances, new double[] {0.5, 0.8});
        double[] sigmas = all(model, widths, new double[] {2, Double.POSITIVE_INFINITY});
        RealMatrix covariance = new Array2DRowRealMatrix(all.length, all.length);
        for (int p = 0; p < all.length; p++) {
            covariance.setEntry(p, p, sigmas[p] < Double.POSITIVE_INFINITY ? sigmas[p] * sigmas[p] : 0);
        }
        int a = model.nuisanceIndex("first/a");
        int b = model.nuisanceIndex("first/b");
        covariance.setEntry(a, a, 1.2);
        covariance.setEntry(b, b, 0.9);
        covariance.setEntry(a, b, 0.4);
        covariance.setEntry(b, a, 0.4);
        Gradient[] rates = rates(data, model, signal, all);
        ExpectedBins expected = ExpectedBins.before(model.observedData(), signal);
        double[] errors = expected.errors().orElseThrow();
        for (int row = 0; row < rates.length; row++) {
            assertThat(expected.totals()[row]).isCloseTo(rates[row].getValue(), within(1e-9));
            double error = error(rates[row], covariance);
            assertThat(errors[row]).as(model.rowNames().get(row)).isCloseTo(error, within(1e-5 * error));
        }
    }

    /** One bin: mu s + b with b known to 10 %. Before the fit 0.1 b, after it the error of the count itself. */
    @Test
    void aFreeStrengthLeavesTheErrorOfTheCount() {
        List<Dataset> data = List.of(Models.counting(
                "d",
                Models.channel(
                        "c",
                        new double[] {64},
                        Models.signal(new double[] {10}),
                        Models.background("b", new double[] {40}, new Systematic.NormSys("norm", 0.9, 1.1)))));
        BinnedModel model = BinnedModel.of(data);
        SignalModel free = SignalModel.scaled("mu", new double[] {10});
        ExpectedBins before = ExpectedBins.before(model.observedData(), free);
        assertThat(before.totals()).containsExactly(new double[] {50}, within(1e-12));
        assertThat(before.cells()).containsExactly(new double[] {10, 40}, within(1e-12));
        assertThat(before.errors().orElseThrow()[0]).isCloseTo(4, within(0.02));
        ExpectedBins after = ExpectedBins.after(new Fitter(model).fit(model.observedData(), free));
        assertThat(after.totals()[0]).isCloseTo(64, within(1e-6));
        assertThat(after.cells()).containsExactly(new double[] {24, 40}, within(1e-6));
        assertThat(after.errors().orElseThrow()[0]).isCloseTo(8, within(1e-4));
    }

    /** 100 f h l g events with f free at its start 1.5, h held at 0.7, l = 1.1 +- 0.05 as measured, g = 1 +- 0.1. */
    @Test
    void parametersThatAreFreeOrHeldHaveNoErrorBeforeAFit() {
        DoubleVector none = DoubleVector.of();
        BinnedModel model = BinnedModel.of(List.of(Models.counting(
                        "d",
                        Models.channel(
                                "c",
                                new double[] {130, 5},
                                Models.signal(new double[] {1, 1}),
                                Models.background(
                                        "b",
                                        new double[] {100, 0},
                                        new Systematic.NormFactor("f"),
                                        new Systematic.Lumi("h", 1, 0.3),
                                        new Systematic.Lumi("l", 1, 0.05),
                                        Models.statError("g", 10, 0))))
                .toBuilder()
                .parameters(List.of(
                        new ParameterSettings("f", DoubleVector.of(1.5), List.of(), null, none, none, none),
                        new ParameterSettings("h", DoubleVector.of(0.7), List.of(), true, none, none, none)))
                .build()));
        assertThat(model.nuisanceNames()).containsExactly("d/f", "d/h", "d/l", "d/g[0]");
        ModelData data = model.data(new double[] {130, 5}, new double[] {1, 1, 1.1, 1});
        SignalModel signal = SignalModel.of(
                List.of(
                        ParameterOfInterest.free("s", 3),
                        ParameterOfInterest.free("e", 1).constrained(10, 2)),
                new double[2],
                new double[][] {{1, 0}, {1, 2}},
                new double[2][2][2]);
        ExpectedBins before = ExpectedBins.before(data, signal);

        double background = 100 * 1.5 * 0.7 * 1.1;
        assertThat(before.cells()).containsExactly(new double[] {13, 20, background, 0}, within(1e-12));
        assertThat(before.totals()).containsExactly(new double[] {13 + background, 20}, within(1e-12));
        double error = Math.sqrt(Math.pow(0.05 * background / 1.1, 2) + Math.pow(0.1 * background, 2) + 4);
        assertThat(before.errors().orElseThrow()).containsExactly(new double[] {error, 4}, within(1e-6));
    }

    @Test
    void aFitThatFailedHasNoErrors() {
        BinnedModel model = Models.counts(new double[] {30}, new double[] {5});
        FitResult failed = new Fitter(model, new FitOptions(1, 1e-12))
                .fit(model.observedData(), SignalModel.scaled("s", new double[] {1}));

        assertThat(failed.converged()).isFalse();
        assertThat(ExpectedBins.after(failed).errors()).isEmpty();
        assertThat(ExpectedBins.after(failed).totals()).containsExactly(failed.expected());
    }

    /** 10 events known to 10 % where none were seen: 9 +- 1; known to 50 %: 0, held there. */
    @Test
    void anEmptyBinIsAsUncertainAsItsBackground() {
        BinnedModel model = BinnedModel.of(List.of(Models.counting(
                "d",
                Models.channel(
                        "c",
                        new double[] {0, 0},
                        Models.background("b", new double[] {10, 10}, Models.statError("g", 1, 5))))));
        ExpectedBins after =
                ExpectedBins.after(new Fitter(model).fit(model.observedData(), SignalModel.fixed(new double[2])));

        assertThat(after.totals()).containsExactly(new double[] {9, 0}, within(1e-9));
        assertThat(after.errors().orElseThrow()).containsExactly(new double[] {1, 0}, within(1e-9));
    }
}
