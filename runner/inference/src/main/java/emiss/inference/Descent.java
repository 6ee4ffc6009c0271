package emiss.inference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The way down from one start to a minimum of -ln L, by damped Newton steps with a line search: with the Gauss-Newton Hessian
 * while the estimated distance to the minimum (EDM) is above 0.1, with exact second derivatives below, whose factorisation serves,
 * corrected by what the steps tell ({@link Secants}), as long as it lowers the EDM fast. Steps of constrained parameters are
 * limited to two standard deviations, bounds are kept by projection, expected events stay positive, or not negative where none were
 * observed ({@link EmptyBins}). A stationary point with negative curvature, such as a coupling of 0 with a signal in the data, is
 * left along that curvature.
 *
 * <p>Parameters are the explicit nuisances, then those of interest. It is one class because every step works on the same state, whose
 * arrays serve one fit after the other.
 */
final class Descent {
    private static final double EXACT_BELOW = 0.1;
    private static final double LARGEST_STEP = 2;
    /** A factorisation is used again as long as every step lowers the EDM by this factor: a new one takes as long as five steps. */
    private static final double WORTHWHILE = 0.3;
    /**
     * The same for that of a neighbour. Steps do not correct it: the EDM would fall along them and hide other directions in which it
     * is wrong.
     */
    private static final double WORTHWHILE_INHERITED = 0.1;

    /**
     * Per-bin factors that change no diagonal element of the Hessian by more than this part of it are left out. The EDM stays
     * accurate to about as much, and the last steps converge linearly with a rate of that order.
     */
    private static final double NEGLIGIBLE = 1e-3;

    /** A slope of -ln L above this is not rounding. */
    private static final double STEEP = 1e-7;

    /** An EDM below this may be rounding of -ln L. */
    private static final double SMALLEST_TRIAL = 1e-12;

    /** Corrected second derivatives tell an EDM that may be too small: they lead on to this part of the tolerance. */
    private static final double SURELY_SMALL = 1e-2;

    /** From so many corrections on, steps lower the EDM ever faster. */
    private static final int FEW = 3;

    private static final int LINE_SEARCH_STEPS = 40;
    /** A step that lowers -ln L by less than this part of the EDM (half of it is expected) calls for exact curvature. */
    private static final double STUBBORN = 0.1;

    /** The expectation of bins with events is brought up from zero in steps down to this part of what is typical. */
    private static final double SMALLEST_PART = 1e-6;

    private final BinnedModel model;
    private final ExplicitParameters explicit;
    private final FitOptions options;
    private final Evaluator evaluator;
    /** The longest step of every explicit parameter; infinite where steps have no limit of their own. */
    private final double[] longest;
    /** The parameters with a Poisson constraint, which must not be negative. */
    private final int[] positive;

    private double[] x = new double[0];
    private double[] trial = new double[0];
    private double[] gradient = new double[0];
    private double[] gradientBefore = new double[0];
    private double[] step = new double[0];
    private double[] lower = new double[0];
    private double[] upper = new double[0];
    private boolean[] pinned = new boolean[0];
    private double[][] hessian = new double[0][];
    private LinearSolver solver = new LinearSolver(0);
    /** What the steps since the factorisation of the solver tell. */
    private final Secants secants = new Secants();

    private int size;
    /** Of how many parameters the solver holds the exact second derivatives at the last minimum; -1 if it does not. */
    private int solved = -1;
    /** Whether the next descent begins with them. */
    private boolean reuse;
    /** Whether value and gradient are known where the parameters are. */
    private boolean isEvaluated;
    /** The second derivatives at the start of the next descent, as far as they are known. */
    private @Nullable KnownCurvature known;

    private double value;
    private double edm;
    private int iterations;
    private int evaluations;
    private String reason = "";

