package emiss.inference;

/**
 * A multiplicative factor of one explicit parameter: the parameter itself, or a normsys interpolated with code4.
 *
 * <p>code4 with alpha0 = 1: high^alpha for alpha >= 1, low^-alpha for alpha <= -1, in between 1 + sum_(k=1..6) a_k alpha^k
 * with value, first and second derivative matched at both ends (pyhf, {@code interpolators/code4.py}).
 */
record Factor(int parameter, boolean isLinear, double logLow, double logHigh, Polynomial inner) {
    /** Coefficients a_1 to a_6. */
    record Polynomial(double a1, double a2, double a3, double a4, double a5, double a6) {}

    static Factor linear(int parameter) {
        return new Factor(parameter, true, 0, 0, new Polynomial(0, 0, 0, 0, 0, 0));
    }

    static Factor code4(int parameter, double low, double high) {
        double logLow = Math.log(low);
        double logHigh = Math.log(high);
        double valuePlus = high - 1;
        double valueMinus = low - 1;
        double slopePlus = high * logHigh;
        double slopeMinus = -low * logLow;
        double bendPlus = slopePlus * logHigh;
        double bendMinus = -slopeMinus * logLow;
        double oddValue = 0.5 * (valuePlus - valueMinus);
        double evenValue = 0.5 * (valuePlus + valueMinus);
        double oddSlope = 0.5 * (slopePlus + slopeMinus);
        double evenSlope = 0.5 * (slopePlus - slopeMinus);
        double oddBend = 0.5 * (bendPlus - bendMinus);
        double evenBend = 0.5 * (bendPlus + bendMinus);
        // Odd part a1 + a3 + a5 = value, a1 + 3 a3 + 5 a5 = slope, 6 a3 + 20 a5 = bend; even part alike.
        return new Factor(
                parameter,
                false,
                logLow,
                logHigh,
                new Polynomial(
                        (15 * oddValue - 7 * oddSlope + oddBend) / 8,
                        (24 * evenValue - 9 * evenSlope + evenBend) / 8,
                        (-10 * oddValue + 10 * oddSlope - 2 * oddBend) / 8,
                        (-24 * evenValue + 14 * evenSlope - 2 * evenBend) / 8,
                        (3 * oddValue - 3 * oddSlope + oddBend) / 8,
                        (8 * evenValue - 5 * evenSlope + evenBend) / 8));
    }

    /** Whether both directions raise it, or both lower it. */
    boolean turns() {
        return logLow * logHigh > 0;
    }

    double value(double alpha) {
        if (isLinear) {
            return alpha;
        }
        if (alpha >= 1) {
            return Math.exp(alpha * logHigh);
        }
        if (alpha <= -1) {
            return Math.exp(-alpha * logLow);
        }
        Polynomial a = inner;
        return 1 + alpha * (a.a1 + alpha * (a.a2 + alpha * (a.a3 + alpha * (a.a4 + alpha * (a.a5 + alpha * a.a6)))));
    }

    double first(double alpha) {
        if (isLinear) {
            return 1;
        }
        if (alpha >= 1) {
            return logHigh * Math.exp(alpha * logHigh);
        }
        if (alpha <= -1) {
            return -logLow * Math.exp(-alpha * logLow);
        }
        Polynomial a = inner;
        return a.a1
                + alpha * (2 * a.a2 + alpha * (3 * a.a3 + alpha * (4 * a.a4 + alpha * (5 * a.a5 + alpha * 6 * a.a6))));
    }

    double second(double alpha) {
        if (isLinear) {
            return 0;
        }
        if (alpha >= 1) {
            return logHigh * logHigh * Math.exp(alpha * logHigh);
        }
        if (alpha <= -1) {
            return logLow * logLow * Math.exp(-alpha * logLow);
        }
        Polynomial a = inner;
        return 2 * a.a2 + alpha * (6 * a.a3 + alpha * (12 * a.a4 + alpha * (20 * a.a5 + alpha * 30 * a.a6)));
    }
}
