package emiss.analysis;

import emiss.api.DoubleVector;
import java.util.Optional;

/**
 * A quantity made of rates: a sum, or a ratio of two between 0 and 1, which is 0 where there is nothing to divide by.
 *
 * @param of what every rate of {@link Predictor.Rates} counts for
 * @param per the same for the denominator; empty for a sum
 */
public record PredictedQuantity(DoubleVector of, Optional<DoubleVector> per) {
    /** A sum. */
    public static PredictedQuantity sum(double... of) {
        return new PredictedQuantity(DoubleVector.of(of), Optional.empty());
    }

    /** The same as a part of a whole. */
    public PredictedQuantity per(double... whole) {
        return new PredictedQuantity(of, Optional.of(DoubleVector.of(whole)));
    }

    double value(double[] rates) {
        double sum = sum(of, rates);
        if (per.isEmpty()) {
            return sum;
        }
        double whole = sum(per.get(), rates);
        return whole > 0 ? sum / whole : 0;
    }

    private static double sum(DoubleVector weights, double[] rates) {
        double sum = 0;
        for (int i = 0; i < rates.length; i++) {
            sum += weights.at(i) * rates[i];
        }
        return sum;
    }
}
