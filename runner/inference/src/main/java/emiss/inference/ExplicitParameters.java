package emiss.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The nuisance parameters that are not eliminated: starts, bounds and constraints; immutable by convention, its arrays are not
 * changed.
 */
final class ExplicitParameters {
    /**
     * A nuisance parameter.
     *
     * @param type what kind of modifier declared it, for messages
     * @param initial start value
     * @param centre centre of the constraint
     * @param width standard deviation of the constraint; infinite if there is none
     * @param lowerBound smallest value
     * @param upperBound largest value; the smallest one for a parameter that is held
     * @param poissonScale tau of a Poisson constraint tau gamma, otherwise 0
     */
    record Parameter(
            String type,
            double initial,
            double centre,
            double width,
            double lowerBound,
            double upperBound,
            double poissonScale) {
        private static final double NARROWEST = 1e-30;
        private static final double WIDEST = 1e30;

        static final Parameter NORMAL =
                new Parameter("standard normal", 0, 0, 1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
        static final Parameter FREE = positive("free", 1, Double.POSITIVE_INFINITY);

        static Parameter positive(String type, double centre, double width) {
            return new Parameter(type, centre, centre, width, 0, Double.POSITIVE_INFINITY, 0);
        }

        static Parameter poisson(double tau) {
            return new Parameter("Poisson", 1, 1, 1 / Math.sqrt(tau), 0, Double.POSITIVE_INFINITY, tau);
        }

        /** The same with another Gaussian constraint. */
        Parameter constrained(double newCentre, double newWidth) {
            return new Parameter(type, initial, newCentre, newWidth, lowerBound, upperBound, poissonScale);
        }

        /** The same held at a value. */
        Parameter heldAt(double value) {
            return new Parameter(type, value, centre, width, value, value, poissonScale);
        }

        /** @throws IllegalArgumentException if the constraint is so narrow or so wide that its inverse square means nothing */
        void check(String name) {
            if (isConstrained() && !(width >= NARROWEST && width <= WIDEST)) {
                throw new IllegalArgumentException("the constraint of parameter " + name + " has the width " + width
                        + ", expected " + NARROWEST + " to " + WIDEST);
            }
        }

        boolean isConstrained() {
            return width < Double.POSITIVE_INFINITY;
        }

        boolean isAtBound(double value) {
            return value <= lowerBound || value >= upperBound;
        }

        boolean isHeld() {
            return lowerBound == upperBound;
        }

        /** Where a fit starts with auxiliary data {@code auxiliary}. */
        double start(double auxiliary) {
            return Math.min(upperBound, Math.max(lowerBound, isConstrained() ? auxiliary : initial));
        }

        /** The constraint in words. */
        String describe() {
            String constraint = isConstrained() ? type + " " + centre + " +- " + width : type;
            return constraint + " from " + initial + " in [" + lowerBound + ", " + upperBound + "]";
        }
    }

    /**
     * A multivariate Gaussian constraint.
     *
     * @param precision inverse of the covariance
     */
    record Block(int[] parameters, double[][] precision) {}

    private final Parameter[] parameters;
    /** 1/width^2 of parameters with a Gaussian constraint of their own, otherwise 0. */
    final double[] precision;
    /** tau of parameters with a Poisson constraint, otherwise 0. */
    final double[] poissonScale;

    final Block[] blocks;

    /** Takes the parameters and the constraints that replace those of some of them. */
    ExplicitParameters(List<Parameter> parameters, List<Block> blocks) {
        this.parameters = parameters.toArray(Parameter[]::new);
        this.blocks = blocks.toArray(Block[]::new);
        poissonScale = parameters.stream().mapToDouble(Parameter::poissonScale).toArray();
        precision = parameters.stream()
                .mapToDouble(
                        parameter -> parameter.poissonScale() > 0 ? 0 : 1 / (parameter.width() * parameter.width()))
                .toArray();
        for (Block block : blocks) {
            for (int p : block.parameters) {
                precision[p] = 0;
            }
        }
    }

    /** The same parameters, some of them held at a value. */
    ExplicitParameters holding(boolean[] held, double[] values) {
        List<Parameter> all = new ArrayList<>();
        for (int p = 0; p < parameters.length; p++) {
            all.add(held[p] ? parameters[p].heldAt(values[p]) : parameters[p]);
        }
        return new ExplicitParameters(all, List.of(blocks));
    }

    int count() {
        return parameters.length;
    }

    Parameter at(int p) {
        return parameters[p];
    }

    double[] centres() {
        return Arrays.stream(parameters).mapToDouble(Parameter::centre).toArray();
    }

    double[] widths() {
        return Arrays.stream(parameters).mapToDouble(Parameter::width).toArray();
    }
}
