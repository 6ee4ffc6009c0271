package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.Systematic;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Laplace's method against integrals over all nuisance parameters. */
class MarginalLikelihoodTest {
    private static final double REACH = 6;
    private static final int STEPS = 31;

    private static double minus2Log(BinnedModel model, SignalModel signal) {
        return MarginalLikelihood.minus2Log(new Fitter(model).fit(model.observedData(), signal));
    }

    private static double deviance(BinnedModel model, SignalModel signal) {
        return new Fitter(model).fit(model.observedData(), signal).deviance();
    }

    /** Two bins with a normalisation, a shape, and two per-bin factors of the background. */
    private static BinnedModel twoBins() {
        return BinnedModel.of(List.of(Models.counting(
                "d",
                Models.channel(
                        "c",
                        new double[] {240, 400},
                        Models.signal(new double[] {80, 50}, new Systematic.NormSys("n", 0.85, 1.2)),
                        Models.background(
                                "b",
                                new double[] {150, 300},
                                Models.histoSys("h", new double[] {142, 312}, new double[] {159, 290}),
                                Models.statError("g", 14, 20))))));
    }

    /** -2 ln of the integral over all nuisance parameters in units of their widths, divided by a power of 2 pi. */
    private static double integrated(BinnedModel model, double mu) {
        SignalModel signal = SignalModel.scaled("mu", model.smTemplate()).fix(0, mu);
        Evaluator evaluator = new Evaluator(model.compiled());
        evaluator.bind(model.observedData(), signal);
        double[] widths = model.constraintWidths();
        double[] centres = model.observedData().centres();
        int explicit = model.compiled().explicit.count();
        int[] index = new int[widths.length];
        double step = 2 * REACH / (STEPS - 1);
        double sum = 0;
        double[] values = new double[widths.length];
        for (int point = 0; point < Math.pow(STEPS, widths.length); point++) {
            int rest = point;
            for (int p = 0; p < index.length; p++) {
                values[p] = centres[p] + widths[p] * (-REACH + step * (rest % STEPS));
                rest /= STEPS;
            }
            sum += Math.exp(-evaluator.valueAt(
                    Arrays.copyOf(values, explicit), model.compiled().slotValues(values)));
        }
        return -2 * Math.log(sum * Math.pow(step / Math.sqrt(2 * Math.PI), widths.length));
    }

    /**
     * The same model in a few lines of numpy, second derivatives by differences in all four parameters: f and -2 ln L_m. What is left
     * to the integral are higher orders, of which there are fewer than without the determinant.
     */
    @Test
    void isCloseToTheIntegral() {
        BinnedModel model = twoBins();
        assertThat(model.nuisanceNames()).hasSize(4);
        SignalModel mu = SignalModel.scaled("mu", model.smTemplate());
        assertThat(minus2Log(model, mu.fix(0, 0.8))).isCloseTo(6.606891, within(1e-5));
        assertThat(minus2Log(model, mu.fix(0, 1.2))).isCloseTo(3.848179, within(1e-5));
        double exact = integrated(model, 0.6) - integrated(model, 1.2);
        double laplace = minus2Log(model, mu.fix(0, 0.6)) - minus2Log(model, mu.fix(0, 1.2));
        double profile = deviance(model, mu.fix(0, 0.6)) - deviance(model, mu.fix(0, 1.2));
        assertThat(exact).isCloseTo(6.5128, within(1e-3));
        assertThat(laplace).isCloseTo(exact, within(0.15));
        assertThat(Math.abs(laplace - exact)).isLessThan(0.4 * Math.abs(profile - exact));
    }

    /** One bin with many events and one normalisation that is linear near its centre: nothing is left to higher orders. */
    @Test
    void isTheIntegralWhereTheLikelihoodIsNormal() {
        BinnedModel model = BinnedModel.of(List.of(Models.counting(
                "d",
                Models.channel(
                        "c",
                        new double[] {1e8},
                        Models.background("b", new double[] {1e8}, Models.statError("g", 3e4))))));
        // V = 9e8, n/nu^2 = 1e-8: ln(1 + 9)
        assertThat(minus2Log(model, SignalModel.fixed(new double[1]))).isCloseTo(Math.log(10), within(1e-9));
    }

    /** A constrained parameter that is not seen changes nothing, in whatever unit it is. */
    @Test
    void whatIsNotSeenDoesNotCount() {
        BinnedModel model = twoBins();
        double[] rows = model.smTemplate();
        SignalModel alone = SignalModel.fixed(rows);
        SignalModel unseen = SignalModel.of(
                List.of(ParameterOfInterest.free("unseen", 0).constrained(0.5, 3)),
                rows,
                new double[1][rows.length],
                new double[1][1][rows.length]);
        assertThat(minus2Log(model, unseen)).isCloseTo(minus2Log(model, alone), within(1e-10));
    }

    @Test
    void aFreeParameterIsRefused() {
        BinnedModel model = twoBins();
        assertThatThrownBy(() -> minus2Log(model, SignalModel.scaled("mu", model.smTemplate())))
                .hasMessage("parameter mu is free, expected one that is held or has a constraint");
    }

    private static double oneBin(SignalModel signal, Systematic... systematics) {
        BinnedModel model = Models.counts(new double[] {100}, new double[] {100}, systematics);
        return minus2Log(model, signal);
    }

    /** The second derivative of -ln L by a factor is 100, and 1 + 100 sigma^2 in units of its width if it has a constraint. */
    @Test
    void parametersCountInUnitsOfTheirWidths() {
        SignalModel none = SignalModel.fixed(new double[1]);
        assertThat(oneBin(none, new Systematic.NormFactor("f"))).isCloseTo(Math.log(100), within(1e-9));
        assertThat(oneBin(none, new Systematic.Lumi("l", 1, 0.05))).isCloseTo(Math.log(1.25), within(1e-9));
        SignalModel constrained =
                SignalModel.scaled(ParameterOfInterest.free("s", 0.1).constrained(0, 0.3), new double[] {10});
        assertThat(oneBin(constrained)).isCloseTo(Math.log(1 + 0.09), within(1e-9));
    }
}
