package emiss.analysis;

import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.Interval;
import emiss.inference.SignalModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Profile-likelihood intervals of a ratio (a(phi) + a0)/(b(phi) + b0) of forms in the parameters of several couplings, which is between 0
 * and 1: where the lowest -2 ln L among all couplings with the same ratio has risen by 1. Not thread-safe.
 *
 * <p>The ratio is r where a - r b is r b0 - a0, which the likelihood is told as a measurement with a small error.
 */
final class RatioIntervals {
    private static final double ERROR = 1e-4;
    /** Farther off than this many errors the ratio cannot be reached. */
    private static final double REACHED = 10;

    private static final double ROUNDING = 1e-12;
    private static final int HALVINGS = 30;

    private final CouplingFit fit;
    private final Fitter fitter;
    private final SignalModel signal;
    private final CouplingForm above;
    private final double aboveMore;
    private final CouplingForm below;
    private final double belowMore;
    private final double whole;

    /**
     * Prepares the search.
     *
     * @param fit the best fit
     * @param above a
     * @param aboveMore a0
     * @param below b
     * @param belowMore b0
     */
    RatioIntervals(CouplingFit fit, CouplingForm above, double aboveMore, CouplingForm below, double belowMore) {
        this.fit = fit;
        this.fitter = new Fitter(fit.hypothesis().analysis().model());
        this.signal = fit.hypothesis().signalModel();
        this.above = above;
        this.aboveMore = aboveMore;
        this.below = below;
        this.belowMore = belowMore;
        this.whole = below.value(fit.result().signalParameters()) + belowMore;
    }

    /** The interval. */
    Interval interval() {
        double[] phi = fit.result().signalParameters();
        double best = (above.value(phi) + aboveMore) / whole;
        boolean isConstant = difference(best).scale() <= ROUNDING * below.scale()
                && Math.abs(best * belowMore - aboveMore) <= ROUNDING * whole;
        return isConstant ? new Interval(best, best, "") : new Interval(end(best, 0), end(best, 1), "");
    }

    private CouplingForm difference(double ratio) {
        return above.plus(below.times(-ratio));
    }

    /** The end between the best value and a limit, which may be the end itself. */
    private double end(double best, double limit) {
        double inside = best;
        double outside = limit;
        double[] last = fit.result().signalParameters();
        double[] there = within(limit, last);
        if (there.length > 0) {
            return limit;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (inside + outside) / 2;
            double[] found = within(middle, last);
            if (found.length > 0) {
                inside = middle;
                last = found;
            } else {
                outside = middle;
            }
        }
        return inside;
    }

    /** The best parameters with a ratio, if -2 ln L has risen by less than 1 there; none otherwise. */
    private double[] within(double ratio, double[] last) {
        CouplingForm form = difference(ratio).times(1 / whole);
        double wanted = (ratio * belowMore - aboveMore) / whole;
        FitResult found = fitter.fit(
                fit.result().data(),
                signal.measuring(form.quantity(signal.parameters()), wanted, ERROR),
                starts(last),
                fit.result());
        double[] phi = found.signalParameters();
        double pull = (form.value(phi) - wanted) / ERROR;
        boolean isReached = found.converged() && Math.abs(pull) < REACHED;
        boolean isLow = found.deviance() - pull * pull - fit.result().deviance() < 1;
        return isReached && isLow ? phi : new double[0];
    }

    private List<double[]> starts(double[] last) {
        List<double[]> starts = new ArrayList<>(above.leading(last));
        starts.add(0, last);
        return starts;
    }
}
