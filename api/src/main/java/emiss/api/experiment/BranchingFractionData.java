package emiss.api.experiment;

import emiss.api.DoubleVector;
import emiss.api.Provenance;
import java.util.List;

/**
 * Published branching fractions, treated as Gaussian measurements of the total rate.
 *
 * @param id the name of the experiment plugin or of the file
 * @param title a short title
 * @param quality how close the data set is to what the experiment would fit
 * @param provenance sources of the figures
 * @param measurements the values
 * @param correlation rows of the correlation matrix of the measurements; empty if they are independent
 */
public record BranchingFractionData(
        String id,
        String title,
        Quality quality,
        Provenance provenance,
        List<Measurement> measurements,
        List<DoubleVector> correlation)
        implements Dataset {
    /**
     * One branching fraction.
     *
     * @param transition id of the transition
     * @param value central value
     * @param errorLow downward standard deviation, as a positive number
     * @param errorHigh upward standard deviation
     */
    public record Measurement(String transition, double value, double errorLow, double errorHigh) {
        /**
         * Checks that the errors are positive.
         *
         * @param transition id of the transition
         * @param value central value
         * @param errorLow downward standard deviation, as a positive number
         * @param errorHigh upward standard deviation
         */
        public Measurement {
            if (!Double.isFinite(value) || !(errorLow > 0) || !(errorHigh > 0)) {
                throw new IllegalArgumentException("the branching fraction of " + transition + " is " + value + " +"
                        + errorHigh + " -" + errorLow + ", expected finite errors > 0");
            }
        }
    }

    @Override
    public List<String> transitions() {
        return measurements.stream().map(Measurement::transition).distinct().toList();
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
