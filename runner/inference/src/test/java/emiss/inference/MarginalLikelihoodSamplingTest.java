package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.junit.jupiter.api.Test;

/**
 * Laplace's method on the Belle II data against Markov chains in the nuisance parameters, with the per-bin factors of every bin integrated
 * over by quadrature: they add a normal variable to the expectation.
 */
class MarginalLikelihoodSamplingTest {
    private static final int STEPS = 16_000;
    private static final int BURN_IN = 2_000;
    private static final int THINNING = 16;
    private static final double CHANGE = 0.02;
    private static final GaussIntegrator HERMITE = new GaussIntegratorFactory().hermite(12);

    private final BinnedModel model = BinnedModel.of(List.of(Models.ITA, Models.HTA));
    private final SignalModel strength = SignalModel.scaled("mu", model.smTemplate());

    /** ln L of the alphas, per-bin factors integrated over. */
    private final class Density {
        private final Evaluator less = new Evaluator(model.compiled());
        private final Evaluator more = new Evaluator(model.compiled());
        private final double[] below;
        private final double[] above;
        private final double[] observed = model.observedData().observed();

        /** The expectation of every bin is found from the best one for two numbers of events that are not far from it. */
        Density(SignalModel signal, FitResult fit) {
            below = Arrays.stream(fit.expected()).map(nu -> 0.9 * nu).toArray();
            above = Arrays.stream(fit.expected()).map(nu -> 1.1 * nu).toArray();
            double[] centres = model.observedData().centres();
            less.bind(model.data(below, centres), signal);
            more.bind(model.data(above, centres), signal);
        }

        double at(double[] x) {
            double sum = 0;
            for (int p = 0; p < x.length; p++) {
                ExplicitParameters.Parameter parameter =
                        model.compiled().explicit.at(p);
                double pull = (x[p] - parameter.centre()) / parameter.width();
                sum -= 0.5 * pull * pull;
            }
            if (!Double.isFinite(less.value(x)) || !Double.isFinite(more.value(x))) {
                return Double.NEGATIVE_INFINITY;
            }
            double[] low = less.expected();
            double[] high = more.expected();
            for (int row = 0; row < model.bins(); row++) {
                // nu^2 - b nu = V n for both, with b = mean - V
                double ratio = above[row] / below[row];
                double b = (high[row] * high[row] - ratio * low[row] * low[row]) / (high[row] - ratio * low[row]);
                double variance = Math.max(0, low[row] * (low[row] - b) / below[row]);
                sum += bin(observed[row], b + variance, variance);
            }
            return sum;
        }

        private double bin(double n, double mean, double variance) {
            double b = mean - variance;
            double nu = 0.5 * (b + Math.sqrt(b * b + 4 * variance * n));
            double root = Math.sqrt(variance);
            double centre = root * (n / nu - 1);
            double width = 1 / Math.sqrt(1 + n * variance / (nu * nu));
            double sum = 0;
            for (int k = 0; k < HERMITE.getNumberOfPoints(); k++) {
                double t = HERMITE.getPoint(k);
                double u = centre + Math.sqrt(2) * width * t;
                double rate = mean + root * u;
                if (rate > 0) {
                    sum += HERMITE.getWeight(k) * Math.exp(t * t - 0.5 * u * u + n * Math.log(rate / n) - rate + n);
                }
            }
            return Math.log(sum * width / Math.sqrt(Math.PI));
        }
    }

    /** The mean of d ln L/d mu over the nuisance parameters at one mu. */
    private double meanSlope(double mu, Random random) {
        Fitter fitter = new Fitter(model);
        SignalModel held = strength.fix(0, mu);
        FitResult fit = fitter.fit(model.observedData(), held);
        int size = model.compiled().explicit.count();
        double[][] root = Covariance.root(new Curvature(fit).covariance());
        Density density = new Density(held, fit);
        Density up = new Density(strength.fix(0, mu + CHANGE), fit);
        Density down = new Density(strength.fix(0, mu - CHANGE), fit);
        double[] x = Arrays.copyOf(fit.nuisances(), size);
        double current = density.at(x);
        double sum = 0;
        int count = 0;
        int accepted = 0;
        for (int step = 0; step < BURN_IN + STEPS; step++) {
            double[] normal = new double[size];
            for (int p = 0; p < size; p++) {
                normal[p] = random.nextGaussian() * 2.38 / Math.sqrt(size);
            }
            double[] proposed = x.clone();
            for (int p = 0; p < size; p++) {
                for (int q = 0; q <= p; q++) {
                    proposed[p] += root[p][q] * normal[q];
                }
            }
            double next = density.at(proposed);
            if (Math.log(random.nextDouble()) < next - current) {
                x = proposed;
                current = next;
                accepted++;
            }
            if (step >= BURN_IN && step % THINNING == 0) {
                sum += (up.at(x) - down.at(x)) / (2 * CHANGE);
                count++;
            }
        }
        assertThat(accepted / (double) (BURN_IN + STEPS)).isBetween(0.1, 0.4);
        return sum / count;
    }

    /**
     * ln of the ratio of the marginal likelihoods at mu = 1 and 0 is the integral of the mean slope between them: 2.37 +- 0.03 by longer
     * chains of another program, 2.36 by Laplace's method, 2.30 by the profile likelihood (statistics.json).
     */
    @Test
    void pathSamplingOfTheSignalStrength() {
        Random random = new Random(3);
        GaussIntegrator nodes = new GaussIntegratorFactory().legendre(5, 0, 1);
        double sampled = 0;
        for (int k = 0; k < nodes.getNumberOfPoints(); k++) {
            sampled += nodes.getWeight(k) * meanSlope(nodes.getPoint(k), random);
        }
        Fitter fitter = new Fitter(model);
        double laplace = 0.5
                * (MarginalLikelihood.minus2Log(fitter.fit(model.observedData(), strength.fix(0, 0)))
                        - MarginalLikelihood.minus2Log(fitter.fit(model.observedData(), strength.fix(0, 1))));
        assertThat(laplace).isCloseTo(2.358392, within(1e-3));
        assertThat(sampled).isCloseTo(laplace, within(0.2));
    }
}
