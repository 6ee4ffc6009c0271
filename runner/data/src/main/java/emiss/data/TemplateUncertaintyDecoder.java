package emiss.data;

import emiss.api.DoubleVector;
import emiss.api.experiment.Response;
import emiss.api.experiment.Sample;
import emiss.api.experiment.TemplateUncertainty;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.WorkLimit;
import emiss.data.format.FormatReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decodes {@code templateUncertainties} of a counting data set. */
final class TemplateUncertaintyDecoder {
    private static final Map<String, TemplateUncertainty.Target> TARGETS = FormatReading.choices(
            TemplateUncertainty.Target.values(),
            target -> FormatReading.lowerCase(target).replace('_', ' '));

    private final FormatReading format;
    private final Problems problems;
    private final ChannelDecoder channels;
    private final List<Response> responses;
    private final Set<String> seen = new LinkedHashSet<>();
    private final List<TemplateUncertainty> found = new ArrayList<>();

    TemplateUncertaintyDecoder(FormatReading format, ChannelDecoder channels, List<Response> responses) {
        this.format = format;
        this.problems = format.problems();
        this.channels = channels;
        this.responses = responses;
    }

    /** Those that are right. */
    List<TemplateUncertainty> found() {
        return found;
    }

    void decode(Node node) {
        int before = problems.count();
        ObjectDecoder decoder = new ObjectDecoder(node, "a template uncertainty", problems);
        String name = decoder.string("channel");
        TemplateUncertainty.Target actsOn = decoder.oneOf("actsOn", TARGETS, TemplateUncertainty.Target.STANDARD_MODEL);
        Map<String, Double> backgrounds = ratios(decoder);
        int draws = decoder.integer("draws");
        if (decoder.has("draws") && draws < 2 && problems.count() == before) {
            problems.add(decoder.location("draws"), "\"draws\" is " + draws + ", expected at least 2");
        }
        WorkLimit.DRAWS.check(draws, "a template uncertainty has", "draws", decoder.location("draws"), problems);
        int seed = decoder.integer("seed");
        boolean newPhysicsStatistics = decoder.bool("newPhysicsStatistics", false);
        if (problems.count() == before && !found.isEmpty()) {
            TemplateUncertainty first = found.get(0);
            sameAsBefore(decoder, "draws", draws, first.draws(), first.channel());
            sameAsBefore(decoder, "seed", seed, first.seed(), first.channel());
        }
        if (!name.isEmpty()) {
            format.known(
                    decoder.location("channel"),
                    "\"channel\"",
                    name,
                    channels.bins().keySet());
            if (!seen.add(name)) {
                problems.add(
                        decoder.location("channel"),
                        "there are two template uncertainties of channel \"" + name + "\"");
            }
        }
        // What a broken channel or response would say about this one is no news.
        DoubleVector efficiencyUncertainty = DoubleVector.of();
        if (before > 0 || problems.count() > before) {
            decoder.optional("efficiencyUncertainty");
        } else {
            List<DoubleVector> edges = responses.stream()
                    .filter(response -> response.channel().equals(name))
                    .map(Response::q2Edges)
                    .distinct()
                    .toList();
            if (edges.isEmpty()) {
                problems.add(
                        decoder.location("channel"),
                        "channel \"" + name + "\" has no response from which its uncertainty could be found");
            }
            if (decoder.has("efficiencyUncertainty") && edges.size() > 1) {
                problems.add(
                        decoder.location("efficiencyUncertainty"),
                        "the responses of channel \"" + name + "\" have different \"q2Edges\", expected the same"
                                + " where there is an \"efficiencyUncertainty\"");
            } else if (decoder.has("efficiencyUncertainty") && edges.size() == 1) {
                efficiencyUncertainty = format.nonNegativeVector(
                        decoder, "efficiencyUncertainty", edges.get(0).size() - 1, "q2 bin of the response");
            }
            List<String> valid = channels.channels().stream()
                    .filter(channel -> channel.name().equals(name))
                    .flatMap(channel -> channel.samples().stream())
                    .filter(sample -> sample.role() == Sample.Role.BACKGROUND)
                    .map(Sample::name)
                    .toList();
            decoder.optional("backgrounds")
                    .ifPresent(object -> object.fields()
                            .keySet()
                            .forEach(key -> format.known(object.keyLocation(key), "the background", key, valid)));
        }
        decoder.finish();
        DoubleVector uncertainty = efficiencyUncertainty;
        format.build(
                        before,
                        node.location(),
                        () -> new TemplateUncertainty(
                                name, actsOn, uncertainty, backgrounds, draws, seed, newPhysicsStatistics))
                .ifPresent(found::add);
    }

    private void sameAsBefore(ObjectDecoder decoder, String key, long value, long first, String channel) {
        if (value != first) {
            problems.add(
                    decoder.location(key),
                    "\"" + key + "\" is " + value + " here and " + first + " for channel \"" + channel
                            + "\", expected the same, because channels vary together");
        }
    }

    /** The optional object of ratios of simulated to expected events, by background sample. */
    private Map<String, Double> ratios(ObjectDecoder decoder) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        decoder.optionalObject("backgrounds")
                .ifPresent(object -> decoder.optional("backgrounds")
                        .orElseThrow()
                        .fields()
                        .keySet()
                        .forEach(key -> {
                            int before = problems.count();
                            double ratio = object.number(key);
                            if (problems.count() == before && !(ratio > 0)) {
                                problems.add(
                                        object.location(key), "\"" + key + "\" is " + ratio + ", expected a ratio > 0");
                            }
                            ratios.put(key, ratio);
                        }));
        return ratios;
    }
}
