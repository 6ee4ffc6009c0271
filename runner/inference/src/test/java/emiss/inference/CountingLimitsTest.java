package emiss.inference;

import static emiss.inference.ClosedForms.bisect;
import static emiss.inference.ClosedForms.deviance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.inference.statistics.AsymptoticLimits;
import emiss.inference.statistics.FeldmanCousins;
import emiss.inference.statistics.GrossVitells;
import emiss.inference.statistics.StrengthFitter;
import emiss.inference.statistics.TestedParameter;
import emiss.inference.statistics.ToyFraction;
import emiss.inference.statistics.ToyLimits;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits and intervals of one bin of known background, in closed form. */
class CountingLimitsTest {
    private static BinnedModel model(double observed, double background) {
        return Models.counts(new double[] {observed}, new double[] {background});
    }

    private static double tail(double z) {
        return Math.exp(Significance.logUpperTail(z));
    }

    /** CLs of arXiv:1007.1727, written out for one bin. */
    private static double cls(double n, double background, double s) {
        double best = Math.max(0, n - background);
        double q = best > s ? 0 : deviance(n, background + s) - deviance(n, background + best);
        double qA = deviance(background, background + s);
        double root = Math.sqrt(q);
        double rootA = Math.sqrt(qA);
        return root <= rootA
                ? tail(root) / tail(root - rootA)
                : tail((q + qA) / (2 * rootA)) / tail((q - qA) / (2 * rootA));
    }

    @ParameterizedTest
    @CsvSource({"12, 9.5, 0.95", "3, 9.5, 0.95", "0, 4, 0.9", "55, 50, 0.99", "20, 4, 0.95"})
    void asymptotic(double n, double background, double level) {
        BinnedModel model = model(n, background);
        SignalModel signal = SignalModel.scaled("s", new double[] {1});
        FitResult start = new Fitter(model).fit(model.observedData(), SignalModel.fixed(new double[] {0}));
        AsymptoticLimits limits = new AsymptoticLimits(
                new StrengthFitter(model, FitOptions.DEFAULT),
                PseudoExperiment.observed(model.observedData()),
                TestedParameter.linear(signal, 0),
                start);
        double best = Math.max(0, n - background);
        assertThat(limits.bestValue()).isCloseTo(best, within(1e-6));
        double exact = bisect(s -> cls(n, background, s) - (1 - level), best + 1e-9, best + 500);
        assertThat(limits.observed(level)).isCloseTo(exact, within(1e-6 * exact));
        for (int sigma = -2; sigma <= 2; sigma++) {
            double fluctuation = sigma;
            double expected = bisect(
                    s -> tail(Math.sqrt(deviance(background, background + s)) - fluctuation) / tail(-fluctuation)
                            - (1 - level),
                    1e-9,
                    500);
            assertThat(limits.expected(level, sigma)).isCloseTo(expected, within(1e-6 * expected));
        }
    }

    private static AsymptoticLimits limits(double n, double background) {
        BinnedModel model = model(n, background);
        FitResult start = new Fitter(model).fit(model.observedData(), SignalModel.fixed(new double[] {0}));
        return new AsymptoticLimits(
                new StrengthFitter(model, FitOptions.DEFAULT),
                PseudoExperiment.observed(model.observedData()),
                TestedParameter.linear(SignalModel.scaled("s", new double[] {1}), 0),
                start);
    }

    /** So many of so many numbers are 60, the others 0. */
    private static double[] sixties(int some, int all) {
        return IntStream.range(0, all).mapToDouble(i -> i < some ? 60 : 0).toArray();
    }

    @Test
    void expectedLimitsMoveWithTheCLsOfToys() {
        AsymptoticLimits asymptotic = limits(20, 18);
        // the median is 49.5, and half of them lie above
        double[] without = IntStream.range(0, 100).mapToDouble(i -> 99 - i).toArray();

        // CLs = 0.025/0.5 is that of the level, 0.05/0.5 twice as much
        assertThat(ToyLimits.expected(asymptotic, 0.95, 0, sixties(25, 1000), without))
                .hasValueCloseTo(asymptotic.expected(0.95, 0), within(1e-9));
        assertThat(ToyLimits.expected(asymptotic, 0.95, 0, sixties(50, 1000), without))
                .hasValueCloseTo(asymptotic.expected(0.975, 0), within(1e-9));
        assertThat(ToyLimits.expected(asymptotic, 0.95, 0, sixties(0, 1000), without))
                .isEmpty();
    }

    @Test
    void observedLimitsMoveWithTheWeightedCLsOfToys() {
        AsymptoticLimits asymptotic = limits(20, 18);
        double x = asymptotic.observed(0.95);
        ToyLimits limits = new ToyLimits(asymptotic, 0.95);
        assertThat(limits.observed().value()).isEmpty();

        // none is as extreme: that says nothing
        limits.add(x, 59, sixties(0, 1000), sixties(500, 1000));
        assertThat(limits.observed().error()).isEmpty();

        double logCls = asymptotic.probabilities(x, 59).logCls();
        limits.add(x, 59, sixties(40, 1000), sixties(500, 1000));
        limits.add(x, 59, sixties(90, 1000), sixties(600, 1000));
        double first = 1 / (0.96 / 40 + 0.5 / 500);
        double second = 1 / (0.91 / 90 + 0.4 / 600);
        double shift = (first * Math.log(0.08) + second * Math.log(0.15)) / (first + second) - logCls;
        double error = 1 / Math.sqrt(first + second);

        assertThat(limits.observed().value())
                .hasValueCloseTo(asymptotic.observed(1 - 0.05 * Math.exp(-shift)), within(1e-9));
        assertThat(limits.observed().error())
                .hasValueCloseTo(
                        0.5
                                * (asymptotic.observed(1 - 0.05 * Math.exp(-shift - error))
                                        - asymptotic.observed(1 - 0.05 * Math.exp(-shift + error))),
                        within(1e-9));
    }

