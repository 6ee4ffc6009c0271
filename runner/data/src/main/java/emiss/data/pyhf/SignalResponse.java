package emiss.data.pyhf;

import emiss.api.DoubleVector;
import emiss.api.decay.Helicity;
import emiss.api.decay.Mixture;
import emiss.api.experiment.DataFormatException;
import emiss.api.experiment.Response;
import emiss.data.document.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a workspace does not say about its signal: how it responds to the true q2.
 *
 * @param sample the sample of the Standard-Model signal, by name
 * @param transition id of the decay that the sample consists of
 * @param q2Edges edges of the bins of the true q2 [GeV^2]
 * @param densities by channel, expected events of the sample: one row per bin of the channel, one number per q2 bin
 * @param nullSpectrum branching fraction per q2 bin of the model that the sample was generated with
 */
public record SignalResponse(
        String sample,
        String transition,
        DoubleVector q2Edges,
        Map<String, List<DoubleVector>> densities,
        DoubleVector nullSpectrum) {
    /**
     * Checks the sizes; rows are checked with the channel that they belong to.
     *
     * @param sample the sample of the Standard-Model signal, by name
     * @param transition id of the transition
     * @param q2Edges edges of the bins of the true q2 [GeV^2]
     * @param densities by channel, expected events of the sample: one row per bin of the channel, one number per q2 bin
     * @param nullSpectrum branching fraction per q2 bin of the model that the sample was generated with
     */
    public SignalResponse {
        densities = Map.copyOf(densities);
        if (nullSpectrum.size() != q2Edges.size() - 1) {
            throw new IllegalArgumentException("the null spectrum has " + nullSpectrum.size() + " numbers, expected "
                    + (q2Edges.size() - 1) + ", one per q2 bin");
        }
        for (int j = 0; j < nullSpectrum.size(); j++) {
            if (!(nullSpectrum.at(j) > 0)) {
                throw new IllegalArgumentException(
                        "the null spectrum is " + nullSpectrum.at(j) + " in q2 bin " + (j + 1) + ", expected > 0");
            }
        }
        densities.forEach((channel, rows) -> {
            for (DoubleVector row : rows) {
                for (int j = 0; j < row.size(); j++) {
                    if (!(row.at(j) >= 0)) {
                        throw new IllegalArgumentException("the number density of channel " + channel + " has "
                                + row.at(j) + " events in q2 bin " + (j + 1) + ", expected >= 0");
                    }
                }
            }
        });
        if (densities.isEmpty()) {
            throw new IllegalArgumentException("there are no number densities, expected those of at least one channel");
        }
    }

    /**
     * {@return a response from tables as they are published}
     *
     * @param sample the sample of the Standard-Model signal, by name
     * @param transition id of the transition
     * @param q2Edges bin edges [GeV^2], ascending
     * @param densities by channel; rows may begin with one more number, the events without a true q2, which is left out
     * @param nullSpectrum the branching fraction of every q2 bin: one row a bin, either the fraction alone or the edges of the
     *     bin in front and the fraction last; or all fractions in one row
     * @throws DataFormatException listing, with its place in a table, everything that does not fit
     */
    public static SignalResponse ofTables(
            String sample,
            String transition,
            DoubleVector q2Edges,
            Map<String, NumberTable> densities,
            NumberTable nullSpectrum) {
        Problems problems = new Problems();
        ResponseTables tables = new ResponseTables(q2Edges, problems);
        DoubleVector fractions = tables.fractions(nullSpectrum);
        Map<String, List<DoubleVector>> withoutSentinel = new LinkedHashMap<>();
        densities.forEach((channel, table) -> withoutSentinel.put(channel, tables.density(channel, table)));
        problems.throwIfAny();
        return new SignalResponse(sample, transition, q2Edges, withoutSentinel, fractions);
    }

    /**
     * The response of one channel, the ratio of its number density and the null spectrum.
     *
     * @throws IllegalArgumentException if the density does not fit
     */
    Response of(String channel, int bins) {
        List<DoubleVector> rows = new ArrayList<>();
        List<DoubleVector> density = densities.getOrDefault(channel, List.of());
        if (density.size() != bins) {
            throw new IllegalArgumentException("the number density of channel " + channel + " has " + density.size()
                    + " rows, expected " + bins + ", one per bin");
        }
        for (DoubleVector row : density) {
            if (row.size() != nullSpectrum.size()) {
                throw new IllegalArgumentException("a row of the number density of channel " + channel + " has "
                        + row.size() + " numbers, expected " + nullSpectrum.size() + ", one per q2 bin");
            }
            rows.add(DoubleVector.generate(row.size(), j -> row.at(j) / nullSpectrum.at(j)));
        }
        return new Response(Mixture.of(transition), Helicity.TOTAL, channel, q2Edges, rows);
    }
}
