package emiss.data;

import emiss.api.DoubleVector;
import emiss.api.decay.Helicity;
import emiss.api.decay.Mixture;
import emiss.api.experiment.Response;
import emiss.api.experiment.Sample;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.format.FormatReading;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decodes an item of {@code responses} of a counting data set. */
final class ResponseDecoder {
    private static final Map<String, Helicity> HELICITIES =
            FormatReading.choices(Helicity.values(), FormatReading::lowerCase);

    private static final List<String> CONTENTS =
            List.of("eventsPerBranchingFraction", "numberDensity", "sampleBranchingFraction", "withoutGeneratedQ2");

    private final FormatReading format;
    private final Problems problems;
    private final ChannelDecoder channels;
    /** Channels whose expected events were looked at. */
    private final Set<String> checked = new HashSet<>();

    ResponseDecoder(FormatReading format, ChannelDecoder channels) {
        this.format = format;
        this.problems = format.problems();
        this.channels = channels;
    }

    Optional<Response> decode(Node node) {
        int before = problems.count();
        ObjectDecoder decoder = new ObjectDecoder(node, "a response", problems);
        Mixture mixture = format.mixture(decoder, "transition");
        Helicity helicity = decoder.requiredOneOf("helicity", HELICITIES, Helicity.TOTAL);
        String channel = decoder.string("channel");
        DoubleVector edges = DoubleVector.of(decoder.ascendingNumbers("q2Edges"));
        int columns = Math.max(0, edges.size() - 1);
        Integer bins = channels.bins().get(channel);
        if (bins == null) {
            // where every channel is broken their names are unknown
            if (!channel.isEmpty() && !channels.bins().isEmpty()) {
                format.known(
                        decoder.location("channel"),
                        "\"channel\"",
                        channel,
                        channels.bins().keySet());
            }
            CONTENTS.forEach(decoder::has);
            decoder.finish();
            return Optional.empty();
        }
        if (!channels.withSignal().contains(channel) && before == 0) {
            problems.add(
                    decoder.location("channel"),
                    "channel \"" + channel + "\" has no signal sample that the response would add to");
        }
        checkExpected(channel, decoder);
        if (decoder.has("withoutGeneratedQ2")) {
            format.nonNegativeVector(decoder, "withoutGeneratedQ2", bins, "bin");
        }
        List<DoubleVector> rows;
        DoubleVector sample = DoubleVector.of();
        if (decoder.has("numberDensity")
                || (decoder.has("sampleBranchingFraction") && !decoder.has("eventsPerBranchingFraction"))) {
            if (decoder.has("eventsPerBranchingFraction")) {
                problems.add(
                        decoder.location("eventsPerBranchingFraction"),
                        "the response has both \"eventsPerBranchingFraction\" and \"numberDensity\", expected one");
            }
            sample = sample(decoder, columns);
            rows = densityRatio(decoder, bins, columns, sample);
        } else if (decoder.has("eventsPerBranchingFraction")) {
            rows = responseRows(decoder, "eventsPerBranchingFraction", bins, columns);
            sample = decoder.has("sampleBranchingFraction") ? sample(decoder, columns) : sample;
        } else {
            problems.add(
                    node.location(),
                    "missing field \"eventsPerBranchingFraction\" of a response, or \"numberDensity\" with"
                            + " \"sampleBranchingFraction\"");
            rows = List.of();
        }
        decoder.finish();
        DoubleVector assumed = sample;
        return format.build(
                before, node.location(), () -> new Response(mixture, helicity, channel, edges, rows, assumed));
    }

    /** New particles share the bins like the events of the Standard Model, of which there cannot be fewer than none. */
    private void checkExpected(String name, ObjectDecoder decoder) {
        channels.channels().stream()
                .filter(channel -> channel.name().equals(name))
                .filter(channel -> checked.add(channel.name()))
                .forEach(channel -> {
                    for (int bin = 0; bin < channel.bins().size(); bin++) {
                        double background = 0;
                        for (Sample sample : channel.samples()) {
                            double events = sample.nominal().at(bin);
                            boolean isSignal = sample.role() == Sample.Role.SIGNAL;
                            background += isSignal ? 0 : events;
                            if (isSignal && events < 0) {
                                negative("the signal \"" + sample.name() + "\"", name, events, bin, decoder);
                            }
                        }
                        if (background < 0) {
                            negative("all background", name, background, bin, decoder);
                        }
                    }
                });
    }

    private void negative(String what, String channel, double events, int bin, ObjectDecoder decoder) {
        problems.add(
                decoder.location("channel"),
                what + " of channel \"" + channel + "\" has " + events + " events in bin " + (bin + 1)
                        + ", expected >= 0 where there is a response");
    }

    /** What the sample assumed; empty if there is a problem. */
    private DoubleVector sample(ObjectDecoder decoder, int columns) {
        int before = problems.count();
        DoubleVector sample = format.vector(decoder, "sampleBranchingFraction", columns, "q2 bin");
        for (int j = 0; problems.count() == before && j < columns; j++) {
            if (!(sample.at(j) > 0) || sample.at(j) > 1) {
                problems.add(
                        FormatReading.item(decoder, "sampleBranchingFraction", j)
                                .location(),
                        "item " + (j + 1) + " of \"sampleBranchingFraction\" is " + sample.at(j)
                                + ", expected > 0 and at most 1");
            }
        }
        return problems.count() == before ? sample : DoubleVector.of();
    }

    private List<DoubleVector> densityRatio(ObjectDecoder decoder, int bins, int columns, DoubleVector sample) {
        int before = problems.count();
        List<DoubleVector> density = responseRows(decoder, "numberDensity", bins, columns);
        for (int i = 0; problems.count() == before && i < density.size(); i++) {
            for (int j = 0; j < sample.size(); j++) {
                if (Double.isInfinite(density.get(i).at(j) / sample.at(j))) {
                    problems.add(
                            FormatReading.item(decoder, "sampleBranchingFraction", j)
                                    .location(),
                            "item " + (j + 1) + " of \"sampleBranchingFraction\" is " + sample.at(j)
                                    + ", too small for a density of "
                                    + density.get(i).at(j));
                }
            }
        }
        return problems.count() > before || sample.size() < columns
                ? List.of()
                : density.stream()
                        .map(row -> DoubleVector.generate(columns, j -> row.at(j) / sample.at(j)))
                        .toList();
    }

    private List<DoubleVector> responseRows(ObjectDecoder decoder, String key, int bins, int columns) {
        List<DoubleVector> rows = format.rows(decoder, key, bins, "bin of the channel", columns, "q2 bin");
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < rows.get(i).size(); j++) {
                if (rows.get(i).at(j) < 0) {
                    problems.add(
                            FormatReading.item(decoder, key, i).items().get(j).location(),
                            "row " + (i + 1) + ", item " + (j + 1) + " of \"" + key + "\" is "
                                    + rows.get(i).at(j) + ", expected >= 0");
                }
            }
        }
        return rows;
    }
}
