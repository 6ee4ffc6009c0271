package emiss.app.analysis;

import emiss.api.scenario.Complex;
import emiss.inference.FitResult;
import java.util.Map;

/**
 * The best couplings of a hypothesis.
 *
 * @param hypothesis what was fitted
 * @param result the fit behind it, with the nuisance parameters
 */
public record CouplingFit(Hypothesis hypothesis, FitResult result) {
    /** Mass of the invisible particle [GeV]. */
    public double mass() {
        return hypothesis.mass();
    }

    /** -2 ln(L/L_SM); 0 if the data do not respond. */
    public double t() {
        return hypothesis.couplingParameters() == 0 ? 0 : hypothesis.analysis().t(result);
    }

    /**
     * The couplings; those to which the data do not respond are left out. Of every set of couplings that interfere, the
     * first one is not negative: their common sign does not matter.
     */
    public Map<String, Complex> couplings() {
        return hypothesis.couplings(hypothesis.withPreferredSigns(result.signalParameters()));
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
