package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.Systematic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hipparchus.analysis.differentiation.Gradient;
import org.hipparchus.util.Binary64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and derivatives against {@link PlainLikelihood} and automatic differentiation. */
class EvaluatorTest {
    static int explicit(BinnedModel model) {
        return model.compiled().explicit.count();
    }

    private static int factors(BinnedModel model) {
        return model.nuisanceNames().size() - explicit(model);
    }

    private static double[] randomPoint(Random random, BinnedModel model, SignalModel signal, double spread) {
        double[] x = new double[explicit(model) + signal.parameters().size()];
        for (int p = 0; p < explicit(model); p++) {
            ExplicitParameters.Parameter parameter = model.compiled().explicit.at(p);
            double width = Math.min(parameter.width(), 0.3);
            boolean standard = parameter.width() >= 0.9 && parameter.width() < 2;
            x[p] = parameter.initial() + random.nextGaussian() * (standard ? spread : 0.5 * width);
        }
        for (int k = 0; k < signal.parameters().size(); k++) {
            x[explicit(model) + k] = random.nextGaussian();
        }
        return x;
    }

    /** All parameters in one vector: explicit, of interest, factors, and theta = sqrt(e) delta of a fluctuating signal. */
    private static double[] withFactors(BinnedModel model, SignalModel signal, double[] x, Evaluator evaluator) {
        int named = x.length + factors(model);
        double[] all = Arrays.copyOf(x, named + (signal.variance == null ? 0 : model.bins()));
        for (int i = 0; i < factors(model); i++) {
            all[x.length + i] = evaluator.nuisances()[explicit(model) + i];
        }
        if (signal.variance != null) {
            double[] expected = evaluator.expected();
            double[] observed = model.observedData().observed();
            double[] variance = new double[model.rows()];
            signal.variance.evaluate(x, explicit(model), variance);
            for (int row = 0; row < model.bins(); row++) {
                all[named + row] = Math.sqrt(Math.max(0, variance[row])) * (observed[row] / expected[row] - 1);
            }
        }
        return all;
    }

    static Gradient plain(List<Dataset> data, BinnedModel model, SignalModel signal, double[] all) {
        int interest = signal.parameters().size();
        Map<String, Gradient> values = new HashMap<>();
        List<Gradient> phi = new ArrayList<>();
        int named = all.length - (signal.variance == null ? 0 : model.bins());
        double[] thetas = Arrays.copyOfRange(all, named, all.length);
        for (int i = 0; i < named; i++) {
            Gradient variable = Gradient.variable(all.length, i, all[i]);
            if (i < explicit(model)) {
                values.put(model.nuisanceNames().get(i), variable);
            } else if (i < explicit(model) + interest) {
                phi.add(variable);
            } else {
                values.put(model.nuisanceNames().get(i - interest), variable);
            }
        }
        Gradient zero = Gradient.constant(all.length, 0);
        Gradient[] fluctuations = new Gradient[model.bins()];
        Arrays.fill(fluctuations, zero);
        Gradient penalty = zero;
        if (signal.variance != null) {
            List<Gradient> variances = events(signal.variance, phi, zero);
            for (int row = 0; row < fluctuations.length; row++) {
                Gradient theta = Gradient.variable(all.length, all.length - fluctuations.length + row, thetas[row]);
                penalty = penalty.add(theta.square().multiply(0.5));
                Gradient variance = variances.get(row);
                fluctuations[row] = variance.getValue() > 0 ? variance.sqrt().multiply(theta) : zero;
            }
        }
        Gradient sum =
                PlainLikelihood.value(data, values, events(signal.polynomial, phi, zero), List.of(fluctuations), zero);
        sum = sum.add(penalty);
        for (int k = 0; k < interest; k++) {
            ParameterOfInterest parameter = signal.parameters().get(k);
            if (parameter.isConstrained()) {
                Gradient pull = phi.get(k).subtract(parameter.centre()).divide(parameter.sigma());
                sum = sum.add(pull.square().multiply(0.5));
            }
        }
        return sum;
    }

    static List<Gradient> events(RowPolynomial signal, List<Gradient> phi, Gradient zero) {
        List<Gradient> events = new ArrayList<>();
        for (int row = 0; row < signal.constant.length; row++) {
            Gradient sum = zero.add(signal.constant[row]);
            for (int k = 0; k < phi.size(); k++) {
                sum = sum.add(phi.get(k).multiply(signal.linear[k][row]));
                for (int l = 0; l < phi.size(); l++) {
                    sum = sum.add(phi.get(k).multiply(phi.get(l)).multiply(signal.quadratic[k][l][row]));
                }
            }
            events.add(sum);
        }
        return events;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void gradientIsThatOfTheFullLikelihoodAtTheBestFactors(long seed) {
        Random random = new Random(seed);
        List<Dataset> data = Models.random(random);
        BinnedModel model = BinnedModel.of(data);
        checkGradient(random, data, model, Models.quadratic(random, model.rows()));
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35, 36, 37, 38})
    void gradientOfAFluctuatingSignal(long seed) {
        Random random = new Random(seed);
        List<Dataset> data = Models.random(random);
        BinnedModel model = BinnedModel.of(data);
        checkGradient(random, data, model, Models.fluctuating(random, model.rows()));
    }

