package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.Systematic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Derivatives of products of many factors, some of which are 0 or act on several samples, by differences. */
class FactorProductTest {
    private static final int NORMS = 12;

    /** {@code zeros} of the free factors of the background are 0. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void derivativesAreThoseOfTheProduct(int zeros) {
        List<Systematic> systematics = new ArrayList<>();
        for (int i = 0; i < NORMS; i++) {
            systematics.add(new Systematic.NormSys("alpha" + i, 0.9 - 0.01 * i, 1.2));
            systematics.add(new Systematic.NormFactor("free" + i));
        }
        BinnedModel model = BinnedModel.of(List.of(Models.counting(
                "d",
                Models.channel(
                        "c",
                        new double[] {12, 7},
                        Models.signal(new double[] {1, 2}, new Systematic.NormSys("alpha0", 0.8, 1.1)),
                        Models.background("b", new double[] {10, 8}, systematics.toArray(new Systematic[0])),
                        Models.background("other", new double[] {3, 2}, new Systematic.NormFactor("free0"))))));
        SignalModel signal = SignalModel.scaled("mu", model.smTemplate());
        int size = model.compiled().explicit.count() + 1;
        Random random = new Random(zeros);
        double[] x = new double[size];
        for (int p = 0; p < size; p++) {
            x[p] = 0.4 + random.nextDouble();
        }
        for (int i = 0; i < zeros; i++) {
            x[model.compiled().nuisanceIndex("d/free" + (i + 1))] = 0;
        }
        Evaluator evaluator = new Evaluator(model.compiled());
        evaluator.bind(model.observedData(), signal);

        evaluator.value(x);
        double[] gradient = new double[size];
        evaluator.gradient(gradient);
        double[][] hessian = new double[size][size];
        evaluator.hessian(hessian, HessianPart.EXACT, 0);

        double step = 1e-6;
        for (int p = 0; p < size; p++) {
            double[] above = gradientAt(evaluator, x, p, step);
            double[] below = gradientAt(evaluator, x, p, -step);
            double slope = (valueAt(evaluator, x, p, step) - valueAt(evaluator, x, p, -step)) / (2 * step);
            assertThat(gradient[p]).isCloseTo(slope, within(1e-7 * (1 + Math.abs(slope))));
            for (int q = p; q < size; q++) {
                double curvature = (above[q] - below[q]) / (2 * step);
                assertThat(hessian[p][q])
                        .as("%d, %d", p, q)
                        .isCloseTo(curvature, within(1e-6 * (1 + Math.abs(curvature))));
            }
        }
        assertThat(Arrays.stream(hessian).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite))
                .isTrue();
    }

    private static double valueAt(Evaluator evaluator, double[] x, int p, double step) {
        double[] moved = x.clone();
        moved[p] += step;
        return evaluator.value(moved);
    }

    private static double[] gradientAt(Evaluator evaluator, double[] x, int p, double step) {
        valueAt(evaluator, x, p, step);
        double[] gradient = new double[x.length];
        evaluator.gradient(gradient);
        return gradient;
    }
}
