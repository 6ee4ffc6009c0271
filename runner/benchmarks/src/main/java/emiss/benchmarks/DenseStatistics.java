package emiss.benchmarks;

import emiss.inference.DenseReference;
import emiss.inference.FitOptions;
import emiss.inference.ModelData;
import emiss.inference.PseudoExperiment;
import emiss.inference.SignalModel;
import emiss.inference.Significance;
import emiss.inference.statistics.StrengthFitter;
import emiss.inference.statistics.TestedParameter;

/** Test statistics and limits of a strength x by dense fits alone, straight from their definitions; nothing is kept between fits. */
final class DenseStatistics {
    private static final int BISECTIONS = 30;

    private DenseStatistics() {}

    /** f(0) - f(best), x not below 0 (arXiv:1007.1727, eq. 12). */
    static double discovery(PseudoExperiment outcome, TestedParameter tested) {
        return difference(outcome, tested, 0);
    }

    /** f(x) - f(best), x not below 0 (arXiv:1007.1727, eq. 11). */
    static double difference(PseudoExperiment outcome, TestedParameter tested, double x) {
        double tolerance = StrengthFitter.FOR_TOYS.tolerance();
        double held = DenseReference.fit(outcome.data(), outcome.constrained(tested.at(x)), tolerance)
                .deviance();
        double best = DenseReference.fit(outcome.data(), outcome.constrained(tested.free()), tolerance)
                .deviance();
        return Math.max(0, held - best);
    }

    /**
     * The CLs limit on x at a confidence level by bisection (arXiv:1007.1727, eqs. 16, 65 and 66).
     *
     * @param data the outcome
     * @param asimov data that are expected without signal
     * @param tested the parameter, on which the signal depends linearly
     * @param level the confidence level
     * @param beyond a value above the limit
     */
    static double limit(ModelData data, ModelData asimov, TestedParameter tested, double level, double beyond) {
        double tolerance = FitOptions.DEFAULT.tolerance();
        DenseReference.Result best = DenseReference.fit(data, tested.free(), tolerance);
        double bestValue = best.signalParameters().get(tested.index());
        double low = bestValue;
        double high = beyond;
        for (int i = 0; i < BISECTIONS; i++) {
            double x = 0.5 * (low + high);
            SignalModel held = tested.at(x);
            double q = Math.max(0, DenseReference.fit(data, held, tolerance).deviance() - best.deviance());
            double qA = DenseReference.fit(asimov, held, tolerance).deviance();
            if (cls(Math.sqrt(q), Math.sqrt(qA)) > 1 - level) {
                low = x;
            } else {
                high = x;
            }
        }
        return 0.5 * (low + high);
    }

    private static double cls(double root, double rootA) {
        double signal = root <= rootA ? root : (root * root + rootA * rootA) / (2 * rootA);
        double background = root <= rootA ? root - rootA : (root * root - rootA * rootA) / (2 * rootA);
        return Math.exp(Significance.logUpperTail(signal) - Significance.logUpperTail(background));
    }
}
