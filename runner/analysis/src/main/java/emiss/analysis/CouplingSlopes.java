package emiss.analysis;

import emiss.api.scenario.Complex;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.ParameterOfInterest;
import emiss.inference.SignalModel;
import emiss.physics.HermitianForm;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How t changes with the couplings at a point, nuisance parameters profiled. At the minimum in the nuisance parameters their change
 * adds nothing to first order, so that the partial derivative is the whole one.
 */
public final class CouplingSlopes {
    private CouplingSlopes() {}

    /**
     * The derivatives of t with respect to the real and the imaginary part of every coupling of a hypothesis; with respect to the
     * branching fraction of a table.
     *
     * @param values the couplings; all that are not named are zero
     * @param fitted the fit of {@link Hypothesis#signalAt} at these values
     * @param fitter fits the same likelihood
     */
    public static Map<String, Complex> of(
            Hypothesis hypothesis, Map<String, Complex> values, FitResult fitted, Fitter fitter) {
        int couplings = hypothesis.couplingNames().size();
        List<Complex> vector = hypothesis.vector(values);
        SignalTerms terms = hypothesis.analysis().signalTerms().add(hypothesis.events(row -> row.value(vector)));
        for (int a = 0; a < couplings; a++) {
            String name = hypothesis.couplingNames().get(a);
            terms.add(ParameterOfInterest.free(name, 0), hypothesis.events(realSlope(hypothesis, a, vector)));
            terms.add(ParameterOfInterest.free("Im " + name, 0), hypothesis.events(imaginarySlope(a, vector)));
        }
        hypothesis.addStandardModel(terms);
        SignalModel near = terms.build();
        int size = near.parameters().size();
        if (hypothesis.analysis().hasFluctuations()) {
            double[][] moved = new double[size][near.rows()];
            for (int a = 0; a < couplings; a++) {
                moved[2 * a] =
                        hypothesis.events(realSlope(hypothesis, a, vector)).central();
                moved[2 * a + 1] = hypothesis.events(imaginarySlope(a, vector)).central();
            }
            near = hypothesis.fluctuating(near, values, moved);
        }
        double[] others = fitted.signalParameters();
        double[] phi = Arrays.copyOf(new double[2 * couplings], size);
        System.arraycopy(others, 0, phi, 2 * couplings, others.length);
        double[] slopes = fitter.slopes(hypothesis.analysis().data(), near, phi, fitted);
        Map<String, Complex> found = new LinkedHashMap<>();
        for (int a = 0; a < couplings; a++) {
            found.put(hypothesis.couplingNames().get(a), new Complex(slopes[2 * a], slopes[2 * a + 1]));
        }
        return found;
    }

    private static ToDoubleFunction<HermitianForm> realSlope(
            Hypothesis hypothesis, int coupling, List<Complex> vector) {
        return hypothesis.isLinear()
                ? row -> row.re(coupling, coupling)
                : row -> row.slopes(coupling, vector).re();
    }

    private static ToDoubleFunction<HermitianForm> imaginarySlope(int coupling, List<Complex> vector) {
        return row -> row.slopes(coupling, vector).im();
    }
}
