package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.inference.statistics.StrengthFitter;
import emiss.inference.statistics.TestedParameter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two strengths in two bins, one of which is profiled, against bisections. */
class ProfileLikelihoodTest {
    private static final double[] OBSERVED = {12, 30};
    private static final double[] BACKGROUND = {5, 10};

    /** What the strengths add to the bins. */
    private static final double[][] TEMPLATES = {{1, 0.2}, {0.5, 1}};

    private final BinnedModel model = BinnedModel.of(List.of(Models.counting(
            "d",
            Models.channel("c", OBSERVED, Models.signal(new double[] {1, 1}), Models.background("b", BACKGROUND)))));
    private final SignalModel signal = SignalModel.of(
            List.of(ParameterOfInterest.free("s", 1), ParameterOfInterest.free("t", 1)),
            new double[2],
            TEMPLATES,
            new double[2][2][2]);
    private final ProfileLikelihood profile = new ProfileLikelihood(new Fitter(model), model.observedData(), signal);

    private static double rate(int bin, int index, double value, double other) {
        return BACKGROUND[bin] + value * TEMPLATES[index][bin] + other * TEMPLATES[1 - index][bin];
    }

    /** The derivative of ln L by the other strength, which falls. */
    private static double slope(int index, double value, double other) {
        double sum = 0;
        for (int bin = 0; bin < 2; bin++) {
            sum += TEMPLATES[1 - index][bin] * (OBSERVED[bin] / rate(bin, index, value, other) - 1);
        }
        return sum;
    }

    private static double best(int index, double value) {
        double lowest = Double.NEGATIVE_INFINITY;
        for (int bin = 0; bin < 2; bin++) {
            lowest = Math.max(lowest, -rate(bin, index, value, 0) / TEMPLATES[1 - index][bin]);
        }
        return ClosedForms.bisect(other -> slope(index, value, other), lowest + 1e-9, 200);
    }

