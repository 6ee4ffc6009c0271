package emiss.inference;

import static emiss.inference.ClosedForms.deviance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.inference.statistics.StrengthFitter;
import emiss.inference.statistics.TestedParameter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Test statistics of a strength, or the square of a coupling, in one bin with a known background. */
class StrengthFitterTest {
    private static final double[] NONE = {0};
    private static final double[] ONE = {1};
    private static final TestedParameter STRENGTH = TestedParameter.linear(SignalModel.scaled("s", ONE), 0);
    private static final TestedParameter COUPLING = TestedParameter.squared(
            SignalModel.of(
                    List.of(ParameterOfInterest.free("g", 1)), NONE, new double[][] {NONE}, new double[][][] {{ONE}}),
            0,
            1);

    private static BinnedModel model(double observed, double background) {
        return Models.counts(new double[] {observed}, new double[] {background});
    }

    /** A bin, the fitter, and the fit without the signal. */
    private record Bin(StrengthFitter fitter, PseudoExperiment outcome, FitResult zero) {
        static Bin of(double observed, double background) {
            BinnedModel model = model(observed, background);
            return new Bin(
                    new StrengthFitter(model, FitOptions.DEFAULT),
                    PseudoExperiment.observed(model.observedData()),
                    new Fitter(model).fit(model.observedData(), SignalModel.fixed(NONE)));
        }
    }

    @ParameterizedTest
    @CsvSource({"12, 8", "8, 12", "5, 5", "0, 3"})
    void statisticsAreDifferencesOfDeviances(double n, double background) {
        Bin bin = Bin.of(n, background);
        double best = Math.max(0, n - background);
        double lowest = deviance(n, background + best);
        for (TestedParameter tested : List.of(STRENGTH, COUPLING)) {
            StrengthFitter.Best found = bin.fitter.best(bin.outcome, tested, bin.zero);
            assertThat(found.x()).isCloseTo(best, within(1e-4));
            assertThat(found.fit().deviance()).isCloseTo(lowest, within(1e-8));
            assertThat(bin.fitter.discoveryStatistic(bin.outcome, tested, bin.zero))
                    .isCloseTo(deviance(n, background) - lowest, within(1e-8));
            for (double x : new double[] {0, 2, 7}) {
                double difference = deviance(n, background + x) - lowest;
                assertThat(bin.fitter.at(bin.outcome, tested, x, bin.zero).deviance())
                        .isCloseTo(deviance(n, background + x), within(1e-10));
                assertThat(bin.fitter.intervalStatistic(bin.outcome, tested, x, bin.zero))
                        .isCloseTo(difference, within(1e-8));
                assertThat(bin.fitter.upperLimitStatistic(bin.outcome, tested, x, bin.zero))
                        .isCloseTo(x < best ? 0 : difference, within(1e-8));
            }
        }
    }

    /** Where the likelihood does not rise with the signal there is no other best fit; n = background is the last such case. */
    @ParameterizedTest
    @CsvSource({"8, 12, true", "5, 5, true", "0, 3, true", "5.1, 5, false"})
    void theBestFitWithoutSignalIsThatWithout(double n, double background, boolean isSame) {
        Bin bin = Bin.of(n, background);
        for (TestedParameter tested : List.of(STRENGTH, COUPLING)) {
            assertThat(bin.fitter.best(bin.outcome, tested, bin.zero).fit() == bin.zero)
                    .isEqualTo(isSame);
        }
    }

    /** Events in a bin without background are impossible without the signal. */
    @Test
    void aFailedFitWithoutSignalHasNoStatistic() {
        Bin bin = Bin.of(3, 0);
        for (TestedParameter tested : List.of(STRENGTH, COUPLING)) {
            assertThat(bin.zero.converged()).isFalse();
            assertThat(bin.fitter.best(bin.outcome, tested, bin.zero).x()).isCloseTo(3, within(1e-4));
            assertThat(bin.fitter.discoveryStatistic(bin.outcome, tested, bin.zero))
                    .isNaN();
            assertThat(bin.fitter.intervalStatistic(bin.outcome, tested, 1, bin.zero))
                    .isNaN();
            assertThat(bin.fitter.upperLimitStatistic(bin.outcome, tested, 1, bin.zero))
                    .isNaN();
        }
    }

