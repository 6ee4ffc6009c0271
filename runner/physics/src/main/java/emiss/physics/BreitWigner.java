package emiss.physics;

/**
 * A line in q2 with a natural width, f(q2) = k/((q2 - m^2)^2 + m^2 Gamma^2) with k = m Gamma/(pi/2 + arctan(m/Gamma)): normalised on
 * q2 >= 0 and cut at the end point of a decay (arXiv:2602.09666).
 *
 * @param mass m [GeV]
 * @param width Gamma [GeV]
 */
public record BreitWigner(double mass, double width) {
    /**
     * Refuses what is no line with a width.
     *
     * @param mass m [GeV]
     * @param width Gamma [GeV]
     */
    public BreitWigner {
        if (!(mass > 0) || !(width > 0)) {
            throw new IllegalArgumentException(
                    "a line of mass " + mass + " and width " + width + " GeV, expected both > 0");
        }
    }

    private double normalisation() {
        return Math.PI / 2 + Math.atan(mass / width);
    }

    /**
     * {@return f, without regard to the end point of a decay [GeV^-2]}
     *
     * @param q2 where [GeV^2], not below 0
     */
    public double density(double q2) {
        double distance = (q2 - mass * mass) / (mass * width);
        return 1 / (mass * width * normalisation() * (1 + distance * distance));
    }

    /**
     * {@return the part of the line in a range}
     *
     * @param low begin of the range [GeV^2], not below 0
     * @param high end of the range [GeV^2]
     */
    public double fraction(double low, double high) {
        double area =
                Math.atan((high - mass * mass) / (mass * width)) - Math.atan((low - mass * mass) / (mass * width));
        return area / normalisation();
    }
}
