package emiss.inference;

import java.util.Arrays;
import org.hipparchus.special.Gamma;

/**
 * One outcome of the experiments that a {@link BinnedModel} describes: event counts, measured branching fractions, and the
 * centres of the constraints (the auxiliary data). Real, Asimov or simulated; immutable.
 */
public final class ModelData {
    final CompiledModel model;
    final double[] observed;
    final double[] explicitCentre;
    final double[] slotCentre;
    final double saturatedLogPdf;

    /**
     * @param observed events per bin, then the measured branching fractions
     * @param centres one per nuisance parameter, in the order of {@link BinnedModel#nuisanceNames()}
     */
    ModelData(CompiledModel model, double[] observed, double[] centres) {
        if (observed.length != model.rows()) {
            throw new IllegalArgumentException(
                    "there are " + observed.length + " observations, expected " + model.rows() + ", one per row");
        }
        if (centres.length != model.nuisanceNames().size()) {
            throw new IllegalArgumentException("there are " + centres.length + " centres, expected "
                    + model.nuisanceNames().size() + ", one per nuisance parameter");
        }
        for (int row = 0; row < observed.length; row++) {
            if (!Double.isFinite(observed[row]) || (row < model.bins && observed[row] < 0)) {
                throw new IllegalArgumentException("the observation of row " + row + " is " + observed[row]
                        + ", expected a finite number, in bins >= 0");
            }
        }
        for (int i = 0; i < centres.length; i++) {
            if (!Double.isFinite(centres[i]) || (model.isPoissonConstrained(i) && centres[i] < 0)) {
                throw new IllegalArgumentException("the centre of "
                        + model.nuisanceNames().get(i) + " is " + centres[i]
                        + ", expected a finite number, >= 0 for Poisson constraints");
            }
        }
        this.model = model;
        this.observed = observed.clone();
        this.explicitCentre = Arrays.copyOf(centres, model.explicit.count());
        this.slotCentre = model.slotValues(centres);
        this.saturatedLogPdf = saturated();
    }

    /** {@return events per bin, then the measured branching fractions} */
    public double[] observed() {
        return observed.clone();
    }

    /**
     * {@return centres of the constraints in the order of {@link BinnedModel#nuisanceNames()}, in units of the
     * parameter; the value of an unconstrained parameter has no effect}
     */
    public double[] centres() {
        return model.nuisanceValues(explicitCentre, slotCentre);
    }

    /** The log-pdf if the expectation met every observation; the deviance counts from here. */
    private double saturated() {
        double sum = model.logNormalisation;
        for (int row = 0; row < model.bins; row++) {
            sum += poisson(observed[row]);
        }
        for (int p = 0; p < explicitCentre.length; p++) {
            double tau = model.explicit.at(p).poissonScale();
            sum += tau > 0 ? poisson(tau * explicitCentre[p]) : 0;
        }
        return sum;
    }

    private static double poisson(double n) {
        return n > 0 ? n * Math.log(n) - n - Gamma.logGamma(n + 1) : 0;
    }
}
