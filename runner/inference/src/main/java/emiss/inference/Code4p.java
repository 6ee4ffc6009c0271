package emiss.inference;

/**
 * The curved part of pyhf's histosys interpolation code4p ({@code interpolators/code4p.py}): the shift by alpha is alpha
 * (high - low)/2 + b(alpha) (high - 2 nominal + low)/16 with b = alpha^2 (15 - 10 alpha^2 + 3 alpha^4) for |alpha| < 1 and 8
 * |alpha| outside.
 */
final class Code4p {
    /** No {@link #bendFirst} exceeds it: the greatest is 10.78, at alpha^2 = 1/3. */
    static final double STEEPEST_BEND = 10.8;

    private Code4p() {}

    /**
     * Whether both directions shift upwards, or both downwards.
     *
     * @param slope (high - low)/2
     * @param curve (high - 2 nominal + low)/16
     */
    static boolean turns(double slope, double curve) {
        return 8 * Math.abs(curve) > Math.abs(slope);
    }

    static double bend(double alpha) {
        double square = alpha * alpha;
        return square < 1 ? square * (15 + square * (-10 + 3 * square)) : 8 * Math.abs(alpha);
    }

    static double bendFirst(double alpha) {
        double square = alpha * alpha;
        return square < 1 ? alpha * (30 + square * (-40 + 18 * square)) : Math.copySign(8, alpha);
    }

    static double bendSecond(double alpha) {
        double square = alpha * alpha;
        return square < 1 ? 30 + square * (-120 + 90 * square) : 0;
    }
}
