package emiss.inference;

import java.util.Arrays;

/**
 * The exact second derivatives of -ln L at the minimum that a fit found, per-bin factors profiled, factorised. Parameters are the
 * explicit nuisances, then the parameters of interest; those at a bound are left out.
 */
final class Curvature {
    private final CompiledModel model;
    private final Evaluator evaluator;
    private final double[] x;
    private final boolean[] pinned;
    private final LinearSolver solver;
    private final boolean isDefinite;

    Curvature(FitResult fit) {
        model = fit.data().model;
        int explicit = model.explicit.count();
        double[] phi = fit.signalParameters();
        int size = explicit + phi.length;
        x = Arrays.copyOf(fit.nuisances(), size);
        System.arraycopy(phi, 0, x, explicit, phi.length);
        evaluator = new Evaluator(model);
        evaluator.bind(fit.data(), fit.signal());
        evaluator.bins().emptyBins().restore(fit.emptyBins());
        evaluator.value(x);
        evaluator.gradient(new double[size]);
        double[][] hessian = new double[size][size];
        evaluator.hessian(hessian, HessianPart.EXACT, 0);
        pinned = new boolean[size];
        for (int p = 0; p < size; p++) {
            pinned[p] = p < explicit
                    ? model.explicit.at(p).isAtBound(x[p])
                    : fit.signal().parameters().get(p - explicit).isAtBound(x[p]);
        }
        solver = new LinearSolver(size);
        isDefinite = solver.factorise(hessian, size, pinned, 0);
    }

    boolean isDefinite() {
        return isDefinite;
    }

    /** Whether a parameter is at a bound. */
    boolean isPinned(int parameter) {
        return pinned[parameter];
    }

    /** Whether the likelihood does not depend on a parameter, or it is at a bound. */
    boolean isSkipped(int parameter) {
        return solver.isSkipped(parameter);
    }

    /** The covariances of one parameter with all. */
    double[] column(int parameter) {
        double[] column = new double[x.length];
        column[parameter] = 1;
        solver.solve(column);
        return column;
    }

    /** The covariance of all parameters. */
    double[][] covariance() {
        double[][] covariance = new double[x.length][];
        Arrays.setAll(covariance, this::column);
        return covariance;
    }

    /** Where the minimum is. */
    double[] point() {
        return x.clone();
    }

    /** All nuisance parameters, per-bin factors profiled, at any point. */
    double[] nuisancesAt(double[] point) {
        evaluator.value(point);
        return evaluator.nuisances();
    }

    /**
     * The logarithm of the determinant of the second derivatives by all parameters, per-bin factors included, without those that are
     * skipped.
     *
     * @param widths one per parameter but the factors, which are in units of their own; what parameters are measured in
     */
    double logDeterminant(double[] widths) {
        evaluator.value(x);
        double sum = solver.logDeterminant() + evaluator.bins().logDeterminant();
        for (int p = 0; p < x.length; p++) {
            sum += isSkipped(p) ? 0 : 2 * Math.log(widths[p]);
        }
        return sum;
    }

    /** Expected events per bin and branching fractions, per-bin factors profiled, at any point. */
    double[] expectedAt(double[] point) {
        evaluator.value(point);
        return evaluator.expected();
    }

    /** Variances of the expected events that per-bin factors leave at fixed other parameters, one per bin, at the minimum. */
    double[] conditionalVariances() {
        evaluator.value(x);
        return evaluator.bins().conditionalVariances();
    }

    /** Variances of the per-bin factors at fixed other parameters, among all nuisance parameters, at the minimum. */
    double[] factorVariances() {
        evaluator.value(x);
        return evaluator.factorVariances();
    }
}
