package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.experiment.ParameterSettings;
import emiss.api.experiment.Systematic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts of fits, and what they must not make of the result. */
class FitterTest {
    private static final SignalModel NONE = SignalModel.fixed(new double[] {0});

    private static BinnedModel model(double observed, double background, Systematic... systematics) {
        return Models.counts(new double[] {observed}, new double[] {background}, systematics);
    }

    /** n events of 10 gamma and c tau of tau gamma: gamma = (n + c tau)/(10 + tau), whatever the fit before ended with. */
    @Test
    void aFactorThatWasZeroDoesNotStayThere() {
        BinnedModel model = model(12, 10, new Systematic.ShapeSys("p", DoubleVector.of(5)));
        double tau = 4;
        Fitter fitter = new Fitter(model);
        FitResult nothing = fitter.fit(model.data(new double[] {0}, new double[] {0}), NONE);
        assertThat(nothing.nuisances()).containsExactly(0);
        assertThat(nothing.deviance()).isZero();

        for (double centre : new double[] {1, 0.25}) {
            ModelData data = model.data(new double[] {7}, new double[] {centre});
            for (FitResult fit : List.of(fitter.fit(data, NONE), fitter.fit(data, NONE, nothing))) {
                assertThat(fit.converged()).isTrue();
                assertThat(fit.nuisances()[0]).isCloseTo((7 + centre * tau) / (10 + tau), within(1e-6));
            }
        }
    }

    /** Both directions of the parameter raise the background, the lower one more. */
    @ParameterizedTest
    @ValueSource(doubles = {-2, 0, 2})
    void theLowerOfTwoMinimaOfAFactor(double before) {
        BinnedModel model = model(125, 100, new Systematic.NormSys("k", 1.3, 1.2));
        Fitter fitter = new Fitter(model);
        FitResult warm = fitter.fit(model.data(new double[] {100}, new double[] {before}), NONE);
        FitResult fit = fitter.fit(model.observedData(), NONE, warm);

        assertThat(fit.converged()).isTrue();
        assertThat(fit.nuisances()[0]).isNegative();
        assertThat(fit.deviance()).isCloseTo(lowest(-2), within(1e-5)).isLessThan(lowest(2) - 0.1);
    }

    /** Between 0 and {@code end}, by steps. */
    private static double lowest(double end) {
        return IntStream.range(0, 2000)
                .mapToDouble(i -> i * end / 2000)
                .map(alpha -> ClosedForms.deviance(
                                125, 100 * Factor.code4(0, 1.3, 1.2).value(alpha))
                        + alpha * alpha)
                .min()
                .orElseThrow();
    }

    /** 2 (1 - n/nu) times what the strength adds. */
    @ParameterizedTest
    @CsvSource({"0", "2", "5"})
    void slopesAreThoseOfThePoisson(double strength) {
        BinnedModel model = model(12, 8);
        SignalModel signal = SignalModel.scaled("s", new double[] {3});
        Fitter fitter = new Fitter(model);
        FitResult without = fitter.fit(model.observedData(), NONE);

        assertThat(fitter.slopes(model.observedData(), signal, new double[] {strength}, without))
                .containsExactly(new double[] {2 * 3 * (1 - 12 / (8 + 3 * strength))}, within(1e-12));
    }

    @Test
    void theBestOfSeveralStartsIsReturned() {
        BinnedModel model = Models.counts(new double[] {1400, 60}, new double[] {1000, 50});
        SignalModel signal = SignalModel.of(
                List.of(ParameterOfInterest.free("g", -2)), new double[2], new double[][] {{0, 5}}, new double[][][] {
                    {{100, 0}}
                });
        Fitter fitter = new Fitter(model);
        FitResult without = fitter.fit(model.observedData(), SignalModel.fixed(new double[2]));
        double[] low = {-2};
        double[] high = {1};

        for (List<double[]> starts : List.of(List.of(low, high), List.of(high, low), List.of(high))) {
            assertThat(fitter.fit(model.observedData(), signal, starts, without).signalParameters()[0])
                    .isCloseTo(2, within(1e-5));
        }
        assertThat(fitter.fit(model.observedData(), signal, List.of(low), without)
                        .signalParameters()[0])
                .isBetween(-2.1, -1.9);
        // a warm fit starts where an earlier one of the same parameters ended
        FitResult best = fitter.fit(model.observedData(), signal, List.of(high), without);
        assertThat(fitter.fit(model.observedData(), signal, best).signalParameters()[0])
                .isCloseTo(2, within(1e-5));
        SignalModel renamed = SignalModel.of(
                List.of(ParameterOfInterest.free("h", -2)), new double[2], new double[][] {{0, 5}}, new double[][][] {
                    {{100, 0}}
                });
        assertThat(fitter.fit(model.observedData(), renamed, best).signalParameters()[0])
                .isBetween(-2.1, -1.9);
    }

