package emiss.physics;

/**
 * The escape probability of pairs as a function of q2, from few values: the average over angles is too slow to be taken at every
 * node of a spectrum.
 *
 * <p>Chebyshev interpolation in u of q2 = 4 m^2 cosh^2 u, in which the probability is smooth at threshold and end point however
 * light the particles are. It is as good as the values themselves, 2e-5 or better.
 */
final class EscapeCurve {
    private static final int DEGREE = 48;

    private final double threshold;
    private final double longest;
    private final double[] node = new double[DEGREE + 1];
    private final double[] value = new double[DEGREE + 1];

    /**
     * The curve for particles of one mass.
     *
     * @param mass mass of each of the two [GeV], above 0 and light enough to be produced
     * @param q2Max largest q2 [GeV^2]
     */
    EscapeCurve(EscapeProbability escape, double mass, double q2Max) {
        threshold = 4 * mass * mass;
        longest = rapidity(q2Max);
        for (int i = 0; i <= DEGREE; i++) {
            node[i] = Math.cos(Math.PI * i / DEGREE);
            double sinh = Math.sinh(longest * (1 + node[i]) / 2);
            value[i] = escape.pair(mass, threshold * (1 + sinh * sinh));
        }
    }

    /** The probability at {@code q2} [GeV^2], at or above threshold. */
    double at(double q2) {
        double x = 2 * rapidity(q2) / longest - 1;
        double sum = 0;
        double norm = 0;
        for (int i = 0; i <= DEGREE; i++) {
            if (x == node[i]) {
                return value[i];
            }
            double weight = (i % 2 == 0 ? 1 : -1) * (i == 0 || i == DEGREE ? 0.5 : 1) / (x - node[i]);
            sum += weight * value[i];
            norm += weight;
        }
        return Math.max(0, sum / norm);
    }

    private double rapidity(double q2) {
        double sinh = Math.sqrt(Math.max(0, q2 - threshold) / threshold);
        return Math.log(sinh + Math.sqrt(1 + sinh * sinh));
    }
}
