package emiss.inference;

/**
 * Standard deviations after a fit: square roots of the diagonal of the inverse of the exact second derivatives of -ln L in all
 * parameters, per-bin factors included. Those of a parameter at a bound are 0.
 */
public final class HessianErrors {
    private static final double STEP = 1e-4;

    private final double[] nuisances;
    private final double[] interest;

    /**
     * Computes them.
     *
     * @param fit a fit that converged
     * @throws IllegalArgumentException if it did not, or the second derivatives are not positive
     */
    public HessianErrors(FitResult fit) {
        if (!fit.converged()) {
            throw new IllegalArgumentException("the fit did not converge: " + fit.reason());
        }
        Curvature curvature = new Curvature(fit);
        if (!curvature.isDefinite()) {
            throw new IllegalArgumentException("the second derivatives at the minimum are not positive");
        }
        double[][] covariance = curvature.covariance();
        int explicit = fit.data().model.explicit.count();
        nuisances = curvature.factorVariances();
        interest = new double[covariance.length - explicit];
        double[][] responses = responses(curvature, covariance, explicit);
        for (int i = explicit; i < nuisances.length; i++) {
            // C maps changes of the explicit parameters to each other, D to those of the factor
            for (int p = 0; p < covariance.length; p++) {
                for (int q = 0; q < covariance.length; q++) {
                    nuisances[i] += responses[p][i] * covariance[p][q] * responses[q][i];
                }
            }
        }
        for (int p = 0; p < covariance.length; p++) {
            double variance =
                    curvature.isSkipped(p) && !curvature.isPinned(p) ? Double.POSITIVE_INFINITY : covariance[p][p];
            if (p < explicit) {
                nuisances[p] = variance;
            } else {
                interest[p - explicit] = Math.sqrt(variance);
            }
        }
        for (int i = 0; i < nuisances.length; i++) {
            nuisances[i] = Math.sqrt(Math.max(0, nuisances[i]));
        }
    }

    /** The derivatives of all nuisance parameters, per-bin factors profiled, with respect to the explicit parameters. */
    private static double[][] responses(Curvature curvature, double[][] covariance, int explicit) {
        double[][] responses = new double[covariance.length][];
        for (int p = 0; p < responses.length; p++) {
            double[] x = curvature.point();
            double width = Math.sqrt(covariance[p][p]);
            double step = STEP * (width > 0 ? width : 1);
            double centre = x[p];
            x[p] = centre + step;
            double[] up = curvature.nuisancesAt(x);
            x[p] = centre - step;
            double[] down = curvature.nuisancesAt(x);
            responses[p] = up;
            for (int i = explicit; i < up.length; i++) {
                responses[p][i] = (up[i] - down[i]) / (2 * step);
            }
        }
        return responses;
    }

    /** {@return those of the nuisance parameters, in their order, in units of the parameters} */
    public double[] nuisances() {
        return nuisances.clone();
    }

    /** {@return those of the parameters of interest, everything else profiled, in units of the parameters} */
    public double[] parametersOfInterest() {
        return interest.clone();
    }
}
