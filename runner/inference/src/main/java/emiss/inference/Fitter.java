package emiss.inference;

import java.util.List;

/**
 * Finds the best parameters of a {@link BinnedModel}; one per thread, reused for many fits.
 *
 * <p>The Gaussian per-bin factors, and the fluctuations of a {@linkplain SignalModel#fluctuating fluctuating} signal, are
 * eliminated exactly in their bin. In the other nuisance parameters and the parameters of interest the fit takes damped Newton
 * steps from its start to a minimum, within the bounds, where expected events are possible; a warm fit of the same data and
 * parameters takes them with exact second derivatives from the start. A fit that fails is repeated from other starts and, if they
 * fail too, flagged.
 *
 * <p>Two things make several minima, of which the lowest counts. Correlated measurements with asymmetric errors: the fit is
 * repeated from the minima in which the errors of chosen sides hold everywhere. Parameters of which both directions raise a
 * content, or both lower it: if the likelihood is higher where one of them has the opposite sign, the fit goes on from there.
 *
 * <p>Couplings of which the square alone matters are fitted in their {@linkplain Squares squares}, which are at least 0.
 *
 * <p>Starts and steps depend on the arguments only, so that results are reproducible.
 */
public final class Fitter {
    private static final double[] RESTART_SCALES = {1, 0.3, 3, 0.05, -1};
    /** How far on the opposite side a deeper minimum is sought. */
    private static final double[] OPPOSITE_PARTS = {1, 0.75, 0.5};

    private static final double NEAR_THE_TURN = 0.05;
    /** -2 ln L is lower by more than rounding. */
    private static final double SURELY_LOWER = 1e-6;

    private final BinnedModel model;
    private final ExplicitParameters explicit;
    private final Descent descent;
    private ModelData data;
    private Squares squares;

    /**
     * A fitter with {@link FitOptions#DEFAULT}.
     *
     * @param model the model to fit
     */
    public Fitter(BinnedModel model) {
        this(model, FitOptions.DEFAULT);
    }

    /**
     * A fitter of {@code model}.
     *
     * @param model the model to fit
     * @param options when a fit ends
     */
    public Fitter(BinnedModel model, FitOptions options) {
        this.model = model;
        this.explicit = model.compiled().explicit;
        this.descent = new Descent(model, options);
        this.data = model.observedData();
        this.squares = Squares.none(SignalModel.fixed(new double[model.rows()]));
    }

    /** {@return the model that is fitted} */
    public BinnedModel model() {
        return model;
    }

    /**
     * {@return a cold fit: nuisance parameters start at their centres, parameters of interest at their start values}
     *
     * @param data the outcome of the experiments
     * @param signal the signal
     */
    public FitResult fit(ModelData data, SignalModel signal) {
        prepare(data, Squares.of(signal));
        return fitFrom(false, false);
    }

    /**
     * {@return a warm fit} Nuisance parameters start where {@code warm} ended; the parameters of interest too if they
     * have the same names, otherwise at their start values.
     *
     * @param data the outcome of the experiments
     * @param signal the signal
     * @param warm an earlier fit
     */
    public FitResult fit(ModelData data, SignalModel signal, FitResult warm) {
        prepare(data, Squares.of(signal), warm);
        boolean sameNames = startInterest(List.of(warm), new double[] {1});
        return fitFrom(true, sameNames && warm.data() == data);
    }

