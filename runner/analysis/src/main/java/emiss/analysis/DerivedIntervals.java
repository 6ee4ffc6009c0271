package emiss.analysis;

import emiss.inference.FalsePosition;
import emiss.inference.FitOptions;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.Interval;
import emiss.inference.LowestMinimum;
import emiss.inference.SignalModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Profile-likelihood intervals of derived quantities d(c): where the lowest -2 ln L among all couplings with the same d rises
 * by a given amount. Not thread-safe.
 *
 * <p>The likelihood gets one more term, a measurement of d: value d0, error s. Where the sum of t and ((d - d0)/s)^2 is
 * lowest, t is lowest among all couplings with that d, whatever s is: otherwise others with the same d would be better. So
 * every fit gives one exact point (d, t) of the profile curve, and moving d0 until t has the wanted value gives the exact
 * end. Couplings that are degenerate among each other do no harm.
 */
public final class DerivedIntervals {
    /** There are many starts, so that a fit from a bad one may give up early. */
    private static final FitOptions OPTIONS = new FitOptions(60, FitOptions.DEFAULT.tolerance());

    /** First step, relative to the value at the best fit, or to that of couplings of one unit. */
    private static final double FIRST_STEP = 0.5;

    private static final double GROWTH = 3;
    private static final int EXPANSIONS = 40;
    private static final double ERROR_PER_STEP = 0.1;
    private static final int TIGHTENINGS = 6;
    private static final int ROOT_STEPS = 100;
    private static final double TOLERANCE = 1e-8;
    private static final double JUMP = 1e-4;

    /** The profile must come this close to where the quantity cannot go on, relative to the distance from the best fit. */
    private static final double AT_LIMIT = 1e-3;

    /** Other starts lead lower if they do so by this much. */
    private static final double LOWER_BRANCH = 1e-5;

    private final Analysis analysis;
    private final Fitter fitter;

    /** Searches in the likelihood of {@code analysis}. */
    public DerivedIntervals(Analysis analysis) {
        this.analysis = analysis;
        this.fitter = new Fitter(analysis.model(), OPTIONS);
    }

    /**
     * An interval.
     *
     * @param best the best fit: the one around which was searched, or a lower one that the search came across
     * @param interval the interval around it
     */
    public record Found(CouplingFit best, Interval interval) {}

    /**
     * The interval in which -2 ln L stays within {@code rise} of its minimum. Ends are infinite where the data do not limit
     * the quantity before its couplings are absurd. A sum of couplings is sought among non-negative values.
     */
    public Found interval(CouplingFit fit, DerivedQuantity quantity, double rise) {
        Hypothesis hypothesis = fit.hypothesis();
        List<String> fitted = new ArrayList<>();
        for (int k = 0; k < hypothesis.couplingParameters(); k++) {
            fitted.add(hypothesis.couplingOf(k));
        }
        List<String> undetermined = quantity.couplings().stream()
                .filter(name -> !fitted.contains(name))
                .toList();
        CouplingForm form = quantity.form(hypothesis);
        if (quantity.isLinear() && !undetermined.isEmpty()) {
            return new Found(fit, Interval.UNBOUNDED);
        }
        return interval(
                fit,
                form,
                quantity.isLinear(),
                quantity.isOpen(-1, undetermined),
                quantity.isOpen(1, undetermined),
                rise);
    }

    /** The same for a quadratic form in the coupling parameters. */
    Found interval(CouplingFit fit, CouplingForm form, double rise) {
        return interval(fit, form, false, false, false, rise);
    }

