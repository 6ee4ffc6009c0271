package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.Systematic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bin of 12 events with a background of 5, and an empty one with a background of 2, of which a parameter lowers the first. */
class FitResultTest {
    private final BinnedModel model =
            Models.counts(new double[] {12, 0}, new double[] {5, 2}, new Systematic.NormSys("k", 0.9, 1.1));
    private final Fitter fitter = new Fitter(model);

    private FitResult fit(ParameterOfInterest strength, double... template) {
        return fitter.fit(model.observedData(), SignalModel.scaled(strength, template));
    }

    @Test
    void aFitEndsCloseToTheMinimum() {
        FitResult fit = fit(ParameterOfInterest.free("s", 1), 1, 0);

        assertThat(fit.edm()).isBetween(0.0, FitOptions.DEFAULT.tolerance());
        assertThat(fit.iterations()).isBetween(1, 20);
        assertThat(fit.evaluations()).isGreaterThanOrEqualTo(fit.iterations());
        assertThat(fit.reason()).isEmpty();
        assertThat(fit.status()).isEqualTo(FitResult.Status.CONVERGED);
    }

    @Test
    void aFitThatRunsOutOfStepsSaysHowFarItIs() {
        FitResult fit = new Fitter(model, new FitOptions(1, 1e-12))
                .fit(model.observedData(), SignalModel.scaled("s", new double[] {1, 0}));

        assertThat(fit.status()).isEqualTo(FitResult.Status.NOT_CONVERGED);
        assertThat(fit.reason()).isEqualTo("EDM " + fit.edm() + " after 1 steps");
        assertThat(fit.edm()).isGreaterThan(1e-12);
        assertThat(fit.covariance()).hasDimensions(1, 1);
        assertThat(fit.covariance()[0][0]).isNaN();
    }

    @Test
    void convergedFitsAreBetterThenLowerOnes() {
        FitResult free = fit(ParameterOfInterest.free("s", 1), 1, 0);
        FitResult bounded = fit(ParameterOfInterest.free("s", 1).atMost(2), 1, 0);
        FitResult failed = new Fitter(model, new FitOptions(1, 1e-12))
                .fit(model.observedData(), SignalModel.scaled("s", new double[] {1, 0}));

        assertThat(free.isBetterThan(bounded)).isTrue();
        assertThat(bounded.isBetterThan(free)).isFalse();
        assertThat(free.isBetterThan(free)).isFalse();
        assertThat(failed.deviance()).isLessThan(bounded.deviance());
        assertThat(bounded.isBetterThan(failed)).isTrue();
        assertThat(failed.isBetterThan(bounded)).isFalse();
    }

    /** 12 events are met, 2 - 0.2 k are expected where none are seen; k is pulled by what the empty bin saves. */
    @Test
    void whatIsExpectedAddsUp() {
        FitResult fit = fit(ParameterOfInterest.free("s", 1), 1, 0);
        double empty = fit.expected()[1];

        assertThat(fit.expected()[0]).isCloseTo(12, within(1e-4));
        assertThat(fit.expectedSignal()).containsExactly(new double[] {fit.signalParameter("s"), 0}, within(1e-12));
        assertThat(fit.expectedBackground())
                .containsExactly(new double[] {12 - fit.signalParameter("s"), empty}, within(1e-4));
        assertThat(empty / 2).isCloseTo(fit.expectedBackground()[0] / 5, within(1e-12));
        assertThat(fit.deviances()).containsExactly(new double[] {0, 2 * empty}, within(1e-9));
        double pull = fit.pulls()[0];
        assertThat(pull).isEqualTo(fit.nuisance("d/k")).isNegative();
        assertThat(fit.deviance()).isCloseTo(2 * empty + pull * pull, within(1e-9));
    }

    /** Of n = 12 with a rate of 5 + s the variance of s is 12; the pull of k changes it little. */
    @ParameterizedTest
    @CsvSource({"-10, 100, 12.2", "-10, 2, 0", "9, 100, 0"})
    void aParameterAtItsBoundDoesNotVary(double low, double high, double variance) {
        ParameterOfInterest strength =
                ParameterOfInterest.free("s", low < 0 ? 1 : 10).atLeast(low).atMost(high);

        assertThat(fit(strength, 1, 0).covariance()[0][0]).isCloseTo(variance, within(0.2));
    }

    @Test
    void aParameterOfNothingVariesWithoutLimit() {
        assertThat(fit(ParameterOfInterest.free("s", 1), 0, 0).covariance()[0][0])
                .isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void unknownNames() {
        FitResult fit = fit(ParameterOfInterest.free("s", 1), 1, 0);

        assertThatThrownBy(() -> fit.signalParameter("t")).hasMessage("there is no parameter of interest t");
        assertThatThrownBy(() -> fit.nuisance("d/j")).hasMessage("there is no nuisance parameter d/j");
    }

    @ParameterizedTest
    @CsvSource({"0, 1e-8", "-1, 1e-8", "200, 0", "200, -1", "200, NaN"})
    void optionsArePositive(int iterations, double tolerance) {
        assertThatThrownBy(() -> new FitOptions(iterations, tolerance))
                .hasMessage("a fit is limited to " + iterations + " iterations and EDM " + tolerance
                        + ", expected both > 0");
    }

    @Test
    void failedIntervalsSayWhy() {
        Interval failed = Interval.failed("no reason");

        assertThat(failed.converged()).isFalse();
        assertThat(failed.low()).isNaN();
        assertThat(failed.high()).isNaN();
        assertThat(failed.reason()).isEqualTo("no reason");
    }
}
