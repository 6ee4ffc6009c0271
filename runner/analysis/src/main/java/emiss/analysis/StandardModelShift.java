package emiss.analysis;

import emiss.api.DoubleVector;
import emiss.api.decay.Helicity;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Response;
import java.util.List;

/**
 * The Standard-Model signal of data sets with other form factors.
 *
 * <p>Where the true q2 of the published signal is known, every q2 bin of it is multiplied by the ratio of branching fractions; events
 * without a true q2 stay. Other signals are multiplied by the ratio of the branching fractions folded with the response of their bin.
 * A measured branching fraction is the prediction itself.
 */
final class StandardModelShift {
    private final Theory central;

    /** The shift from the form factors of a theory. */
    StandardModelShift(Theory central) {
        this.central = central;
    }

    /** Changes the signal of a channel, which begins at a row, to that with the form factors of another theory. */
    void shift(CountingData data, Channel channel, int first, double[] rows, Theory theory) {
        List<Response> responses = data.responses().stream()
                .filter(response -> response.channel().equals(channel.name()))
                .toList();
        if (!responses.isEmpty()) {
            for (int bin = 0; bin < channel.bins().size(); bin++) {
                rows[first + bin] += gain(rows[first + bin], responses, bin, theory);
            }
        }
    }

    /** What a bin with some events gains. */
    private double gain(double events, List<Response> responses, int bin, Theory theory) {
        boolean isKnown = responses.stream()
                .allMatch(response -> response.sampleBranchingFraction().size() > 0);
        double gain = 0;
        double folded = 0;
        for (Response response : responses) {
            DoubleVector row = response.eventsPerBranchingFraction().get(bin);
            double[] moved = branchingFractions(response, theory);
            double[] before = branchingFractions(response, central);
            for (int j = 0; j < before.length; j++) {
                if (isKnown && before[j] > 0) {
                    gain += row.at(j) * response.sampleBranchingFraction().at(j) * (moved[j] / before[j] - 1);
                } else if (!isKnown) {
                    gain += row.at(j) * (moved[j] - before[j]);
                    folded += row.at(j) * before[j];
                }
            }
        }
        if (isKnown) {
            return gain;
        }
        return folded > 0 ? events * gain / folded : 0;
    }

    private double[] branchingFractions(Response response, Theory theory) {
        double[] sum = new double[response.q2Edges().size() - 1];
        response.mixture().weights().forEach((transition, weight) -> {
            DoubleVector fractions =
                    theory.standardModel(central.spectrum(transition, response.q2Edges(), response.helicity()));
            for (int j = 0; j < sum.length; j++) {
                sum[j] += weight * fractions.at(j);
            }
        });
        return sum;
    }

    /** The branching fraction of a transition with the form factors of a theory. */
    double branchingFraction(String transition, Theory theory) {
        return theory.standardModel(central.whole(transition, Helicity.TOTAL)).at(0);
    }
}
