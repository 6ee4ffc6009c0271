package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.CountingData;
import emiss.api.experiment.Systematic;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Signals that may be negative where few or no events were observed, so that a nuisance parameter decides how negative: against
 * closed forms of the profile of mu, bin by bin.
 */
class EmptyBinsTest {
    /** A bin of a workspace, and -ln L profiled over its nuisance parameter as a function of mu. */
    private record BinOfMu(double observed, double signal, double background, String type, double error) {
        String data() {
            return switch (type) {
                case "normsys" -> "{\"lo\": " + (1 - error) + ", \"hi\": " + (1 + error) + "}";
                default -> "[" + error + "]";
            };
        }

        /** The profile, by golden section over the nuisance parameter where it is possible. */
        double profile(double mu) {
            DoubleUnaryOperator background = nuisance -> switch (type) {
                case "normsys" -> this.background * factor(nuisance);
                default -> this.background * nuisance;
            };
            double low = type.equals("normsys") ? -5 : 1e-10;
            double high = type.equals("normsys") ? 5 : 10;
            if (background.applyAsDouble(high) + mu * signal < 0) {
                return Double.POSITIVE_INFINITY;
            }
            double edge = low;
            double inside = high;
            while (background.applyAsDouble(low) + mu * signal < 0 && inside - edge > 1e-15) {
                double middle = 0.5 * (edge + inside);
                if (background.applyAsDouble(middle) + mu * signal < 0) {
                    edge = middle;
                } else {
                    inside = middle;
                }
            }
            return lowest(
                    nuisance -> value(background.applyAsDouble(nuisance) + mu * signal) + constraint(nuisance),
                    background.applyAsDouble(low) + mu * signal < 0 ? inside : low,
                    high);
        }

        private double value(double nu) {
            return nu - observed + (observed > 0 ? observed * Math.log(observed / nu) : 0);
        }

        private double constraint(double nuisance) {
            double tau = background * background / (error * error);
            return switch (type) {
                case "normsys" -> 0.5 * nuisance * nuisance;
                case "staterror" -> 0.5 * tau * (nuisance - 1) * (nuisance - 1);
                default -> tau * (nuisance - 1 - Math.log(nuisance));
            };
        }

        private double factor(double alpha) {
            return Factor.code4(0, 1 - error, 1 + error).value(alpha);
        }
    }

    private static double lowest(DoubleUnaryOperator f, double from, double to) {
        double ratio = (Math.sqrt(5) - 1) / 2;
        double low = from;
        double high = to;
        for (int i = 0; i < 120; i++) {
            double a = high - ratio * (high - low);
            double b = low + ratio * (high - low);
            if (f.applyAsDouble(a) < f.applyAsDouble(b)) {
                high = b;
            } else {
                low = a;
            }
        }
        return Math.min(Math.min(f.applyAsDouble(low), f.applyAsDouble(high)), f.applyAsDouble(from));
    }

