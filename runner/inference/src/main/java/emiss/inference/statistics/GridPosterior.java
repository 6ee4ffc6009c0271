package emiss.inference.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * A posterior on a grid of one or more parameters: likelihood times prior. Integrals are by the trapezoid rule; immutable.
 */
public final class GridPosterior {
    /**
     * A parameter.
     *
     * @param x its values, ascending, at least two
     * @param prior its prior density at these, in any unit
     */
    public record Axis(double[] x, double[] prior) {
        /** The weights of the values in an average over the prior. */
        private double[] weights() {
            double[] weights = GridDensity.trapezoids(x);
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                weights[i] *= prior[i];
                sum += weights[i];
            }
            if (!(sum > 0)) {
                throw new IllegalArgumentException("a prior has the integral " + sum + ", expected > 0");
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] /= sum;
            }
            return weights;
        }
    }

    private final List<Axis> axes;
    private final double[][] weights;
    /** The likelihood relative to its largest value. */
    private final double[] likelihood;

    private final double smallest;

    /**
     * A posterior.
     *
     * @param axes the parameters
     * @param minus2Log -2 ln of the likelihood, the last parameter fastest; infinite where it is impossible
     * @throws IllegalArgumentException if it is impossible everywhere
     */
    public GridPosterior(List<Axis> axes, double[] minus2Log) {
        this.axes = List.copyOf(axes);
        this.weights = axes.stream().map(Axis::weights).toArray(double[][]::new);
        this.smallest = Arrays.stream(minus2Log).min().orElse(Double.POSITIVE_INFINITY);
        if (!Double.isFinite(smallest)) {
            throw new IllegalArgumentException("the likelihood vanishes everywhere on the grid");
        }
        this.likelihood = Arrays.stream(minus2Log)
                .map(value -> Math.exp(-0.5 * (value - smallest)))
                .toArray();
    }

    /** {@return ln of the evidence: the average of the likelihood over the prior} */
    public double logEvidence() {
        double sum = 0;
        for (int point = 0; point < likelihood.length; point++) {
            sum += likelihood[point] * weight(point, -1);
        }
        return Math.log(sum) - 0.5 * smallest;
    }

    /**
     * {@return the density of one parameter, all others integrated over}
     *
     * @param axis which parameter
     */
    public GridDensity marginal(int axis) {
        double[] density = new double[axes.get(axis).x.length];
        for (int point = 0; point < likelihood.length; point++) {
            density[index(point, axis)] += likelihood[point] * weight(point, axis);
        }
        for (int i = 0; i < density.length; i++) {
            density[i] *= axes.get(axis).prior[i];
        }
        return new GridDensity(axes.get(axis).x, density);
    }

    /** {@return the point of the grid at which the joint density is largest, one value per parameter} */
    public double[] mode() {
        int best = 0;
        for (int point = 1; point < likelihood.length; point++) {
            best = density(point) > density(best) ? point : best;
        }
        double[] mode = new double[axes.size()];
        for (int axis = 0; axis < mode.length; axis++) {
            mode[axis] = axes.get(axis).x[index(best, axis)];
        }
        return mode;
    }

    private double density(int point) {
        double product = likelihood[point];
        for (int axis = 0; axis < axes.size(); axis++) {
            product *= axes.get(axis).prior[index(point, axis)];
        }
        return product;
    }

    /** The product of the weights of all parameters but one. */
    private double weight(int point, int without) {
        double product = 1;
        for (int axis = 0; axis < weights.length; axis++) {
            product *= axis == without ? 1 : weights[axis][index(point, axis)];
        }
        return product;
    }

    private int index(int point, int axis) {
        int rest = point;
        for (int later = axes.size() - 1; later > axis; later--) {
            rest /= axes.get(later).x.length;
        }
        return rest % axes.get(axis).x.length;
    }
}
