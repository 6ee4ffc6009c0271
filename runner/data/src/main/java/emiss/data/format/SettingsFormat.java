package emiss.data.format;

import emiss.api.DoubleVector;
import emiss.api.experiment.Channel;
import emiss.api.experiment.ParameterSettings;
import emiss.api.experiment.ParameterSettings.Bounds;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.ValueDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings of parameters in documents, with the names that pyhf gave them. */
public final class SettingsFormat {
    private SettingsFormat() {}

    /** Adds all that {@code settings} say beyond their name to the fields of an object. */
    public static void write(ParameterSettings settings, Map<String, Object> object) {
        put(object, "inits", settings.inits());
        if (!settings.bounds().isEmpty()) {
            object.put(
                    "bounds",
                    settings.bounds().stream()
                            .map(bounds -> DoubleVector.of(bounds.low(), bounds.high()))
                            .toList());
        }
        Boolean fixed = settings.fixed();
        if (fixed != null) {
            object.put("fixed", fixed);
        }
        put(object, "auxdata", settings.auxdata());
        put(object, "sigmas", settings.sigmas());
        put(object, "factors", settings.factors());
    }

    private static void put(Map<String, Object> object, String key, DoubleVector values) {
        if (values.size() > 0) {
            object.put(key, values);
        }
    }

    /** Reads an item of {@code parameters} of a counting data set. */
    public static Optional<ParameterSettings> read(
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
            double[] ends = ValueDecoder.asNumbers(items.get(i), what, format.problems());
            if (format.problems().count() == before && ends.length != 2) {
                format.problems().add(items.get(i).location(), what + " has " + ends.length + " numbers, expected 2");
            }
            format.build(before, items.get(i).location(), () -> new Bounds(ends[0], ends[1]))
                    .ifPresent(bounds::add);
        }
        return bounds;
    }
}
