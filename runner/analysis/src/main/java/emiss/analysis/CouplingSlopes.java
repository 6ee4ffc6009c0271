package emiss.analysis;

import emiss.api.scenario.Complex;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.ParameterOfInterest;
import emiss.inference.SignalModel;
import emiss.physics.HermitianForm;
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
        double[] phi = phi(hypothesis, fitted.signalParameters());
        return byCoupling(
                hypothesis, fitter.slopes(hypothesis.analysis().data(), near(hypothesis, values), phi, fitted));
    }

    /** The derivatives by couplings among those by the parameters of {@link #near}. */
    public static Map<String, Complex> byCoupling(Hypothesis hypothesis, double[] slopes) {
        Map<String, Complex> found = new LinkedHashMap<>();
        for (int a = 0; a < hypothesis.couplingNames().size(); a++) {
            found.put(hypothesis.couplingNames().get(a), new Complex(slopes[2 * a], slopes[2 * a + 1]));
        }
        return found;
    }

    /** The parameters of {@link #near} at the values of the couplings, with those of {@link Hypothesis#signalAt}. */
    public static double[] phi(Hypothesis hypothesis, double[] others) {
        int first = 2 * hypothesis.couplingNames().size();
        double[] phi = new double[first + others.length];
        System.arraycopy(others, 0, phi, first, others.length);
        return phi;
    }

    /**
     * The signal near given couplings, to first order: its first parameters are the shifts of the real and the imaginary part of
     * every coupling, the others those of {@link Hypothesis#signalAt}.
     *
     * @param values the couplings; all that are not named are zero
     */
    public static SignalModel near(Hypothesis hypothesis, Map<String, Complex> values) {
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
        if (!hypothesis.analysis().hasFluctuations()) {
            return near;
        }
        double[][] moved = new double[near.parameters().size()][near.rows()];
        for (int a = 0; a < couplings; a++) {
            moved[2 * a] = hypothesis.events(realSlope(hypothesis, a, vector)).central();
            moved[2 * a + 1] = hypothesis.events(imaginarySlope(a, vector)).central();
        }
        return hypothesis.fluctuating(near, values, moved);
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
