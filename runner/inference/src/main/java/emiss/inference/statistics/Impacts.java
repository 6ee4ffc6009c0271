package emiss.inference.statistics;

import emiss.inference.BinnedModel;
import emiss.inference.FitResult;
import emiss.inference.FittedNuisances;
import emiss.inference.Fitter;
import emiss.inference.HessianErrors;
import emiss.inference.Interval;
import emiss.inference.ModelData;
import emiss.inference.ProfileLikelihood;
import emiss.inference.PseudoExperiment;
import emiss.inference.SignalModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What nuisance parameters, and parameters of the signal with a constraint, do to one parameter of interest x: their pulls, post-fit widths and impacts, and the parts of the error
 * of x that groups of them make, by fixing them or by letting their auxiliary data fluctuate (arXiv:2307.04007). Belongs to one
 * thread.
 */
public final class Impacts {
    /** Data are shifted by this part of their width to find how x depends on them. */
    private static final double SHIFT = 0.1;

    private final BinnedModel model;
    private final SignalModel signal;
    private final int index;
    private final Fitter fitter;
    private final FitResult best;
    private final HessianErrors errors;
    private final FittedNuisances nuisances;
    private final double[] widths;

    /**
     * What one nuisance parameter does.
     *
     * @param name its name
     * @param pull (value - centre)/width; 0 without a constraint
     * @param constraint its post-fit standard deviation in units of the width of its constraint; NaN without one
     * @param postFitUp shift of x if the parameter is held at its best value plus its post-fit standard deviation; NaN if a fit
     *     failed
     * @param postFitDown the same for minus
     * @param preFitUp the same for plus the width of its constraint; NaN without one
     * @param preFitDown the same for minus
     */
    public record OfNuisance(
            String name,
            double pull,
            double constraint,
            double postFitUp,
            double postFitDown,
            double preFitUp,
            double preFitDown) {
        /** {@return the larger of the post-fit impacts} */
        public double size() {
            return Math.max(Math.abs(postFitUp), Math.abs(postFitDown));
        }
    }

    /**
     * The part of the error of x that a group of nuisance parameters makes.
     *
     * @param sigma from half the widths of intervals where -2 ln L rises by 1
     * @param sigmaHessian from second derivatives
     */
    public record Fixing(double sigma, double sigmaHessian) {}

    /**
     * Fits.
     *
     * @param model the model
     * @param data the outcome
     * @param signal the signal
     * @param index position of x among its parameters
     * @param warm an earlier fit
     * @throws IllegalStateException if the fit did not converge
     */
    public Impacts(BinnedModel model, ModelData data, SignalModel signal, int index, FitResult warm) {
        this.model = model;
        this.signal = signal;
        this.index = index;
        this.fitter = new Fitter(model);
        this.best = fitter.fit(data, signal, warm);
        if (!best.converged()) {
            throw new IllegalStateException("the fit did not converge: " + best.reason());
        }
        this.errors = new HessianErrors(best);
        this.nuisances = new FittedNuisances(best);
        this.widths = nuisances.widths();
    }

    /** {@return the model that was fitted} */
    public BinnedModel model() {
        return model;
    }

    /** {@return the names of all nuisance parameters: of the model, then of the signal} */
    public List<String> names() {
        return nuisances.names();
    }

    /** {@return the best fit} */
    public FitResult best() {
        return best;
    }

    /** {@return the best value of x} */
    public double value() {
        return best.signalParameters()[index];
    }

    /** {@return the standard deviation of x from second derivatives} */
    public double sigmaHessian() {
        return errors.parametersOfInterest()[index];
    }

    /** {@return where -2 ln L has risen by 1} */
    public Interval interval68() {
        return new ProfileLikelihood(fitter, best.data(), signal, best).interval(index, 1);
    }