    /** Poisson probability of at most n events. */
    private static double upTo(int n, double nu) {
        double term = Math.exp(-nu);
        double sum = term;
        for (int k = 1; k <= n; k++) {
            term *= nu / k;
            sum += term;
        }
        return sum;
    }

    @Test
    void toysGiveTheExactProbabilities() {
        int n = 5;
        double background = 6;
        double s = 6.5;
        BinnedModel model = model(n, background);
        TestedParameter strength = TestedParameter.linear(SignalModel.scaled("s", new double[] {1}), 0);
        StrengthFitter fitter = new StrengthFitter(model, StrengthFitter.FOR_TOYS);
        PseudoExperiment observed = PseudoExperiment.observed(model.observedData());
        FitResult zero = fitter.at(
                observed, strength, 0, new Fitter(model).fit(model.observedData(), SignalModel.fixed(new double[] {0
                        })));
        FitResult signal = fitter.at(observed, strength, s, zero);
        double q = fitter.upperLimitStatistic(observed, strength, s, zero);
        double[][] statistics = new double[2][];
        for (int h = 0; h < 2; h++) {
            FitResult hypothesis = h == 0 ? zero : signal;
            Toys toys = new Toys(model, hypothesis, Toys.seed(1, "h" + h));
            statistics[h] = IntStream.range(0, 3000)
                    .mapToDouble(i -> fitter.upperLimitStatistic(toys.draw(i), strength, s, hypothesis))
                    .toArray();
        }
        // q~ falls with the number of events
        ToyFraction withSignal = ToyFraction.of(statistics[1], q);
        ToyFraction withoutSignal = ToyFraction.of(statistics[0], q);
        assertThat(withSignal.p()).isCloseTo(upTo(n, background + s), within(4 * withSignal.error()));
        assertThat(withoutSignal.p()).isCloseTo(upTo(n, background), within(4 * withoutSignal.error()));
        AsymptoticLimits asymptotic = new AsymptoticLimits(fitter, observed, strength, zero);
        ToyLimits limits = new ToyLimits(asymptotic, 0.9);
        limits.add(s, q, statistics[1], statistics[0]);
        double exact = bisect(x -> upTo(n, background + x) / upTo(n, background) - 0.1, 0, 50);
        assertThat(limits.observed().value().orElseThrow())
                .isCloseTo(exact, within(4 * limits.observed().error().orElseThrow() + 0.05));
    }

    /** Table IV of physics/9711021, where the ends are smoothed: 8 events with a background of 3. */
    @Test
    void feldmanCousinsOfOneBin() {
        double background = 3;
        int n = 8;
        double[] grid = new double[81];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = 0.2 * i;
        }
        double[][] toys = new double[grid.length][];
        for (int i = 0; i < grid.length; i++) {
            toys[i] = exactEnsemble(grid[i], background);
        }
        FeldmanCousins found =
                new FeldmanCousins(grid, toys, x -> deviance(n, background + x) - deviance(n, n), n - background);
        FeldmanCousins.Ends ends = found.interval(0.9);
        assertThat(ends.low()).isCloseTo(1.51, within(0.35));
        assertThat(ends.high()).isCloseTo(10.99, within(0.35));
    }

    /** 20000 test statistics in the proportions of the Poisson distribution. */
    private static double[] exactEnsemble(double s, double background) {
        double nu = background + s;
        double probability = Math.exp(-nu);
        double sum = 0;
        double[] statistics = new double[20000];
        int filled = 0;
        for (int n = 0; filled < statistics.length; n++) {
            sum += probability;
            int upTo = n > 200 ? statistics.length : (int) Math.round(sum * statistics.length);
            double t = deviance(n, nu) - deviance(n, Math.max(n, background));
            while (filled < Math.min(upTo, statistics.length)) {
                statistics[filled++] = t;
            }
            probability *= nu / (n + 1);
        }
        return statistics;
    }

    @Test
    void grossVitellsCountsStepsFromBelow() {
        assertThat(GrossVitells.upcrossings(new double[] {1.2, 0.3, 1, 1.5, 0.9, 2}, 1))
                .isEqualTo(2);
        GrossVitells formula = new GrossVitells(1, 0.8783568);
        // the numbers of statistics.json for the two-body scan from 0.1 to 4.6 GeV
        assertThat(formula.p(13.17238, 1, true)).isCloseTo(0.002139488, within(1e-8));
    }

    @Test
    void noToyBeyondIsALimit() {
        ToyFraction none = new ToyFraction(0, 2000);
        assertThat(none.p()).isEqualTo(3.0 / 2000);
        assertThat(none.error()).isNull();
        ToyFraction some = new ToyFraction(20, 2000);
        assertThat(some.p()).isEqualTo(0.01);
        assertThat(some.error()).isCloseTo(Math.sqrt(20.0 * 1980 / 2000) / 2000, within(1e-15));
    }
}
