package emiss.inference;

import org.hipparchus.special.Erf;
import org.hipparchus.special.Gamma;

/** Conversions between a likelihood ratio, its asymptotic p-value and standard deviations (arXiv:1007.1727, Sec. 3). */
public final class Significance {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private Significance() {}

    /**
     * The significance of an improvement.
     *
     * @param t -2 ln of the likelihood ratio, negative for an improvement
     * @param dof number of parameters that were adjusted
     * @return for one parameter sqrt(-t); for more the number of standard deviations beyond which a normal variable lies,
     *     on one side, with the probability that a chi-square variable with {@code dof} degrees of freedom exceeds -t; 0 if
     *     that would be negative
     */
    public static double sigma(double t, int dof) {
        double chiSquare = Math.max(0, -t);
        if (dof == 1) {
            return Math.sqrt(chiSquare);
        }
        return Math.max(0, quantile(logSurvival(chiSquare, dof)));
    }

    /**
     * {@return the probability that a chi-square variable with {@code dof} degrees of freedom exceeds {@code
     * chiSquare}}
     *
     * @param chiSquare value of the variable
     * @param dof degrees of freedom
     */
    public static double pValue(double chiSquare, int dof) {
        if (dof < 1) {
            throw new IllegalArgumentException("the number of degrees of freedom is " + dof + ", expected at least 1");
        }
        return chiSquare > 0 ? Gamma.regularizedGammaQ(0.5 * dof, 0.5 * chiSquare) : 1;
    }

    /**
     * {@return the number of standard deviations above which a normal variable lies with probability {@code pValue}}
     *
     * @param pValue the probability
     */
    public static double sigmaOneSided(double pValue) {
        if (!(pValue > 0) || !(pValue < 1)) {
            throw new IllegalArgumentException("the p-value is " + pValue + ", expected 0 < p < 1");
        }
        return quantile(Math.log(pValue));
    }

    private static double logSurvival(double chiSquare, int dof) {
        double p = pValue(chiSquare, dof);
        if (p > Double.MIN_NORMAL) {
            return Math.log(p);
        }
        double a = 0.5 * dof;
        double x = 0.5 * chiSquare;
        return (a - 1) * Math.log(x) - x - Gamma.logGamma(a) + Math.log1p((a - 1) / x);
    }

    /** Solves ln Q(z) = logP by Newton's method; ln Q is concave, so that the iteration cannot cycle. */
    private static double quantile(double logP) {
        double z = logP < -1 ? Math.sqrt(-2 * logP) : 0;
        for (int i = 0; i < 100; i++) {
            double logQ = logUpperTail(z);
            double slope = -Math.exp(-0.5 * z * z - HALF_LOG_TWO_PI - logQ);
            double step = (logP - logQ) / slope;
            z += step;
            if (Math.abs(step) < 1e-14 * (1 + Math.abs(z))) {
                break;
            }
        }
        return z;
    }

    /**
     * {@return the log of the probability that a normal variable lies above {@code z} standard deviations}
     *
     * @param z standard deviations
     */
    public static double logUpperTail(double z) {
        if (z < 30) {
            return Math.log(0.5 * Erf.erfc(z / Math.sqrt(2)));
        }
        double inverse = 1 / (z * z);
        return -0.5 * z * z - HALF_LOG_TWO_PI - Math.log(z) + Math.log1p(-inverse * (1 - 3 * inverse));
    }
}
