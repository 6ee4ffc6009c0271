package emiss.inference;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The best fit of a signal around which a search goes. A fit that the search visits may lie lower: then the search starts again
 * from there, so that in the end the best point is in the interval that was found, and no visited point lies below it.
 */
public final class LowestMinimum {
    /** A fit lower than the best one by this much, in units of -2 ln L, means that the best one was not. */
    private static final double LOWER = 1e-5;

    private static final int ATTEMPTS = 3;

    private final Fitter fitter;
    private final ModelData data;
    private final SignalModel signal;
    private FitResult best;
    private @Nullable FitResult lower;
    private double[] lowerPoint = new double[0];

    /**
     * Starts with a fit.
     *
     * @param fitter makes the fits
     * @param data the outcome of the experiments
     * @param signal the signal
     * @param best the fit of {@code signal} to {@code data}
     */
    public LowestMinimum(Fitter fitter, ModelData data, SignalModel signal, FitResult best) {
        this.fitter = fitter;
        this.data = data;
        this.signal = signal;
        this.best = best;
        if (best.signalParameters().length != signal.parameters().size()) {
            throw new IllegalArgumentException("the fit has " + best.signalParameters().length
                    + " parameters of interest, expected " + signal.parameters().size());
        }
    }

    /** {@return the lowest fit so far} */
    public FitResult best() {
        return best;
    }

    /**
     * {@return the rise of -2 ln L from the best fit to another one, at least 0; a lower one is kept in mind}
     *
     * @param visited the other fit
     * @param deviance its -2 ln L, without terms that the search has added
     * @param phi its parameters of interest, in the order of the signal
     */
    public double rise(FitResult visited, double deviance, double[] phi) {
        double rise = deviance - best.deviance();
        if (rise < -LOWER && (lower == null || visited.isBetterThan(lower))) {
            lower = visited;
            lowerPoint = phi.clone();
        }
        return Math.max(0, rise);
    }

    /** Goes on from a lower fit, if one was visited. */
    void improve() {
        if (lower != null) {
            best = fitter.fit(data, signal, List.of(lowerPoint), lower);
            lower = null;
        }
    }

    /** {@return whether a lower fit was visited, so that the search may end} */
    public boolean isBeaten() {
        return lower != null;
    }

    /**
     * {@return what a search finds in which no visited fit lies below the best one; a failure if there always is one}
     *
     * @param search the search, which may end early once {@link #isBeaten()}
     */
    public Interval interval(Supplier<Interval> search) {
        for (int i = 0; i < ATTEMPTS && best.converged(); i++) {
            Interval found = search.get();
            if (lower == null) {
                return found;
            }
            improve();
        }
        return Interval.failed(
                best.converged()
                        ? "the profile keeps finding lower minima"
                        : "the best fit did not converge: " + best.reason());
    }
}
