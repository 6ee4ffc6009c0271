package emiss.physics;

/** Phase space of the invisible system, the factor between bare spectral functions and those of the rate. */
final class PhaseSpace {
    /** Of one particle: 2 pi, with the delta function of q2 integrated out. */
    static final double SINGLE = 2 * Math.PI;

    private static final double SMALLEST_Q2 = 1e-10;

    private PhaseSpace() {}

    /**
     * The q2 at which to evaluate the rate at {@code q2} [GeV^2]: at q2 = 0 single amplitudes diverge while the rate is
     * finite, so it is approached to 1e-10 GeV^2, which changes the rate by some 1e-11.
     */
    static double regular(double q2) {
        return Math.max(q2, SMALLEST_Q2);
    }

    /** Of a pair: beta/(8 pi), halved for identical particles; zero below threshold. */
    static double pair(double q2, double mass, boolean identical) {
        double threshold = 4 * mass * mass;
        if (q2 < threshold) {
            return 0;
        }
        double beta = threshold == 0 ? 1 : Math.sqrt((q2 - threshold) / q2);
        return beta / ((identical ? 16 : 8) * Math.PI);
    }
}
