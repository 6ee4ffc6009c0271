package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Couplings: signs, zeros and directions that the data do not see. */
class QuadraticSignalTest {
    private static BinnedModel model(double first, double second) {
        return Models.counts(new double[] {first, second}, new double[] {10, 10});
    }

    private static SignalModel coupling(double start) {
        return SignalModel.of(
                List.of(ParameterOfInterest.free("g", start)), new double[2], new double[1][2], new double[][][] {
                    {{1, 1}}
                });
    }

    @Test
    void bothSignsAreFound() {
        BinnedModel model = model(26, 26);
        Fitter fitter = new Fitter(model);
        assertThat(fitter.fit(model.observedData(), coupling(1)).signalParameter("g"))
                .isCloseTo(4, within(1e-6));
        assertThat(fitter.fit(model.observedData(), coupling(-1)).signalParameter("g"))
                .isCloseTo(-4, within(1e-6));
    }

    @Test
    void theSaddleAtZeroIsLeft() {
        BinnedModel model = model(26, 26);
        FitResult fit = new Fitter(model).fit(model.observedData(), coupling(0));
        assertThat(fit.converged()).isTrue();
        assertThat(Math.abs(fit.signalParameter("g"))).isCloseTo(4, within(1e-6));
        assertThat(fit.deviance()).isCloseTo(0, within(1e-9));
    }

    @Test
    void aMinimumAtZeroIsReached() {
        BinnedModel model = model(6, 5);
        FitResult fit = new Fitter(model).fit(model.observedData(), coupling(2));
        assertThat(fit.converged()).isTrue();
        assertThat(fit.signalParameter("g")).isCloseTo(0, within(1e-4));
        assertThat(fit.deviance()).isCloseTo(2 * (9 + 6 * Math.log(0.6) + 5 * Math.log(0.5)), within(1e-8));
    }

    @Test
    void intervalOfTheModulus() {
        BinnedModel model = model(26, 26);
        ProfileLikelihood profile = new ProfileLikelihood(new Fitter(model), model.observedData(), coupling(-1));
        Interval interval = profile.intervalOfModulus(0, 1);
        assertThat(interval.converged()).isTrue();
        for (double end : new double[] {interval.low(), interval.high()}) {
            double nu = 10 + end * end;
            assertThat(4 * (nu - 26 + 26 * Math.log(26 / nu))).isCloseTo(1, within(1e-6));
        }
        assertThat(interval.low()).isBetween(3.0, 4.0);
        assertThat(profile.intervalOfModulus(0, 40).low()).isZero();
        BinnedModel empty = model(6, 5);
        Interval upper =
                new ProfileLikelihood(new Fitter(empty), empty.observedData(), coupling(1)).intervalOfModulus(0, 1);
        assertThat(upper.low()).isZero();
        double nu = 10 + upper.high() * upper.high();
        assertThat(2 * (2 * (nu - 10) + 11 * Math.log(10 / nu))).isCloseTo(1, within(1e-6));
    }

    @Test
    void noResponseMeansNoInterval() {
        BinnedModel model = model(26, 26);
        SignalModel blind = SignalModel.of(
                List.of(ParameterOfInterest.free("g", 1)), new double[2], new double[1][2], new double[1][1][2]);
        ProfileLikelihood profile = new ProfileLikelihood(new Fitter(model), model.observedData(), blind);
        assertThat(profile.best().converged()).isTrue();
        assertThat(profile.best().covariance()[0][0]).isEqualTo(Double.POSITIVE_INFINITY);
        Interval interval = profile.interval(0, 1);
        assertThat(interval.low()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(interval.high()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void aFlatDirectionDoesNotStopTheFit() {
        BinnedModel model = model(26, 26);
        SignalModel circle = SignalModel.of(
                List.of(ParameterOfInterest.free("g", 1), ParameterOfInterest.free("h", 1)),
                new double[2],
                new double[2][2],
                new double[][][] {{{1, 1}, {0, 0}}, {{0, 0}, {1, 1}}});
        FitResult fit = new Fitter(model).fit(model.observedData(), circle);
        assertThat(fit.converged()).isTrue();
        double g = fit.signalParameter("g");
        double h = fit.signalParameter("h");
        assertThat(g * g + h * h).isCloseTo(16, within(1e-6));
    }

    @Test
    void negativeStrengthIsAllowedWhileRatesStayPositive() {
        BinnedModel model = model(6, 5);
        SignalModel strength = SignalModel.scaled("mu", model.smTemplate());
        Fitter fitter = new Fitter(model);
        FitResult fit = fitter.fit(model.observedData(), strength);
        assertThat(fit.signalParameter("mu")).isCloseTo(-4.5, within(1e-6));
        // Poisson with nu = 5.5 per bin: the variance of mu is 5.5^2/11.
        assertThat(fit.covariance()[0][0]).isCloseTo(2.75, within(1e-5));
        assertThat(fitter.fit(model.observedData(), strength.fix(0, -20)).status())
                .isEqualTo(FitResult.Status.INFEASIBLE);
        Interval interval = new ProfileLikelihood(fitter, model.observedData(), strength).interval(0, 20);
        assertThat(interval.converged()).isTrue();
        assertThat(interval.low()).isBetween(-10.0, -4.5);
    }

    @Test
    void boundsAndConstraintsOfParametersOfInterest() {
        BinnedModel model = model(6, 5);
        Fitter fitter = new Fitter(model);
        double[][] template = {{1, 1}};
        SignalModel bounded = SignalModel.of(
                List.of(ParameterOfInterest.free("mu", 1).atLeast(0)), new double[2], template, new double[1][1][2]);
        FitResult fit = fitter.fit(model.observedData(), bounded);
        assertThat(fit.converged()).isTrue();
        assertThat(fit.signalParameter("mu")).isZero();
        SignalModel constrained = SignalModel.of(
                List.of(ParameterOfInterest.free("mu", 1).constrained(1, 0.01)),
                new double[2],
                template,
                new double[1][1][2]);
        FitResult tight = fitter.fit(model.observedData(), constrained);
        assertThat(tight.signalParameter("mu")).isCloseTo(1, within(1e-3));
        double found = tight.signalParameter("mu");
        assertThat(fitter.fit(model.observedData(), constrained.fix(0, found)).deviance())
                .isCloseTo(tight.deviance(), within(1e-10));
    }
}
