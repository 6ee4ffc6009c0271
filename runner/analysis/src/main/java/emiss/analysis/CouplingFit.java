package emiss.analysis;

import emiss.api.scenario.Complex;
import emiss.inference.FitResult;
import java.util.Map;

/**
 * The best couplings of a hypothesis.
 *
 * @param hypothesis what was fitted
 * @param result the fit behind it, with the nuisance parameters
 * @param held couplings that were held at a value, and not fitted
 */
public record CouplingFit(Hypothesis hypothesis, FitResult result, Map<String, Double> held) {
    /** Copies the map. */
    public CouplingFit {
        held = Map.copyOf(held);
    }
    /** Mass of the invisible particle [GeV]. */
    public double mass() {
        return hypothesis.mass();
    }

    /** -2 ln(L/L_SM); 0 if the data do not respond. */
    public double t() {
        return hypothesis.couplingParameters() == 0 ? 0 : hypothesis.analysis().t(result);
    }

    /** The value of a real coupling, with the sign at which the fit ended; 0 if the data do not respond to it. */
    public double value(String name) {
        Complex value = asFitted().get(name);
        return value == null ? held.getOrDefault(name, 0.0) : value.re();
    }

    /**
     * The couplings; those to which the data do not respond are left out. Of every set of couplings that interfere, the
     * first one is not negative: their common sign does not matter.
     */
    public Map<String, Complex> couplings() {
        double[] phi = hypothesis.parameters(result.signalParameters(), held);
        return hypothesis.couplings(held.isEmpty() ? hypothesis.withPreferredSigns(phi) : phi);
    }

    /** The couplings with the signs at which the fit ended. */
    public Map<String, Complex> asFitted() {
        return hypothesis.couplings(hypothesis.parameters(result.signalParameters(), held));
    }

    /** Whether the minimum was reached. */
    public boolean isConverged() {
        return result.converged();
    }

    /** Why it was not. */
    public String reason() {
        return result.reason();
    }
}
