package emiss.inference;

import static emiss.inference.ClosedForms.deviance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.inference.statistics.AsymptoticLimits;
import emiss.inference.statistics.StrengthFitter;
import emiss.inference.statistics.TestedParameter;
import emiss.inference.statistics.ToyLimits;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asymptotic limits where they have no digits to spare: signals of any size, none at all, and fits that fail. */
class AsymptoticLimitsTest {
    private static final double LEVEL = 0.95;

    /** Limits on a strength of {@code events} events in a bin. */
    private static AsymptoticLimits limits(double observed, double background, double events) {
        return limits(observed, background, events, FitOptions.DEFAULT);
    }

    private static AsymptoticLimits limits(double observed, double background, double events, FitOptions options) {
        BinnedModel model = Models.counts(new double[] {observed}, new double[] {background});
        return new AsymptoticLimits(
                new StrengthFitter(model, options),
                PseudoExperiment.observed(model.observedData()),
                TestedParameter.linear(SignalModel.scaled("s", new double[] {events}), 0),
                new Fitter(model).fit(model.observedData(), SignalModel.fixed(new double[] {0})));
    }

    /** From so weak that the strength 1 is not seen to so strong that it is far beyond the limit. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 0.03, 0.3, 0.9, 3, 1000})
    void aLimitOnTheEventsIsALimitOnTheStrength(double events) {
        AsymptoticLimits one = limits(11, 9, 1);
        AsymptoticLimits other = limits(11, 9, events);

        assertThat(other.bestValue() * events).isCloseTo(2, within(1e-6));
        assertThat(other.observed(LEVEL) * events / one.observed(LEVEL)).isCloseTo(1, within(1e-7));
        for (int sigma = -2; sigma <= 2; sigma++) {
            assertThat(other.expected(LEVEL, sigma) * events / one.expected(LEVEL, sigma))
                    .isCloseTo(1, within(1e-7));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-9})
    void aSignalThatIsNotSeenHasNoLimit(double events) {
        AsymptoticLimits limits = limits(9, 9, events);

        assertThat(limits.observed(LEVEL)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(limits.expected(LEVEL, 1)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void theStatisticIsZeroUpToTheBestValue() {
        AsymptoticLimits limits = limits(14, 9, 1);

        assertThat(limits.zero().deviance()).isCloseTo(deviance(14, 9), within(1e-9));
        assertThat(limits.statistic(3)).isZero();
        assertThat(limits.statistic(0)).isZero();
        assertThat(limits.statistic(8)).isCloseTo(deviance(14, 17), within(1e-8));
    }

    /** Eq. 65 and 66 of arXiv:1007.1727 with q_A = 2 (x + b ln(b/(b + x))). */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1, 1.01, 4})
    void probabilitiesFollowTheAsymptoticDistribution(double relative) {
        double qA = deviance(9, 9 + 5);
        double q = relative * qA;
        AsymptoticLimits.Probabilities found = limits(11, 9, 1).probabilities(5, q);

        double signal = relative <= 1 ? Math.sqrt(q) : (q + qA) / (2 * Math.sqrt(qA));
        double background = relative <= 1 ? Math.sqrt(q) - Math.sqrt(qA) : (q - qA) / (2 * Math.sqrt(qA));
        assertThat(found.logSignal()).isCloseTo(Significance.logUpperTail(signal), within(1e-7));
        assertThat(found.logBackground()).isCloseTo(Significance.logUpperTail(background), within(1e-7));
        assertThat(found.logCls()).isEqualTo(found.logSignal() - found.logBackground());
    }

    @Test
    void fitsThatFailAreNamed() {
        assertThatThrownBy(() -> limits(3, 0, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the fit without signal did not converge: in bin d/c/0 no events are expected, but some"
                        + " were observed");
        assertThatThrownBy(() -> limits(30, 5, 1, new FitOptions(1, 1e-8)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the fit with free signal did not converge: EDM ");
        AsymptoticLimits destructive = limits(3, 5, -1);
        assertThat(destructive.statistic(4)).isCloseTo(deviance(3, 1), within(1e-8));
        assertThatThrownBy(() -> destructive.statistic(6))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the fit at x = 6.0 did not converge: in bin d/c/0 ");
        assertThatThrownBy(() -> destructive.probabilities(6, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the fit of Asimov data at x = 6.0 did not converge: in bin d/c/0 ");
    }

    /** If all toys of both hypotheses are as extreme as the data, CLs is 1 without an error, and says nothing. */
    @Test
    void toysThatAreAllAsExtremeSayNothing() {
        AsymptoticLimits asymptotic = limits(11, 9, 1);
        double[] all = {5, 6, 7};
        double[] none = {1, 2, 3};
        ToyLimits limits = new ToyLimits(asymptotic, LEVEL);
        limits.add(8, 4, all, all);
        limits.add(8, 4, all, none);
        limits.add(8, 4, none, all);

        assertThat(limits.observed().value()).isEmpty();
        assertThat(limits.observed().error()).isEmpty();
    }

    @Test
    void toysAreMadeAroundTheLimit() {
        assertThat(ToyLimits.factors()).containsExactly(0.9, 1, 1.1);
    }

    /** The quantile of toys without signal is that of their order, however they come. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void theOrderOfToysDoesNotMatter(int sigma) {
        AsymptoticLimits asymptotic = limits(11, 9, 1);
        double[] ascending = IntStream.range(0, 101).mapToDouble(i -> 0.1 * i).toArray();
        double[] mixed =
                IntStream.range(0, 101).mapToDouble(i -> 0.1 * (37 * i % 101)).toArray();
        double[] signal = IntStream.range(0, 101).mapToDouble(i -> 0.06 * i + 3).toArray();

        assertThat(ToyLimits.expected(asymptotic, LEVEL, sigma, signal, mixed))
                .hasValueCloseTo(
                        ToyLimits.expected(asymptotic, LEVEL, sigma, signal, ascending)
                                .orElseThrow(),
                        within(1e-6));
    }
}
