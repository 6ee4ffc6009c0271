package emiss.inference.statistics;

import emiss.inference.FalsePosition;
import emiss.inference.FitResult;
import emiss.inference.PseudoExperiment;
import emiss.inference.Significance;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/**
 * Upper limits by CLs with the test statistic q~ and its asymptotic distribution (arXiv:1007.1727, Sec. 3.7 and 4): observed, and
 * expected without signal. The fit with x free is shared, roots are sought in ln CLs. Belongs to the thread of its fitter.
 */
public final class AsymptoticLimits {
    private static final double ASIMOV_IS_EXACT = 1e-10;
    private static final double ACCURACY = 1e-9;
    private static final int STEPS = 100;
    /** Beyond this value of x there is no limit. */
    private static final double FAR = 1e7;

    private final StrengthFitter fitter;
    private final TestedParameter tested;
    private final PseudoExperiment observed;
    private final PseudoExperiment asimov;
    private final FitResult zero;
    private final FitResult asimovZero;
    private final StrengthFitter.Best best;
    private final TreeMap<Double, Double> asimovRoots = new TreeMap<>(Map.of(0.0, 0.0));

    /**
     * Fits x = 0 and x free.
     *
     * @param fitter makes the fits
     * @param observed the outcome
     * @param tested the parameter
     * @param warm an earlier fit
     * @throws IllegalStateException if a fit did not converge
     */
    public AsymptoticLimits(StrengthFitter fitter, PseudoExperiment observed, TestedParameter tested, FitResult warm) {
        this.fitter = fitter;
        this.observed = observed;
        this.tested = tested;
        this.zero = require(fitter.at(observed, tested, 0, warm), "without signal");
        this.best = fitter.best(observed, tested, zero);
        require(best.fit(), "with free signal");
        this.asimov = PseudoExperiment.asimov(zero);
        this.asimovZero = require(fitter.at(asimov, tested, 0, zero), "of Asimov data without signal");
        if (!(asimovZero.deviance() < ASIMOV_IS_EXACT)) {
            throw new IllegalStateException("Asimov data are fitted with -2 ln L = " + asimovZero.deviance()
                    + " by the hypothesis that they are made of, expected 0");
        }
    }

    private static FitResult require(FitResult fit, String what) {
        if (!fit.converged()) {
            throw new IllegalStateException("the fit " + what + " did not converge: " + fit.reason());
        }
        return fit;
    }

    /** {@return the best value of x} */
    public double bestValue() {
        return best.x();
    }

    /** {@return the fit with x = 0} */
    public FitResult zero() {
        return zero;
    }

    /**
     * {@return q~ of the outcome}
     *
     * @param x the value that is tested
     */
    public double statistic(double x) {
        if (best.x() > x) {
            return 0;
        }
        FitResult held = require(fitter.at(observed, tested, x, zero), "at x = " + x);
        return Math.max(0, held.deviance() - best.fit().deviance());
    }

    /** The square root of q~ of the Asimov data. */
    private double asimovRoot(double x) {
        Double known = asimovRoots.get(x);
        if (known == null) {
            FitResult held = require(fitter.at(asimov, tested, x, zero), "of Asimov data at x = " + x);
            known = Math.sqrt(Math.max(0, held.deviance() - asimovZero.deviance()));
            asimovRoots.put(x, known);
        }
        return known;
    }

    /**
     * The probabilities of a test statistic.
     *
     * @param logSignal ln of CLs+b, the probability of a larger one with the signal
     * @param logBackground ln of CLb, without signal
     */
    public record Probabilities(double logSignal, double logBackground) {
        /** {@return ln of CLs = CLs+b/CLb} */
        public double logCls() {
            return logSignal - logBackground;
        }
    }

    /**
     * {@return the asymptotic probabilities of a value of q~}
     *
     * @param x the value of the parameter that is tested
     * @param q the test statistic
     */
    public Probabilities probabilities(double x, double q) {
        double rootA = asimovRoot(x);
        double root = Math.sqrt(q);
        if (root <= rootA) {
            return new Probabilities(Significance.logUpperTail(root), Significance.logUpperTail(root - rootA));
        }
        double qA = rootA * rootA;
        return new Probabilities(
                Significance.logUpperTail((q + qA) / (2 * rootA)), Significance.logUpperTail((q - qA) / (2 * rootA)));
    }

    /**
     * {@return the observed limit, where CLs = 1 - level; infinite if there is none}
     *
     * @param level the confidence level
     */
    public double observed(double level) {
        double target = Math.log1p(-level);
        double scale = scale();
        if (scale == Double.POSITIVE_INFINITY) {
            return scale;
        }
        double inner = best.x();
        double first = inner + scale * Math.max(1, 0.3 - 0.5 * target);
        DoubleUnaryOperator excess =
                x -> target - probabilities(x, statistic(x)).logCls();
        return root(excess, inner, target, first);
    }

    /** The standard deviation of x without signal, roughly; infinite if the data do not respond. */
    private double scale() {
        double x = Math.max(1, best.x());
        while (x < FAR) {
            double root = asimovRoot(x);
            if (root > 0.3) {
                return x / root;
            }
            x *= root > 0.1 ? 1 / root : 10;
        }
        return Double.POSITIVE_INFINITY;
    }

    /**
     * {@return the limit that is expected without signal if the data fluctuate by {@code sigma} standard deviations upwards;
     * infinite if there is none}
     *
     * @param level the confidence level
     * @param sigma standard deviations
     */
    public double expected(double level, double sigma) {
        // CLs = (1 - Phi(s_A - N))/Phi(N) of a q~ at its quantile
        double logTail = Math.log1p(-level) + Significance.logUpperTail(-sigma);
        double target = sigma + Significance.sigmaOneSided(Math.exp(logTail));
        double scale = scale();
        if (scale == Double.POSITIVE_INFINITY) {
            return scale;
        }
        Map.Entry<Double, Double> below = asimovRoots.firstEntry();
        for (Map.Entry<Double, Double> known : asimovRoots.entrySet()) {
            if (known.getValue() < target) {
                below = known;
            }
        }
        double guess = below.getKey() > 0 ? below.getKey() * target / below.getValue() : target * scale;
        return root(x -> asimovRoot(x) - target, below.getKey(), below.getValue() - target, 1.02 * guess);
    }

    /** The root of a rising function that is negative at {@code inner}. */
    private static double root(DoubleUnaryOperator function, double inner, double innerValue, double guess) {
        double from = inner;
        double fromValue = innerValue;
        double to = guess;
        double toValue = function.applyAsDouble(to);
        for (int i = 0; i < STEPS && toValue < 0; i++) {
            double step = 1.3 * (to - from) * Math.min(3, Math.max(0.2, -toValue / (toValue - fromValue)));
            from = to;
            fromValue = toValue;
            to += step;
            toValue = function.applyAsDouble(to);
        }
        FalsePosition bracket = new FalsePosition(from, fromValue, to, toValue);
        double middle = to;
        for (int i = 0; i < STEPS && bracket.width() > ACCURACY * Math.abs(to); i++) {
            middle = bracket.next();
            double value = function.applyAsDouble(middle);
            if (Math.abs(value) < ACCURACY) {
                return middle;
            }
            bracket.add(middle, value);
        }
        return middle;
    }
}
