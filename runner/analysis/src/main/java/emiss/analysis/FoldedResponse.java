package emiss.analysis;

import emiss.api.DoubleVector;
import emiss.api.experiment.Response;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.physics.Candidate;
import emiss.physics.HermitianForm;
import emiss.physics.Q2Spectrum;
import java.util.ArrayList;
import java.util.List;

/** The response of one channel to one transition, folded with spectra in q2: events per bin as forms in the couplings. */
final class FoldedResponse {
    private final Response response;
    private final int firstRow;
    private final Q2Spectrum spectrum;
    private final double weight;

    private FoldedResponse(Response response, int firstRow, Q2Spectrum spectrum, double weight) {
        this.response = response;
        this.firstRow = firstRow;
        this.spectrum = spectrum;
        this.weight = weight;
    }

    /** One for every transition of the mixture that the response is for. */
    static List<FoldedResponse> of(Response response, int firstRow, Theory theory) {
        List<FoldedResponse> folded = new ArrayList<>();
        response.mixture()
                .weights()
                .forEach((transition, weight) -> folded.add(new FoldedResponse(
                        response,
                        firstRow,
                        theory.spectrum(transition, response.q2Edges(), response.helicity()),
                        weight)));
        return folded;
    }

    /** Row of the model that the first bin of the channel has. */
    int firstRow() {
        return firstRow;
    }

    /** Events in every bin of the channel, as forms in the couplings. */
    List<HermitianForm> events(Candidate candidate, List<Coupling> couplings) {
        List<HermitianForm> events = new ArrayList<>();
        if (candidate.scenario().finalState() instanceof FinalState.Pair) {
            List<HermitianForm> spectra = spectrum.branchingFractions(candidate, couplings);
            for (DoubleVector row : response.eventsPerBranchingFraction()) {
                events.add(HermitianForm.weightedSum(spectra, row).times(weight));
            }
        } else {
            HermitianForm line = spectrum.line(candidate, couplings);
            for (DoubleVector row : response.eventsPerBranchingFraction()) {
                double seen = candidate.width() > 0
                        ? overBreitWigner(row, candidate.mass(), candidate.width())
                        : at(row, candidate.mass() * candidate.mass());
                events.add(line.times(weight * seen));
            }
        }
        return events;
    }

    /** The response at {@code q2} [GeV^2], linear between the centres of the bins and constant outside. */
    private double at(DoubleVector row, double q2) {
        DoubleVector edges = response.q2Edges();
        int last = row.size() - 1;
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

    private static double centre(DoubleVector edges, int bin) {
        return 0.5 * (edges.at(bin) + edges.at(bin + 1));
    }

    /**
     * The response averaged over a Breit-Wigner line in q2, k/((q2 - m^2)^2 + m^2 Gamma^2) with k = m Gamma/(pi/2 +
     * arctan(m/Gamma)): normalised on q2 >= 0 and cut at the end point (arXiv:2602.09666).
     */
    private double overBreitWigner(DoubleVector row, double mass, double width) {
        DoubleVector edges = response.q2Edges();
        double norm = Math.PI / 2 + Math.atan(mass / width);
        double sum = 0;
        for (int bin = 0; bin < row.size(); bin++) {
            double low = Math.max(edges.at(bin), 0);
            double high = Math.min(edges.at(bin + 1), spectrum.transition().q2Max());
            if (high > low) {
                double area = Math.atan((high - mass * mass) / (mass * width))
                        - Math.atan((low - mass * mass) / (mass * width));
                sum += row.at(bin) * area / norm;
            }
        }
        return sum;
    }
}
