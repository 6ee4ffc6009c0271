package emiss.inference;

/**
 * The likelihood as a function of one parameter of interest, everything else profiled. Each value is a fit of {@link
 * SignalModel#fix}, started from the neighbouring one. Belongs to the thread of its fitter.
 */
public final class ProfileLikelihood {
    private static final double TOLERANCE = 1e-8;
    /** A fit this many times farther up than the end that is sought is no good start for the next one. */
    private static final double FAR = 10;

    private static final int EXPANSIONS = 60;
    private static final int ROOT_STEPS = 100;

    private final Fitter fitter;
    private final ModelData data;
    private final SignalModel signal;
    private final LowestMinimum minimum;

    /**
     * Fits {@code signal} to {@code data} and profiles it.
     *
     * @param fitter makes the fits
     * @param data the outcome of the experiments
     * @param signal the signal
     */
    public ProfileLikelihood(Fitter fitter, ModelData data, SignalModel signal) {
        this(fitter, data, signal, fitter.fit(data, signal));
    }

    /**
     * Profiles a signal that has been fitted.
     *
     * @param fitter makes the fits
     * @param data the outcome of the experiments
     * @param signal the signal
     * @param best the fit of {@code signal} to {@code data}
     */
    public ProfileLikelihood(Fitter fitter, ModelData data, SignalModel signal, FitResult best) {
        this.fitter = fitter;
        this.data = data;
        this.signal = signal;
        this.minimum = new LowestMinimum(fitter, data, signal, best);
    }

    /** {@return the best fit; a lower one replaces it if a profile comes across it} */
    public FitResult best() {
        return minimum.best();
    }

    /**
     * {@return the fit with parameter {@code index} held at {@code value}, which may lie beyond its bounds}
     *
     * @param index position of the parameter in {@link SignalModel#parameters()}
     * @param value where to hold it
     */
    public FitResult profile(int index, double value) {
        FitResult fit = profile(index, value, best(), others(best().signalParameters(), index, 1));
        ParameterOfInterest parameter = signal.parameters().get(index);
        if (fit.converged() && value >= parameter.lowerBound() && value <= parameter.upperBound()) {
            minimum.rise(fit, fit.deviance(), with(fit.signalParameters(), index, value));
            minimum.improve();
        }
        return fit;
    }

    /**
     * {@return the interval in which -2 ln L stays within {@code rise} of its minimum, for example 1 for 68.3 % and
     * 2.706 for 90 %}
     *
     * @param index position of the parameter in {@link SignalModel#parameters()}
     * @param rise how far -2 ln L may lie above its minimum
     */
    public Interval interval(int index, double rise) {
        return interval(index, rise, false);
    }

    /**
     * {@return the interval for a parameter that is determined up to a common sign of all parameters only, such as a
     * coupling: sought among non-negative values; its lower end is 0 if the rise is not reached there}
     *
     * @param index position of the parameter in {@link SignalModel#parameters()}
     * @param rise how far -2 ln L may lie above its minimum
     */
    public Interval intervalOfModulus(int index, double rise) {
        return interval(index, rise, true);
    }

    private Interval interval(int index, double rise, boolean modulus) {
        if (!(rise > 0)) {
            throw new IllegalArgumentException("the rise of -2 ln L is " + rise + ", expected > 0");
        }
        return minimum.interval(() -> attempt(index, rise, modulus));
    }

    private Interval attempt(int index, double rise, boolean modulus) {
        double sign = modulus && best().signalParameters()[index] < 0 ? -1 : 1;
        double bound = signal.parameters().get(index).lowerBound();
        double floor = modulus ? Math.max(0, bound) : bound;
        double ceiling = sign > 0 ? signal.parameters().get(index).upperBound() : Double.POSITIVE_INFINITY;
        Search down = new Search(index, rise, sign, -1, floor);
        double low = down.find();
        if (minimum.isBeaten()) {
            return Interval.failed("a lower minimum was found");
        }
        Search up = new Search(index, rise, sign, 1, ceiling);
        double high = up.find();
        return new Interval(low, high, down.reason.isEmpty() ? up.reason : down.reason);
    }

