package emiss.inference;

import emiss.api.experiment.Channel;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The sets of per-bin factors (staterror) of a channel. The errors of all samples that share a set add in quadrature, relative
 * to the sum of their nominal contents (pyhf 0.7, {@code modifiers/staterror.py}).
 */
public final class StatErrors {
    private record Sums(double[] contents, double[] squares) {}

    private final Channel channel;
    private final Map<String, Sums> sums = new LinkedHashMap<>();

    /**
     * Adds up the errors of a channel.
     *
     * @param channel the channel
     */
    public StatErrors(Channel channel) {
        this.channel = channel;
        int bins = channel.bins().size();
        for (Sample sample : channel.samples()) {
            for (Systematic systematic : sample.systematics()) {
                if (systematic instanceof Systematic.StatError error) {
                    Sums sum = sums.computeIfAbsent(error.name(), name -> new Sums(new double[bins], new double[bins]));
                    for (int bin = 0; bin < bins; bin++) {
                        sum.contents[bin] += sample.nominal().at(bin);
                        sum.squares[bin] += error.uncertainty().at(bin)
                                * error.uncertainty().at(bin);
                    }
                }
            }
        }
    }

    /** {@return the names of the sets, in the order of the samples} */
    public Set<String> sets() {
        return Collections.unmodifiableSet(sums.keySet());
    }

    /**
     * {@return the nominal contents of the samples that carry a set, one a bin [events]}
     *
     * @param set name of the set
     */
    public double[] contents(String set) {
        return of(set).contents.clone();
    }

    /**
     * {@return the sum of the squared errors of these samples, one a bin [events squared]}
     *
     * @param set name of the set
     */
    public double[] squares(String set) {
        return of(set).squares.clone();
    }

    /**
     * {@return the relative error of the factor of a bin; 0 where there are no events}
     *
     * @param set name of the set
     * @param bin number of the bin, counted from 0
     */
    public double width(String set, int bin) {
        Sums sum = of(set);
        return sum.contents[bin] > 0 ? Math.sqrt(sum.squares[bin]) / sum.contents[bin] : 0;
    }

    private Sums of(String set) {
        Sums sum = sums.get(set);
        if (sum == null) {
            throw new IllegalArgumentException("channel " + channel.name() + " has no staterror " + set);
        }
        return sum;
    }

    /** The sets that may be eliminated: no sample carries two of them, so that contents stay linear in every factor. */
    Set<String> eliminable(Predicate<String> isHeld) {
        Set<String> chosen = new LinkedHashSet<>();
        Set<String> refused = new HashSet<>();
        for (Sample sample : channel.samples()) {
            List<String> names = names(sample).stream()
                    .filter(name -> !isHeld.test(name))
                    .distinct()
                    .toList();
            boolean taken = names.stream().anyMatch(chosen::contains);
            for (String name : names) {
                if (chosen.contains(name)) {
                    continue;
                }
                if (taken || refused.contains(name)) {
                    refused.add(name);
                } else {
                    chosen.add(name);
                    taken = true;
                }
            }
        }
        // A set chosen at one sample may meet another chosen set at a later one; keep the first of them.
        for (Sample sample : channel.samples()) {
            names(sample).stream().filter(chosen::contains).skip(1).toList().forEach(chosen::remove);
        }
        return chosen;
    }

    private static List<String> names(Sample sample) {
        return sample.systematics().stream()
                .filter(Systematic.StatError.class::isInstance)
                .map(Systematic::name)
                .toList();
    }
}
