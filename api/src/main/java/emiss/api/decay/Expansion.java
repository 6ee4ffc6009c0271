package emiss.api.decay;

/**
 * The variable in whose powers form factors are expanded, z(q2) - z(origin) with z(q2) = (sqrt(t+ - q2) - sqrt(t+ - t0)) /
 * (sqrt(t+ - q2) + sqrt(t+ - t0)).
 *
 * @param tPlus the branch point t+ [GeV^2]
 * @param t0 where z is zero [GeV^2]
 * @param origin where the variable is zero, so that only coefficients of order 0 contribute [GeV^2]
 */
public record Expansion(double tPlus, double t0, double origin) {
    /**
     * Checks that the branch point lies beyond.
     *
     * @param tPlus the branch point t+ [GeV^2]
     * @param t0 where z is zero [GeV^2]
     * @param origin where the variable is zero, so that only coefficients of order 0 contribute [GeV^2]
     */
    public Expansion {
        if (!(tPlus > t0 && tPlus > origin) || Double.isInfinite(tPlus)) {
            throw new IllegalArgumentException("the branch point of the expansion is " + tPlus + " GeV^2, t0 is " + t0
                    + " and the origin " + origin + ", expected a branch point beyond both");
        }
    }

    /**
     * {@return the expansion of arXiv:1503.05534 in z(q2) - z(0), with t+- = (parentMass +- daughterMass)^2 and t0 = t+ (1
     * - sqrt(1 - t-/t+))}
     *
     * @param parentMass mass of the parent in the expansion [GeV]
     * @param daughterMass mass of the daughter in the expansion [GeV]
     */
    public static Expansion aroundZero(double parentMass, double daughterMass) {
        double sum = parentMass + daughterMass;
        double difference = parentMass - daughterMass;
        double tPlus = sum * sum;
        return new Expansion(tPlus, tPlus * (1 - Math.sqrt(1 - difference * difference / tPlus)), 0);
    }

    /**
     * {@return the expansion in z(q2) itself, for example that of arXiv:1602.01399}
     *
     * @param tPlus the branch point t+ [GeV^2]
     * @param t0 where z is zero [GeV^2]
     */
    public static Expansion inZ(double tPlus, double t0) {
        return new Expansion(tPlus, t0, t0);
    }

    /**
     * {@return the variable at {@code q2}}
     *
     * @param q2 invariant mass squared of the invisible system [GeV^2], below the branch point
     */
    public double variable(double q2) {
        return z(q2) - z(origin);
    }

    private double z(double q2) {
        double root = Math.sqrt(tPlus - q2);
        double rootAtT0 = Math.sqrt(tPlus - t0);
        return (root - rootAtT0) / (root + rootAtT0);
    }
}
