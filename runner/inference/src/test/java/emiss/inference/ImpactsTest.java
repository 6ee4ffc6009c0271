package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.Systematic;
import emiss.inference.statistics.Impacts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A strength s with n = 60 l + 40 g + e + u + s in a bin of 130 events: l = 1 +- 0.1 and g = 1 +- 0.1 are nuisance parameters, e = 10
 * +- 10 and u = 0 +- 2 are parameters of the signal. A free factor f and another strength t have bins of their own. Whatever is held, s
 * takes up the rest.
 */
class ImpactsTest {
    private static final double COUNT = 130;
    /** Of l, g, e and u, in squared events. */
    private static final double[] VARIANCES = {36, 16, 100, 4};

    private static final double SYSTEMATIC = 36 + 16 + 100 + 4;

    private final BinnedModel model = BinnedModel.of(List.of(Models.counting(
            "d",
            Models.channel(
                    "c",
                    new double[] {COUNT, 66, 12},
                    Models.signal(new double[] {1, 1, 1}),
                    Models.background("one", new double[] {60, 0, 0}, new Systematic.Lumi("l", 1, 0.1)),
                    Models.background("two", new double[] {40, 0, 0}, Models.statError("g", 4, 0, 0)),
                    Models.background("three", new double[] {0, 60, 0}, new Systematic.NormFactor("f")),
                    Models.background("four", new double[] {0, 0, 5})))));

    /** The position of s among the parameters is {@code index}, e, t and u follow in this order, round the end. */
    private Impacts impacts(int index) {
        ParameterOfInterest[] parameters = new ParameterOfInterest[4];
        double[][] linear = new double[4][];
        double[] first = {1, 0, 0};
        parameters[index] = ParameterOfInterest.free("s", 1);
        linear[index] = first;
        parameters[(index + 1) % 4] = ParameterOfInterest.free("e", 1).constrained(10, 10);
        linear[(index + 1) % 4] = first;
        parameters[(index + 2) % 4] = ParameterOfInterest.free("t", 1);
        linear[(index + 2) % 4] = new double[] {0, 0, 1};
        parameters[(index + 3) % 4] = ParameterOfInterest.free("u", 1).constrained(0, 2);
        linear[(index + 3) % 4] = first;
        SignalModel signal = SignalModel.of(List.of(parameters), new double[3], linear, new double[4][4][3]);
        return new Impacts(
                model, model.observedData(), signal, index, new Fitter(model).fit(model.observedData(), signal));
    }

    /** The groups of l, f, g, then of e and u in the order of the parameters of {@link #impacts}. */
    private static List<String> groups(int index, String l, String f, String g) {
        return index == 0 || index == 3 ? List.of(l, f, g, "e", "u") : List.of(l, f, g, "u", "e");
    }

