package emiss.experiments.babar;

import static emiss.experiments.babar.BabarData.channel;
import static emiss.experiments.babar.BabarData.fractionInWindow;
import static emiss.experiments.babar.BabarData.nominal;
import static emiss.experiments.babar.BabarData.plateau;
import static emiss.experiments.babar.BabarData.sources;
import static emiss.experiments.babar.BabarData.statistical;
import static emiss.experiments.babar.BabarData.systematic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Finds the branching fractions and limits that BABAR printed, from the figures in the data sets and by the method of the
 * publication (Sec. V of arXiv:1303.7465): limits where the probability of N_obs or fewer events is 10 %, with background
 * and efficiency smeared by Gaussians of their total errors, and combinations from the product of the Poisson
 * probabilities. For a combination "fewer events" means a lower maximum-likelihood branching fraction.
 */
final class PrintedResultsTest {
    private static final double LEVEL = 0.1;
    /** Points of the Gaussian averages, over five standard deviations to either side. */
    private static final int POINTS = 41;

    private static final double RANGE = 5;

    private static final Map<String, List<String>> COMBINATIONS = Map.of(
            "K", List.of("Kplus-low", "KS-low"),
            "K*+", List.of("Kplus-pizero-low", "KS-piplus-low"),
            "K*0", List.of("Kplus-piminus-low", "KS-pizero-low"),
            "K*", List.of("Kplus-pizero-low", "KS-piplus-low", "Kplus-piminus-low", "KS-pizero-low"));

    /**
     * A channel as the publication treats it.
     *
     * @param observed events
     * @param background expected background [events]
     * @param backgroundError its total error
     * @param events events per unit branching fraction, N(BB) times the published efficiency
     * @param eventsError its total error
     */
    private record Counting(
            int observed, double background, double backgroundError, double events, double eventsError) {
        static Counting of(String channel) {
            double variance = 0;
            Map<String, Double> bySource = new TreeMap<>();
            double background = 0;
            for (String sample : List.of("peaking", "combinatorial")) {
                double nominal = nominal(channel, sample);
                background += nominal;
                variance += Math.pow(statistical(channel, sample), 2);
                sources(channel, sample).forEach((name, error) -> bySource.merge(name, error * nominal, Double::sum));
            }
            for (double error : bySource.values()) {
                variance += error * error;
            }
            double events = plateau(channel) * fractionInWindow(channel);
            double relative = Math.hypot(
                    statistical(channel, "signal") / nominal(channel, "signal"), systematic(channel, "signal"));
            return new Counting(
                    (int) channel(channel).observed().at(0),
                    background,
                    Math.sqrt(variance),
                    events,
                    relative * events);
        }

        /** The probabilities of 0, 1, ... size-1 events at this branching fraction. */
        double[] probabilities(double branchingFraction, int size) {
            double[] sum = new double[size];
            double norm = 0;
            for (int i = 0; i < POINTS; i++) {
                for (int j = 0; j < POINTS; j++) {
                    double u = RANGE * (2.0 * i / (POINTS - 1) - 1);
                    double v = RANGE * (2.0 * j / (POINTS - 1) - 1);
                    double weight = Math.exp(-0.5 * (u * u + v * v));
                    double mean = Math.max(0, background + u * backgroundError)
                            + Math.max(0, events + v * eventsError) * branchingFraction;
                    double probability = Math.exp(-mean);
                    for (int n = 0; n < size; n++) {
                        sum[n] += weight * probability;
                        probability *= mean / (n + 1);
                    }
                    norm += weight;
                }
            }
            for (int n = 0; n < size; n++) {
                sum[n] /= norm;
            }
            return sum;
        }
    }

    /** The maximum-likelihood branching fraction, with fixed backgrounds and efficiencies. */
    private static double central(List<Counting> channels) {
        double lowest = Double.NEGATIVE_INFINITY;
        for (Counting channel : channels) {
            lowest = Math.max(lowest, -channel.background / channel.events);
        }
        return root(
                branchingFraction -> {
                    double slope = 0;
                    for (Counting c : channels) {
                        slope += c.events * (c.observed / (c.background + c.events * branchingFraction) - 1);
                    }
                    return slope;
                },
                0.999 * lowest,
                1e-2);
    }

    /**
     * The probability of data whose maximum-likelihood branching fraction is not above {@code central}. The slope of ln L at
     * {@code central}, sum_c events_c (n_c/mean_c - 1), is not positive exactly for them.
     */
    private static double probabilityNotAbove(List<Counting> channels, double central, double branchingFraction) {
        double[] weights = new double[channels.size()];
        double[][] probabilities = new double[channels.size()][];
        double limit = 0;
        for (Counting channel : channels) {
            limit += channel.events;
        }
        limit *= 1 + 1e-9;
        for (int c = 0; c < weights.length; c++) {
            Counting channel = channels.get(c);
            weights[c] = channel.events / (channel.background + channel.events * central);
            probabilities[c] = channel.probabilities(branchingFraction, (int) (limit / weights[c]) + 1);
        }
        return sumBelow(0, limit, weights, probabilities);
    }