    Descent(BinnedModel model, FitOptions options) {
        this.model = model;
        this.explicit = model.compiled().explicit;
        this.options = options;
        this.evaluator = new Evaluator(model.compiled());
        positive = IntStream.range(0, explicit.count())
                .filter(p -> explicit.at(p).poissonScale() > 0)
                .toArray();
        longest = new double[explicit.count()];
        for (int p = 0; p < longest.length; p++) {
            boolean isPoisson = explicit.at(p).poissonScale() > 0;
            longest[p] = isPoisson
                    ? Double.POSITIVE_INFINITY
                    : LARGEST_STEP * explicit.at(p).width();
        }
    }

    /** Begins with a signal and data: bounds are those of all parameters, nothing is counted yet. */
    void bind(ModelData data, SignalModel signal) {
        evaluator.bind(data, signal);
        isEvaluated = false;
        size = evaluator.size();
        if (x.length < size) {
            x = new double[size];
            trial = new double[size];
            gradient = new double[size];
            gradientBefore = new double[size];
            step = new double[size];
            lower = new double[size];
            upper = new double[size];
            pinned = new boolean[size];
            hessian = new double[size][size];
            solver = new LinearSolver(size);
            for (int p = 0; p < explicit.count(); p++) {
                lower[p] = explicit.at(p).lowerBound();
                upper[p] = explicit.at(p).upperBound();
            }
        }
        for (int p = explicit.count(); p < size; p++) {
            ParameterOfInterest parameter = signal.parameters().get(p - explicit.count());
            lower[p] = parameter.lowerBound();
            upper[p] = parameter.upperBound();
        }
        iterations = 0;
        evaluations = 0;
        reuse = false;
        known = null;
    }

    /** Uses these forms of correlated errors everywhere; none: those that hold at each point. */
    void use(List<AsymmetricResidual.Form> forms) {
        evaluator.use(forms);
        isEvaluated = false;
    }

    /** Begins the next descent with the second derivatives at the last minimum, if they are known. */
    void reuse() {
        reuse = solved == size;
    }

    /** The second derivatives with respect to the explicit parameters where the parameters are, a minimum. */
    KnownCurvature curvature(EmptyBins.State multipliers) {
        slopes(multipliers);
        pin();
        evaluator.hessian(hessian, HessianPart.OF_NUISANCES, NEGLIGIBLE);
        LinearSolver own = new LinearSolver(explicit.count());
        boolean isDefinite = own.factorise(hessian, explicit.count(), pinned, 0);
        return new KnownCurvature(own, Arrays.copyOf(pinned, explicit.count()), isDefinite);
    }

    /** Begins the next descent with the second derivatives that are known where the parameters are. */
    void inherit(KnownCurvature curvature) {
        known = curvature;
    }

    /** The value of parameter {@code p}. */
    double at(int p) {
        return x[p];
    }

    /** Puts parameter {@code p} to a value. */
    void put(int p, double wanted) {
        x[p] = wanted;
        isEvaluated = false;
    }

    /** The value within the bounds of parameter {@code p} that is closest. */
    double bounded(int p, double wanted) {
        return Math.min(upper[p], Math.max(lower[p], wanted));
    }

    /** -2 ln L if parameter {@code p} had another value. */
    double deviance(int p, double other) {
        System.arraycopy(x, 0, trial, 0, size);
        trial[p] = other;
        isEvaluated = false;
        return 2 * evaluate(trial);
    }

    /** The derivatives of -2 ln L with respect to the parameters of interest where the parameters are. */
    double[] slopes() {
        value = evaluator.value(x);
        evaluator.gradient(gradient);
        isEvaluated = true;
        double[] slopes = new double[size - explicit.count()];
        for (int k = 0; k < slopes.length; k++) {
            slopes[k] = 2 * gradient[explicit.count() + k];
        }
        return slopes;
    }

    /** The same with multipliers of empty bins that a fit found. */
    double[] slopes(EmptyBins.State multipliers) {
        evaluator.bins().emptyBins().restore(multipliers);
        return slopes();
    }