    private FitResult profile(int index, double value, FitResult warm, double[] start) {
        return fitter.fit(data, signal.fix(index, value).startingAt(start), warm);
    }

    private static double[] others(double[] phi, int index, double sign) {
        double[] others = new double[phi.length - 1];
        for (int k = 0; k < others.length; k++) {
            others[k] = sign * phi[k < index ? k : k + 1];
        }
        return others;
    }

    private static double[] with(double[] others, int index, double value) {
        double[] phi = new double[others.length + 1];
        for (int k = 0; k < phi.length; k++) {
            phi[k] = k == index ? value : others[k < index ? k : k - 1];
        }
        return phi;
    }

    /** Looks for the end on one side of the best value. */
    private final class Search {
        private final int index;
        private final double rise;
        private final double origin;
        private final int side;
        private final double limit;
        private final double[] start;
        private final double firstStep;
        private FitResult warm = best();
        private String reason = "";

        Search(int index, double rise, double sign, int side, double limit) {
            double[] phi = best().signalParameters();
            this.index = index;
            this.rise = rise;
            this.origin = sign * phi[index];
            this.side = side;
            this.limit = limit;
            this.start = others(phi, index, sign);
            double variance = best().covariance()[index][index];
            double scale = Math.max(
                    Math.abs(origin), Math.abs(signal.parameters().get(index).start()));
            double usual = Math.sqrt(rise * variance);
            this.firstStep = usual > 0 && usual < Double.POSITIVE_INFINITY ? usual : scale > 0 ? 0.1 * scale : 1;
        }

        double find() {
            double inner = origin;
            double innerExcess = -Math.sqrt(rise);
            double step = firstStep;
            double outer = origin;
            double outerExcess = innerExcess;
            boolean bracketed = false;
            for (int i = 0; i < EXPANSIONS && !bracketed; i++) {
                outer = inner + side * step;
                boolean atLimit = side * (outer - limit) >= 0;
                if (atLimit) {
                    outer = limit;
                }
                outerExcess = excess(outer);
                if (!reason.isEmpty() || minimum.isBeaten()) {
                    return Double.NaN;
                }
                if (outerExcess >= 0) {
                    bracketed = true;
                } else if (atLimit) {
                    return limit;
                } else {
                    inner = outer;
                    innerExcess = outerExcess;
                    step *= 2;
                }
            }
            return bracketed ? root(inner, innerExcess, outer, outerExcess) : side * Double.POSITIVE_INFINITY;
        }

        /** Narrows sqrt(t) - sqrt(rise), which is nearly linear. */
        private double root(double first, double firstExcess, double second, double secondExcess) {
            FalsePosition bracket = new FalsePosition(first, firstExcess, second, secondExcess);
            for (int i = 0; i < ROOT_STEPS; i++) {
                double middle = bracket.next();
                double scale = Math.max(Math.abs(bracket.outer() - origin), 1e-3 * firstStep);
                double width = bracket.width();
                double middleExcess = excess(middle);
                if (!reason.isEmpty() || minimum.isBeaten()) {
                    return Double.NaN;
                }
                if (Math.abs(middleExcess) < TOLERANCE || width < TOLERANCE * scale) {
                    return middle;
                }
                bracket.add(middle, middleExcess);
            }
            reason = "the end of the interval was not found between " + bracket.inner() + " and " + bracket.outer();
            return Double.NaN;
        }

        private double excess(double value) {
            FitResult fit = profile(index, value, warm, start);
            if (fit.status() == FitResult.Status.INFEASIBLE) {
                return Double.POSITIVE_INFINITY;
            }
            if (!fit.converged()) {
                reason = "the fit at " + value + " did not converge: " + fit.reason();
                return Double.NaN;
            }
            double t = minimum.rise(fit, fit.deviance(), with(fit.signalParameters(), index, value));
            if (t < FAR * rise) {
                warm = fit;
            }
            return Math.sqrt(t) - Math.sqrt(rise);
        }
    }
}
