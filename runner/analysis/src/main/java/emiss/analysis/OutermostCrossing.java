package emiss.analysis;

import emiss.inference.FalsePosition;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.SignalModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the largest value of a coupling at which -2 ln L, all else profiled, is within a given rise of its minimum.
 *
 * <p>With several couplings the profile has branches, one for every way in which the others interfere, and may fall again
 * behind a barrier: every point is fitted from several starts, and the search goes on beyond a first crossing until t is
 * hopeless.
 */
final class OutermostCrossing {
    private static final double SMALLEST = 0.1;
    private static final double GROWTH = 1.3;
    private static final double HOPELESS = 25;
    private static final double SIDE = 0.3;
    private static final double TOLERANCE = 1e-8;
    private static final int ROOT_STEPS = 100;

    private final Fitter fitter;
    private final Analysis analysis;
    private final SignalModel signal;
    private final FitResult best;
    private final int couplings;
    private final int index;
    private final double rise;
    private final double[] quietest;
    private double lowest;
    private double lastValue;
    private double[] lastOthers;
    private String reason = "";

    /**
     * Prepares a search.
     *
     * @param signal the signal, whose first {@code couplings} parameters are couplings
     * @param best its best fit
     * @param index the coupling in question
     */
    OutermostCrossing(
            Fitter fitter,
            Analysis analysis,
            SignalModel signal,
            FitResult best,
            int couplings,
            int index,
            double rise) {
        this.fitter = fitter;
        this.analysis = analysis;
        this.signal = signal;
        this.best = best;
        this.couplings = couplings;
        this.index = index;
        this.rise = rise;
        this.quietest = Unbounded.quietest(signal, couplings, index);
        this.lowest = best.deviance();
        this.lastOthers = new double[0];
    }

    /** The lowest -2 ln L that a search has come across. */
    double lowest() {
        return lowest;
    }

    /** Why the last search failed; empty if it did not. */
    String reason() {
        return reason;
    }

    /**
     * The end among values of one sign, {@code side} = 1 or -1, as an absolute value; 0 if no such value is allowed, infinite
     * if all are, NaN if the search failed.
     */
    double find(int side) {
        double[] phi = best.signalParameters();
        lastValue = phi[index];
        lastOthers = others(phi);
        List<Double> values = new ArrayList<>();
        List<Double> deviances = new ArrayList<>();
        double value = Math.max(0, side * phi[index]);
        double next = Math.max(SMALLEST, GROWTH * value);
        while (true) {
            double deviance = profile(side * value);
            if (Double.isNaN(deviance)) {
                return Double.NaN;
            }
            values.add(value);
            deviances.add(deviance);
            if (deviance > lowest + rise + HOPELESS || value > Unbounded.FAR) {
                break;
            }
            value = next;
            next *= GROWTH;
        }
        int inside = values.size() - 1;
        while (inside >= 0 && deviances.get(inside) >= lowest + rise) {
            inside--;
        }
        if (inside < 0) {
            return 0;
        }
        return inside == values.size() - 1
                ? Double.POSITIVE_INFINITY
                : root(
                        side,
                        values.get(inside),
                        deviances.get(inside),
                        values.get(inside + 1),
                        deviances.get(inside + 1));
    }

    /** Narrows the square root of the rise, which is nearly linear. */
    private double root(int side, double from, double fromDeviance, double to, double toDeviance) {
        FalsePosition bracket = new FalsePosition(from, excess(fromDeviance), to, excess(toDeviance));
        for (int i = 0; i < ROOT_STEPS && bracket.width() > TOLERANCE * bracket.outer(); i++) {
            double middle = bracket.next();
            double deviance = profile(side * middle);
            if (Double.isNaN(deviance)) {
                return Double.NaN;
            }
            double excess = excess(deviance);
            if (Math.abs(excess) < TOLERANCE) {
                return middle;
            }
            bracket.add(middle, excess);
        }
        return bracket.inner();
    }

    private double excess(double deviance) {
        return Math.sqrt(Math.max(0, deviance - lowest)) - Math.sqrt(rise);
    }

    /** The lowest deviance with the coupling held; NaN if it is not known whether that is within the rise. */
    private double profile(double value) {
        FitResult found =
                fitter.fit(analysis.data(), signal.fix(index, value), starts(value), analysis.standardModelFit());
        if (!found.converged()
                && found.status() != FitResult.Status.INFEASIBLE
                && found.deviance() >= lowest + rise
                && found.deviance() <= lowest + rise + HOPELESS) {
            reason = "the fit at " + value + " units did not converge: " + found.reason();
            return Double.NaN;
        }
        lastValue = value;
        lastOthers = found.signalParameters();
        lowest = Math.min(lowest, found.deviance());
        return found.deviance();
    }

    /** The others as they were, in proportion, where the signal is smallest, and of either sign. */
    private List<double[]> starts(double value) {
        List<double[]> starts = new ArrayList<>();
        starts.add(lastOthers);
        if (couplings == 1) {
            return starts;
        }
        if (lastValue != 0) {
            double[] scaled = lastOthers.clone();
            for (int k = 0; k < couplings - 1; k++) {
                scaled[k] *= value / lastValue;
            }
            starts.add(scaled);
        }
        double[] quiet = lastOthers.clone();
        for (int k = 0; k < couplings - 1; k++) {
            quiet[k] = value * quietest[k < index ? k : k + 1];
        }
        starts.add(quiet);
        for (int leading = 0; leading < couplings - 1; leading++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                double[] start = lastOthers.clone();
                for (int k = 0; k < couplings - 1; k++) {
                    start[k] = k == leading ? sign * Math.max(1, Math.abs(value)) : SIDE;
                }
                starts.add(start);
            }
        }
        return starts;
    }

    private double[] others(double[] phi) {
        double[] others = new double[phi.length - 1];
        for (int k = 0; k < others.length; k++) {
            others[k] = phi[k < index ? k : k + 1];
        }
        return others;
    }
}