    /** Descends, from a better start if this one is impossible, until the multipliers of empty bins are right too. */
    FitResult.Status minimise(boolean near) {
        EmptyBins emptyBins = evaluator.bins().emptyBins();
        emptyBins.reset();
        edm = Double.POSITIVE_INFINITY;
        boolean isKnown = isEvaluated && value < Double.POSITIVE_INFINITY && !emptyBins.areAny();
        isEvaluated = false;
        if (isKnown) {
            evaluations++;
        } else {
            value = evaluate(x);
        }
        for (double part = 1; value == Double.POSITIVE_INFINITY && part > SMALLEST_PART; part *= 0.1) {
            emptyBins.relax(part);
            value = evaluate(x);
            if (value < Double.POSITIVE_INFINITY) {
                descend(false, false);
            }
            emptyBins.reset();
            value = evaluate(x);
        }
        if (value == Double.POSITIVE_INFINITY) {
            int row = evaluator.bins().impossibleRow();
            reason = row < 0
                    ? "the likelihood vanishes at the start"
                    : "in bin " + model.rowNames().get(row) + " no events are expected, but some were observed";
            return FitResult.Status.INFEASIBLE;
        }
        FitResult.Status status = descend(near, isKnown);
        while (status == FitResult.Status.CONVERGED && !evaluator.bins().areSettled()) {
            int row = evaluator.bins().settle();
            if (row >= 0) {
                reason = "in bin " + model.rowNames().get(row) + " less than no events are expected";
                value = Double.POSITIVE_INFINITY;
                return FitResult.Status.INFEASIBLE;
            }
            value = evaluate(x);
            status = descend(true, false);
        }
        value -= evaluator.bins().remainder();
        return status;
    }

    /**
     * @param near whether the start is likely to be close to the minimum
     * @param isKnown whether the gradient at the start is known
     */
    private FitResult.Status descend(boolean near, boolean isKnown) {
        reason = "";
        edm = Double.POSITIVE_INFINITY;
        boolean exact = near;
        boolean reusable = reuse;
        boolean inherited = reuse;
        boolean isNear = reuse;
        boolean isPolished = false;
        KnownCurvature inheritance = known;
        reuse = false;
        known = null;
        solved = -1;
        boolean stubborn = false;
        boolean moved = false;
        double damping = 0;
        secants.clear();
        for (int i = 0; i < options.maxIterations(); i++) {
            iterations++;
            if (i > 0 || !isKnown) {
                double[] old = gradientBefore;
                gradientBefore = gradient;
                gradient = old;
                evaluator.gradient(gradient);
            }
            if (pin() || (moved && reusable && !inherited && !addSecant())) {
                reusable = false;
            }
            moved = false;
            boolean saddle = false;
            double before = edm;
            if (reusable) {
                newtonStep();
            }
            // of inherited derivatives, the EDM is known to be right once a step has lowered it
            boolean untried = inherited && i == 0;
            boolean isSlow = edm > (inherited ? WORTHWHILE_INHERITED : WORTHWHILE) * before && !isPolished;
            if (!reusable || (untried && isOutOfReach()) || isSlow) {
                inherited = false;
                untried = false;
                boolean definite = i == 0 && inheritance != null && isUsable(inheritance)
                        ? extend(inheritance.solver())
                        : factorise(exact, damping);
                if (!definite) {
                    saddle = exact;
                    if (!factorise(false, damping)) {
                        reason = "the curvature is not finite";
                        return FitResult.Status.NOT_CONVERGED;
                    }
                }
                newtonStep();
                if (saddle && stubborn && edm >= options.tolerance()) {
                    dampedStep();
                }
                // far away a coupling may still go to 0, which would be a saddle point there and not here
                isNear = edm < EXACT_BELOW;
                reusable = exact && definite && damping == 0 && (isNear || !evaluator.isQuadratic());
            }
            boolean straight = exact && falls();
            if (straight) {
                // Gauss-Newton steps go where an empty bin expects nothing.
                factorise(false, damping);
                newtonStep();
                stepAlongSlopes();
                reusable = false;
            }
            if (edm < options.tolerance() && !straight && !untried) {
                if (!exact) {
                    exact = true;
                    continue;
                }
                if (inherited && evaluator.isQuadratic()) {
                    // a coupling of 0 may be a saddle point here and none before
                    reusable = false;
                    inherited = false;
                    continue;
                }
                if (!saddle) {
                    moved = polish();
                    isPolished = true;
                    // after several steps, the last gain tells what this one leaves
                    double left = secants.count() >= FEW ? edm * Math.min(1, edm / before) : edm;
                    if (moved && secants.count() > 0 && left > SURELY_SMALL * options.tolerance()) {
                        continue;
                    }
                    solved = reusable && isNear ? size : -1;
                    return FitResult.Status.CONVERGED;
                }
                if (!leaveSaddle()) {
                    reason = "the fit ends at a saddle point";
                    return FitResult.Status.NOT_CONVERGED;
                }
                exact = false;
                reusable = false;
                continue;
            }
            limitStep();
            double valueBefore = value;
            if (lineSearch()) {
                moved = true;
                damping = damping < 1e-6 ? 0 : 0.1 * damping;
                stubborn = valueBefore - value < STUBBORN * edm;
                // Where exact curvature is negative, it is asked again near the stationary point or if steps fail.
                exact = stubborn || edm < (saddle ? 1e-2 * EXACT_BELOW : EXACT_BELOW);
            } else {
                exact = false;
                reusable = false;
                damping = Math.max(1e-3, 10 * damping);
                if (damping > 1e10) {
                    reason = "no step lowers the deviance, EDM " + edm;
                    return FitResult.Status.NOT_CONVERGED;
                }
                value = evaluate(x);
            }
        }
        reason = "EDM " + edm + " after " + options.maxIterations() + " steps";
        return FitResult.Status.NOT_CONVERGED;
    }

