package emiss.inference.statistics;

import emiss.inference.BinnedModel;
import emiss.inference.FitOptions;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.PseudoExperiment;
import emiss.inference.SignalModel;
import java.util.List;

/** Fits of a {@link TestedParameter} to outcomes, with x held or free; one per thread, reused for many toys. */
public final class StrengthFitter {
    /** When fits of toys end: their test statistics need no more digits. */
    public static final FitOptions FOR_TOYS = new FitOptions(200, 1e-6);

    private final Fitter fitter;

    /**
     * Fits a model.
     *
     * @param model the model
     * @param options when a fit ends
     */
    public StrengthFitter(BinnedModel model, FitOptions options) {
        this.fitter = new Fitter(model, options);
    }

    /** {@return the fitter behind it} */
    public Fitter fitter() {
        return fitter;
    }

    /**
     * {@return the fit with x held}
     *
     * @param outcome what is fitted
     * @param tested the parameter
     * @param x its value
     * @param warm an earlier fit, whose nuisance parameters are the start
     */
    public FitResult at(PseudoExperiment outcome, TestedParameter tested, double x, FitResult warm) {
        SignalModel held = outcome.constrained(tested.at(x));
        double[] others = new double[held.parameters().size()];
        if (warm.signalParameters().length == others.length) {
            others = warm.signalParameters();
        } else {
            for (int k = 0; k < others.length; k++) {
                others[k] = held.parameters().get(k).start();
            }
        }
        List<double[]> starts = tested.startsAt(x, others);
        return starts.isEmpty()
                ? fitter.fit(outcome.data(), held, warm)
                : fitter.fit(outcome.data(), held, starts, warm);
    }

    /**
     * {@return the fit with x free, not below 0: {@code atZero} itself if the likelihood falls from there on}
     *
     * @param outcome what is fitted
     * @param tested the parameter
     * @param atZero the fit with x = 0 to the same outcome
     */
    public Best best(PseudoExperiment outcome, TestedParameter tested, FitResult atZero) {
        SignalModel free = outcome.constrained(tested.free());
        if (tested.isSquare()) {
            FitResult fit = fitter.fit(outcome.data(), free, tested.freeStarts(), atZero);
            return fit.converged() && atZero.converged() && fit.deviance() >= atZero.deviance()
                    ? new Best(atZero, 0)
                    : new Best(fit, tested.value(fit));
        }
        double[] start = with(atZero.signalParameters(), tested.index());
        if (!atZero.converged()) {
            FitResult fit = fitter.fit(outcome.data(), free.startingAt(start), atZero);
            return new Best(fit, tested.value(fit));
        }
        if (fitter.slopes(outcome.data(), free, start, atZero)[tested.index()] >= 0) {
            return new Best(atZero, 0);
        }
        FitResult fit = fitter.continued(outcome.data(), free.startingAt(start), atZero);
        return fit.converged() && fit.deviance() > atZero.deviance()
                ? new Best(atZero, 0)
                : new Best(fit, tested.value(fit));
    }

    private static double[] with(double[] others, int index) {
        double[] phi = new double[others.length + 1];
        for (int k = 0; k < phi.length; k++) {
            phi[k] = k == index ? 0 : others[k < index ? k : k - 1];
        }
        return phi;
    }

    /**
     * The lowest fit with x >= 0.
     *
     * @param fit the fit
     * @param x the best value
     */
    public record Best(FitResult fit, double x) {}

    /**
     * {@return f(x) - f(0), f(x) - f(best) or 0, the one-sided test statistic of upper limits q~ (arXiv:1007.1727, eq. 16); NaN
     * if a fit failed}
     *
     * @param outcome what is fitted
     * @param tested the parameter
     * @param x the value that is tested
     * @param warm an earlier fit
     */
    public double upperLimitStatistic(PseudoExperiment outcome, TestedParameter tested, double x, FitResult warm) {
        FitResult zero = at(outcome, tested, 0, warm);
        Best best = best(outcome, tested, zero);
        return zero.converged() && best.fit.converged() && best.x > x ? 0 : difference(outcome, tested, x, zero, best);
    }

    /**
     * {@return f(x) - f(best), the two-sided test statistic t~ (arXiv:1007.1727, eq. 11); NaN if a fit failed}
     *
     * @param outcome what is fitted
     * @param tested the parameter
     * @param x the value that is tested
     * @param warm an earlier fit
     */
    public double intervalStatistic(PseudoExperiment outcome, TestedParameter tested, double x, FitResult warm) {
        FitResult zero = at(outcome, tested, 0, warm);
        return difference(outcome, tested, x, zero, best(outcome, tested, zero));
    }

    private double difference(PseudoExperiment outcome, TestedParameter tested, double x, FitResult zero, Best best) {
        if (!zero.converged() || !best.fit.converged()) {
            return Double.NaN;
        }
        FitResult held = x == 0 ? zero : at(outcome, tested, x, zero);
        return held.converged() ? Math.max(0, held.deviance() - best.fit.deviance()) : Double.NaN;
    }

    /**
     * {@return f(0) - f(best), the test statistic of discovery q0 (arXiv:1007.1727, eq. 12); NaN if a fit failed}
     *
     * @param outcome what is fitted
     * @param tested the parameter
     * @param atZero the fit with x = 0 to the same outcome
     */
    public double discoveryStatistic(PseudoExperiment outcome, TestedParameter tested, FitResult atZero) {
        Best best = best(outcome, tested, atZero);
        return atZero.converged() && best.fit.converged()
                ? Math.max(0, atZero.deviance() - best.fit.deviance())
                : Double.NaN;
    }
}