    /**
     * {@return a warm fit that begins where a weighted sum of earlier fits leads, with the second derivatives at the minimum that this
     * fitter found before}
     *
     * @param data the outcome of the experiments
     * @param signal the signal
     * @param earlier fits to the same data, of which the first one counts for what has no weights
     * @param weights one a fit; their sum is 1
     */
    public FitResult follow(ModelData data, SignalModel signal, List<FitResult> earlier, double[] weights) {
        FitResult last = earlier.get(0);
        prepare(data, Squares.of(signal), last);
        for (int p = 0; p < explicit.count(); p++) {
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * earlier.get(i).nuisanceAt(p);
            }
            descent.put(p, descent.bounded(p, sum));
        }
        keepPositive();
        boolean sameNames = startInterest(earlier, weights);
        if (sameNames) {
            descent.reuse();
        }
        return fitFrom(true, sameNames);
    }

    /**
     * {@return the best of several fits: the lowest minimum that one of them reaches, the first of equal ones, or what comes closest
     * if none does}
     * Nuisance parameters start where {@code warm} ended. If {@code warm} is the fit without the signal, which is linear in the
     * squares of its parameters, then it is the best fit with the signal too if -ln L rises with each of them, and otherwise the only
     * start.
     *
     * @param data the outcome of the experiments
     * @param signal the signal
     * @param starts where the parameters of interest start, at least once, one value per parameter
     * @param warm an earlier fit
     */
    public FitResult fit(ModelData data, SignalModel signal, List<double[]> starts, FitResult warm) {
        if (starts.isEmpty()) {
            throw new IllegalArgumentException("there is no start, expected at least one");
        }
        Squares wanted = Squares.of(signal.startingAt(starts.get(0)));
        if (isMinimumWithout(data, wanted, warm)) {
            prepare(data, wanted, warm);
            double[] zero = wanted.atZero(warm);
            for (int k = 0; k < zero.length; k++) {
                putInterest(k, zero[k]);
            }
            if (risesFrom(warm)) {
                return warm.of(signal, zero);
            }
            return fitFromMinimum(warm);
        }
        FitResult best = null;
        for (double[] start : starts) {
            prepare(data, Squares.of(signal.startingAt(start)), warm);
            FitResult found = fitFrom(true, false);
            if (best == null || isSurelyBetter(found, best)) {
                best = found;
            }
        }
        return best;
    }

    /** Of minima that are equal, such as those that degenerate couplings have, the first counts. */
    private static boolean isSurelyBetter(FitResult found, FitResult best) {
        return found.isBetterThan(best) && !(best.converged() && found.deviance() > best.deviance() - SURELY_LOWER);
    }

    /**
     * {@return a fit that goes on from the minimum of another, with its second derivatives}
     *
     * @param data the outcome of the experiments
     * @param signal the signal; with its parameters at their start values that of {@code minimum}, and linear in them
     * @param minimum a fit to the same data that converged
     */
    public FitResult continued(ModelData data, SignalModel signal, FitResult minimum) {
        prepare(data, Squares.none(signal), minimum);
        return fitFromMinimum(minimum);
    }

    /** Goes on from where the parameters are, the minimum of a fit without some of them. */
    private FitResult fitFromMinimum(FitResult minimum) {
        descent.inherit(minimum.curvature(() -> descent.curvature(minimum.emptyBins())));
        return fitFrom(true, true);
    }

    /** Whether a fit is the minimum without squares of a signal that is linear in them. */
    private boolean isMinimumWithout(ModelData newData, Squares newSquares, FitResult without) {
        return without.converged()
                && without.data() == newData
                && newSquares.isLinearBeyond(without.signal())
                && model.compiled().measured.alternatives().isEmpty();
    }

    /** Whether -ln L rises with every square from the minimum without them, where the parameters are. */
    private boolean risesFrom(FitResult without) {
        double[] slopes = descent.slopes(without.emptyBins());
        for (int k = 0; k < slopes.length; k++) {
            if (squares.isSquared(k) && !(slopes[k] >= 0)) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@return the derivatives of -2 ln L with respect to the parameters of interest at a point, nuisance parameters as a fit
     * found them}
     *
     * @param data the outcome of the experiments
     * @param signal the signal
     * @param phi one value per parameter of interest
     * @param nuisances a fit to the same data
     */
    public double[] slopes(ModelData data, SignalModel signal, double[] phi, FitResult nuisances) {
        prepare(data, Squares.none(signal), nuisances);
        for (int k = 0; k < phi.length; k++) {
            descent.put(explicit.count() + k, phi[k]);
        }
        return descent.slopes(nuisances.emptyBins());
    }

    /** Starts the parameters of interest where a weighted sum of earlier fits leads, if they have the same names in all. */
    private boolean startInterest(List<FitResult> earlier, double[] weights) {
        List<ParameterOfInterest> parameters = squares.signal().parameters();
        boolean sameNames = earlier.stream()
                .allMatch(fit -> sameNames(parameters, fit.signal().parameters()));
        for (int k = 0; sameNames && k < parameters.size(); k++) {
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * squares.fitted(k, earlier.get(i).signalParameterAt(k));
            }
            int index = explicit.count() + k;
            descent.put(index, descent.bounded(index, sum));
        }
        return sameNames;
    }

    private static boolean sameNames(List<ParameterOfInterest> one, List<ParameterOfInterest> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int k = 0; k < one.size(); k++) {
            if (!one.get(k).name().equals(other.get(k).name())) {
                return false;
            }
        }
        return true;
    }

    private void prepare(ModelData newData, Squares newSquares) {
        data = newData;
        squares = newSquares;
        descent.bind(data, squares.fitted());
        start(1);
    }

    private void prepare(ModelData newData, Squares newSquares, FitResult warm) {
        if (warm.data().model != model.compiled()) {
            throw new IllegalArgumentException("the earlier fit belongs to another model");
        }
        prepare(newData, newSquares);
        for (int p = 0; p < explicit.count(); p++) {
            descent.put(p, descent.bounded(p, warm.nuisanceAt(p)));
        }
        keepPositive();
    }

    private void start(double scale) {
        for (int p = 0; p < explicit.count(); p++) {
            descent.put(p, explicit.at(p).start(data.explicitCentre[p]));
        }
        List<ParameterOfInterest> parameters = squares.signal().parameters();
        for (int k = 0; k < parameters.size(); k++) {
            putInterest(k, scale * parameters.get(k).start());
        }
        keepPositive();
    }

    private void putInterest(int k, double phi) {
        int i = explicit.count() + k;
        descent.put(i, descent.bounded(i, squares.fitted(k, phi)));
    }

    /** A Poisson-constrained factor cannot start at 0, where its constraint is infinite. */
    private void keepPositive() {
        for (int p = 0; p < explicit.count(); p++) {
            if (explicit.at(p).poissonScale() > 0 && !(descent.at(p) > 0) && data.explicitCentre[p] > 0) {
                descent.put(p, descent.bounded(p, data.explicitCentre[p]));
            }
        }
    }

    /**
     * @param warm whether the nominal start has not been tried
     * @param near whether the start is likely to be close to the minimum
     */
    private FitResult fitFrom(boolean warm, boolean near) {
        FitResult best = fitNearby(warm, near);
        for (List<AsymmetricResidual.Form> forms : model.compiled().measured.alternatives()) {
            moveTo(best);
            descent.use(forms);
            descent.minimise(false);
            descent.use(List.of());
            FitResult other = minimised(false);
            if (other.isBetterThan(best)) {
                best = other;
            }
        }
        return best;
    }

    private FitResult fitNearby(boolean warm, boolean near) {
        FitResult best = minimised(near);
        for (int i = warm ? 0 : 1; i < RESTART_SCALES.length && !best.converged(); i++) {
            start(RESTART_SCALES[i]);
            FitResult other = minimised(false);
            if (other.isBetterThan(best)) {
                best = other;
            }
        }
        return best.converged() ? mirrored(best) : best;
    }

    /** Goes on from the opposite side of parameters whose effect turns round, where that is better. */
    private FitResult mirrored(FitResult found) {
        FitResult best = found;
        for (int p : model.compiled().cells.turning) {
            for (double part : OPPOSITE_PARTS) {
                moveTo(best);
                double opposite = descent.bounded(p, -part * best.nuisanceAt(p));
                if (Math.abs(opposite) > NEAR_THE_TURN
                        && descent.deviance(p, opposite) < best.deviance() - SURELY_LOWER) {
                    descent.put(p, opposite);
                    FitResult other = minimised(false);
                    best = other.isBetterThan(best) ? other : best;
                }
            }
        }
        return best;
    }

    private void moveTo(FitResult fit) {
        for (int p = 0; p < explicit.count(); p++) {
            descent.put(p, fit.nuisanceAt(p));
        }
        for (int k = 0; k < squares.signal().parameters().size(); k++) {
            putInterest(k, fit.signalParameterAt(k));
        }
    }

    /** Descends from where the parameters are. */
    private FitResult minimised(boolean near) {
        SignalModel signal = squares.signal();
        FitResult.Status status = descent.minimise(near);
        double[] phi = new double[signal.parameters().size()];
        for (int k = 0; k < phi.length; k++) {
            phi[k] = squares.given(
                    k,
                    descent.at(explicit.count() + k),
                    signal.parameters().get(k).start());
        }
        return new FitResult(data, signal, descent.result(status, phi));
    }
}
