package emiss.inference;

/**
 * The residual of a measurement with asymmetric errors: d/errorHigh for predictions above the measured value (d > 0),
 * d/errorLow below. Its square has a continuous derivative, its product with the residual of a correlated measurement has not:
 * residuals that are correlated are joined within |d| < width by the polynomial of code4p, so that first and second derivatives
 * are continuous and Newton's method converges. The width is 1e-4 of the smaller error, which -2 ln L hardly notices.
 *
 * @param width half the range in which the two are joined; 0 if they are not
 */
record AsymmetricResidual(double mean, double difference, double width) {
    /** How a residual is changed in order to find a start from which the true one is fitted. */
    enum Form {
        /** Not at all. */
        TRUE,
        /** The error below holds above too. */
        BELOW,
        /** The error above holds below too. */
        ABOVE,
        /** The error is so small that the measured value is met. */
        STIFF
    }

    private static final double JOINED = 1e-4;
    private static final double STIFFNESS = 1e3;

    static AsymmetricResidual of(double errorLow, double errorHigh, boolean isCorrelated) {
        return new AsymmetricResidual(
                0.5 * (1 / errorHigh + 1 / errorLow),
                0.5 * (1 / errorHigh - 1 / errorLow),
                isCorrelated ? JOINED * Math.min(errorLow, errorHigh) : 0);
    }

    /** Whether there may be minima on either side and at the measured value, because correlated residuals bend. */
    boolean hasSides() {
        return difference != 0 && width > 0;
    }

    double value(double d, Form form) {
        return form == Form.TRUE ? value(d) : first(d, form) * d;
    }

    double first(double d, Form form) {
        return switch (form) {
            case TRUE -> first(d);
            case BELOW -> mean - difference;
            case ABOVE -> mean + difference;
            case STIFF -> STIFFNESS * mean;
        };
    }

    double second(double d, Form form) {
        return form == Form.TRUE ? second(d) : 0;
    }

    double value(double d) {
        double t = d / width;
        double modulus = Math.abs(d) >= width ? Math.abs(d) : width * t * t * (15 + t * t * (-10 + 3 * t * t)) / 8;
        return mean * d + difference * modulus;
    }

    double first(double d) {
        double t = d / width;
        double slope = Math.abs(d) >= width ? Math.signum(d) : t * (30 + t * t * (-40 + 18 * t * t)) / 8;
        return mean + difference * slope;
    }

    double second(double d) {
        double t = d / width;
        return Math.abs(d) >= width ? 0 : difference / width * (30 + t * t * (-120 + 90 * t * t)) / 8;
    }
}
