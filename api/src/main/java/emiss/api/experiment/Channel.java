package emiss.api.experiment;

import emiss.api.DoubleVector;
import java.util.List;

/**
 * A set of disjoint analysis bins with observed counts and expected contributions.
 *
 * @param name unique within the data set
 * @param title what was selected
 * @param variable the variable of the bin edges, for example {@code q2_rec}
 * @param unit unit of the variable
 * @param bins the bins
 * @param observed observed events per bin
 * @param samples contributions; several signal samples share the events of new particles like those of the Standard Model
 */
public record Channel(
        String name,
        String title,
        String variable,
        String unit,
        List<Bin> bins,
        DoubleVector observed,
        List<Sample> samples) {
    /**
     * Checks that every vector has one entry a bin.
     *
     * @param name unique within the data set
     * @param title what was selected
     * @param variable the variable of the bin edges, for example {@code q2_rec}
     * @param unit unit of the variable
     * @param bins the bins
     * @param observed observed events per bin
     * @param samples contributions; several signal samples share the events of new particles like those of the Standard
     *     Model
     */
    public Channel {
        bins = List.copyOf(bins);
        samples = List.copyOf(samples);
        if (bins.isEmpty() || samples.isEmpty()) {
            throw new IllegalArgumentException("channel " + name + " needs at least one bin and one sample");
        }
        check(name, "observed", bins.size(), observed.size());
        for (int i = 0; i < observed.size(); i++) {
            if (observed.at(i) < 0) {
                throw new IllegalArgumentException(
                        "channel " + name + " observed " + observed.at(i) + " events in bin " + i + ", expected >= 0");
            }
        }
        for (Sample sample : samples) {
            check(name, sample.name(), bins.size(), sample.nominal().size());
            for (Systematic systematic : sample.systematics()) {
                String what = sample.name() + " " + systematic.name();
                if (systematic instanceof Systematic.HistoSys histoSys) {
                    check(name, what, bins.size(), histoSys.low().size());
                    check(name, what, bins.size(), histoSys.high().size());
                } else if (systematic instanceof Systematic.StatError statError) {
                    check(name, what, bins.size(), statError.uncertainty().size());
                } else if (systematic instanceof Systematic.ShapeSys shapeSys) {
                    check(name, what, bins.size(), shapeSys.uncertainty().size());
                }
            }
        }
    }

    /**
     * {@return the same channel with other contributions}
     *
     * @param newSamples the contributions
     */
    public Channel with(List<Sample> newSamples) {
        return new Channel(name, title, variable, unit, bins, observed, newSamples);
    }

    private static void check(String channel, String what, int bins, int size) {
        if (size != bins) {
            throw new IllegalArgumentException("channel " + channel + ": " + what + " has " + size
                    + " numbers, expected " + bins + ", one per bin");
        }
    }
}
