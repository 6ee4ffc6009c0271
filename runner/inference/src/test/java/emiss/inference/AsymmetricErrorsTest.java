package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.decay.Mixture;
import emiss.api.experiment.BranchingFractionData;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Measurements whose error above the value differs from the one below, alone and correlated. */
class AsymmetricErrorsTest {
    private static final int GRID = 4000;

    private static BinnedModel model(
            List<DoubleVector> correlation, BranchingFractionData.Measurement... measurements) {
        return BinnedModel.of(List.of(Models.fractions("d", correlation, measurements)));
    }

    private static BranchingFractionData.Measurement measurement(double value, double low, double high) {
        return new BranchingFractionData.Measurement(Mixture.of("B+->K+"), value, low, high);
    }

    private static List<DoubleVector> correlation(double rho) {
        return List.of(DoubleVector.of(1, rho), DoubleVector.of(rho, 1));
    }

    private static double deviance(BinnedModel model, double... predictions) {
        return new Fitter(model)
                .fit(model.observedData(), SignalModel.fixed(predictions))
                .deviance();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-3, -0.5, -0.01, -1e-6, 0, 1e-6, 0.02, 0.7, 4})
    void eachSideHasItsError(double excess) {
        BinnedModel model = model(List.of(), measurement(2, 0.5, 0.8));
        double pull = excess / (excess > 0 ? 0.8 : 0.5);
        assertThat(deviance(model, 2 + excess)).isCloseTo(pull * pull, within(1e-14 * (1 + pull * pull)));
    }

    @Test
    void aFitEndsOnTheMeasuredValue() {
        BinnedModel model = model(List.of(), measurement(2, 0.5, 0.8), measurement(3, 0.1, 0.2));
        // Two strengths for two measurements: both are met, where the second derivative is not continuous.
        SignalModel signal = SignalModel.of(
                List.of(ParameterOfInterest.free("a", 1), ParameterOfInterest.free("b", 1)),
                new double[2],
                new double[][] {{1, 0.5}, {-0.2, 1}},
                new double[2][2][2]);
        FitResult fit = new Fitter(model).fit(model.observedData(), signal);
        assertThat(fit.reason()).isEmpty();
        assertThat(fit.deviance()).isCloseTo(0, within(1e-12));
    }

    /** r1 = (3 mu - 15)/5, r2 = (9 mu - 6)/2 below both values with correlation 0.6; another minimum lies at mu = 1. */
    @Test
    void theLowestOfTwoMinima() {
        BinnedModel model = model(correlation(0.6), measurement(15, 5, 9), measurement(6, 2, 7));
        SignalModel mu = SignalModel.scaled("mu", new double[] {3, 9});
        ProfileLikelihood profile = new ProfileLikelihood(new Fitter(model), model.observedData(), mu);
        FitResult best = profile.best();
        double a = 3.0 / 5;
        double b = 9.0 / 2;
        double c = 15.0 / 5;
        double d = 6.0 / 2;
        double closed = (a * c + b * d - 0.6 * (a * d + b * c)) / (a * a + b * b - 2 * 0.6 * a * b);
        double one = a * closed - c;
        double two = b * closed - d;
        assertThat(best.signalParameters()[0]).isCloseTo(closed, within(1e-9));
        assertThat(best.deviance()).isCloseTo((one * one + two * two - 2 * 0.6 * one * two) / (1 - 0.36), within(1e-9));
        Interval interval = profile.interval(0, 1);
        assertThat(interval.reason()).isEmpty();
        assertThat(closed).isBetween(interval.low(), interval.high());
        assertThat(profile.best()).isSameAs(best);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void noPointOfAGridLiesLower(long seed) {
        Random random = new Random(seed);
        BranchingFractionData.Measurement[] measurements = new BranchingFractionData.Measurement[2];
        double[] template = new double[2];
        for (int i = 0; i < 2; i++) {
            measurements[i] = measurement(
                    2 + 8 * random.nextDouble(), 0.5 + 3 * random.nextDouble(), 0.5 + 3 * random.nextDouble());
            template[i] = 1 + 4 * random.nextDouble();
        }
        BinnedModel model = model(correlation(1.8 * random.nextDouble() - 0.9), measurements);
        SignalModel strength = SignalModel.scaled("mu", template);
        SignalModel coupling = SignalModel.of(
                List.of(ParameterOfInterest.free("g", 1)), new double[2], new double[1][2], new double[][][] {{template}
                });
        for (SignalModel signal : List.of(strength, coupling)) {
            ProfileLikelihood profile = new ProfileLikelihood(new Fitter(model), model.observedData(), signal);
            FitResult best = profile.best();
            assertThat(best.reason()).isEmpty();
            for (int i = 0; i < GRID; i++) {
                double phi = 10.0 * i / GRID;
                assertThat(deviance(model, signal.events(phi))).as("at %s", phi).isGreaterThan(best.deviance() - 1e-9);
            }
            double found = best.signalParameters()[0];
            Interval interval = signal == strength ? profile.interval(0, 1) : profile.intervalOfModulus(0, 1);
            assertThat(interval.reason()).isEmpty();
            assertThat(Math.abs(found)).isBetween(interval.low(), interval.high());
            assertThat(profile.best()).isSameAs(best);
        }
    }

    /** A correlation of 0 is none: the error changes at the measured value itself. */
    @ParameterizedTest
    @ValueSource(doubles = {-1e-6, 1e-6})
    void measurementsWithoutCorrelationAreNotJoined(double excess) {
        BinnedModel model = model(correlation(0), measurement(2, 0.5, 0.8), measurement(3, 0.1, 0.2));
        double pull = excess / (excess > 0 ? 0.8 : 0.5);
        assertThat(deviance(model, 2 + excess, 3)).isCloseTo(pull * pull, within(1e-20));
    }

    /** Two sets of measurements of which each is correlated in itself. */
    @Test
    void correlationsOfDataSetsAreTheirOwn() {
        BinnedModel both = BinnedModel.of(List.of(
                Models.fractions("one", correlation(0.6), measurement(15, 5, 5), measurement(6, 2, 2)),
                Models.fractions("two", correlation(-0.3), measurement(4, 1, 1), measurement(9, 3, 3))));
        double[] r = {-2, 1, 1, -3};
        double expected = (4 + 1 + 2 * 0.6 * 2) / (1 - 0.36) + (1 + 9 - 2 * 0.3 * 3) / (1 - 0.09);
        assertThat(deviance(both, 15 + 5 * r[0], 6 + 2 * r[1], 4 + r[2], 9 + 3 * r[3]))
                .isCloseTo(expected, within(1e-12));
    }
}
