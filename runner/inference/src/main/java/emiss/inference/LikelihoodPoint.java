package emiss.inference;

import java.util.Arrays;
import java.util.Map;

/**
 * The likelihood at any point, evaluated plainly with every parameter explicit, and its derivatives there. Nothing is profiled but the
 * fluctuations of a {@linkplain SignalModel#fluctuating fluctuating} signal, which are at their best values.
 */
public final class LikelihoodPoint {
    private final CompiledModel model;
    private final ModelData data;
    private final Evaluator evaluator;
    private final int interest;
    private final double value;

    /**
     * Evaluates the likelihood.
     *
     * @param model the model
     * @param data the outcome
     * @param signal the signal
     * @param phi values of the parameters of interest
     * @param nuisances values of nuisance parameters by name; those not named are at the centres of {@code data}, free
     *     ones at their start, held ones where they are held
     */
    public LikelihoodPoint(
            BinnedModel model, ModelData data, SignalModel signal, double[] phi, Map<String, Double> nuisances) {
        this.model = model.compiled();
        this.data = data;
        interest = phi.length;
        int explicit = this.model.explicit.count();
        double[] values = data.centres();
        for (int p = 0; p < explicit; p++) {
            ExplicitParameters.Parameter parameter = this.model.explicit.at(p);
            if (parameter.isHeld() || !parameter.isConstrained()) {
                values[p] = parameter.isHeld() ? parameter.lowerBound() : parameter.initial();
            }
        }
        nuisances.forEach((name, given) -> values[this.model.nuisanceIndex(name)] = given);
        evaluator = new Evaluator(this.model);
        evaluator.bind(data, signal);
        double[] x = Arrays.copyOf(values, explicit + phi.length);
        System.arraycopy(phi, 0, x, explicit, phi.length);
        value = evaluator.valueAt(x, this.model.slotValues(values));
    }

    /** {@return the log-pdf as pyhf reports it; minus infinity where the data are impossible} */
    public double logPdf() {
        return data.saturatedLogPdf - value;
    }

    /**
     * {@return the derivatives of -2 ln L: first those by the parameters of interest, then those by the nuisance parameters, in
     * their order}
     *
     * @throws IllegalStateException if the data are impossible at the point
     */
    public double[] slopes() {
        if (!Double.isFinite(value)) {
            throw new IllegalStateException("the data are impossible at the point");
        }
        int explicit = model.explicit.count();
        double[] gradient = new double[explicit + interest];
        evaluator.gradient(gradient);
        double[] byNuisance = model.nuisanceValues(gradient, evaluator.bins().factorSlopes());
        double[] slopes = new double[interest + byNuisance.length];
        for (int k = 0; k < interest; k++) {
            slopes[k] = 2 * gradient[explicit + k];
        }
        for (int i = 0; i < byNuisance.length; i++) {
            slopes[interest + i] = 2 * byNuisance[i];
        }
        return slopes;
    }
}
