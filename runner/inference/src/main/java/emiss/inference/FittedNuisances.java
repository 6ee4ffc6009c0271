package emiss.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All nuisance parameters of a fit: those of the model, per-bin factors included, then the parameters of its signal that have a
 * constraint. Immutable.
 */
public final class FittedNuisances {
    private final FitResult fit;
    private final int[] ofSignal;

    /**
     * Finds them.
     *
     * @param fit the fit
     */
    public FittedNuisances(FitResult fit) {
        this.fit = fit;
        List<ParameterOfInterest> parameters = fit.signal().parameters();
        this.ofSignal = IntStream.range(0, parameters.size())
                .filter(k -> parameters.get(k).isConstrained())
                .toArray();
    }

    /** {@return how many belong to the model; they come first} */
    public int ofModel() {
        return fit.nuisanceNames().size();
    }

    /** {@return the positions of the others among the parameters of the signal} */
    public int[] ofSignal() {
        return ofSignal.clone();
    }

    /** {@return their names} */
    public List<String> names() {
        List<String> names = new ArrayList<>(fit.nuisanceNames());
        for (int k : ofSignal) {
            names.add(fit.signal().parameters().get(k).name());
        }
        return names;
    }

    /** {@return the widths of their constraints, infinite for those without one} */
    public double[] widths() {
        double[] sigmas = new double[ofSignal.length];
        for (int i = 0; i < sigmas.length; i++) {
            sigmas[i] = fit.signal().parameters().get(ofSignal[i]).sigma();
        }
        return joined(fit.constraintWidths(), sigmas);
    }

    /** {@return (value - centre)/width; 0 for those without a constraint} */
    public double[] pulls() {
        double[] pulls = new double[ofSignal.length];
        for (int i = 0; i < pulls.length; i++) {
            ParameterOfInterest parameter = fit.signal().parameters().get(ofSignal[i]);
            pulls[i] = (fit.signalParameterAt(ofSignal[i]) - parameter.centre()) / parameter.sigma();
        }
        return joined(fit.pulls(), pulls);
    }

    /**
     * {@return their standard deviations after the fit, in units of the parameters}
     *
     * @param errors those of this fit
     */
    public double[] errors(HessianErrors errors) {
        double[] interest = errors.parametersOfInterest();
        return joined(
                errors.nuisances(),
                IntStream.of(ofSignal).mapToDouble(k -> interest[k]).toArray());
    }

    private static double[] joined(double[] first, double[] second) {
        double[] all = new double[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
