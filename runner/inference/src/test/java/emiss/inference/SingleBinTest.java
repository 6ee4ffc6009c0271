package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.decay.Mixture;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Systematic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One bin, one modifier: log-pdf and fit in closed form. */
class SingleBinTest {
    private static final double LOG_SQRT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private static BinnedModel model(double observed, double nominal, Systematic... systematics) {
        return BinnedModel.of(List.of(Models.counting(
                "d",
                Models.channel(
                        "c", new double[] {observed}, Models.background("b", new double[] {nominal}, systematics)))));
    }

    private static double logPdf(BinnedModel model, Map<String, Double> nuisances) {
        return model.logPdf(
                model.observedData(), SignalModel.fixed(new double[model.rows()]), new double[0], nuisances);
    }

    private static FitResult fit(BinnedModel model) {
        return new Fitter(model).fit(model.observedData(), SignalModel.fixed(new double[model.rows()]));
    }

    /** ln of 9^7 e^-9 / 7! for n = 7, nu = 9. */
    private static double poisson7(double nu) {
        return 7 * Math.log(nu) - nu - Math.log(5040);
    }

    @Test
    void poissonAlone() {
        assertThat(logPdf(model(7, 9), Map.of())).isCloseTo(poisson7(9), within(1e-13));
        assertThat(fit(model(7, 9)).logPdf()).isCloseTo(poisson7(9), within(1e-13));
    }

    @Test
    void normSysInsideAndOutside() {
        BinnedModel model = model(7, 9, new Systematic.NormSys("n", 0.8, 1.3));
        assertThat(logPdf(model, Map.of("d/n", 2.0)))
                .isCloseTo(poisson7(9 * 1.69) - 2 - LOG_SQRT_TWO_PI, within(1e-12));
        assertThat(logPdf(model, Map.of("d/n", -2.0)))
                .isCloseTo(poisson7(9 * 0.64) - 2 - LOG_SQRT_TWO_PI, within(1e-12));
        assertThat(logPdf(model, Map.of("d/n", -1 + 1e-12)))
                .isCloseTo(poisson7(9 * 0.8) - 0.5 - LOG_SQRT_TWO_PI, within(1e-10));
    }

    @Test
    void histoSysInsideAndOutside() {
        BinnedModel model = model(7, 9, Models.histoSys("h", new double[] {8}, new double[] {12}));
        assertThat(logPdf(model, Map.of("d/h", 1.5)))
                .isCloseTo(poisson7(13.5) - 1.125 - LOG_SQRT_TWO_PI, within(1e-12));
        assertThat(logPdf(model, Map.of("d/h", -1.5)))
                .isCloseTo(poisson7(7.5) - 1.125 - LOG_SQRT_TWO_PI, within(1e-12));
        // alpha = 1/2: S = 2, A = 1/8, shift = (2 + (15 - 10/4 + 3/16)/16) / 2.
        assertThat(logPdf(model, Map.of("d/h", 0.5)))
                .isCloseTo(poisson7(9 + 1 + 203.0 / 512) - 0.125 - LOG_SQRT_TWO_PI, within(1e-12));
    }

    @Test
    void statErrorIsEliminatedExactly() {
        BinnedModel model = model(7, 9, Models.statError("s", 1.8));
        assertThat(logPdf(model, Map.of("d/s[0]", 1.1)))
                .isCloseTo(poisson7(9.9) - 0.125 - Math.log(0.2) - LOG_SQRT_TWO_PI, within(1e-12));
        FitResult fit = fit(model);
        // d/dgamma: 9 - 7/gamma + (gamma - 1)/0.04 = 0.
        double gamma = (16 + Math.sqrt(256 + 700)) / 50;
        assertThat(fit.nuisance("d/s[0]")).isCloseTo(gamma, within(1e-12));
        assertThat(fit.expected()[0]).isCloseTo(9 * gamma, within(1e-12));
        assertThat(fit.pulls()[0]).isCloseTo((gamma - 1) / 0.2, within(1e-12));
    }

    @Test
    void factorsAreNotNegative() {
        BinnedModel model = model(0, 9, Models.statError("s", 9));
        FitResult fit = fit(model);
        assertThat(fit.nuisance("d/s[0]")).isZero();
        assertThat(fit.deviance()).isCloseTo(1, within(1e-12));
    }