    private static ProfileLikelihood profile(List<BinOfMu> bins) {
        List<String> channels = new ArrayList<>();
        List<String> observations = new ArrayList<>();
        for (int i = 0; i < bins.size(); i++) {
            BinOfMu bin = bins.get(i);
            channels.add(Workspaces.channel(
                    "c" + i,
                    Workspaces.sample("s", "[" + bin.signal + "]", Workspaces.mu()),
                    Workspaces.sample(
                            "b", "[" + bin.background + "]", Workspaces.modifier(bin.type, "n" + i, bin.data()))));
            observations.add(Workspaces.observation("c" + i, "[" + bin.observed + "]"));
        }
        CountingData data = Workspaces.dataset(
                Workspaces.workspace(String.join(", ", channels), String.join(", ", observations), ""));
        BinnedModel model = BinnedModel.of(List.of(data));
        ParameterOfInterest mu = ParameterOfInterest.free("mu", 1).atLeast(-10).atMost(10);
        return new ProfileLikelihood(
                new Fitter(model), model.observedData(), SignalModel.scaled(mu, model.smTemplate()));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, staterror, 0.3, -1, -1.300, -0.455",
        "0.5, 0.3, shapesys, 0.1, -0.6, -0.823, 0.410",
        "1, 1, normsys, 0.2, -1, -1.200, -0.479",
    })
    void oneEmptyBin(double signal, double background, String type, double error, double mu, double low, double high) {
        BinOfMu bin = new BinOfMu(0, signal, background, type, error);
        ProfileLikelihood profile = profile(List.of(bin));

        assertThat(profile.best().reason()).isEmpty();
        assertThat(profile.best().signalParameter("mu")).isCloseTo(mu, within(1e-6));
        assertThat(profile.best().deviance()).isCloseTo(0, within(1e-9));
        Interval interval = profile.interval(0, 1);
        assertThat(interval.low()).isCloseTo(low, within(6e-4));
        assertThat(interval.high()).isCloseTo(high, within(6e-4));
        assertThat(bin.profile(interval.low())).isCloseTo(0.5, within(1e-7));
        assertThat(bin.profile(interval.high())).isCloseTo(0.5, within(1e-7));
    }

    /**
     * Two bins with shapesys tau: one whose expectation is held at 0 by gamma = -mu s/b adds tau (gamma - 1 - ln gamma), one that
     * is not s mu + b gamma + tau (gamma - 1 - ln gamma) at gamma = tau/(tau + b). With s = (1, 2), b = (1, 1), tau = (4, 16) the
     * second bin is the first to be held, at mu = -8/17, and the slopes 1 and -2 x 16 (1 + 1/(2 mu)) cancel at mu = -16/31.
     */
    @Test
    void twoEmptyBinsWithShapesys() {
        ProfileLikelihood profile =
                profile(List.of(new BinOfMu(0, 1, 1, "shapesys", 0.5), new BinOfMu(0, 2, 1, "shapesys", 0.25)));

        assertThat(profile.best().reason()).isEmpty();
        assertThat(profile.best().signalParameter("mu")).isCloseTo(-16.0 / 31, within(1e-7));
        double first = -16.0 / 31 + 0.8 + 4 * (0.8 - 1 - Math.log(0.8));
        double second = 16 * (32.0 / 31 - 1 - Math.log(32.0 / 31));
        assertThat(profile.best().deviance()).isCloseTo(2 * (first + second), within(1e-9));
    }

    @Test
    void anyBinsAgreeWithTheirProfiles() {
        Random random = new Random(3);
        List<String> types = List.of("staterror", "shapesys", "normsys");
        for (int i = 0; i < 60; i++) {
            List<BinOfMu> bins = new ArrayList<>();
            for (int k = 0; k <= random.nextInt(3); k++) {
                double background = 0.2 + 3 * random.nextDouble();
                String type = types.get(random.nextInt(3));
                double error = 0.05 + 0.3 * random.nextDouble();
                bins.add(new BinOfMu(
                        random.nextInt(3) * random.nextInt(2),
                        0.2 + 2 * random.nextDouble(),
                        background,
                        type,
                        type.equals("normsys") ? error : error * background));
            }
            DoubleUnaryOperator sum =
                    mu -> bins.stream().mapToDouble(bin -> bin.profile(mu)).sum();
            ProfileLikelihood profile = profile(bins);
            assertThat(profile.best().reason()).as("%s", bins).isEmpty();
            double mu = profile.best().signalParameter("mu");
            assertThat(0.5 * profile.best().deviance()).as("%s", bins).isCloseTo(sum.applyAsDouble(mu), within(1e-8));
            assertThat(lowest(sum, mu - 0.2, mu + 0.2))
                    .as("%s", bins)
                    .isCloseTo(0.5 * profile.best().deviance(), within(1e-8));
            Interval interval = profile.interval(0, 1);
            assertThat(interval.reason()).as("%s", bins).isEmpty();
            for (double end : new double[] {interval.low(), interval.high()}) {
                if (Math.abs(end) < 10) {
                    assertThat(2 * sum.applyAsDouble(end) - profile.best().deviance())
                            .as("%s at %s", bins, end)
                            .isCloseTo(1, within(1e-5));
                }
            }
        }
    }

    /** Without a nuisance parameter there is an edge, and the profile ends there. */
    @Test
    void aHardEdgeEndsTheInterval() {
        BinnedModel model = Models.counts(new double[] {0}, new double[] {1});
        ParameterOfInterest mu = ParameterOfInterest.free("mu", 1).atLeast(-10).atMost(10);
        ProfileLikelihood profile = new ProfileLikelihood(
                new Fitter(model), model.observedData(), SignalModel.scaled(mu, model.smTemplate()));

        assertThat(profile.best().converged()).isTrue();
        assertThat(profile.best().signalParameter("mu")).isCloseTo(-1, within(1e-9));
        Interval interval = profile.interval(0, 1);
        assertThat(interval.low()).isCloseTo(-1, within(1e-7));
        assertThat(interval.high()).isCloseTo(-0.5, within(1e-7));
        FitResult beyond = profile.profile(0, -1.2);
        assertThat(beyond.status()).isEqualTo(FitResult.Status.INFEASIBLE);
        assertThat(beyond.deviance()).isInfinite();
        assertThat(beyond.reason()).isEqualTo("in bin d/c/0 less than no events are expected");
    }

    @Test
    void eventsWhereNoneAreExpectedNameTheBin() {
        BinnedModel model = BinnedModel.of(List.of(Models.counting(
                "d", Models.channel("c", new double[] {12, 1}, Models.background("b", new double[] {10, 0})))));
        FitResult fit = new Fitter(model).fit(model.observedData(), SignalModel.fixed(new double[2]));

        assertThat(fit.status()).isEqualTo(FitResult.Status.INFEASIBLE);
        assertThat(fit.reason()).isEqualTo("in bin d/c/1 no events are expected, but some were observed");
    }

    /** A start at which a bin with events expects none, although a nuisance parameter can change that. */
    @Test
    void aNuisanceParameterCanMakeAStartPossible() {
        BinOfMu bin = new BinOfMu(3, 1, 1, "normsys", 0.2);
        FitResult fit = profile(List.of(bin)).profile(0, -1.5);

        assertThat(fit.converged()).isTrue();
        assertThat(fit.deviance()).isCloseTo(2 * bin.profile(-1.5), within(1e-7));
    }

    /** The bin that has too much taken away is named, wherever it is. */
    @ParameterizedTest
    @CsvSource({"5, 1, 1", "1, 5, 0", "0.5, 0.7, 0"})
    void theBinThatIsImpossibleIsNamed(double first, double second, int bin) {
        BinnedModel model = Models.counts(new double[] {0, 0}, new double[] {first, second});
        FitResult fit = new Fitter(model).fit(model.observedData(), SignalModel.fixed(new double[] {-2, -2}));

        assertThat(fit.status()).isEqualTo(FitResult.Status.INFEASIBLE);
        assertThat(fit.deviance()).isInfinite();
        assertThat(fit.reason()).isEqualTo("in bin d/c/" + bin + " less than no events are expected");
    }

    /** Twice the inverse of the second derivative of -2 ln L by mu, where an empty bin is held at 0. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, normsys, 0.5, 2, 3, staterror, 0.2",
        "1, 1, shapesys, 0.5, 2, 1, shapesys, 0.25",
        "2, 1, normsys, 0.3, 1, 1, normsys, 0.2",
        "1, 1, staterror, 0.3, 2, 3, normsys, 0.2",
    })
    void errorsAreThoseOfTheProfile(
            double s, double b, String type, double error, double s2, double b2, String type2, double error2) {
        List<BinOfMu> bins = List.of(
                new BinOfMu(0, s, b, type, error * (type.equals("normsys") ? 1 : b)),
                new BinOfMu(0, s2, b2, type2, error2 * (type2.equals("normsys") ? 1 : b2)));
        FitResult fit = profile(bins).best();
        double mu = fit.signalParameter("mu");
        double step = 1e-3;
        double[] values = new double[3];
        for (int i = 0; i < 3; i++) {
            double at = mu + (i - 1) * step;
            values[i] = bins.stream().mapToDouble(bin -> bin.profile(at)).sum();
        }
        double curvature = (values[0] - 2 * values[1] + values[2]) / (step * step);

        assertThat(fit.covariance()[0][0] * curvature).isCloseTo(1, within(1e-3));
    }

    /** The slope by mu where a fit with mu held has ended, in a bin that is held at 0 and in one that is not. */
    @ParameterizedTest
    @CsvSource({"-1.1, 1", "-0.7, 2", "0.5, 1"})
    void slopesAreThoseOfTheProfile(double mu, double scale) {
        BinOfMu bin = new BinOfMu(0, scale, 1, "normsys", 0.2);
        BinnedModel model = Models.counts(new double[] {0}, new double[] {1}, new Systematic.NormSys("k", 0.8, 1.2));
        SignalModel signal = SignalModel.scaled("mu", new double[] {scale});
        Fitter fitter = new Fitter(model);
        FitResult held = fitter.fit(model.observedData(), signal.fix(0, mu));
        double step = 1e-4;

        assertThat(0.5 * held.deviance()).isCloseTo(bin.profile(mu), within(1e-9));
        assertThat(fitter.slopes(model.observedData(), signal, new double[] {mu}, held)[0])
                .isCloseTo((bin.profile(mu + step) - bin.profile(mu - step)) / step, within(1e-4));
    }
}
