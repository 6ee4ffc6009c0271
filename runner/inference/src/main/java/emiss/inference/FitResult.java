package emiss.inference;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a fit found; immutable. Arrays are copies. */
public final class FitResult {
    /** How a fit ended. */
    public enum Status {
        /** The estimated distance to the minimum is below the tolerance, and curvature is nowhere negative. */
        CONVERGED,
        /** No start led to expected events that are possible: positive where events were observed, else not negative. */
        INFEASIBLE,
        /** The steps ran out before the tolerance was met. */
        NOT_CONVERGED
    }

    /** What the fitter hands over; the arrays are not copied. */
    record Values(
            Status status,
            String reason,
            double deviance,
            double[] signalParameters,
            double[] nuisances,
            double[] expected,
            double[] expectedSignal,
            EmptyBins.State emptyBins,
            double edm,
            int iterations,
            int evaluations) {}

    private final ModelData data;
    private final SignalModel signal;
    private final Values values;
    /** Found when a fit with more parameters first begins here. */
    private volatile @Nullable KnownCurvature curvature;

    FitResult(ModelData data, SignalModel signal, Values values) {
        this.data = data;
        this.signal = signal;
        this.values = values;
    }

    /** {@return how the fit ended} */
    public Status status() {
        return values.status;
    }

    /** {@return whether the fit converged} */
    public boolean converged() {
        return values.status == Status.CONVERGED;
    }

    /**
     * {@return whether this fit is to be preferred: one that converged to one that did not, otherwise the lower one}
     *
     * @param other a fit of the same signal to the same data
     */
    public boolean isBetterThan(FitResult other) {
        return converged() == other.converged() ? deviance() < other.deviance() : converged();
    }

    /** {@return why the fit did not converge, in words; empty if it did} */
    public String reason() {
        return values.reason;
    }

    /**
     * {@return -2 ln L relative to the saturated model, constraints included: differences between fits to the same data
     * are likelihood ratios, accurate to rounding} Infinite if no start was feasible.
     */
    public double deviance() {
        return values.deviance;
    }

    /** {@return the log-pdf as pyhf reports it, with all constants} */
    public double logPdf() {
        return data.saturatedLogPdf - 0.5 * values.deviance;
    }

    /** The same minimum as that of another signal, which is the same there. */
    FitResult of(SignalModel other, double[] phi) {
        return new FitResult(
                data,
                other,
                new Values(
                        values.status,
                        values.reason,
                        values.deviance,
                        phi,
                        values.nuisances,
                        values.expected,
                        values.expectedSignal,
                        values.emptyBins,
                        values.edm,
                        0,
                        1));
    }

    /** The second derivatives at the minimum with respect to the explicit nuisance parameters, found once. */
    KnownCurvature curvature(Supplier<KnownCurvature> found) {
        KnownCurvature known = curvature;
        if (known == null) {
            known = found.get();
            curvature = known;
        }
        return known;
    }

    /** What kept empty bins from being negative at the minimum. */
    EmptyBins.State emptyBins() {
        return values.emptyBins;
    }

    /** {@return the data that were fitted} */
    public ModelData data() {
        return data;
    }

    /** {@return the signal that was fitted} */
    public SignalModel signal() {
        return signal;
    }

    /** {@return best values of the parameters of interest, in the order of {@link SignalModel#parameters()}} */
    public double[] signalParameters() {
        return values.signalParameters.clone();
    }

    /**
     * {@return the best value of a parameter of interest}
     *
     * @param name name of the parameter
     */
    public double signalParameter(String name) {
        List<ParameterOfInterest> parameters = signal.parameters();
        for (int k = 0; k < parameters.size(); k++) {
            if (parameters.get(k).name().equals(name)) {
                return values.signalParameters[k];
            }
        }
        throw new IllegalArgumentException("there is no parameter of interest " + name);
    }