    /** The factor of a template that is absurdly large goes to zero, at the price of its constraint. */
    @Test
    void absurdlyLargeTemplate() {
        BinnedModel model = model(7, 1e20, Models.statError("s", 1e19));
        assertThat(fit(model).deviance()).isCloseTo(100, within(1e-9));
    }

    @Test
    void emptyBinWithFactor() {
        BinnedModel model = model(0, 4, Models.statError("s", 1));
        // gamma = 1 - 4/16, -2 ln L = 2 x 3 + (1/4)^2 x 16.
        assertThat(fit(model).deviance()).isCloseTo(7, within(1e-12));
    }

    @Test
    void statErrorOfZeroStaysAtOne() {
        BinnedModel model = model(7, 9, Models.statError("s", 0));
        assertThat(model.nuisanceNames()).isEmpty();
        assertThat(logPdf(model, Map.of())).isCloseTo(poisson7(9) - LOG_SQRT_TWO_PI, within(1e-12));
    }

    @Test
    void statErrorsOfOneSetAddInQuadrature() {
        BinnedModel model = BinnedModel.of(List.of(Models.counting(
                "d",
                Models.channel(
                        "c",
                        new double[] {7},
                        Models.background("a", new double[] {4}, Models.statError("s", 0.6)),
                        Models.background("b", new double[] {6}, Models.statError("s", 0.8))))));
        assertThat(model.constraintWidths()).hasSize(1);
        assertThat(model.constraintWidths()[0]).isCloseTo(0.1, within(1e-15));
        assertThat(logPdf(model, Map.of("d/s[0]", 0.8)))
                .isCloseTo(poisson7(8) - 2 - Math.log(0.1) - LOG_SQRT_TWO_PI, within(1e-12));
    }

    @Test
    void statErrorOfAnEmptySampleCounts() {
        BinnedModel model = BinnedModel.of(List.of(Models.counting(
                "d",
                Models.channel(
                        "c",
                        new double[] {7},
                        Models.background("a", new double[] {0}, Models.statError("s", 0.6)),
                        Models.background("b", new double[] {10}, Models.statError("s", 0.8))))));
        assertThat(model.constraintWidths()).hasSize(1);
        assertThat(model.constraintWidths()[0]).isCloseTo(0.1, within(1e-15));
    }

    @Test
    void shapeSysIsAPoissonMeasurement() {
        BinnedModel model = model(7, 9, new Systematic.ShapeSys("p", DoubleVector.of(3)));
        // tau = 9: auxiliary count 9 with expectation 9 gamma; 9! = 362880.
        double auxiliary = 9 * Math.log(10.8) - 10.8 - Math.log(362880);
        assertThat(logPdf(model, Map.of("d/p[0]", 1.2))).isCloseTo(poisson7(10.8) + auxiliary, within(1e-12));
        // Both counts measure 9 gamma: gamma = 16/18.
        assertThat(fit(model).nuisance("d/p[0]")).isCloseTo(16.0 / 18, within(1e-8));
    }

    @Test
    void shapeSysOfAnEmptySampleStaysAtOne() {
        BinnedModel model = BinnedModel.of(List.of(Models.counting(
                "d",
                Models.channel(
                        "c",
                        new double[] {7},
                        Models.background("a", new double[] {0}, new Systematic.ShapeSys("p", DoubleVector.of(3))),
                        Models.background("b", new double[] {9})))));
        assertThat(model.nuisanceNames()).isEmpty();
        // ln of the Poisson probability of 1 at mean 1 is -1 (pyhf 0.7, modifiers/shapesys.py).
        assertThat(logPdf(model, Map.of())).isCloseTo(poisson7(9) - 1, within(1e-12));
    }

    @Test
    void lumiIsGaussian() {
        BinnedModel model = model(7, 9, new Systematic.Lumi("l", 0.9, 0.1));
        assertThat(logPdf(model, Map.of("d/l", 1.0)))
                .isCloseTo(poisson7(9) - 0.5 - Math.log(0.1) - LOG_SQRT_TWO_PI, within(1e-12));
    }