    private static double sumBelow(int c, double left, double[] weights, double[][] probabilities) {
        if (c == weights.length) {
            return 1;
        }
        double sum = 0;
        for (int n = 0; n * weights[c] <= left && n < probabilities[c].length; n++) {
            sum += probabilities[c][n] * sumBelow(c + 1, left - n * weights[c], weights, probabilities);
        }
        return sum;
    }

    private static double limit(List<Counting> channels, double probability) {
        double central = central(channels);
        return root(
                branchingFraction -> probabilityNotAbove(channels, central, branchingFraction) - probability, 0, 1e-2);
    }

    /** Where a falling function is zero. */
    private static double root(DoubleUnaryOperator falling, double from, double to) {
        double low = from;
        double high = to;
        for (int i = 0; i < 60; i++) {
            double middle = 0.5 * (low + high);
            if (falling.applyAsDouble(middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    private static List<Counting> combination(String name) {
        return COMBINATIONS.get(name).stream().map(Counting::of).toList();
    }

    /** Tables IV and V: N_bkg and efficiency with their errors in quadrature, as printed to 0.1 events and 0.1e-5. */
    @ParameterizedTest
    @CsvSource({
        // channel, N_bkg, stat, syst, efficiency, stat, syst
        "Kplus-low,         2.9, 0.6, 0.1, 43.8, 0.7, 3.0",
        "KS-low,            2.9, 0.6, 0.2, 10.3, 0.2, 1.2",
        "Kplus-pizero-low,  2.3, 0.5, 0.1,  4.9, 0.2, 0.4",
        "KS-piplus-low,     2.0, 0.5, 0.1,  6.0, 0.2, 0.5",
        "Kplus-piminus-low, 7.0, 0.9, 0.5, 12.2, 0.3, 1.4",
        "KS-pizero-low,     0.7, 0.3, 0.1,  1.2, 0.1, 0.1"
    })
    void totalErrorsAreThoseOfTheTables(
            String name,
            double background,
            double backgroundStat,
            double backgroundSyst,
            double efficiency,
            double efficiencyStat,
            double efficiencySyst) {
        Counting counting = Counting.of(name);
        assertThat(counting.background).isCloseTo(background, within(0.1 + 1e-9));
        assertThat(counting.backgroundError).isCloseTo(Math.hypot(backgroundStat, backgroundSyst), within(0.1));
        double unit = 1e-5 * BabarData.PAIRS;
        assertThat(counting.events / unit).isCloseTo(efficiency, within(0.01));
        assertThat(counting.eventsError / unit).isCloseTo(Math.hypot(efficiencyStat, efficiencySyst), within(0.1));
    }

    /** Tables IV and V: upper limits at 90 % of single modes, in 1e-5. */
    @ParameterizedTest
    @CsvSource({
        "Kplus-low, 3.7",
        "KS-low, 8.1",
        "Kplus-pizero-low, 19.4",
        "KS-piplus-low, 17.0",
        "Kplus-piminus-low, 8.9",
        "KS-pizero-low, 86"
    })
    void findsTheUpperLimitsOfSingleModes(String name, double printed) {
        assertThat(1e5 * limit(List.of(Counting.of(name)), LEVEL)).isCloseTo(printed, within(0.05 * printed));
    }

    /** Tables IV and V: central values and upper limits at 90 % of combinations, in 1e-5. */
    @ParameterizedTest
    @CsvSource({"K, 1.4, 3.2", "K*+, 3.3, 11.6", "K*0, 2.0, 9.3", "K*, 2.7, 7.9"})
    void findsTheCombinations(String name, double central, double upper) {
        List<Counting> channels = combination(name);
        assertThat(1e5 * central(channels)).isCloseTo(central, within(0.05 * central));
        assertThat(1e5 * limit(channels, LEVEL)).isCloseTo(upper, within(0.05 * upper));
    }

    /** The lower limits of K+ and K, where N_obs or fewer events have a probability of 90 %, are printed with one digit. */
    @Test
    void findsTheLowerLimits() {
        assertThat(1e5 * limit(List.of(Counting.of("Kplus-low")), 1 - LEVEL)).isCloseTo(0.4, within(0.05));
        assertThat(1e5 * limit(combination("K"), 1 - LEVEL)).isCloseTo(0.2, within(0.05));
    }

    /**
     * The branching fraction of K+ is printed as 1.5e-5. That of K0, 0.14e-5, is a difference of 3 observed and 2.9 expected
     * events and agrees within the rounding of the latter; a relative comparison would mean nothing.
     */
    @Test
    void findsTheBranchingFractionsOfKaons() {
        assertThat(1e5 * central(List.of(Counting.of("Kplus-low")))).isCloseTo(1.5, within(0.05 * 1.5));
        Counting neutral = Counting.of("KS-low");
        assertThat(central(List.of(neutral))).isCloseTo(0.14e-5, within(0.05 / neutral.events));
    }

    /** The excess in K+ has a probability of 8.4 %. */
    @Test
    void findsTheExcessOfChargedKaons() {
        double[] probabilities = Counting.of("Kplus-low").probabilities(0, 6);
        double below = 0;
        for (double probability : probabilities) {
            below += probability;
        }
        assertThat(1 - below).isCloseTo(0.084, within(0.05 * 0.084));
    }
}