    /** A signal that takes away more than there is. */
    @Test
    void aFailedFitWithSignalHasNoStatistic() {
        Bin bin = Bin.of(3, 5);
        TestedParameter destructive = TestedParameter.linear(SignalModel.scaled("s", new double[] {-1}), 0);

        assertThat(bin.fitter.best(bin.outcome, destructive, bin.zero).x()).isCloseTo(2, within(1e-4));
        assertThat(bin.fitter.intervalStatistic(bin.outcome, destructive, 4, bin.zero))
                .isCloseTo(deviance(3, 1), within(1e-8));
        assertThat(bin.fitter.intervalStatistic(bin.outcome, destructive, 6, bin.zero))
                .isNaN();
        assertThat(bin.fitter.upperLimitStatistic(bin.outcome, destructive, 6, bin.zero))
                .isNaN();
    }

    /** One step is not enough for any of these fits. */
    @Test
    void fitsThatStopEarlyHaveNoStatistic() {
        BinnedModel model = model(30, 5);
        Bin bin = Bin.of(30, 5);
        StrengthFitter hasty = new StrengthFitter(model, new FitOptions(1, 1e-8));
        PseudoExperiment outcome = PseudoExperiment.observed(model.observedData());
        FitResult zero = new Fitter(model).fit(model.observedData(), SignalModel.fixed(NONE));

        assertThat(bin.zero.converged()).isTrue();
        assertThat(hasty.best(outcome, STRENGTH, zero).fit().converged()).isFalse();
        assertThat(hasty.discoveryStatistic(outcome, STRENGTH, zero)).isNaN();
        assertThat(hasty.upperLimitStatistic(outcome, STRENGTH, 1, zero)).isNaN();
        assertThat(hasty.intervalStatistic(outcome, STRENGTH, 1, zero)).isNaN();
    }

    /**
     * Three strengths of one bin each, of which one is tested: the others describe their bins, whatever the order of the strengths.
     */
    @ParameterizedTest
    @CsvSource({"0", "1", "2"})
    void theOthersAreProfiled(int index) {
        double[] observed = {12, 30, 7};
        BinnedModel model = BinnedModel.of(List.of(Models.counting(
                "d",
                Models.channel(
                        "c", observed, Models.signal(new double[] {1, 1, 1}), Models.background("b", new double[] {
                            5, 5, 5
                        })))));
        SignalModel signal = SignalModel.of(
                List.of(
                        ParameterOfInterest.free("r", 1),
                        ParameterOfInterest.free("s", 1),
                        ParameterOfInterest.free("t", 1)),
                new double[3],
                new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
                new double[3][3][3]);
        TestedParameter tested = TestedParameter.linear(signal, index);
        StrengthFitter fitter = new StrengthFitter(model, FitOptions.DEFAULT);
        PseudoExperiment outcome = PseudoExperiment.observed(model.observedData());
        FitResult none = new Fitter(model).fit(model.observedData(), SignalModel.fixed(new double[3]));
        FitResult zero = fitter.at(outcome, tested, 0, none);

        assertThat(zero.deviance()).isCloseTo(deviance(observed[index], 5), within(1e-8));
        StrengthFitter.Best best = fitter.best(outcome, tested, zero);
        assertThat(best.x()).isCloseTo(observed[index] - 5, within(1e-4));
        assertThat(best.fit().signalParameters()).containsExactly(new double[] {7, 25, 2}, within(1e-4));
    }

    /** The second of two strengths has too few events: what is best is the fit without it. */
    @Test
    void theSlopeIsThatOfTheTestedStrength() {
        BinnedModel model = Models.counts(new double[] {12, 3}, new double[] {5, 5});
        SignalModel signal = SignalModel.of(
                List.of(ParameterOfInterest.free("r", 1), ParameterOfInterest.free("s", 1)),
                new double[2],
                new double[][] {{1, 0}, {0, 1}},
                new double[2][2][2]);
        TestedParameter tested = TestedParameter.linear(signal, 1);
        StrengthFitter fitter = new StrengthFitter(model, FitOptions.DEFAULT);
        PseudoExperiment outcome = PseudoExperiment.observed(model.observedData());
        FitResult zero = fitter.at(
                outcome, tested, 0, new Fitter(model).fit(model.observedData(), SignalModel.fixed(new double[2])));

        assertThat(fitter.best(outcome, tested, zero).fit()).isSameAs(zero);
        assertThat(fitter.best(outcome, tested, zero).x()).isZero();
        assertThat(fitter.fitter().model()).isSameAs(model);
    }
}
