package emiss.inference;

import java.util.Arrays;
import java.util.List;

/**
 * The likelihood of a hypothesis with all nuisance parameters integrated over, by Laplace's method: -2 ln L_m = f + ln det H with f
 * the deviance at the minimum and H the exact second derivatives of f/2 by all nuisance parameters, in units of their widths
 * (L. Tierney and J. B. Kadane, J. Am. Stat. Assoc. 81 (1986) 82).
 *
 * <p>Constants that all hypotheses about the same data share are left out: only ratios have a meaning. A nuisance parameter on which
 * a hypothesis does not depend contributes nothing, so that hypotheses may differ in how many there are. One at a bound is not
 * integrated over; one without a constraint has an unbounded flat prior.
 */
public final class MarginalLikelihood {
    private MarginalLikelihood() {}

    /**
     * {@return -2 ln of the marginal likelihood}
     *
     * @param fit a fit that converged, without parameters of interest that have no constraint
     * @throws IllegalArgumentException if it did not converge, something else is free, or the second derivatives are not positive
     */
    public static double minus2Log(FitResult fit) {
        if (!fit.converged()) {
            throw new IllegalArgumentException("the fit did not converge: " + fit.reason());
        }
        Curvature curvature = new Curvature(fit);
        if (!curvature.isDefinite()) {
            throw new IllegalArgumentException("the second derivatives at the minimum are not positive");
        }
        return fit.deviance() + curvature.logDeterminant(widths(fit));
    }

    private static double[] widths(FitResult fit) {
        List<ParameterOfInterest> interest = fit.signal().parameters();
        int explicit = fit.data().model.explicit.count();
        double[] widths = Arrays.copyOf(fit.data().model.explicit.widths(), explicit + interest.size());
        for (int p = 0; p < explicit; p++) {
            widths[p] = widths[p] < Double.POSITIVE_INFINITY ? widths[p] : 1;
        }
        for (int k = 0; k < interest.size(); k++) {
            ParameterOfInterest parameter = interest.get(k);
            if (!parameter.isConstrained()) {
                throw new IllegalArgumentException(
                        "parameter " + parameter.name() + " is free, expected one that is held or has a constraint");
            }
            widths[explicit + k] = parameter.sigma();
        }
        return widths;
    }
}
