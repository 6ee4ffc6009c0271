package emiss.api.experiment;

import emiss.api.DoubleVector;
import emiss.api.decay.Helicity;
import emiss.api.decay.Mixture;
import java.util.List;

/**
 * The detector's response to the decays of a transition, or of several with their weights: expected events in every bin of a channel, per unit branching
 * fraction released in a bin of the true q2. Constant within a q2 bin for continua; interpolated linearly between bin
 * centres for lines, and constant from the outermost centres to the edges. Outside the edges nothing is seen, nor a line in a
 * q2 bin to which no bin of the data set responds.
 *
 * @param mixture the transitions, for example {@code B+->K+}
 * @param helicity the part of the rate that the response applies to
 * @param channel name of the channel
 * @param q2Edges edges of the true-q2 bins [GeV^2], ascending, one more than there are bins
 * @param eventsPerBranchingFraction one row per bin of the channel, one entry per q2 bin
 * @param sampleBranchingFraction branching fraction that the sample behind the signal of the Standard Model assumed, one entry
 *     per q2 bin: times {@code eventsPerBranchingFraction} it is that signal by true q2; empty if that is not known
 */
public record Response(
        Mixture mixture,
        Helicity helicity,
        String channel,
        DoubleVector q2Edges,
        List<DoubleVector> eventsPerBranchingFraction,
        DoubleVector sampleBranchingFraction) {
    /**
     * Checks edges and sizes.
     *
     * @param mixture the transitions, for example {@code B+->K+}
     * @param helicity the part of the rate that the response applies to
     * @param channel name of the channel
     * @param q2Edges edges of the true-q2 bins [GeV^2], ascending, one more than there are bins
     * @param eventsPerBranchingFraction one row per bin of the channel, one entry per q2 bin
     * @param sampleBranchingFraction branching fraction of the sample per q2 bin; empty if not known
     */
    public Response {
        eventsPerBranchingFraction = List.copyOf(eventsPerBranchingFraction);
        if (q2Edges.size() < 2) {
            throw new IllegalArgumentException("the response of " + channel + " needs at least two q2 edges");
        }
        for (int i = 1; i < q2Edges.size(); i++) {
            if (!(q2Edges.at(i) > q2Edges.at(i - 1))) {
                throw new IllegalArgumentException(
                        "the q2 edges of the response of " + channel + " do not ascend at " + q2Edges.at(i));
            }
        }
        for (DoubleVector row : eventsPerBranchingFraction) {
            if (row.size() != q2Edges.size() - 1) {
                throw new IllegalArgumentException("a response row of " + channel + " has " + row.size()
                        + " numbers, expected " + (q2Edges.size() - 1) + ", one per q2 bin");
            }
        }
        if (sampleBranchingFraction.size() > 0 && sampleBranchingFraction.size() != q2Edges.size() - 1) {
            throw new IllegalArgumentException("the sample of the response of " + channel + " has "
                    + sampleBranchingFraction.size() + " branching fractions, expected " + (q2Edges.size() - 1)
                    + ", one per q2 bin");
        }
    }

    /**
     * A response without a sample.
     *
     * @param mixture the transitions, for example {@code B+->K+}
     * @param helicity the part of the rate that the response applies to
     * @param channel name of the channel
     * @param q2Edges edges of the true-q2 bins [GeV^2], ascending, one more than there are bins
     * @param eventsPerBranchingFraction one row per bin of the channel, one entry per q2 bin
     */
    public Response(
            Mixture mixture,
            Helicity helicity,
            String channel,
            DoubleVector q2Edges,
            List<DoubleVector> eventsPerBranchingFraction) {
        this(mixture, helicity, channel, q2Edges, eventsPerBranchingFraction, DoubleVector.of());
    }
}
