package emiss.data;

import emiss.api.decay.Mixture;
import emiss.api.experiment.Bin;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Detector;
import emiss.api.experiment.GaussianConstraint;
import emiss.api.experiment.ParameterSettings;
import emiss.api.experiment.Response;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import emiss.data.document.JsonPrinter;
import emiss.data.format.SettingsFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes data sets in the format {@code emiss-dataset/1}; {@link JsonDatasetReader} reads an equal data set back. */
public final class JsonDatasetWriter {
    /** A writer. */
    public JsonDatasetWriter() {}

    /**
     * {@return the JSON document}
     *
     * @param dataset the data set
     * @throws IllegalArgumentException if the data set has template uncertainties, which are for hand-written files
     */
    public String write(Dataset dataset) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", JsonDatasetReader.FORMAT);
        document.put("kind", dataset instanceof CountingData ? "counting" : "branching-fractions");
        document.put("id", dataset.id());
        document.put("title", dataset.title());
        document.put("quality", dataset.quality().text());
        Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put("citation", dataset.provenance().citation());
        putUnlessEmpty(provenance, "identifiers", dataset.provenance().identifiers());
        if (!dataset.provenance().note().isEmpty()) {
            provenance.put("note", dataset.provenance().note());
        }
        putUnlessEmpty(provenance, "overlaps", dataset.provenance().overlaps());
        document.put("provenance", provenance);
        Detector detector = dataset.detector();
        if (detector != null) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("boost", detector.boost());
            object.put("lengthCm", detector.lengthCm());
            document.put("detector", object);
        }
        if (dataset instanceof CountingData counting) {
            addCounting(document, counting);
        } else if (dataset instanceof BranchingFractionData fractions) {
            document.put(
                    "measurements",
                    fractions.measurements().stream()
                            .map(JsonDatasetWriter::measurement)
                            .toList());
            putUnlessEmpty(document, "correlation", fractions.correlation());
        }
        return JsonPrinter.print(document);
    }

    private static void addCounting(Map<String, Object> document, CountingData data) {
        if (!data.templateUncertainties().isEmpty()) {
            throw new IllegalArgumentException("data set " + data.id()
                    + " has template uncertainties, which cannot be written, expected a data set without");
        }
        document.put(
                "channels",
                data.channels().stream().map(JsonDatasetWriter::channel).toList());
        putUnlessEmpty(
                document,
                "responses",
                data.responses().stream().map(JsonDatasetWriter::response).toList());
        putUnlessEmpty(
                document,
                "constraints",
                data.constraints().stream().map(JsonDatasetWriter::constraint).toList());
        putUnlessEmpty(document, "formFactorParameters", List.copyOf(data.formFactorParameters()));
        putUnlessEmpty(
                document,
                "parameters",
                data.parameters().stream().map(JsonDatasetWriter::settings).toList());
        if (!data.signalStrength().equals(CountingData.SIGNAL_STRENGTH)) {
            document.put("signalStrength", data.signalStrength());
        }
        if (!data.nuisanceGroups().isEmpty()) {
            Map<String, Object> groups = new LinkedHashMap<>();
            data.nuisanceGroups().forEach(group -> groups.put(group.id(), group.members()));
            document.put("nuisanceGroups", groups);
        }
    }

    private static Map<String, Object> channel(Channel channel) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", channel.name());
        object.put("title", channel.title());
        object.put("variable", channel.variable());
        object.put("unit", channel.unit());
        object.put("bins", channel.bins().stream().map(JsonDatasetWriter::bin).toList());
        object.put("observed", channel.observed());
        object.put(
                "samples",
                channel.samples().stream().map(JsonDatasetWriter::sample).toList());
        return object;
    }

    private static Map<String, Object> bin(Bin bin) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("low", bin.low());
        object.put("high", bin.high());
        if (!bin.selection().isEmpty()) {
            object.put("selection", bin.selection());
        }
        return object;
    }

    private static Map<String, Object> sample(Sample sample) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", sample.name());
        object.put("role", sample.role().name().toLowerCase(Locale.ROOT));
        object.put("nominal", sample.nominal());
        putUnlessEmpty(
                object,
                "systematics",
                sample.systematics().stream().map(JsonDatasetWriter::systematic).toList());
        return object;
    }

    private static Map<String, Object> systematic(Systematic systematic) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", systematic.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        object.put("name", systematic.name());
        if (systematic instanceof Systematic.NormSys sys) {
            object.put("low", sys.low());
            object.put("high", sys.high());
        } else if (systematic instanceof Systematic.HistoSys sys) {
            object.put("low", sys.low());
            object.put("high", sys.high());
        } else if (systematic instanceof Systematic.StatError sys) {
            object.put("uncertainty", sys.uncertainty());
        } else if (systematic instanceof Systematic.ShapeSys sys) {
            object.put("uncertainty", sys.uncertainty());
        } else if (systematic instanceof Systematic.Lumi sys) {
            object.put("central", sys.central());
            object.put("uncertainty", sys.uncertainty());
        }
        return object;
    }

    private static Map<String, Object> response(Response response) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("transition", mixture(response.mixture()));
        object.put("helicity", response.helicity().name().toLowerCase(Locale.ROOT));
        object.put("channel", response.channel());
        object.put("q2Edges", response.q2Edges());
        object.put("eventsPerBranchingFraction", response.eventsPerBranchingFraction());
        if (response.sampleBranchingFraction().size() > 0) {
            object.put("sampleBranchingFraction", response.sampleBranchingFraction());
        }
        return object;
    }

    private static Object mixture(Mixture mixture) {
        return mixture.equals(Mixture.of(mixture.transitions().get(0)))
                ? mixture.transitions().get(0)
                : mixture.weights();
    }

    private static Map<String, Object> constraint(GaussianConstraint constraint) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("parameters", constraint.parameters());
        object.put("centre", constraint.centre());
        object.put("covariance", constraint.covariance());
        return object;
    }

    private static Map<String, Object> settings(ParameterSettings settings) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", settings.name());
        SettingsFormat.write(settings, object);
        return object;
    }

    private static Map<String, Object> measurement(BranchingFractionData.Measurement measurement) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("transition", mixture(measurement.mixture()));
        object.put("value", measurement.value());
        object.put("errorLow", measurement.errorLow());
        object.put("errorHigh", measurement.errorHigh());
        return object;
    }

    private static void putUnlessEmpty(Map<String, Object> object, String key, List<?> values) {
        if (!values.isEmpty()) {
            object.put(key, values);
        }
    }
}
