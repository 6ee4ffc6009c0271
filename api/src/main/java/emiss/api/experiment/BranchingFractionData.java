package emiss.api.experiment;

import emiss.api.DoubleVector;
import emiss.api.Provenance;
import emiss.api.decay.Mixture;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Published branching fractions, treated as Gaussian measurements of the total rate.
 *
 * @param id the name of the experiment plugin or of the file
 * @param title a short title
 * @param quality how close the data set is to what the experiment would fit
 * @param provenance sources of the figures
 * @param measurements the values
 * @param correlation rows of the correlation matrix of the measurements; empty if they are independent
 * @param detector where unstable particles would be seen; null if unknown
 */
public record BranchingFractionData(
        String id,
        String title,
        Quality quality,
        Provenance provenance,
        List<Measurement> measurements,
        List<DoubleVector> correlation,
        @Nullable Detector detector)
        implements Dataset {
    /**
     * One branching fraction.
     *
     * @param mixture the transition, or several whose weighted branching fractions add up to what is measured
     * @param value central value
     * @param errorLow downward standard deviation, as a positive number
     * @param errorHigh upward standard deviation
     */
    public record Measurement(Mixture mixture, double value, double errorLow, double errorHigh) {
        /**
         * Checks that the errors are positive.
         *
         * @param mixture the transition, or several whose weighted branching fractions add up to what is measured
         * @param value central value
         * @param errorLow downward standard deviation, as a positive number
         * @param errorHigh upward standard deviation
         */
        public Measurement {
            if (!Double.isFinite(value) || !(errorLow > 0) || !(errorHigh > 0)) {
                throw new IllegalArgumentException("the branching fraction of " + mixture + " is " + value + " +"
                        + errorHigh + " -" + errorLow + ", expected finite errors > 0");
            }
        }
    }

    @Override
    public List<String> transitions() {
        return measurements.stream()
                .flatMap(measurement -> measurement.mixture().transitions().stream())
                .distinct()
                .toList();
    }

    /**
     * Checks that the sizes agree.
     *
     * @param id the name of the experiment plugin or of the file
     * @param title a short title
     * @param quality how close the data set is to what the experiment would fit
     * @param provenance sources of the figures
     * @param measurements the values
     * @param correlation rows of the correlation matrix of the measurements; empty if they are independent
     * @param detector where unstable particles would be seen; null if unknown
     */
    public BranchingFractionData {
        measurements = List.copyOf(measurements);
        correlation = List.copyOf(correlation);
        int size = measurements.size();
        if (size == 0) {
            throw new IllegalArgumentException("data set " + id + " has no measurement");
        }
        if (!correlation.isEmpty()
                && (correlation.size() != size || correlation.stream().anyMatch(row -> row.size() != size))) {
            throw new IllegalArgumentException("the correlation of data set " + id + " is not " + size + " x " + size);
        }
    }
}