    /**
     * {@return the covariance of the parameters of interest with everything else profiled, from the second derivatives
     * at the minimum, computed at every call: 0 for a parameter held at its bound, infinite variance for one on which
     * the likelihood does not depend, NaN if the fit did not converge}
     */
    public double[][] covariance() {
        int interest = values.signalParameters.length;
        double[][] covariance = new double[interest][interest];
        if (!converged()) {
            for (double[] row : covariance) {
                Arrays.fill(row, Double.NaN);
            }
            return covariance;
        }
        int explicit = data.model.explicit.count();
        Curvature curvature = new Curvature(this);
        for (int k = 0; k < interest; k++) {
            if (!curvature.isDefinite()) {
                Arrays.fill(covariance[k], Double.NaN);
            } else if (curvature.isSkipped(explicit + k)) {
                covariance[k][k] = curvature.isPinned(explicit + k) ? 0 : Double.POSITIVE_INFINITY;
            } else {
                System.arraycopy(curvature.column(explicit + k), explicit, covariance[k], 0, interest);
            }
        }
        return covariance;
    }

    /**
     * {@return best values of the nuisance parameters, per-bin factors included, in the order of {@link
     * #nuisanceNames()}}
     */
    public double[] nuisances() {
        return values.nuisances.clone();
    }

    /**
     * {@return the best value of a nuisance parameter}
     *
     * @param name name of the parameter
     */
    public double nuisance(String name) {
        return values.nuisances[data.model.nuisanceIndex(name)];
    }

    /** {@return names of the nuisance parameters} */
    public List<String> nuisanceNames() {
        return data.model.nuisanceNames();
    }

    /** {@return the widths of the constraints of the nuisance parameters, infinite for those without one} */
    public double[] constraintWidths() {
        return data.model.constraintWidths();
    }

    /** {@return (value - centre)/width of the nuisance parameters; 0 for those without a constraint} */
    public double[] pulls() {
        double[] widths = data.model.constraintWidths();
        double[] centres = data.centres();
        double[] pulls = new double[widths.length];
        for (int i = 0; i < pulls.length; i++) {
            pulls[i] = widths[i] < Double.POSITIVE_INFINITY ? (values.nuisances[i] - centres[i]) / widths[i] : 0;
        }
        return pulls;
    }

    /** {@return expected events per bin, then the predicted branching fractions} */
    public double[] expected() {
        return values.expected.clone();
    }

    /**
     * {@return what every row adds to -2 ln L relative to the saturated model, constraints left out: 2 (nu - n + n ln(n/nu)) in
     * bins, the squared residual of a measured branching fraction, correlations left out}
     */
    public double[] deviances() {
        double[] deviances = new double[values.expected.length];
        for (int row = 0; row < deviances.length; row++) {
            double n = data.observed[row];
            double nu = values.expected[row];
            if (row < data.model.bins) {
                deviances[row] = Math.max(0, 2 * (nu - n + (n > 0 ? n * Math.log(n / nu) : 0)));
            } else {
                double residual = data.model
                        .measured
                        .residuals()
                        .get(row - data.model.bins)
                        .value(nu - n);
                deviances[row] = residual * residual;
            }
        }
        return deviances;
    }

    /** {@return the part of {@link #expected()} that is signal, Standard Model included} */
    public double[] expectedSignal() {
        return values.expectedSignal.clone();
    }

    /** {@return the part of {@link #expected()} that is background} */
    public double[] expectedBackground() {
        double[] background = values.expected.clone();
        for (int row = 0; row < background.length; row++) {
            background[row] -= values.expectedSignal[row];
        }
        return background;
    }

    /** {@return estimated distance to the minimum in units of -2 ln L, before the last step} */
    public double edm() {
        return values.edm;
    }

    /** {@return Newton steps of the start that led here and of those before it} */
    public int iterations() {
        return values.iterations;
    }

    /** {@return evaluations of the likelihood by the start that led here and by those before it} */
    public int evaluations() {
        return values.evaluations;
    }

    double nuisanceAt(int index) {
        return values.nuisances[index];
    }

    double signalParameterAt(int index) {
        return values.signalParameters[index];
    }
}
