package emiss.analysis;

import emiss.api.DoubleVector;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Detector;
import emiss.api.experiment.Response;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.physics.BreitWigner;
import emiss.physics.Candidate;
import emiss.physics.HadronicTransition;
import emiss.physics.HermitianForm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The response of one channel to one transition, folded with spectra in q2: events per bin as forms in the couplings.
 *
 * <p>A narrow particle gets the response at its q2: linear between the centres of the q2 bins, constant from the outermost
 * centre to the edge, and zero outside the edges and in q2 bins to which no bin of the data set responds.
 */
final class FoldedResponse {
    private final Response response;
    private final List<Response> sameDecay;
    private final int firstRow;
    private final Theory theory;
    private final HadronicTransition transition;
    private final double weight;
    private final @Nullable Detector detector;

    private FoldedResponse(
            Response response,
            List<Response> sameDecay,
            int firstRow,
            Theory theory,
            String transition,
            double weight,
            @Nullable Detector detector) {
        this.response = response;
        this.sameDecay = sameDecay;
        this.firstRow = firstRow;
        this.theory = theory;
        this.transition = theory.transition(transition);
        this.weight = weight;
        this.detector = detector;
    }

    /**
     * One for every transition of the mixture that the response is for.
     *
     * @param data the data set that it is of
     */
    static List<FoldedResponse> of(Response response, CountingData data, int firstRow, Theory theory) {
        List<FoldedResponse> folded = new ArrayList<>();
        response.mixture()
                .weights()
                .forEach((transition, weight) -> folded.add(new FoldedResponse(
                        response,
                        data.responses().stream()
                                .filter(other -> other.mixture().transitions().contains(transition))
                                .toList(),
                        firstRow,
                        theory,
                        transition,
                        weight,
                        data.detector())));
        return folded;
    }

    /** Row of the model that the first bin of the channel has. */
    int firstRow() {
        return firstRow;
    }

    /** The process of the transition, whose form factors matter. */
    String process() {
        return transition.transition().process();
    }

    /** Events in every bin of the channel, as forms in the couplings; of particles that decay, those that are lost to it. */
    List<HermitianForm> events(Candidate produced, List<Coupling> couplings) {
        Candidate candidate = produced.in(detector);
        List<HermitianForm> events = new ArrayList<>();
        if (candidate.scenario().finalState() instanceof FinalState.Pair) {
            List<HermitianForm> spectra = theory.spectrum(
                            transition.transition().id(), response.q2Edges(), response.helicity())
                    .branchingFractions(candidate, couplings);
            for (DoubleVector row : response.eventsPerBranchingFraction()) {
                events.add(HermitianForm.weightedSum(spectra, row).times(weight));
            }
        } else {
            HermitianForm line =
                    theory.branchingFraction(transition.transition().id(), response.helicity(), candidate, couplings);
            for (DoubleVector row : response.eventsPerBranchingFraction()) {
                double seen = candidate.width() > 0
                        ? over(new BreitWigner(candidate.mass(), candidate.width()), row)
                        : at(row, candidate.mass() * candidate.mass());
                events.add(line.times(weight * seen));
            }
        }
        return events;
    }

    private double at(DoubleVector row, double q2) {
        if (sameDecay.stream().noneMatch(other -> responds(other, q2))) {
            return 0;
        }
        DoubleVector edges = response.q2Edges();
        int last = row.size() - 1;
        if (q2 < edges.at(0) || q2 > edges.at(last + 1)) {
            return 0;
        }
        if (q2 <= centre(edges, 0)) {
            return row.at(0);
        }
        if (q2 >= centre(edges, last)) {
            return row.at(last);
        }
        int bin = 0;
        while (centre(edges, bin + 1) < q2) {
            bin++;
        }
        double fraction = (q2 - centre(edges, bin)) / (centre(edges, bin + 1) - centre(edges, bin));
        return row.at(bin) + fraction * (row.at(bin + 1) - row.at(bin));
    }

    /** Whether any bin responds to the q2 bin that {@code q2} [GeV^2] is in; an edge belongs to both sides. */
    private static boolean responds(Response response, double q2) {
        DoubleVector edges = response.q2Edges();
        for (int bin = 0; bin < edges.size() - 1; bin++) {
            if (edges.at(bin) <= q2 && q2 <= edges.at(bin + 1)) {
                for (DoubleVector row : response.eventsPerBranchingFraction()) {
                    if (row.at(bin) != 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static double centre(DoubleVector edges, int bin) {
        return 0.5 * (edges.at(bin) + edges.at(bin + 1));
    }

    /** The response averaged over a line that is cut at the end point. */
    private double over(BreitWigner line, DoubleVector row) {
        DoubleVector edges = response.q2Edges();
        double sum = 0;
        for (int bin = 0; bin < row.size(); bin++) {
            double low = Math.max(edges.at(bin), 0);
            double high = Math.min(edges.at(bin + 1), transition.q2Max());
            if (high > low) {
                sum += row.at(bin) * line.fraction(low, high);
            }
        }
        return sum;
    }
}
