package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.experiment.GaussianConstraint;
import emiss.api.experiment.ParameterSettings;
import emiss.api.experiment.Systematic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The derivatives of the plain likelihood, against differences of its values. */
class LikelihoodPointTest {
    private static final double STEP = 1e-5;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void slopesAreThoseOfDifferences(long seed) {
        Random random = new Random(seed);
        BinnedModel model = BinnedModel.of(Models.random(random));
        check(random, model, Models.quadratic(random, model.rows()));
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35, 36, 37, 38})
    void slopesOfAFluctuatingSignal(long seed) {
        Random random = new Random(seed);
        BinnedModel model = BinnedModel.of(Models.random(random));
        check(random, model, Models.fluctuating(random, model.rows()));
    }

    private static void check(Random random, BinnedModel model, SignalModel signal) {
        FitResult fit = new Fitter(model).fit(model.observedData(), signal);
        double[] phi = fit.signalParameters();
        Map<String, Double> nuisances = new LinkedHashMap<>();
        for (int i = 0; i < model.nuisanceNames().size(); i++) {
            nuisances.put(model.nuisanceNames().get(i), fit.nuisances()[i] * (1 + 0.02 * random.nextGaussian()) + 1e-3);
        }
        for (int k = 0; k < phi.length; k++) {
            phi[k] += 0.05 * random.nextGaussian();
        }
        double[] slopes = new LikelihoodPoint(model, model.observedData(), signal, phi, nuisances).slopes();

        assertThat(slopes).hasSize(phi.length + nuisances.size());
        for (int k = 0; k < phi.length; k++) {
            double[] up = phi.clone();
            double[] down = phi.clone();
            up[k] += STEP;
            down[k] -= STEP;
            compare(slopes[k], value(model, signal, up, nuisances), value(model, signal, down, nuisances));
        }
        for (int i = 0; i < nuisances.size(); i++) {
            String name = model.nuisanceNames().get(i);
            Map<String, Double> up = new LinkedHashMap<>(nuisances);
            Map<String, Double> down = new LinkedHashMap<>(nuisances);
            up.merge(name, STEP, Double::sum);
            down.merge(name, -STEP, Double::sum);
            compare(slopes[phi.length + i], value(model, signal, phi, up), value(model, signal, phi, down));
        }
    }

    private static double value(BinnedModel model, SignalModel signal, double[] phi, Map<String, Double> nuisances) {
        return -2 * model.logPdf(model.observedData(), signal, phi, nuisances);
    }

    private static void compare(double slope, double up, double down) {
        double difference = (up - down) / (2 * STEP);
        assertThat(slope).isCloseTo(difference, within(1e-5 * Math.max(1, Math.abs(difference))));
    }

    /** Parameters that are not named are where they were measured, where they start or where they are held. */
    @Test
    void whatIsNotNamedIsWhereItBegins() {
        DoubleVector none = DoubleVector.of();
        BinnedModel model = BinnedModel.of(List.of(Models.counting(
                        "d",
                        Models.channel(
                                "c",
                                new double[] {130},
                                Models.background(
                                        "b",
                                        new double[] {100},
                                        new Systematic.NormFactor("free"),
                                        new Systematic.NormFactor("held"),
                                        new Systematic.Lumi("l", 1, 0.05))))
                .toBuilder()
                .parameters(List.of(
                        new ParameterSettings("free", DoubleVector.of(1.5), List.of(), null, none, none, none),
                        new ParameterSettings("held", DoubleVector.of(0.7), List.of(), true, none, none, none)))
                .build()));
        ModelData data = model.data(new double[] {130}, new double[] {1, 1, 1.1});
        double nu = 100 * 1.5 * 0.7 * 1.1;
        double expected = 130 * Math.log(nu) - nu - Gamma.logGamma(131) - Math.log(0.05 * Math.sqrt(2 * Math.PI));
        SignalModel signal = SignalModel.fixed(new double[1]);
        assertThat(model.nuisanceNames()).containsExactly("d/free", "d/held", "d/l");
        assertThat(model.logPdf(data, signal, new double[0], Map.of())).isCloseTo(expected, within(1e-10));
        assertThat(model.logPdf(data, signal, new double[0], Map.of("d/free", 1.5, "d/held", 0.7, "d/l", 1.1)))
                .isCloseTo(expected, within(1e-10));
    }

    @Test
    void impossibleDataHaveNoSlopes() {
        BinnedModel model = Models.counts(new double[] {3}, new double[] {2});
        LikelihoodPoint point = new LikelihoodPoint(
                model, model.observedData(), SignalModel.scaled("s", new double[] {1}), new double[] {-2}, Map.of());

        assertThat(point.logPdf()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThatThrownBy(point::slopes)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the data are impossible at the point");
    }

    /** A Poisson distribution times that of two normal variables with the covariance (4, 1; 1, 0.5), of determinant 1. */
    @Test
    void jointConstraintsAreNormalised() {
        BinnedModel model = BinnedModel.of(List.of(Models.counting(
                "d",
                List.of(new GaussianConstraint(
                        List.of("a", "b"),
                        DoubleVector.of(0.5, 1),
                        List.of(DoubleVector.of(4, 1), DoubleVector.of(1, 0.5)))),
                Models.channel(
                        "c",
                        new double[] {9},
                        Models.background(
                                "b",
                                new double[] {10},
                                new Systematic.NormSys("a", 0.5, 2),
                                new Systematic.NormSys("b", 0.8, 1.25))))));
        double nu = 10 * 2 * 0.8;
        double first = 1 - 0.5;
        double second = -1 - 1;
        double chiSquare = 0.5 * first * first - 2 * first * second + 4 * second * second;
        assertThat(model.logPdf(
                        model.observedData(),
                        SignalModel.fixed(new double[1]),
                        new double[0],
                        Map.of("d/a", 1.0, "d/b", -1.0)))
                .isCloseTo(
                        9 * Math.log(nu) - nu - Gamma.logGamma(10) - 0.5 * chiSquare - Math.log(2 * Math.PI),
                        within(1e-10));
    }
}
