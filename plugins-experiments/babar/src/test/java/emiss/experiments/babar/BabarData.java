package emiss.experiments.babar;

import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Experiment;
import emiss.api.experiment.Response;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import emiss.data.JsonDatasetReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The four data sets and a few ways to look at them. */
final class BabarData {
    /** Pairs of B mesons (Sec. II). */
    static final double PAIRS = 4.71e8;

    static final List<CountingData> ALL = Stream.of(
                    new BabarKPlus(), new BabarKZero(), new BabarKStarPlus(), new BabarKStarZero())
            .map(BabarData::read)
            .toList();

    private BabarData() {}

    private static CountingData read(Experiment experiment) {
        return (CountingData) experiment.dataset(new JsonDatasetReader());
    }

    static CountingData owner(String channel) {
        return ALL.stream()
                .filter(data -> data.channels().stream()
                        .anyMatch(candidate -> candidate.name().equals(channel)))
                .findFirst()
                .orElseThrow();
    }

    static Channel channel(String name) {
        return owner(name).channels().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Response response(String channel) {
        return owner(channel).responses().stream()
                .filter(candidate -> candidate.channel().equals(channel))
                .findFirst()
                .orElseThrow();
    }

    /** Expected events of a sample; 0 if the channel does not have it. */
    static double nominal(String channel, String sample) {
        return channel(channel).samples().stream()
                .filter(candidate -> candidate.name().equals(sample))
                .mapToDouble(candidate -> candidate.nominal().at(0))
                .sum();
    }

    /** Statistical error of a sample [events]; 0 if it has none. */
    static double statistical(String channel, String sample) {
        return channel(channel).samples().stream()
                .filter(candidate -> candidate.name().equals(sample))
                .flatMap(candidate -> candidate.systematics().stream())
                .filter(Systematic.StatError.class::isInstance)
                .mapToDouble(systematic ->
                        ((Systematic.StatError) systematic).uncertainty().at(0))
                .sum();
    }

    /** Relative systematic errors of a sample by source, without those of the charmonium branching fractions. */
    static Map<String, Double> sources(String channel, String sample) {
        Map<String, Double> sources = new TreeMap<>();
        for (Sample candidate : channel(channel).samples()) {
            if (candidate.name().equals(sample)) {
                for (Systematic systematic : candidate.systematics()) {
                    if (systematic instanceof Systematic.NormSys normSys
                            && !normSys.name().startsWith("BF_")) {
                        sources.put(normSys.name(), 0.5 * (normSys.high() - normSys.low()));
                    }
                }
            }
        }
        return sources;
    }

    /** The sum in quadrature of {@link #sources}. */
    static double systematic(String channel, String sample) {
        return Math.sqrt(sources(channel, sample).values().stream()
                .mapToDouble(value -> value * value)
                .sum());
    }

    /** The largest response [events per unit branching fraction]. */
    static double plateau(String channel) {
        double largest = 0;
        for (double value :
                response(channel).eventsPerBranchingFraction().get(0).toArray()) {
            largest = Math.max(largest, value);
        }
        return largest;
    }

    /** The fraction of the Standard-Model spectrum below s_B = 0.3 that the published efficiency contains. */
    static double fractionInWindow(String channel) {
        return owner(channel).id().startsWith("babar-kstar") ? 0.3797 : 0.50;
    }
}