    @Test
    void freeFactorsFitPerfectlyAndKeepTheirBound() {
        assertThat(fit(model(7, 9, new Systematic.NormFactor("f"))).nuisance("d/f"))
                .isCloseTo(7.0 / 9, within(1e-7));
        assertThat(fit(model(7, 9, new Systematic.ShapeFactor("f"))).nuisance("d/f[0]"))
                .isCloseTo(7.0 / 9, within(1e-7));
        BinnedModel full = BinnedModel.of(List.of(Models.counting(
                "d",
                Models.channel(
                        "c",
                        new double[] {7},
                        Models.background("a", new double[] {9}),
                        Models.background("b", new double[] {5}, new Systematic.NormFactor("f"))))));
        FitResult fit = fit(full);
        assertThat(fit.converged()).isTrue();
        assertThat(fit.nuisance("d/f")).isZero();
        assertThat(fit.deviance()).isCloseTo(2 * (2 + 7 * Math.log(7.0 / 9)), within(1e-10));
    }

    @Test
    void signalUncertaintiesActOnNewParticles() {
        CountingData data = Models.counting(
                "d",
                Models.channel(
                        "c",
                        new double[] {7, 7},
                        Models.signal(
                                new double[] {2, 0},
                                Models.histoSys("h", new double[] {1, -5}, new double[] {3, 5}),
                                new Systematic.NormSys("n", 0.5, 1.5)),
                        Models.background("b", new double[] {4, 4})));
        BinnedModel model = BinnedModel.of(List.of(data));
        assertThat(model.smTemplate()).containsExactly(2, 0);
        double logPdf = model.logPdf(
                model.observedData(),
                SignalModel.fixed(new double[] {3, 1}),
                new double[0],
                Map.of("d/h", 1.0, "d/n", 1.0));
        // First bin 3 x 1.5 x 3/2 + 4, second 1 x 1.5 + 4: where the template vanishes only factors act.
        assertThat(logPdf).isCloseTo(poisson7(10.75) + poisson7(5.5) - 1 - 2 * LOG_SQRT_TWO_PI, within(1e-12));
    }

    @Test
    void gaussianRowsUseTheErrorOfTheirSide() {
        BinnedModel model = BinnedModel.of(List.of(Models.fractions(
                "g", List.of(), new BranchingFractionData.Measurement(Mixture.of("B+->K+"), 2, 0.5, 1))));
        Fitter fitter = new Fitter(model);
        assertThat(fitter.fit(model.observedData(), SignalModel.fixed(new double[] {5}))
                        .deviance())
                .isCloseTo(9, within(1e-12));
        assertThat(fitter.fit(model.observedData(), SignalModel.fixed(new double[] {0}))
                        .deviance())
                .isCloseTo(16, within(1e-12));
        ProfileLikelihood profile =
                new ProfileLikelihood(fitter, model.observedData(), SignalModel.scaled("b", new double[] {1}));
        assertThat(profile.best().signalParameter("b")).isCloseTo(2, within(1e-6));
        Interval interval = profile.interval(0, 1);
        assertThat(interval.low()).isCloseTo(1.5, within(1e-7));
        assertThat(interval.high()).isCloseTo(3, within(1e-7));
    }

    @Test
    void correlatedGaussianRows() {
        BinnedModel model = BinnedModel.of(List.of(Models.fractions(
                "g",
                List.of(DoubleVector.of(1, 0.5), DoubleVector.of(0.5, 1)),
                new BranchingFractionData.Measurement(Mixture.of("B+->K+"), 1, 1, 1),
                new BranchingFractionData.Measurement(Mixture.of("B0->K0"), 2, 2, 2))));
        FitResult fit = new Fitter(model).fit(model.observedData(), SignalModel.fixed(new double[] {2, 6}));
        // Residuals 1 and 2: (1 - 2 x 0.5 x 2 + 4)/(1 - 0.25).
        assertThat(fit.deviance()).isCloseTo(4, within(1e-12));
        assertThat(fit.logPdf())
                .isCloseTo(-2 - 2 * LOG_SQRT_TWO_PI - Math.log(2) - 0.5 * Math.log(0.75), within(1e-12));
    }
}