    private Found interval(
            CouplingFit fit, CouplingForm form, boolean linear, boolean openBelow, boolean openAbove, double rise) {
        Hypothesis hypothesis = fit.hypothesis();
        if (form.scale() == 0) {
            return new Found(fit, Interval.UNBOUNDED);
        }
        LowestMinimum minimum = new LowestMinimum(
                new Fitter(analysis.model()), analysis.data(), hypothesis.signalModel(), fit.result());
        Interval interval = minimum.interval(() -> {
            Search search = new Search(minimum, hypothesis, form, linear, rise);
            double low = openBelow ? Double.NEGATIVE_INFINITY : search.end(-1) * form.scale();
            double high = openAbove ? Double.POSITIVE_INFINITY : search.end(1) * form.scale();
            return search.reason.isEmpty() ? new Interval(low, high, "") : Interval.failed(search.reason);
        });
        return new Found(
                minimum.best() == fit.result() ? fit : new CouplingFit(hypothesis, minimum.best(), fit.held()),
                interval);
    }

    /** A point of the profile curve: where it was asked for, parameters, quantity, and the rise of -2 ln L. */
    private record Point(double centre, double[] phi, double value, double rise, boolean converged, String reason) {
        double excess(double wanted) {
            return Math.sqrt(rise) - Math.sqrt(wanted);
        }
    }

    /** Looks for the ends of one interval; values of the quantity are in units of its largest coefficient. */
    private final class Search {
        private final LowestMinimum minimum;
        private final SignalModel signal;
        private final CouplingForm form;
        private final SignalModel measured;
        private final boolean linear;
        private final double rise;
        private final double floor;
        private final double ceiling;
        private final Point best;
        private final FitResult warm;
        private Point last;
        private Point before;
        private String reason = "";

        Search(LowestMinimum minimum, Hypothesis hypothesis, CouplingForm physical, boolean linear, double rise) {
            this.minimum = minimum;
            this.signal = hypothesis.signalModel();
            this.form = physical.times(1 / physical.scale());
            this.measured = form.quantity(signal.parameters());
            this.linear = linear;
            this.rise = rise;
            double[] phi = hypothesis.withPreferredSigns(minimum.best().signalParameters());
            if (linear && form.value(phi) < 0) {
                for (int k = 0; k < form.size(); k++) {
                    phi[k] = -phi[k];
                }
            }
            this.best = new Point(form.value(phi), phi, form.value(phi), 0, true, "");
            this.floor = linear || form.isQuadraticNonNegative() ? 0 : Double.NEGATIVE_INFINITY;
            this.ceiling = !linear && form.times(-1).isQuadraticNonNegative() ? 0 : Double.POSITIVE_INFINITY;
            this.warm = fitter.fit(analysis.data(), SignalModel.fixed(signal.events(phi)));
            this.last = best;
            this.before = best;
        }

        /** The end on one side; NaN if it was not found or a lower minimum was. */
        double end(int side) {
            if (minimum.isBeaten() || !reason.isEmpty()) {
                return Double.NaN;
            }
            last = best;
            before = best;
            double limit = side < 0 ? floor : ceiling;
            double room = Math.abs(limit - best.value);
            double far = linear ? Unbounded.FAR : Unbounded.FAR * Unbounded.FAR;
            double step = FIRST_STEP * Math.max(1, Math.abs(best.value));
            if (room < TOLERANCE * step) {
                return limit;
            }
            for (int i = 0; i < EXPANSIONS; i++) {
                boolean atLimit = step >= room;
                double length = atLimit ? room : step;
                // A quantity that cannot pass its limit is pushed against it from beyond.
                double centre = atLimit ? (linear ? limit : limit + side * room) : best.value + side * length;
                double error = ERROR_PER_STEP * length;
                Point point = profile(centre, error, true);
                for (int k = 0; k < TIGHTENINGS && point.rise < rise && !isThere(point, length, atLimit); k++) {
                    error *= 0.1;
                    point = profile(centre, error, true);
                }
                if (minimum.isBeaten()) {
                    return Double.NaN;
                }
                if (point.rise >= rise) {
                    return point.converged ? root(centre, error) : fail(point);
                }
                if (atLimit) {
                    return limit;
                }
                if (Math.abs(point.value) > far) {
                    return side * Double.POSITIVE_INFINITY;
                }
                before = last;
                last = point;
                step *= GROWTH;
            }
            reason = "the end of the interval was not found up to " + last.value;
            return Double.NaN;
        }

