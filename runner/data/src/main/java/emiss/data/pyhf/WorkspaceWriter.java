package emiss.data.pyhf;

import emiss.api.DoubleVector;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.ParameterSettings;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import emiss.data.document.JsonPrinter;
import emiss.data.format.SettingsFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes data sets as one pyhf workspace with the same likelihood, in version 1.0.0 of the specification. The factor on the
 * signal samples becomes the parameter of interest; {@link WorkspaceReader} reads an equal likelihood back.
 *
 * <p>Bounds that a data set does not set are left to pyhf. Bin edges, titles and responses have no place in a workspace.
 */
public final class WorkspaceWriter {
    /** A writer. */
    public WorkspaceWriter() {}

    /**
     * {@return the workspace, a JSON document}
     *
     * @param datasets the data sets, fitted jointly with one signal strength
     * @param measurement name of the measurement
     * @param names names of parameters, channels and the parameter of interest
     * @throws IllegalArgumentException if a workspace cannot express a data set, with the reason
     */
    public String write(List<CountingData> datasets, String measurement, WorkspaceNames names) {
        List<Object> channels = new ArrayList<>();
        List<Object> observations = new ArrayList<>();
        Map<String, Map<String, @Nullable Object>> parameters = new LinkedHashMap<>();
        for (CountingData data : datasets) {
            WorkspaceLimits.check(data);
            for (Channel channel : data.channels()) {
                String name = names.channel(data, channel.name());
                channels.add(channel(data, channel, name, names));
                observations.add(JsonPrinter.object("name", name, "data", channel.observed()));
            }
            luminosities(data).forEach(lumi -> {
                String name = names.parameter(data, lumi.name());
                Map<String, @Nullable Object> config = parameters.computeIfAbsent(name, WorkspaceWriter::named);
                config.put("auxdata", List.of(lumi.central()));
                config.put("sigmas", List.of(lumi.uncertainty()));
                config.putIfAbsent("inits", List.of(lumi.central()));
                config.putIfAbsent("bounds", List.of(DoubleVector.of(0, 10 * lumi.central())));
            });
            for (ParameterSettings settings : data.parameters()) {
                String name = settings.name().equals(data.signalStrength())
                        ? names.interest()
                        : names.parameter(data, settings.name());
                SettingsFormat.write(settings, parameters.computeIfAbsent(name, WorkspaceWriter::named));
            }
        }
        Map<String, @Nullable Object> config =
                JsonPrinter.object("poi", names.interest(), "parameters", List.copyOf(parameters.values()));
        return JsonPrinter.print(JsonPrinter.object(
                "channels",
                channels,
                "observations",
                observations,
                "measurements",
                List.of(JsonPrinter.object("name", measurement, "config", config)),
                "version",
                "1.0.0"));
    }

    private static Map<String, @Nullable Object> named(String name) {
        return JsonPrinter.object("name", name);
    }

    private static List<Systematic.Lumi> luminosities(CountingData data) {
        return data.systematics()
                .filter(Systematic.Lumi.class::isInstance)
                .map(Systematic.Lumi.class::cast)
                .distinct()
                .toList();
    }

    private static Map<String, @Nullable Object> channel(
            CountingData data, Channel channel, String name, WorkspaceNames names) {
        List<Object> samples = new ArrayList<>();
        for (Sample sample : channel.samples()) {
            List<Object> modifiers = new ArrayList<>();
            if (sample.role() == Sample.Role.SIGNAL) {
                modifiers.add(modifier(ModifierType.NORMFACTOR, names.interest(), null));
            }
            for (Systematic systematic : sample.systematics()) {
                modifiers.add(modifier(systematic, names.parameter(data, systematic.name())));
            }
            samples.add(JsonPrinter.object("name", sample.name(), "data", sample.nominal(), "modifiers", modifiers));
        }
        return JsonPrinter.object("name", name, "samples", samples);
    }

    private static Map<String, @Nullable Object> modifier(Systematic systematic, String name) {
        if (systematic instanceof Systematic.NormSys sys) {
            return modifier(ModifierType.NORMSYS, name, JsonPrinter.object("lo", sys.low(), "hi", sys.high()));
        } else if (systematic instanceof Systematic.HistoSys sys) {
            return modifier(
                    ModifierType.HISTOSYS, name, JsonPrinter.object("lo_data", sys.low(), "hi_data", sys.high()));
        } else if (systematic instanceof Systematic.StatError sys) {
            return modifier(ModifierType.STATERROR, name, sys.uncertainty());
        } else if (systematic instanceof Systematic.ShapeSys sys) {
            return modifier(ModifierType.SHAPESYS, name, sys.uncertainty());
        } else if (systematic instanceof Systematic.ShapeFactor) {
            return modifier(ModifierType.SHAPEFACTOR, name, null);
        } else if (systematic instanceof Systematic.Lumi) {
            return modifier(ModifierType.LUMI, name, null);
        }
        return modifier(ModifierType.NORMFACTOR, name, null);
    }

    private static Map<String, @Nullable Object> modifier(ModifierType type, String name, @Nullable Object data) {
        return JsonPrinter.object("name", name, "type", type.text(), "data", data);
    }
}
