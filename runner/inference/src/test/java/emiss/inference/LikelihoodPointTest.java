package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
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
}