    @Test
    void theBestFitAndItsError() {
        Impacts impacts = impacts(0);

        assertThat(impacts.value()).isCloseTo(COUNT - 110, within(1e-4));
        assertThat(impacts.sigmaHessian()).isCloseTo(Math.sqrt(COUNT + SYSTEMATIC), within(1e-4));
        assertThat(impacts.names()).containsExactly("d/l", "d/f", "d/g[0]", "e", "u");
        assertThat(impacts.model()).isSameAs(model);
        assertThat(impacts.best().signalParameter("t")).isCloseTo(7, within(1e-4));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void whatIsHeldIsMissingInTheStrength(int index) {
        List<Impacts.OfNuisance> found = impacts(index).nuisances();

        assertThat(found).extracting(Impacts.OfNuisance::name).containsExactly("e", "d/l", "d/g[0]", "u", "d/f");
        double[] shifts = {10, 6, 4, 2};
        for (int i = 0; i < 4; i++) {
            Impacts.OfNuisance nuisance = found.get(i);
            assertThat(nuisance.pull()).isCloseTo(0, within(1e-5));
            assertThat(nuisance.constraint()).isCloseTo(1, within(1e-5));
            assertThat(nuisance.postFitUp()).isCloseTo(-shifts[i], within(1e-4));
            assertThat(nuisance.postFitDown()).isCloseTo(shifts[i], within(1e-4));
            assertThat(nuisance.preFitUp()).isCloseTo(-shifts[i], within(1e-4));
            assertThat(nuisance.preFitDown()).isCloseTo(shifts[i], within(1e-4));
            assertThat(nuisance.size()).isCloseTo(shifts[i], within(1e-4));
        }
        Impacts.OfNuisance free = found.get(4);
        assertThat(free.pull()).isZero();
        assertThat(free.constraint()).isNaN();
        assertThat(free.preFitUp()).isNaN();
        assertThat(free.preFitDown()).isNaN();
        assertThat(free.size()).isCloseTo(0, within(1e-4));
    }

    /** With the nuisance parameters eliminated -2 ln L is 2 (nu - n + n ln(n/nu)) + V (n/nu - 1)^2, nu = (b + sqrt(b^2 + 4 V n))/2. */
    private static double halfWidth(double variance) {
        double best = COUNT;
        double low = ClosedForms.bisect(mean -> rise(mean, variance) - 1, 1, best);
        double high = ClosedForms.bisect(mean -> 1 - rise(mean, variance), best, 10 * best);
        return 0.5 * (high - low);
    }

    private static double rise(double mean, double variance) {
        double b = mean - variance;
        double nu = 0.5 * (b + Math.sqrt(b * b + 4 * variance * COUNT));
        double delta = COUNT / nu - 1;
        return ClosedForms.deviance(COUNT, nu) + variance * delta * delta;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void partsOfTheErrorByFixing(int index) {
        List<String> groups = groups(index, "normalisation of one", "free", "normalisation of two");
        Map<String, Impacts.Fixing> parts = impacts(index).byFixing(groups);

        assertThat(parts.keySet())
                .containsExactly(
                        "normalisation of one",
                        "free",
                        "normalisation of two",
                        groups.get(3),
                        groups.get(4),
                        "normalisation",
                        "statistical",
                        "systematic",
                        "total");
        Map<String, Double> variances = Map.of(
                "normalisation of one", VARIANCES[0],
                "normalisation of two", VARIANCES[1],
                "e", VARIANCES[2],
                "u", VARIANCES[3],
                "normalisation", VARIANCES[0] + VARIANCES[1],
                "systematic", SYSTEMATIC);
        double total = halfWidth(SYSTEMATIC);
        variances.forEach((name, variance) -> {
            assertThat(parts.get(name).sigmaHessian()).isCloseTo(Math.sqrt(variance), within(1e-3));
            double rest = halfWidth(SYSTEMATIC - variance);
            assertThat(parts.get(name).sigma()).isCloseTo(Math.sqrt(total * total - rest * rest), within(1e-3));
        });
        assertThat(parts.get("free").sigmaHessian()).isCloseTo(0, within(1e-2));
        assertThat(parts.get("statistical").sigmaHessian()).isCloseTo(Math.sqrt(COUNT), within(1e-4));
        assertThat(parts.get("statistical").sigma()).isCloseTo(halfWidth(1e-9), within(1e-4));
        assertThat(parts.get("total").sigmaHessian()).isCloseTo(Math.sqrt(COUNT + SYSTEMATIC), within(1e-4));
        assertThat(parts.get("total").sigma()).isCloseTo(total, within(1e-4));
        Interval interval = impacts(index).interval68();
        assertThat(0.5 * (interval.high() - interval.low())).isCloseTo(total, within(1e-4));
    }

    /** One group that is called a normalisation needs no sum. */
    @Test
    void aSumOfOneNormalisationIsLeftOut() {
        assertThat(impacts(0).byFixing(List.of("normalisation", "free", "mc", "signal", "signal")))
                .containsOnlyKeys("normalisation", "free", "mc", "signal", "statistical", "systematic", "total");
        assertThat(impacts(0).byFixing(List.of("normalisation a", "free", "mc", "signal", "signal")))
                .doesNotContainKey("normalisation");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void partsOfTheErrorByFluctuating(int index) {
        Map<String, Double> parts = impacts(index).byFluctuating(groups(index, "one", "free", "two"));

        assertThat(parts).containsOnlyKeys("data", "one", "free", "two", "e", "u", "systematic", "total");
        assertThat(parts.get("data")).isCloseTo(Math.sqrt(COUNT), within(1e-4));
        assertThat(parts.get("one")).isCloseTo(6, within(1e-4));
        assertThat(parts.get("two")).isCloseTo(4, within(1e-4));
        assertThat(parts.get("e")).isCloseTo(10, within(1e-4));
        assertThat(parts.get("u")).isCloseTo(2, within(1e-4));
        assertThat(parts.get("free")).isZero();
        assertThat(parts.get("systematic")).isCloseTo(Math.sqrt(SYSTEMATIC), within(1e-4));
        assertThat(parts.get("total")).isCloseTo(Math.sqrt(COUNT + SYSTEMATIC), within(1e-4));
    }

    /** A background of 100 that is known: e = 10 +- 300 less its error leaves too few events for a strength with an upper bound. */
    @Test
    void aFitThatFailsHasNoImpact() {
        BinnedModel known = known();
        SignalModel signal = SignalModel.of(
                List.of(
                        ParameterOfInterest.free("s", 1).atMost(60),
                        ParameterOfInterest.free("e", 1).constrained(10, 300)),
                new double[1],
                new double[][] {{1}, {1}},
                new double[2][2][1]);
        Impacts impacts = new Impacts(
                known, known.observedData(), signal, 0, new Fitter(known).fit(known.observedData(), signal));

        assertThat(impacts.value()).isCloseTo(20, within(1e-4));
        assertThat(impacts.nuisances()).singleElement().satisfies(nuisance -> {
            assertThat(nuisance.preFitUp()).isCloseTo(-300, within(1e-2));
            assertThat(nuisance.preFitDown()).isNaN();
            assertThat(nuisance.size()).isNaN();
        });
    }

    private static BinnedModel known() {
        return Models.counts(new double[] {COUNT}, new double[] {100});
    }

    @Test
    void theFitMustConverge() {
        BinnedModel known = known();
        SignalModel impossible =
                SignalModel.scaled(ParameterOfInterest.free("s", -200).atMost(-150), new double[] {1});
        FitResult other = new Fitter(known).fit(known.observedData(), SignalModel.fixed(new double[1]));
        assertThatThrownBy(() -> new Impacts(known, known.observedData(), impossible, 0, other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the fit did not converge: ");
    }
}