    /** Only the sum of two parameters acts: every start leads to an equal minimum, and the first is told. */
    @Test
    void theFirstOfEqualMinimaIsReturned() {
        BinnedModel model = Models.counts(new double[] {1400, 60}, new double[] {1000, 50});
        double[] row = {100, 7};
        SignalModel signal = SignalModel.of(
                List.of(ParameterOfInterest.free("g", 1), ParameterOfInterest.free("h", 1)),
                new double[2],
                new double[2][2],
                new double[][][] {{row, row}, {row, row}});
        Fitter fitter = new Fitter(model);
        FitResult without = fitter.fit(model.observedData(), SignalModel.fixed(new double[2]));
        List<double[]> starts = new ArrayList<>(
                List.of(new double[] {1, 0.3}, new double[] {0.3, 1}, new double[] {1, -0.3}, new double[] {2, 0.1}));

        for (int i = 0; i < starts.size(); i++) {
            FitResult alone = fitter.fit(model.observedData(), signal, List.of(starts.get(0)), without);
            assertThat(fitter.fit(model.observedData(), signal, starts, without).signalParameters())
                    .containsExactly(alone.signalParameters());
            Collections.rotate(starts, 1);
        }
    }

    @Test
    void argumentsBelongTogether() {
        BinnedModel model = model(12, 8);
        BinnedModel other = model(12, 8);
        Fitter fitter = new Fitter(model);
        FitResult fit = fitter.fit(model.observedData(), NONE);

        assertThatThrownBy(() -> fitter.fit(model.observedData(), NONE, List.of(), fit))
                .hasMessage("there is no start, expected at least one");
        assertThatThrownBy(() -> new Fitter(other).fit(other.observedData(), NONE, fit))
                .hasMessage("the earlier fit belongs to another model");
        assertThatThrownBy(() -> fitter.fit(other.observedData(), NONE)).hasMessage("the data belong to another model");
        assertThatThrownBy(() -> fitter.fit(model.observedData(), SignalModel.fixed(new double[2])))
                .hasMessage("the signal has 2 rows, expected 1");
    }

    /** A factor that was measured with counts and is held at 0 all the same. */
    @Test
    void aConstraintCanBeImpossible() {
        DoubleVector none = DoubleVector.of();
        BinnedModel model = BinnedModel.of(List.of(Models.counting(
                        "d",
                        Models.channel(
                                "c",
                                new double[] {3},
                                Models.background("a", new double[] {5}),
                                Models.background(
                                        "b", new double[] {4}, new Systematic.ShapeSys("p", DoubleVector.of(2)))))
                .toBuilder()
                .parameters(List.of(new ParameterSettings("p", DoubleVector.of(0), List.of(), true, none, none, none)))
                .build()));
        FitResult fit = new Fitter(model).fit(model.observedData(), NONE);

        assertThat(fit.status()).isEqualTo(FitResult.Status.INFEASIBLE);
        assertThat(fit.reason()).isEqualTo("the likelihood vanishes at the start");
        assertThat(fit.deviance()).isInfinite();
    }

