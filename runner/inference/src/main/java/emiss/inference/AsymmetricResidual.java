package emiss.inference;

/**
 * The residual of a measurement with asymmetric errors: d/errorHigh for predictions above the measured value (d > 0),
 * d/errorLow below. Within a tenth of the smaller error the two are joined by the polynomial of code4p, so that
 * first and second derivatives are continuous and Newton's method converges.
 */
record AsymmetricResidual(double mean, double difference, double width) {
    private static final double SMOOTH = 0.1;

    static AsymmetricResidual of(double errorLow, double errorHigh) {
        return new AsymmetricResidual(
                0.5 * (1 / errorHigh + 1 / errorLow),
                0.5 * (1 / errorHigh - 1 / errorLow),
                SMOOTH * Math.min(errorLow, errorHigh));
    }

    double value(double d) {
        double t = d / width;
        double modulus = Math.abs(t) >= 1 ? Math.abs(t) : t * t * (15 + t * t * (-10 + 3 * t * t)) / 8;
        return mean * d + difference * width * modulus;
    }

    double first(double d) {
        double t = d / width;
        double slope = Math.abs(t) >= 1 ? Math.signum(t) : t * (30 + t * t * (-40 + 18 * t * t)) / 8;
        return mean + difference * slope;
    }

    double second(double d) {
        double t = d / width;
        return Math.abs(t) >= 1 ? 0 : difference / width * (30 + t * t * (-120 + 90 * t * t)) / 8;
    }
}