    /** Whether a step with inherited derivatives would be too long to trust them, or too short to try them. */
    private boolean isOutOfReach() {
        return edm >= EXACT_BELOW || edm < SMALLEST_TRIAL;
    }

    private double evaluate(double[] point) {
        evaluations++;
        return evaluator.value(point);
    }

    /**
     * Takes parameters that are held, or at a bound that the gradient pushes them across, out of the step; true if the set
     * has changed.
     */
    private boolean pin() {
        boolean changed = false;
        for (int p = 0; p < size; p++) {
            boolean out = (x[p] <= lower[p] && (gradient[p] > 0 || lower[p] == upper[p]))
                    || (x[p] >= upper[p] && gradient[p] < 0);
            changed |= out != pinned[p];
            pinned[p] = out;
        }
        return changed;
    }

    /** Whether the value falls along a direction without curvature, as the rate of empty bins does. */
    private boolean falls() {
        for (int p = 0; p < size; p++) {
            if (!pinned[p] && Math.abs(solver.unsolved(p)) > STEEP) {
                return true;
            }
        }
        return false;
    }

    /** Moves along directions that have no curvature even so. */
    private void stepAlongSlopes() {
        for (int p = 0; p < size; p++) {
            double slope = -solver.unsolved(p);
            if (!pinned[p] && Math.abs(slope) > STEEP) {
                double length = Math.max(1, Math.abs(x[p]));
                solver.direction(p, trial);
                for (int q = 0; q < size; q++) {
                    step[q] -= Math.copySign(length, slope) * trial[q];
                }
                edm += Math.abs(slope) * length;
            }
        }
    }

    private void newtonStep() {
        for (int p = 0; p < size; p++) {
            step[p] = pinned[p] ? 0 : -gradient[p];
        }
        secants.solve(solver, step);
        edm = 0;
        for (int p = 0; p < size; p++) {
            edm -= gradient[p] * step[p];
        }
    }

    /** Whether what is known of the explicit parameters holds for those that are free now. */
    private boolean isUsable(KnownCurvature curvature) {
        int count = explicit.count();
        return curvature.isDefinite() && Arrays.equals(curvature.pinned(), 0, count, pinned, 0, count);
    }

    /** Takes over what is known of the explicit parameters, and adds the second derivatives with respect to those of interest. */
    private boolean extend(LinearSolver inherited) {
        secants.clear();
        evaluator.hessian(hessian, HessianPart.OF_INTEREST, NEGLIGIBLE);
        return solver.extend(inherited, hessian, size, pinned);
    }

