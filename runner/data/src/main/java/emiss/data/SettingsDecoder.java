package emiss.data;

import emiss.api.DoubleVector;
import emiss.api.experiment.Channel;
import emiss.api.experiment.ParameterSettings;
import emiss.api.experiment.ParameterSettings.Bounds;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decodes an item of {@code parameters} of a counting data set. */
final class SettingsDecoder {
    private SettingsDecoder() {}

    static Optional<ParameterSettings> settings(
            Node node,
            List<Channel> channels,
            String signalStrength,
            List<ParameterSettings> earlier,
            FormatReading format) {
        Problems problems = format.problems();
        int before = problems.count();
        ObjectDecoder decoder = new ObjectDecoder(node, "the settings of a parameter", problems);
        String name = decoder.string("name");
        DoubleVector inits = DoubleVector.of(decoder.optionalNumbers("inits"));
        List<Bounds> bounds = bounds(decoder, format);
        @Nullable Boolean fixed = decoder.has("fixed") ? Boolean.valueOf(decoder.bool("fixed")) : null;
        DoubleVector auxdata = DoubleVector.of(decoder.optionalNumbers("auxdata"));
        DoubleVector sigmas = DoubleVector.of(decoder.optionalNumbers("sigmas"));
        DoubleVector factors = DoubleVector.of(decoder.optionalNumbers("factors"));
        decoder.finish();
        if (earlier.stream().anyMatch(settings -> settings.name().equals(name))) {
            problems.add(decoder.location("name"), "there are two settings of parameter \"" + name + "\"");
        }
        Optional<ParameterSettings> settings = format.build(
                before,
                node.location(),
                () -> new ParameterSettings(name, inits, bounds, fixed, auxdata, sigmas, factors));
        // Where a channel is broken its parameters are unknown.
        Optional<String> misfit =
                before > 0 ? Optional.empty() : settings.flatMap(found -> found.misfit(channels, signalStrength));
        misfit.ifPresent(message -> problems.add(decoder.location("name"), message));
        return misfit.isPresent() ? Optional.empty() : settings;
    }

    private static List<Bounds> bounds(ObjectDecoder decoder, FormatReading format) {
        List<Bounds> bounds = new ArrayList<>();
        List<Node> items = decoder.optionalList("bounds");
        for (int i = 0; i < items.size(); i++) {
            int before = format.problems().count();
            String what = "item " + (i + 1) + " of \"bounds\"";
            double[] ends = ObjectDecoder.asNumbers(items.get(i), what, format.problems());
            if (format.problems().count() == before && ends.length != 2) {
                format.problems().add(items.get(i).location(), what + " has " + ends.length + " numbers, expected 2");
            }
            format.build(before, items.get(i).location(), () -> new Bounds(ends[0], ends[1]))
                    .ifPresent(bounds::add);
        }
        return bounds;
    }
}