    /** {@return all nuisance parameters, the largest impact first} */
    public List<OfNuisance> nuisances() {
        double[] pulls = nuisances.pulls();
        double[] postFit = nuisances.errors(errors);
        List<String> names = names();
        List<OfNuisance> all = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            boolean isConstrained = widths[i] < Double.POSITIVE_INFINITY;
            all.add(new OfNuisance(
                    names.get(i),
                    pulls[i],
                    isConstrained ? postFit[i] / widths[i] : Double.NaN,
                    shift(i, postFit[i]),
                    shift(i, -postFit[i]),
                    isConstrained ? shift(i, widths[i]) : Double.NaN,
                    isConstrained ? shift(i, -widths[i]) : Double.NaN));
        }
        all.sort((one, other) -> Double.compare(rank(other), rank(one)));
        return all;
    }

    private static double rank(OfNuisance nuisance) {
        return Double.isNaN(nuisance.size()) ? Double.POSITIVE_INFINITY : nuisance.size();
    }

    /** The shift of x if a nuisance parameter is held off its best value. */
    private double shift(int nuisance, double by) {
        if (by == 0) {
            return 0;
        }
        boolean[] held = new boolean[widths.length];
        held[nuisance] = true;
        Narrowed narrowed = holding(held, by);
        return narrowed.fit.converged() ? narrowed.fit.signalParameters()[narrowed.index] - value() : Double.NaN;
    }

    /**
     * A fit with some nuisance parameters held.
     *
     * @param index the position of x among the parameters that are left
     */
    private record Narrowed(Fitter fitter, SignalModel signal, FitResult fit, int index) {}

    /** Fits with some nuisance parameters held off their best values. */
    private Narrowed holding(boolean[] held, double by) {
        double[] values = best.nuisances();
        for (int i = 0; i < values.length; i++) {
            values[i] += held[i] ? by : 0;
        }
        BinnedModel narrowed = model.holding(best, Arrays.copyOf(held, values.length), values);
        SignalModel left = signal.startingAt(best.signalParameters());
        int position = index;
        int[] ofSignal = nuisances.ofSignal();
        for (int i = ofSignal.length - 1; i >= 0; i--) {
            int k = ofSignal[i];
            if (held[values.length + i]) {
                left = left.fix(k, best.signalParameters()[k] + by);
                position -= k < index ? 1 : 0;
            }
        }
        Fitter narrow = new Fitter(narrowed);
        return new Narrowed(narrow, left, narrow.fit(narrowed.observedData(), left), position);
    }

    /**
     * {@return the error of x that groups of nuisance parameters make: sqrt(sigma^2 - sigma_fixed^2) with the error of x if the
     * group is fixed at its best values; {@code statistical} is the error if all are, {@code systematic} what they make together,
     * {@code normalisation} that of all groups whose name begins with it, {@code total} the error of x}
     *
     * @param groups the group of every nuisance parameter
     */
    public Map<String, Fixing> byFixing(List<String> groups) {
        Fixing total = new Fixing(halfWidth(interval68()), sigmaHessian());
        Map<String, Fixing> parts = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>(groups);
        for (String name : names) {
            parts.put(name, difference(total, errorHolding(groups, name::equals)));
        }
        List<String> normalisations =
                names.stream().filter(Impacts::isNormalisation).toList();
        if (normalisations.size() > 1) {
            parts.put("normalisation", difference(total, errorHolding(groups, Impacts::isNormalisation)));
        }
        Fixing statistical = errorHolding(groups, name -> true);
        parts.put("statistical", statistical);
        parts.put("systematic", difference(total, statistical));
        parts.put("total", total);
        return parts;
    }

    private static boolean isNormalisation(String group) {
        return group.startsWith("normalisation");
    }

    private static double halfWidth(Interval interval) {
        return interval.converged() ? 0.5 * (interval.high() - interval.low()) : Double.NaN;
    }

    private static Fixing difference(Fixing total, Fixing fixed) {
        return new Fixing(
                root(total.sigma * total.sigma - fixed.sigma * fixed.sigma),
                root(total.sigmaHessian * total.sigmaHessian - fixed.sigmaHessian * fixed.sigmaHessian));
    }

    private static double root(double square) {
        return Double.isNaN(square) ? square : Math.sqrt(Math.max(0, square));
    }

    private Fixing errorHolding(List<String> groups, Predicate<String> isHeld) {
        boolean[] held = new boolean[widths.length];
        for (int i = 0; i < held.length; i++) {
            held[i] = isHeld.test(groups.get(i));
        }
        Narrowed narrowed = holding(held, 0);
        FitResult fit = narrowed.fit;
        if (!fit.converged()) {
            return new Fixing(Double.NaN, Double.NaN);
        }
        ProfileLikelihood profile = new ProfileLikelihood(narrowed.fitter, fit.data(), narrowed.signal, fit);
        return new Fixing(
                halfWidth(profile.interval(narrowed.index, 1)),
                Math.sqrt(fit.covariance()[narrowed.index][narrowed.index]));
    }

    /**
     * {@return the error of x that the main data ({@code data}) and the auxiliary data of groups of nuisance parameters make when
     * they fluctuate, from the dependence of x on them around the Asimov data of the fit; the squares add up to that of {@code
     * total}, {@code systematic} is all but {@code data}}
     *
     * @param groups the group of every nuisance parameter
     */
    public Map<String, Double> byFluctuating(List<String> groups) {
        double[][] covariance = covarianceOfData();
        double[] slopes = new double[covariance.length];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = covariance[i][i] > 0 ? slope(i, Math.sqrt(covariance[i][i])) : 0;
        }
        Map<String, Double> variances = new LinkedHashMap<>();
        variances.put("data", 0.0);
        groups.forEach(name -> variances.put(name, 0.0));
        double total = 0;
        for (int i = 0; i < slopes.length; i++) {
            double variance = 0;
            for (int j = 0; j < slopes.length; j++) {
                variance += slopes[i] * covariance[i][j] * slopes[j];
            }
            variances.merge(i < model.rows() ? "data" : groups.get(i - model.rows()), variance, Double::sum);
            total += variance;
        }
        variances.put("systematic", total - variances.get("data"));
        variances.put("total", total);
        variances.replaceAll((name, variance) -> root(variance));
        return variances;
    }

    /** That of the rows, of the centres of constraints of the model, and of those of parameters of the signal. */
    private double[][] covarianceOfData() {
        double[][] ofModel = model.covarianceOfData(best);
        double[][] all = new double[model.rows() + widths.length][model.rows() + widths.length];
        for (int i = 0; i < all.length; i++) {
            if (i < ofModel.length) {
                System.arraycopy(ofModel[i], 0, all[i], 0, ofModel.length);
            } else {
                double width = widths[i - model.rows()];
                all[i][i] = width * width;
            }
        }
        return all;
    }

    /** The dependence of x on one number of the data, rows first, then centres of constraints, around the Asimov data. */
    private double slope(int number, double width) {
        double up = fitShifted(number, SHIFT * width);
        double down = fitShifted(number, -SHIFT * width);
        return (up - down) / (2 * SHIFT * width);
    }

    private double fitShifted(int number, double by) {
        PseudoExperiment asimov = PseudoExperiment.asimov(best);
        double[] observed = asimov.data().observed();
        double[] centres = asimov.data().centres();
        int constraint = number - observed.length - centres.length;
        if (number < observed.length) {
            observed[number] += by;
        } else if (constraint < 0) {
            centres[number - observed.length] += by;
        } else {
            asimov = asimov.moved(constraint, by / widths[number - observed.length]);
        }
        FitResult fit = fitter.fit(model.data(observed, centres), asimov.constrained(signal), best);
        return fit.converged() ? fit.signalParameters()[index] : Double.NaN;
    }
}
