package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Signals that further parameters change: values, derivatives and fits. */
class ModulatedSignalTest {
    private final BinnedModel model = BinnedModel.of(List.of(Models.ITA, Models.HTA));
    private final Random random = new Random(7);

    private double[] rows(double size) {
        double[] template = model.smTemplate();
        return Arrays.stream(template)
                .map(events -> size * events * (0.5 + random.nextDouble()))
                .toArray();
    }

    /** Two couplings that interfere, and a free strength. */
    private SignalModel base(double size) {
        double[][] linear = {new double[model.rows()], new double[model.rows()], rows(size)};
        double[] first = rows(size);
        double[] second = rows(size);
        double[] mixed = rows(0.3 * size);
        double[] none = new double[model.rows()];
        double[][][] quadratic = {{first, mixed, none}, {mixed, second, none}, {none, none, none}};
        return SignalModel.of(
                List.of(
                        ParameterOfInterest.free("a", 1),
                        ParameterOfInterest.free("b", 0.5),
                        ParameterOfInterest.free("mu", 1)),
                rows(size),
                linear,
                quadratic);
    }

    private List<ParameterOfInterest> strengths() {
        return List.of(
                ParameterOfInterest.free("z0", 0).constrained(0, 1),
                ParameterOfInterest.free("z1", 0).constrained(0.2, 1));
    }

    private SignalModel modulated() {
        return base(1).modulated(
                        strengths(),
                        List.of(
                                new SignalModel.Modulated(0, -1, base(0.1)),
                                new SignalModel.Modulated(1, -1, base(0.07)),
                                new SignalModel.Modulated(0, 0, base(0.01)),
                                new SignalModel.Modulated(1, 0, base(0.02)),
                                new SignalModel.Modulated(1, 1, base(0.015))));
    }

    @Test
    void valuesAreThoseOfTheSum() {
        SignalModel base = base(1);
        SignalModel linear = base(0.1);
        SignalModel square = base(0.05);
        SignalModel signal = base.modulated(
                List.of(ParameterOfInterest.free("z", 0).constrained(0, 1)),
                List.of(new SignalModel.Modulated(0, -1, linear), new SignalModel.Modulated(0, 0, square)));
        double[] phi = {0.7, -0.4, 1.3};
        double[] moved = signal.events(0.7, -0.4, 1.3, -0.6);
        for (int row = 0; row < model.bins(); row++) {
            assertThat(moved[row])
                    .isCloseTo(
                            base.events(phi)[row] - 0.6 * linear.events(phi)[row] + 0.36 * square.events(phi)[row],
                            within(1e-12 * (1 + Math.abs(moved[row]))));
        }
        assertThat(signal.events(0.7, -0.4, 1.3, 0)).containsExactly(base.events(phi));
    }

    /** Holding parameters in any order leaves the same events. */
    @Test
    void parametersCanBeHeld() {
        SignalModel signal = modulated();
        double[] all = signal.events(0.7, -0.4, 1.3, 0.5, -0.8);
        SignalModel strengthFirst = signal.fix(4, -0.8);
        assertThat(strengthFirst.events(0.7, -0.4, 1.3, 0.5)).containsExactly(all, within(1e-9));
        SignalModel couplingFirst = signal.fix(1, -0.4).fix(2, 0.5);
        assertThat(couplingFirst.events(0.7, 1.3, -0.8)).containsExactly(all, within(1e-9));
        SignalModel nothingLeft =
                signal.fix(3, 0.5).fix(3, -0.8).fix(0, 0.7).fix(0, -0.4).fix(0, 1.3);
        assertThat(nothingLeft.parameters()).isEmpty();
        assertThat(nothingLeft.events()).containsExactly(all, within(1e-9));
        // fits of a signal that is not modulated any more need fewer second derivatives
        assertThat(signal.fix(3, 0.5).modulation).isNotNull();
        assertThat(signal.fix(3, 0.5).fix(3, -0.8).modulation).isNull();
    }