    /** Takes what the last step tells; false if that is of no use. */
    private boolean addSecant() {
        return secants.add(size, trial, x, gradientBefore, gradient, pinned);
    }

    /** Factorises the second derivatives where the parameters are; false if they are not positive definite. */
    private boolean factorise(boolean exact, double damping) {
        secants.clear();
        evaluator.hessian(hessian, exact ? HessianPart.EXACT : HessianPart.GAUSS_NEWTON, NEGLIGIBLE);
        return solver.factorise(hessian, size, pinned, damping);
    }

    /** A step with the exact Hessian, damped until it is positive definite. */
    private void dampedStep() {
        double damping = 1e-3;
        for (boolean definite = factorise(true, damping); !definite; ) {
            damping *= 4;
            definite = solver.factorise(hessian, size, pinned, damping);
        }
        newtonStep();
    }

    private void limitStep() {
        double scale = 1;
        for (int p = 0; p < longest.length; p++) {
            if (scale * Math.abs(step[p]) > longest[p]) {
                scale = longest[p] / Math.abs(step[p]);
            }
        }
        for (int p : positive) {
            if (x[p] > 0 && x[p] + scale * step[p] < 0.1 * x[p]) {
                scale = -0.9 * x[p] / step[p];
            }
        }
        if (scale < 1) {
            for (int p = 0; p < size; p++) {
                step[p] *= scale;
            }
        }
    }

    /** Moves to x + t step, projected on the bounds, with t halved until the value falls enough. */
    private boolean lineSearch() {
        double t = 1;
        for (int i = 0; i < LINE_SEARCH_STEPS; i++) {
            double slope = move(t);
            if (slope >= 0) {
                return false;
            }
            double next = evaluate(trial);
            if (next <= value + 1e-4 * slope) {
                accept(next);
                return true;
            }
            double curvature = next - value - slope;
            t *= next < Double.POSITIVE_INFINITY && curvature > 0
                    ? Math.min(0.5, Math.max(0.1, -0.5 * slope / curvature))
                    : 0.5;
        }
        return false;
    }

    private double move(double t) {
        double slope = 0;
        for (int p = 0; p < size; p++) {
            trial[p] = Math.min(upper[p], Math.max(lower[p], x[p] + t * step[p]));
            slope += gradient[p] * (trial[p] - x[p]);
        }
        return slope;
    }

    private void accept(double next) {
        double[] old = x;
        x = trial;
        trial = old;
        value = next;
    }

    /** The last step: taken if it does not harm, which is returned. */
    private boolean polish() {
        limitStep();
        move(1);
        double next = evaluate(trial);
        if (next <= value) {
            accept(next);
            return true;
        }
        value = evaluate(x);
        return false;
    }

    /** Follows negative curvature at a stationary point; false if the value does not fall along it. */
    private boolean leaveSaddle() {
        if (factorise(true, 0)) {
            return true;
        }
        double curvature = solver.negativeDirection(step);
        double slope = 0;
        for (int p = 0; p < size; p++) {
            slope += gradient[p] * step[p];
        }
        double length = Math.copySign(Math.sqrt(2 / -curvature), slope > 0 ? -1 : 1);
        for (int p = 0; p < size; p++) {
            step[p] *= length;
        }
        limitStep();
        double t = 1;
        for (int i = 0; i < 2 * LINE_SEARCH_STEPS; i++) {
            move(t);
            double next = evaluate(trial);
            if (next < value - 0.1 * t * t) {
                accept(next);
                return true;
            }
            t *= 0.5;
        }
        value = evaluate(x);
        return false;
    }

    /** What has been found, a copy, with the parameters of interest as they are reported. */
    FitResult.Values result(FitResult.Status status, double[] interest) {
        return new FitResult.Values(
                status,
                reason,
                2 * value,
                interest,
                evaluator.nuisances(),
                evaluator.expected(),
                evaluator.expectedSignal(),
                evaluator.bins().emptyBins().state(),
                edm,
                iterations,
                evaluations);
    }
}