        private boolean isThere(Point point, double length, boolean atLimit) {
            double moved = Math.abs(point.value - best.value);
            return moved > (atLimit ? 1 - AT_LIMIT : 0.5) * length;
        }

        private double fail(Point point) {
            reason = "the fit at " + point.value + " units did not converge: " + point.reason;
            return Double.NaN;
        }

        /**
         * The end before {@code outermost}. Points continue each other; whether other starts lead lower is asked at the end.
         */
        private double root(double outermost, double firstError) {
            double error = firstError;
            for (int i = 0; i < TIGHTENINGS; i++) {
                Point found = root(outermost, error, false);
                if (!minimum.isBeaten() && reason.isEmpty() && isLowerElsewhere(found, error)) {
                    found = root(outermost, error, true);
                }
                if (minimum.isBeaten() || !reason.isEmpty()) {
                    return Double.NaN;
                }
                if (Math.abs(found.excess(rise)) < JUMP) {
                    return found.value;
                }
                // The profile is so concave that the fit jumps over the end: a smaller error holds it there.
                error *= 0.1;
            }
            reason = "the profile jumps near " + last.value + " units";
            return Double.NaN;
        }

        private boolean isLowerElsewhere(Point found, double error) {
            return profile(found.centre, error, true).rise < found.rise - LOWER_BRANCH;
        }

        /** Narrows sqrt(rise), which is nearly linear, as a function of the centre. */
        private Point root(double outermost, double error, boolean thorough) {
            last = profile(outermost, error, thorough);
            FalsePosition bracket = new FalsePosition(best.value, best.excess(rise), outermost, last.excess(rise));
            double width = bracket.width();
            for (int k = 0; k < ROOT_STEPS && bracket.width() > TOLERANCE * width; k++) {
                double middle = bracket.next();
                last = profile(middle, error, thorough);
                double excess = last.excess(rise);
                if (minimum.isBeaten() || Math.abs(excess) < TOLERANCE) {
                    return last;
                }
                if (!last.converged) {
                    fail(last);
                    return last;
                }
                bracket.add(middle, excess);
            }
            return last;
        }

        private Point profile(double centre, double error, boolean thorough) {
            FitResult found = fitter.fit(
                    analysis.data(), signal.measuring(measured, centre, error), starts(centre, thorough), warm);
            double[] phi = found.signalParameters();
            double value = form.value(phi);
            double pull = (value - centre) / error;
            double above = minimum.rise(found, found.deviance() - pull * pull, phi);
            return new Point(centre, phi, value, above, found.converged(), found.reason());
        }

        /** Where the couplings may be for a value of the quantity: continued from the points before, and from scratch. */
        private List<double[]> starts(double centre, boolean thorough) {
            List<double[]> starts = new ArrayList<>();
            starts.add(last.phi);
            starts.add(scaled(last.phi, centre));
            if (Math.abs(last.value - before.value) > 0) {
                double[] onward = last.phi.clone();
                double ratio = (centre - last.value) / (last.value - before.value);
                for (int k = 0; k < form.size(); k++) {
                    onward[k] += ratio * (last.phi[k] - before.phi[k]);
                }
                starts.add(onward);
            }
            if (thorough && form.size() > 1) {
                form.leading(last.phi).forEach(start -> starts.add(scaled(start, centre)));
            }
            return starts;
        }

        private double[] scaled(double[] phi, double centre) {
            double ratio = centre / form.value(phi);
            if (!(ratio > 0 && ratio < Double.POSITIVE_INFINITY)) {
                return phi;
            }
            double factor = linear ? ratio : Math.sqrt(ratio);
            double[] scaled = phi.clone();
            for (int k = 0; k < form.size(); k++) {
                scaled[k] *= factor;
            }
            return scaled;
        }
    }
}