    /** Gradient and exact Hessian against differences. */
    @Test
    void derivativesAreThoseOfTheValue() {
        SignalModel signal = modulated();
        Evaluator evaluator = new Evaluator(model.compiled());
        evaluator.bind(model.observedData(), signal);
        int size = evaluator.size();
        double[] x = new double[size];
        for (int p = 0; p < size; p++) {
            x[p] = 0.3 * random.nextGaussian();
        }
        int explicit = size - 5;
        for (int p = 0; p < explicit; p++) {
            x[p] += model.compiled().explicit.at(p).centre();
        }
        double[] gradient = new double[size];
        evaluator.value(x);
        evaluator.gradient(gradient);
        double[][] hessian = new double[size][size];
        evaluator.hessian(hessian, HessianPart.EXACT, 0);
        double step = 1e-5;
        for (int p = explicit; p < size; p++) {
            double[] up = x.clone();
            up[p] += step;
            double[] down = x.clone();
            down[p] -= step;
            double[] above = new double[size];
            double[] below = new double[size];
            double high = evaluator.value(up);
            evaluator.gradient(above);
            double low = evaluator.value(down);
            evaluator.gradient(below);
            assertThat(gradient[p]).isCloseTo((high - low) / (2 * step), within(1e-5 * (1 + Math.abs(gradient[p]))));
            for (int q = 0; q < size; q++) {
                double expected = (above[q] - below[q]) / (2 * step);
                double found = q < p ? hessian[q][p] : hessian[p][q];
                assertThat(found).as(p + ", " + q).isCloseTo(expected, within(1e-4 * (1 + Math.abs(expected))));
            }
        }
    }

    /** Strengths that do nothing stay where they were measured, and leave the fit as it is. */
    @Test
    void withoutEffectTheFitIsTheSame() {
        SignalModel strength = SignalModel.scaled("mu", model.smTemplate());
        SignalModel idle = strength.modulated(strengths(), List.of());
        FitResult plain = new Fitter(model).fit(model.observedData(), strength);
        FitResult fit = new Fitter(model).fit(model.observedData(), idle);
        assertThat(fit.converged()).isTrue();
        assertThat(fit.deviance()).isCloseTo(plain.deviance(), within(1e-9));
        assertThat(fit.signalParameters()[0]).isCloseTo(plain.signalParameters()[0], within(1e-6));
        assertThat(fit.signalParameter("z1")).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void termsMustFitTheSignal() {
        SignalModel signal = base(1);
        SignalModel other = SignalModel.scaled("mu", model.smTemplate());
        assertThatThrownBy(() -> signal.modulated(strengths(), List.of(new SignalModel.Modulated(0, -1, other))))
                .hasMessageContaining("a term of the modulation has");
        assertThatThrownBy(() -> modulated().modulated(strengths(), List.of()))
                .hasMessageContaining("a signal is modulated once");
    }

    /** Couplings that do not interfere are fitted in their squares, also if strengths act on them: the minimum is the same. */
    @Test
    void couplingsThatDoNotInterfereAreFittedInTheirSquares() {
        double[] none = new double[model.rows()];
        double[] first = rows(0.5);
        double[] second = rows(0.5);
        List<ParameterOfInterest> couplings =
                List.of(ParameterOfInterest.free("a", 1), ParameterOfInterest.free("b", 0.3));
        SignalModel signal = even(couplings, first, second, none);
        List<SignalModel.Modulated> terms = List.of(
                new SignalModel.Modulated(0, -1, even(couplings, rows(0.05), rows(0.05), none)),
                new SignalModel.Modulated(1, 0, even(couplings, rows(0.01), rows(0.01), none)));
        SignalModel even = signal.modulated(strengths(), terms);
        Squares squares = Squares.of(even);
        assertThat(squares.isSquared(0)).isTrue();
        assertThat(squares.isSquared(1)).isTrue();
        assertThat(squares.isSquared(2)).isFalse();
        double[] phi = {0.6, 0.5, 0.4, -0.7};
        assertThat(squares.fitted().events(0.36, 0.25, 0.4, -0.7)).containsExactly(even.events(phi), within(1e-12));
        // bounds keep the couplings themselves as parameters
        SignalModel plain = even.bounding(0, couplings.get(0).atLeast(-100))
                .bounding(1, couplings.get(1).atLeast(-100));
        Fitter fitter = new Fitter(model);
        FitResult inSquares = fitter.fit(model.observedData(), even);
        FitResult asTheyAre = fitter.fit(model.observedData(), plain);
        assertThat(inSquares.converged()).isTrue();
        assertThat(inSquares.deviance()).isCloseTo(asTheyAre.deviance(), within(1e-7));
        for (int k = 0; k < 4; k++) {
            assertThat(Math.abs(inSquares.signalParameters()[k]))
                    .isCloseTo(Math.abs(asTheyAre.signalParameters()[k]), within(2e-3));
        }
    }

    private SignalModel even(List<ParameterOfInterest> couplings, double[] first, double[] second, double[] none) {
        return SignalModel.of(couplings, model.smTemplate(), new double[][] {none, none}, new double[][][] {
            {first, none}, {none, second}
        });
    }
}