    private static void checkGradient(Random random, List<Dataset> data, BinnedModel model, SignalModel signal) {
        Evaluator evaluator = new Evaluator(model.compiled());
        evaluator.bind(model.observedData(), signal);
        double[] x = randomPoint(random, model, signal, 1);
        double[] y = randomPoint(random, model, signal, 1);
        double difference = evaluator.value(y);
        double plainDifference = plain(data, model, signal, withFactors(model, signal, y, evaluator))
                .getValue();
        difference -= evaluator.value(x);
        double[] gradient = new double[x.length];
        evaluator.gradient(gradient);
        Gradient plain = plain(data, model, signal, withFactors(model, signal, x, evaluator));
        assertThat(difference).isCloseTo(plainDifference - plain.getValue(), within(1e-9));
        for (int p = 0; p < x.length; p++) {
            assertThat(gradient[p])
                    .as(p < explicit(model) ? model.nuisanceNames().get(p) : "phi")
                    .isCloseTo(plain.getPartialDerivative(p), within(1e-9 * (1 + Math.abs(gradient[p]))));
        }
        // The factors are at their minimum: the derivative vanishes, or pushes below 0.
        for (int i = 0; i < factors(model); i++) {
            double slope = plain.getPartialDerivative(x.length + i);
            if (evaluator.nuisances()[explicit(model) + i] > 0) {
                assertThat(slope).isCloseTo(0, within(1e-8));
            } else {
                assertThat(slope).isPositive();
            }
        }
        for (int i = x.length + factors(model); i < plain.getFreeParameters(); i++) {
            assertThat(plain.getPartialDerivative(i)).isCloseTo(0, within(1e-8));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void exactHessianIsTheDerivativeOfTheGradient(long seed) {
        Random random = new Random(seed);
        BinnedModel model = BinnedModel.of(Models.random(random));
        checkHessian(random, model, Models.quadratic(random, model.rows()));
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43, 44, 45, 46})
    void exactHessianOfAFluctuatingSignal(long seed) {
        Random random = new Random(seed);
        BinnedModel model = BinnedModel.of(Models.random(random));
        checkHessian(random, model, Models.fluctuating(random, model.rows()));
    }

    private static Evaluator evaluatorAt(double[] x, BinnedModel model, SignalModel signal) {
        Evaluator evaluator = new Evaluator(model.compiled());
        evaluator.bind(model.observedData(), signal);
        evaluator.value(x);
        evaluator.gradient(new double[x.length]);
        return evaluator;
    }

    private static void checkHessian(Random random, BinnedModel model, SignalModel signal) {
        double[] x = randomPoint(random, model, signal, 1);
        int size = x.length;
        Evaluator evaluator = evaluatorAt(x, model, signal);
        double[][] hessian = new double[size][size];
        evaluator.hessian(hessian, HessianPart.EXACT, 0);
        checkParts(x, model, signal, hessian);
        double[][] columns = new double[4][size];
        double step = 1e-3;
        double[] weights = {8, -8, -1, 1};
        double[] offsets = {1, -1, 2, -2};
        for (int k = 0; k < size; k++) {
            for (int i = 0; i < 4; i++) {
                double[] moved = x.clone();
                moved[k] += offsets[i] * step * Math.max(1e-2, Math.min(1, Math.abs(x[k])));
                evaluator.value(moved);
                evaluator.gradient(columns[i]);
            }
            double unit = 12 * step * Math.max(1e-2, Math.min(1, Math.abs(x[k])));
            for (int l = 0; l < size; l++) {
                double numeric = 0;
                for (int i = 0; i < 4; i++) {
                    numeric += weights[i] * columns[i][l] / unit;
                }
                double analytic = k < l ? hessian[k][l] : hessian[l][k];
                double scale = 1 + Math.sqrt(Math.abs(hessian[k][k] * hessian[l][l]));
                assertThat(analytic).as("%d, %d", k, l).isCloseTo(numeric, within(2e-6 * scale));
            }
        }
    }

    /** The columns of interest alone are those of the whole, and nothing else is written; those of nuisances alone are too. */
    private static void checkParts(double[] x, BinnedModel model, SignalModel signal, double[][] whole) {
        int size = whole.length;
        int explicit = model.compiled().explicit.count();
        double[][] ofInterest = new double[size][size];
        double[][] ofNuisances = new double[size][size];
        // each from an evaluator that has seen no other point and no other part
        evaluatorAt(x, model, signal).hessian(ofInterest, HessianPart.OF_INTEREST, 0);
        evaluatorAt(x, model, signal).hessian(ofNuisances, HessianPart.OF_NUISANCES, 0);
        for (int k = 0; k < size; k++) {
            for (int l = k; l < size; l++) {
                double tolerance = 1e-12 * (1 + Math.sqrt(Math.abs(whole[k][k] * whole[l][l])));
                assertThat(ofInterest[k][l])
                        .as("%d, %d", k, l)
                        .isCloseTo(l < explicit ? 0 : whole[k][l], within(tolerance));
                if (l < explicit) {
                    assertThat(ofNuisances[k][l]).as("%d, %d", k, l).isCloseTo(whole[k][l], within(tolerance));
                }
            }
        }
    }

    /** What is left out changes no diagonal element by more than its part in one slot. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void negligibleCurvatureIsSmall(long seed) {
        Random random = new Random(seed);
        BinnedModel model = BinnedModel.of(Models.random(random));
        SignalModel signal = Models.quadratic(random, model.rows());
        double[] x = randomPoint(random, model, signal, 1);
        int size = x.length;
        Evaluator evaluator = evaluatorAt(x, model, signal);
        double[][] exact = new double[size][size];
        double[][] gaussNewton = new double[size][size];
        evaluator.hessian(exact, HessianPart.EXACT, 0);
        evaluator.hessian(gaussNewton, HessianPart.GAUSS_NEWTON, 0);
        int slots = model.compiled().factors.gammas.length;
        for (double negligible : new double[] {1e-4, 1e-3, 1e-2, 0.1}) {
            double[][] rough = new double[size][size];
            evaluator.hessian(rough, HessianPart.EXACT, negligible);
            for (int k = 0; k < size; k++) {
                double largest = negligible * slots * (Math.abs(gaussNewton[k][k]) + 1);
                assertThat(rough[k][k]).isBetween(exact[k][k] - 1e-12 * largest, exact[k][k] + largest);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-2.5, -1, -0.7, -0.2, 0, 0.3, 0.99, 1, 1.8})
    void interpolationsFollowTheirDefinition(double alpha) {
        Factor factor = Factor.code4(0, 0.7, 1.4);
        assertThat(factor.value(alpha))
                .isCloseTo(PlainLikelihood.code4(new Binary64(alpha), 0.7, 1.4).getReal(), within(1e-13));
        Gradient derivative = PlainLikelihood.code4(Gradient.variable(1, 0, alpha), 0.7, 1.4);
        assertThat(factor.first(alpha)).isCloseTo(derivative.getPartialDerivative(0), within(1e-12));
        double shift = alpha * 0.5 * (13 - 8) + (13 - 10 - (10 - 8)) / 16.0 * Code4p.bend(alpha);
        assertThat(shift)
                .isCloseTo(
                        PlainLikelihood.code4p(new Binary64(alpha), 8, 10, 13).getReal(), within(1e-13));
    }

    /** Parameters that shift and scale the same sample, shifts that raise a bin both ways, and more factors than one a group. */
    private static List<Dataset> sharedNames() {
        return List.of(Models.counting(
                "d",
                Models.channel(
                        "c",
                        new double[] {60, 45, 70},
                        Models.background(
                                "one",
                                new double[] {20, 15, 30},
                                new Systematic.NormSys("last", 0.8, 1.1),
                                new Systematic.NormFactor("free"),
                                Models.histoSys("k", new double[] {18, 16, 27}, new double[] {23, 14.5, 31}),
                                new Systematic.NormSys("k", 0.9, 1.15),
                                Models.histoSys("last", new double[] {21, 15, 29}, new double[] {18, 15, 33})),
                        Models.background(
                                "two",
                                new double[] {10, 12, 14},
                                new Systematic.NormFactor("free"),
                                Models.histoSys("both", new double[] {11, 13, 15}, new double[] {11, 13, 15}),
                                Models.statError("mc", 1, 0.5, 2)),
                        Models.signal(
                                new double[] {5, 0, 8},
                                new Systematic.NormSys("both", 0.7, 1.2),
                                Models.histoSys("k", new double[] {4, 0, 9}, new double[] {5.5, 0, 7}),
                                new Systematic.NormSys("k", 1.1, 0.95)))));
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52, 53, 54})
    void derivativesOfSharedNames(long seed) {
        Random random = new Random(seed);
        List<Dataset> data = sharedNames();
        BinnedModel model = BinnedModel.of(data);
        checkGradient(random, data, model, Models.quadratic(random, model.rows()));
        checkHessian(random, model, Models.quadratic(random, model.rows()));
    }
}
