package emiss.inference;

/**
 * A parameter of interest: a coupling or a signal strength.
 *
 * @param name unique within its signal model
 * @param start where a cold fit begins, in the unit of the parameter; away from zero if the signal is even in the
 *     parameter, because zero is then a stationary point
 * @param lowerBound smallest allowed value; negative infinity if there is none
 * @param upperBound largest allowed value; infinite if there is none
 * @param centre centre of the Gaussian constraint; without meaning if there is none
 * @param sigma standard deviation of the Gaussian constraint; positive infinity if there is none
 */
public record ParameterOfInterest(
        String name, double start, double lowerBound, double upperBound, double centre, double sigma) {
    /**
     * Checks that start and constraint are usable.
     *
     * @param name unique within its signal model
     * @param start where a cold fit begins, in the unit of the parameter; away from zero if the signal is even in the
     *     parameter, because zero is then a stationary point
     * @param lowerBound smallest allowed value; negative infinity if there is none
     * @param upperBound largest allowed value; infinite if there is none
     * @param centre centre of the Gaussian constraint; without meaning if there is none
     * @param sigma standard deviation of the Gaussian constraint; positive infinity if there is none
     */
    public ParameterOfInterest {
        if (!Double.isFinite(start) || !(start >= lowerBound) || !(start <= upperBound)) {
            throw new IllegalArgumentException("parameter " + name + " starts at " + start
                    + ", expected a finite value within its bounds " + lowerBound + ", " + upperBound);
        }
        if (!(sigma > 0) || (sigma < Double.POSITIVE_INFINITY && !Double.isFinite(centre))) {
            throw new IllegalArgumentException("parameter " + name + " is constrained to " + centre + " +- " + sigma
                    + ", expected a finite centre and a width > 0");
        }
    }

    /**
     * {@return an unbounded, unconstrained parameter}
     *
     * @param name unique within its signal model
     * @param start where a cold fit begins, in the unit of the parameter
     */
    public static ParameterOfInterest free(String name, double start) {
        return new ParameterOfInterest(
                name, start, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY);
    }

    /**
     * {@return the same parameter with a Gaussian constraint}
     *
     * @param newCentre centre of the constraint
     * @param newSigma standard deviation of the constraint
     */
    public ParameterOfInterest constrained(double newCentre, double newSigma) {
        return new ParameterOfInterest(name, start, lowerBound, upperBound, newCentre, newSigma);
    }

    /**
     * {@return the same parameter, not allowed below {@code bound}}
     *
     * @param bound smallest allowed value
     */
    public ParameterOfInterest atLeast(double bound) {
        return new ParameterOfInterest(name, start, bound, upperBound, centre, sigma);
    }

    /**
     * {@return the same parameter, not allowed above {@code bound}}
     *
     * @param bound largest allowed value
     */
    public ParameterOfInterest atMost(double bound) {
        return new ParameterOfInterest(name, start, lowerBound, bound, centre, sigma);
    }

    /**
     * {@return the same parameter with another start value}
     *
     * @param newStart where a cold fit begins
     */
    public ParameterOfInterest startingAt(double newStart) {
        return new ParameterOfInterest(name, newStart, lowerBound, upperBound, centre, sigma);
    }

    /** {@return whether there is a Gaussian constraint} */
    public boolean isConstrained() {
        return sigma < Double.POSITIVE_INFINITY;
    }

    boolean isBounded() {
        return lowerBound > Double.NEGATIVE_INFINITY || upperBound < Double.POSITIVE_INFINITY;
    }

    boolean isAtBound(double value) {
        return value <= lowerBound || value >= upperBound;
    }
}