    /** Free factors and gamma = 1 +- 0.2 alike. */
    @ParameterizedTest
    @CsvSource({"150, 1.1, 110", "50, 0.9, 90"})
    void factorsStayWithinTheirBounds(double observed, double expected, double rate) {
        DoubleVector none = DoubleVector.of();
        for (Systematic systematic : List.of(new Systematic.NormFactor("f"), Models.statError("f", 20))) {
            BinnedModel model = BinnedModel.of(List.of(Models.counting(
                            "d",
                            Models.channel(
                                    "c",
                                    new double[] {observed},
                                    Models.background("b", new double[] {100}, systematic)))
                    .toBuilder()
                    .parameters(List.of(new ParameterSettings(
                            "f", none, List.of(new ParameterSettings.Bounds(0.9, 1.1)), null, none, none, none)))
                    .build()));
            FitResult fit = new Fitter(model).fit(model.observedData(), NONE);
            double pull = systematic instanceof Systematic.StatError ? (expected - 1) / 0.2 : 0;

            assertThat(fit.converged()).isTrue();
            assertThat(fit.nuisances()).containsExactly(expected);
            assertThat(fit.expected()).containsExactly(new double[] {rate}, within(1e-12));
            assertThat(fit.deviance()).isCloseTo(ClosedForms.deviance(observed, rate) + pull * pull, within(1e-9));
        }
    }

    /**
     * 200 events of 60 g + 40 h with g = 1 +- 0.2 at most 1.1 and h = 1 +- 0.1: g is at its bound, and with V = 16 and b = 106 - V
     * the rate is nu = (b + sqrt(b^2 + 4 V n))/2 and h = 1 + 0.1^2 40 (n/nu - 1).
     */
    @Test
    void aFactorAtItsBoundLeavesTheRestToTheOther() {
        DoubleVector none = DoubleVector.of();
        BinnedModel model = BinnedModel.of(List.of(Models.counting(
                        "d",
                        Models.channel(
                                "c",
                                new double[] {200},
                                Models.background("a", new double[] {60}, Models.statError("g", 12)),
                                Models.background("b", new double[] {40}, Models.statError("h", 4))))
                .toBuilder()
                .parameters(List.of(new ParameterSettings(
                        "g", none, List.of(new ParameterSettings.Bounds(0.9, 1.1)), null, none, none, none)))
                .build()));
        FitResult fit = new Fitter(model).fit(model.observedData(), NONE);
        double nu = 0.5 * (90 + Math.sqrt(8100 + 4 * 16 * 200));
        double delta = 200 / nu - 1;

        assertThat(fit.expected()).containsExactly(new double[] {nu}, within(1e-10));
        assertThat(fit.nuisance("d/g[0]")).isEqualTo(1.1);
        assertThat(fit.nuisance("d/h[0]")).isCloseTo(1 + 0.4 * delta, within(1e-12));
        assertThat(fit.deviance()).isCloseTo(ClosedForms.deviance(200, nu) + 16 * delta * delta + 0.25, within(1e-10));
    }

    /** Signals that fluctuate, that strengths modulate, of more and of fewer parameters, one after the other. */
    @Test
    void whatWasFittedBeforeDoesNotMatter() {
        Random random = new Random(1);
        BinnedModel model = BinnedModel.of(Models.random(random));
        SignalModel quadratic = Models.quadratic(random, model.rows());
        SignalModel scaled = SignalModel.scaled("s", Models.positive(random, model.rows(), 1, 2));
        SignalModel modulated = scaled.modulated(
                List.of(ParameterOfInterest.free("z", 0).constrained(0, 1)),
                List.of(new SignalModel.Modulated(0, -1, scaled)));
        List<SignalModel> signals = List.of(
                scaled,
                Models.fluctuating(random, model.rows()),
                scaled,
                modulated,
                SignalModel.fixed(new double[model.rows()]),
                quadratic,
                modulated,
                quadratic.fix(0, 0.5));
        Fitter fitter = new Fitter(model);
        for (SignalModel signal : signals) {
            FitResult fit = fitter.fit(model.observedData(), signal);
            FitResult fresh = new Fitter(model).fit(model.observedData(), signal);
            assertThat(fit.deviance()).isEqualTo(fresh.deviance());
            assertThat(fit.signalParameters()).isEqualTo(fresh.signalParameters());
            assertThat(fit.nuisances()).isEqualTo(fresh.nuisances());
            assertThat(fit.iterations()).isEqualTo(fresh.iterations());
        }
    }
}
