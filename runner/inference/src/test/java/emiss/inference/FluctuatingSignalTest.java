package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.Systematic;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The term Sigma_X of arXiv:2403.13887 eq. (9): n = background + signal + sqrt(variance) theta, theta standard normal. */
class FluctuatingSignalTest {
    private static final double BACKGROUND = 3;

    private static BinnedModel model(double observed, Systematic... systematics) {
        return BinnedModel.of(List.of(Models.counting(
                "d",
                Models.channel(
                        "c",
                        new double[] {observed},
                        Models.signal(new double[] {1}, systematics),
                        Models.background("b", new double[] {BACKGROUND})))));
    }

    private static SignalModel fixed(double events, double variance) {
        return SignalModel.fixed(new double[] {events}).fluctuating(SignalModel.fixed(new double[] {variance}));
    }

    private static FitResult fit(BinnedModel model, SignalModel signal) {
        FitResult fit = new Fitter(model).fit(model.observedData(), signal);
        assertThat(fit.reason()).isEmpty();
        return fit;
    }

    /** The lowest value of a function with one minimum, by golden sections. */
    private static double minimum(double from, double to, DoubleUnaryOperator function) {
        double ratio = 0.5 * (Math.sqrt(5) - 1);
        double low = from;
        double high = to;
        for (int i = 0; i < 100; i++) {
            double left = high - ratio * (high - low);
            double right = low + ratio * (high - low);
            if (function.applyAsDouble(left) < function.applyAsDouble(right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return function.applyAsDouble(0.5 * (low + high));
    }

    /** One event from the Standard Model, g^2 events of new particles that fluctuate by g, one parameter. */
    private static SignalModel coupling(double start) {
        List<ParameterOfInterest> g = List.of(ParameterOfInterest.free("g", start));
        double[][][] square = {{{1}}};
        return SignalModel.of(g, new double[] {1}, new double[1][1], square)
                .fluctuating(SignalModel.of(g, new double[1], new double[1][1], square));
    }

    @Test
    void oneBinInClosedForm() {
        // nu = (b + sqrt(b^2 + 4 e n))/2 with b = 3 + 4 - 3 = 4, e = 3, n = 20: nu = 10, delta = 1, theta = sqrt(3).
        FitResult fit = fit(model(20), fixed(4, 3));
        assertThat(fit.deviance()).isCloseTo(2 * (10 - 20 + 20 * Math.log(2)) + 3, within(1e-12));
        assertThat(fit.expected()[0]).isCloseTo(10, within(1e-12));
        assertThat(fit.expectedSignal()[0]).isCloseTo(4 + 3, within(1e-12));
        assertThat(fit.expectedBackground()[0]).isCloseTo(BACKGROUND, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"12, 6, 5", "2, 6, 5", "1, 400, 399", "30, 1.5, 0.5", "7, 2, 1e-9"})
    void agreesWithAMinimisationOverTheta(double observed, double events, double variance) {
        double minimum = minimum(-(BACKGROUND + events) / Math.sqrt(variance), 10, theta -> {
            double nu = BACKGROUND + events + Math.sqrt(variance) * theta;
            return 2 * (nu - observed + observed * Math.log(observed / nu)) + theta * theta;
        });
        assertThat(fit(model(observed), fixed(events, variance)).deviance()).isCloseTo(minimum, within(1e-9));
    }

    @Test
    void anEmptyBinHasNoNegativeExpectation() {
        // theta = -sqrt(e) lowers 3 + 4 to 7 - 6; a variance of 14 would lower it below 0, where theta = -7/sqrt(14).
        assertThat(fit(model(0), fixed(4, 6)).deviance()).isCloseTo(2 * 1 + 6, within(1e-12));
        FitResult atZero = fit(model(0), fixed(4, 14));
        assertThat(atZero.deviance()).isCloseTo(49.0 / 14, within(1e-12));
        assertThat(atZero.expected()[0]).isZero();
    }

    /** An efficiency that a nuisance parameter lowers under a fluctuation of nominal size, in an empty bin. */
    @Test
    void manyNewParticlesInAnEmptyBin() {
        BinnedModel model = model(0, new Systematic.NormSys("efficiency", 0.5, 1.5));
        FitResult fit = fit(model, fixed(1000, 999));
        double best = minimum(-30, -1, alpha -> {
            double mean = BACKGROUND + 1000 * Math.pow(0.5, -alpha);
            double rest = Math.max(0, mean - 999);
            double theta = (rest - mean) / Math.sqrt(999);
            return 2 * rest + theta * theta + alpha * alpha;
        });
        assertThat(fit.deviance()).isCloseTo(best, within(1e-7));
    }

    /** In an empty bin whose expectation is held at 0, and in one where it is not. */
    @ParameterizedTest
    @ValueSource(doubles = {0.4, 1.3, 4})
    void derivativesInAnEmptyBin(double g) {
        BinnedModel model = model(0);
        List<ParameterOfInterest> parameter = List.of(ParameterOfInterest.free("g", 1));
        SignalModel signal = coupling(1)
                .fluctuating(SignalModel.of(parameter, new double[1], new double[1][1], new double[][][] {{{5}}}));
        Evaluator evaluator = new Evaluator(model.compiled());
        evaluator.bind(model.observedData(), signal);
        double[][] gradients = new double[3][1];
        double[] values = new double[3];
        double step = 1e-4;
        for (int i = 0; i < 3; i++) {
            values[i] = evaluator.value(new double[] {g + (i - 1) * step});
            evaluator.gradient(gradients[i]);
        }
        evaluator.value(new double[] {g});
        evaluator.gradient(new double[1]);
        double[][] hessian = new double[1][1];
        evaluator.hessian(hessian, HessianPart.EXACT, 0);
        assertThat(gradients[1][0]).isCloseTo((values[2] - values[0]) / (2 * step), within(1e-6));
        assertThat(hessian[0][0]).isCloseTo((gradients[2][0] - gradients[0][0]) / (2 * step), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 2, 12, 30})
    void continuousWhereTheCouplingVanishes(double observed) {
        BinnedModel model = model(observed);
        double standardModel = fit(model, fixed(1, 0)).deviance();
        double nu = BACKGROUND + 1;
        assertThat(standardModel)
                .isCloseTo(
                        2 * (nu - observed + (observed > 0 ? observed * Math.log(observed / nu) : 0)), within(1e-12));
        double delta = observed / nu - 1;
        double curvature = observed * Math.pow((1 + delta) / nu, 2);
        for (double g : new double[] {0, 1e-9, 1e-6, 1e-3, 1e-2}) {
            double t = fit(model, coupling(1).fix(0, g)).deviance() - standardModel;
            // The expansion of -2 ln L in s = g^2, the change of the mean and of the variance.
            double s = g * g;
            assertThat(t)
                    .isCloseTo(
                            -(2 * delta + delta * delta) * s + curvature * s * s, within(1e-12 + 1e4 * Math.pow(s, 3)));
        }
    }

    @Test
    void limitsAreWeakerAndTheMinimumIsTheSame() {
        BinnedModel model = model(6);
        SignalModel exact = SignalModel.of(
                List.of(ParameterOfInterest.free("g", 1)), new double[] {1}, new double[1][1], new double[][][] {{{1}}
                });
        Interval sharp = new ProfileLikelihood(new Fitter(model), model.observedData(), exact).intervalOfModulus(0, 1);
        Interval wide =
                new ProfileLikelihood(new Fitter(model), model.observedData(), coupling(1)).intervalOfModulus(0, 1);
        assertThat(fit(model, coupling(0)).signalParameter("g"))
                .satisfies(g -> assertThat(Math.abs(g)).isCloseTo(Math.sqrt(2), within(1e-5)));
        assertThat(wide.high()).isGreaterThan(sharp.high());
        double s = wide.high() * wide.high();
        double nu = 0.5 * (4 + Math.sqrt(16 + 24 * s));
        assertThat(2 * (nu - 6 + 6 * Math.log(6 / nu)) + s * Math.pow(6 / nu - 1, 2))
                .isCloseTo(1, within(1e-6));
    }

    @Test
    void heldParametersKeepTheirFluctuation() {
        BinnedModel model = model(12);
        List<ParameterOfInterest> parameters = List.of(
                ParameterOfInterest.free("g", 1), ParameterOfInterest.free("h", 1), ParameterOfInterest.free("mu", 1));
        double[][][] quadratic = {{{1}, {0.3}, {0}}, {{0.3}, {2}, {0}}, {{0}, {0}, {0}}};
        SignalModel signal = SignalModel.of(parameters, new double[1], new double[][] {{0.5}, {0}, {1}}, quadratic)
                .fluctuating(SignalModel.of(parameters, new double[1], new double[][] {{0.5}, {0}, {0}}, quadratic));
        SignalModel held = signal.fix(1, 0.7).fix(1, 1).startingAt(1.1).fix(0, 1.1);
        // s_X = g^2 + 0.6 g h + 2 h^2 + 0.5 g, and mu = 1 event of the Standard Model that does not fluctuate.
        double newPhysics = 1.1 * 1.1 + 0.6 * 1.1 * 0.7 + 2 * 0.7 * 0.7 + 0.5 * 1.1;
        assertThat(fit(model, held).deviance())
                .isCloseTo(fit(model, fixed(1 + newPhysics, newPhysics)).deviance(), within(1e-12));
    }

    @Test
    void aNegativeVarianceIsNone() {
        BinnedModel model = model(12);
        assertThat(fit(model, fixed(4, -2)).deviance())
                .isEqualTo(fit(model, SignalModel.fixed(new double[] {4})).deviance());
    }

    @Test
    void theLogPdfIsThatOfTheBestFluctuation() {
        BinnedModel model = model(12, new Systematic.NormSys("n", 0.8, 1.2), Models.statError("s", 0.3));
        FitResult fit = fit(model, fixed(4, 3));
        double logPdf = model.logPdf(
                model.observedData(),
                fixed(4, 3),
                new double[0],
                Map.of("d/n", fit.nuisance("d/n"), "d/s[0]", fit.nuisance("d/s[0]")));
        assertThat(logPdf).isCloseTo(fit.logPdf(), within(1e-12));
    }

    @Test
    void theVarianceHasTheParametersAndRowsOfTheSignal() {
        SignalModel signal = SignalModel.scaled("mu", new double[] {1});
        assertThatThrownBy(() -> signal.fluctuating(SignalModel.fixed(new double[] {1})))
                .hasMessage("the variance has 1 rows and the parameters [], expected 1 rows and [mu] like the signal");
        assertThatThrownBy(() -> signal.fluctuating(SignalModel.scaled("mu", new double[] {1, 2})))
                .hasMessageContaining("the variance has 2 rows");
    }

    /** The signal with its fluctuation e (n/nu - 1) is what is left of nu without the background. */
    @ParameterizedTest
    @ValueSource(doubles = {2, 9, 40})
    void theSignalFluctuatesWithTheCount(double observed) {
        FitResult fit = fit(model(observed), fixed(4, 3));
        double nu = 0.5 * (4 + Math.sqrt(16 + 12 * observed));
        assertThat(fit.expected()[0]).isCloseTo(nu, within(1e-12));
        assertThat(fit.expectedSignal()[0]).isCloseTo(4 + 3 * (observed / nu - 1), within(1e-12));
        assertThat(fit.expectedSignal()[0]).isCloseTo(nu - BACKGROUND, within(1e-12));
    }

    /** Given parameters in an empty bin: theta = -sqrt(e) where that leaves events, else as far as to 0. */
    @ParameterizedTest
    @CsvSource({"6, 4", "14, 1.75"})
    void theLogPdfOfAnEmptyBin(double variance, double expected) {
        BinnedModel model = model(0);
        assertThat(model.logPdf(model.observedData(), fixed(4, variance), new double[0], Map.of()))
                .isCloseTo(-expected, within(1e-12));
    }
}