    private static double deviance(int index, double value) {
        double other = best(index, value);
        double sum = 0;
        for (int bin = 0; bin < 2; bin++) {
            sum += ClosedForms.deviance(OBSERVED[bin], rate(bin, index, value, other));
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"0, -1", "0, 0", "0, 4", "1, 10", "1, 18", "1, 25"})
    void theOtherStrengthFollows(int index, double value) {
        FitResult fit = profile.profile(index, value);

        assertThat(fit.signalParameters()).containsExactly(new double[] {best(index, value)}, within(1e-4));
        assertThat(fit.deviance()).isCloseTo(deviance(index, value), within(1e-7));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "0, 2.706", "1, 2.706"})
    void intervalsEndWhereTheProfileHasRisen(int index, double rise) {
        double middle = profile.best().signalParameters()[index];
        Interval interval = profile.interval(index, rise);

        // both bins can be described exactly, so the lowest deviance is 0
        assertThat(profile.best().deviance()).isCloseTo(0, within(1e-7));
        assertThat(interval.low()).isLessThan(middle);
        assertThat(deviance(index, interval.low())).isCloseTo(rise, within(1e-4));
        assertThat(interval.high()).isGreaterThan(middle);
        assertThat(deviance(index, interval.high())).isCloseTo(rise, within(1e-4));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void aRiseIsPositive(double rise) {
        assertThatThrownBy(() -> profile.interval(0, rise))
                .hasMessage("the rise of -2 ln L is " + rise + ", expected > 0");
    }

    @Test
    void theBestFitIsThatOfBothBins() {
        double determinant = TEMPLATES[0][0] * TEMPLATES[1][1] - TEMPLATES[0][1] * TEMPLATES[1][0];
        // 7 and 20 events above the background
        assertThat(profile.best().signalParameters())
                .containsExactly(
                        new double[] {(7 * 1 - 20 * 0.5) / determinant, (20 * 1 - 7 * 0.2) / determinant},
                        within(1e-4));
    }

    /** The best t is 20.7; the best s is negative, so that a tested s stays at 0. */
    @Test
    void testStatisticsOfOneStrengthProfileTheOther() {
        StrengthFitter fitter = new StrengthFitter(model, FitOptions.DEFAULT);
        PseudoExperiment observed = PseudoExperiment.observed(model.observedData());
        FitResult none = new Fitter(model).fit(model.observedData(), SignalModel.fixed(new double[2]));
        TestedParameter s = TestedParameter.linear(signal, 0);
        TestedParameter t = TestedParameter.linear(signal, 1);

        FitResult withoutS = fitter.at(observed, s, 0, none);
        assertThat(withoutS.deviance()).isCloseTo(deviance(0, 0), within(1e-7));
        assertThat(fitter.discoveryStatistic(observed, s, withoutS)).isZero();
        assertThat(fitter.best(observed, s, withoutS).x()).isZero();
        assertThat(fitter.upperLimitStatistic(observed, s, 2, none))
                .isCloseTo(deviance(0, 2) - deviance(0, 0), within(1e-6));

        FitResult withoutT = fitter.at(observed, t, 0, none);
        assertThat(withoutT.deviance()).isCloseTo(deviance(1, 0), within(1e-7));
        assertThat(fitter.discoveryStatistic(observed, t, withoutT)).isCloseTo(deviance(1, 0), within(1e-6));
        assertThat(fitter.best(observed, t, withoutT).x()).isCloseTo(18.6 / 0.9, within(1e-4));
        assertThat(fitter.upperLimitStatistic(observed, t, 10, none)).isZero();
        assertThat(fitter.upperLimitStatistic(observed, t, 25, none)).isCloseTo(deviance(1, 25), within(1e-6));
        assertThat(fitter.intervalStatistic(observed, t, 10, none)).isCloseTo(deviance(1, 10), within(1e-6));
    }

    /** Events (1400, 60, 25) of 1000 + 100 g^2, 50 +- 5 g and 20 + s: at g = +-2 all is described, another minimum is near -+2. */
    private static ProfileLikelihood twoMinima(ParameterOfInterest g, int side) {
        BinnedModel model = Models.counts(new double[] {1400, 60, 25}, new double[] {1000, 50, 20});
        double[] none = new double[3];
        SignalModel signal = SignalModel.of(
                List.of(ParameterOfInterest.free("s", 1), g),
                none,
                new double[][] {{0, 0, 1}, {0, 5 * side, 0}},
                new double[][][] {{none, none}, {none, {100, 0, 0}}});
        return new ProfileLikelihood(new Fitter(model), model.observedData(), signal);
    }

    @Test
    void aLowerMinimumReplacesTheBestFit() {
        ProfileLikelihood twofold = twoMinima(ParameterOfInterest.free("g", -2), 1);
        assertThat(twofold.best().signalParameter("g")).isBetween(-2.1, -1.9);

        assertThat(twofold.profile(1, 2).deviance()).isCloseTo(0, within(1e-7));
        assertThat(twofold.best().signalParameters()).containsExactly(new double[] {5, 2}, within(1e-4));
        assertThat(twofold.best().deviance()).isCloseTo(0, within(1e-7));
    }

    /** Beyond its bounds no value of a parameter is the best. */
    @ParameterizedTest
    @CsvSource({"1.9, false", "2, true", "2.1, true"})
    void aLowerPointBeyondTheBoundsDoesNotCount(double bound, boolean counts) {
        ProfileLikelihood above = twoMinima(ParameterOfInterest.free("g", -2).atMost(bound), 1);
        assertThat(above.profile(1, 2).deviance()).isCloseTo(0, within(1e-7));
        assertThat(above.best().signalParameter("g") > 0).isEqualTo(counts);

        ProfileLikelihood below = twoMinima(ParameterOfInterest.free("g", 2).atLeast(-bound), -1);
        assertThat(below.profile(1, -2).deviance()).isCloseTo(0, within(1e-7));
        assertThat(below.best().signalParameter("g") < 0).isEqualTo(counts);
    }

    /** Where the profile searches for ends it comes across the lower minimum, and both ends are around that. */
    @Test
    void anIntervalIsAroundTheLowestMinimum() {
        ProfileLikelihood twofold = twoMinima(ParameterOfInterest.free("g", -2), 1);
        Interval interval = twofold.interval(1, 200);

        assertThat(interval.reason()).isEmpty();
        assertThat(twofold.best().signalParameter("g")).isCloseTo(2, within(1e-4));
        for (double end : new double[] {interval.low(), interval.high()}) {
            assertThat(ClosedForms.deviance(1400, 1000 + 100 * end * end) + ClosedForms.deviance(60, 50 + 5 * end))
                    .isCloseTo(200, within(1e-3));
        }
    }

    /** Of n = 12 events with a background of 8 + g^2, whatever the sign that the fit found. */
    @ParameterizedTest
    @CsvSource({"12, 8, 1", "12, 8, -1", "9, 8, 1", "9, 8, -1", "6, 8, -1"})
    void endsOfAModulus(double n, double background, double start) {
        BinnedModel one = Models.counts(new double[] {n}, new double[] {background});
        double[] none = {0};
        SignalModel coupling = SignalModel.of(
                List.of(ParameterOfInterest.free("g", start)), none, new double[][] {none}, new double[][][] {{{1}}});
        Interval interval =
                new ProfileLikelihood(new Fitter(one), one.observedData(), coupling).intervalOfModulus(0, 1);

        double best = Math.max(0, n - background);
        double lowest = ClosedForms.deviance(n, background + best);
        double high = ClosedForms.bisect(x -> 1 + lowest - ClosedForms.deviance(n, background + x), best, best + 100);
        assertThat(interval.high()).isCloseTo(Math.sqrt(high), within(1e-6));
        if (ClosedForms.deviance(n, background) - lowest > 1) {
            double low = ClosedForms.bisect(x -> ClosedForms.deviance(n, background + x) - lowest - 1, 0, best);
            assertThat(interval.low()).isCloseTo(Math.sqrt(low), within(1e-6));
        } else {
            assertThat(interval.low()).isZero();
        }
    }

    @Test
    void aParameterOfNothingHasNoEnds() {
        SignalModel nothing = SignalModel.of(
                List.of(ParameterOfInterest.free("s", 1), ParameterOfInterest.free("u", 1)),
                new double[2],
                new double[][] {TEMPLATES[1], {0, 0}},
                new double[2][2][2]);
        ProfileLikelihood flat = new ProfileLikelihood(new Fitter(model), model.observedData(), nothing);

        assertThat(flat.interval(1, 1)).isEqualTo(Interval.UNBOUNDED);
        assertThat(flat.interval(1, 1).converged()).isTrue();
    }

    /** The best fit is given, but no other one ends in a single step. */
    @Test
    void fitsThatFailOnTheWayAreNamed() {
        Fitter hasty = new Fitter(model, new FitOptions(1, 1e-12));
        Interval interval = new ProfileLikelihood(hasty, model.observedData(), signal, profile.best()).interval(1, 1);

        assertThat(interval.converged()).isFalse();
        assertThat(interval.low()).isNaN();
        assertThat(interval.high()).isNaN();
        assertThat(interval.reason()).startsWith("the fit at ").contains(" did not converge: EDM ");
    }

    /** An upper bound of a coupling that was found negative is none of its modulus. */
    @Test
    void aModulusMayExceedTheBoundOfTheOtherSign() {
        BinnedModel one = Models.counts(new double[] {12}, new double[] {8});
        double[] none = {0};
        SignalModel coupling = SignalModel.of(
                List.of(ParameterOfInterest.free("g", -1).atMost(1)), none, new double[][] {none}, new double[][][] {
                    {{1}}
                });
        ProfileLikelihood negative = new ProfileLikelihood(new Fitter(one), one.observedData(), coupling);
        Interval interval = negative.intervalOfModulus(0, 1);

        assertThat(negative.best().signalParameters()[0]).isCloseTo(-2, within(1e-4));
        assertThat(ClosedForms.deviance(12, 8 + interval.low() * interval.low()))
                .isCloseTo(1, within(1e-6));
        assertThat(ClosedForms.deviance(12, 8 + interval.high() * interval.high()))
                .isCloseTo(1, within(1e-6));
        assertThat(interval.low()).isBetween(0.0, 2.0);
        assertThat(interval.high()).isGreaterThan(2);
    }
}
