package emiss.data.pyhf;

import emiss.api.DoubleVector;
import emiss.api.Provenance;
import emiss.api.experiment.ParameterSettings.Bounds;
import emiss.data.document.Kind;
import emiss.data.document.Location;
import emiss.data.document.NearestName;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.ValueDecoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decodes the parts of a workspace one by one, and notes what is wrong with each; what they mean together is not checked. */
final class WorkspaceDocument {
    /** Later versions have changed the specification of other documents only. */
    static final Map<String, String> VERSIONS = Map.of("1.0.0", "1.0.0", "1.0.1", "1.0.1", "1.1.0", "1.1.0");

    private final Problems problems;
    private final String patch;
    private final String name;
    private final List<WorkspaceChannel> channels = new ArrayList<>();
    private final Map<String, ParameterConfig> parameters = new LinkedHashMap<>();
    private String measurement = "";
    private String poi = "";
    private Location poiLocation;

    /**
     * Decodes a workspace.
     *
     * @param wanted name of the measurement; empty for the first
     * @param patch what was changed in the workspace, for its title; empty if nothing was
     */
    WorkspaceDocument(Node root, String wanted, String patch, Problems problems) {
        this.problems = problems;
        this.patch = patch;
        name = root.location().document();
        poiLocation = root.location();
        ObjectDecoder decoder = new ObjectDecoder(root, "the workspace", problems);
        decoder.requiredOneOf("version", VERSIONS, "");
        Map<String, DoubleVector> observations = observations(decoder);
        Set<String> names = new HashSet<>();
        for (Node node : decoder.list("channels")) {
            channel(node, observations, names);
        }
        measurements(decoder, wanted);
        decoder.finish();
    }

    HistFactoryDocument content() {
        return new HistFactoryDocument(
                "pyhf workspace, measurement " + measurement + patch,
                new Provenance(
                        "pyhf workspace " + name,
                        List.of(),
                        "Imported. Bins are numbered, because a workspace does not say what they are."),
                channels,
                parameters,
                poi,
                poiLocation,
                true);
    }

    private Map<String, DoubleVector> observations(ObjectDecoder decoder) {
        Map<String, DoubleVector> observations = new LinkedHashMap<>();
        for (Node node : decoder.list("observations")) {
            ObjectDecoder observation = new ObjectDecoder(node, "an observation", problems);
            String name = observation.string("name");
            DoubleVector data = DoubleVector.of(observation.numbers("data"));
            ContentChecks.notNegative(observation, "data", data, "a count", problems);
            observation.finish();
            if (!name.isEmpty() && observations.putIfAbsent(name, data) != null) {
                problems.add(observation.location("name"), "there are two observations of channel \"" + name + "\"");
            }
        }
        return observations;
    }

    private void channel(Node node, Map<String, DoubleVector> observations, Set<String> names) {
        ObjectDecoder decoder = new ObjectDecoder(node, "a channel", problems);
        String name = decoder.string("name");
        if (!name.isEmpty() && !names.add(name)) {
            problems.add(decoder.location("name"), "there are two channels \"" + name + "\"");
        }
        @Nullable DoubleVector observed = observations.get(name);
        if (observed == null && !name.isEmpty()) {
            problems.add(
                    decoder.location("name"),
                    "channel \"" + name + "\" has no observation" + NearestName.hint(name, observations.keySet()));
        }
        // an observation without bins is a problem already
        int bins = observed == null || observed.size() == 0 ? -1 : observed.size();
        List<WorkspaceSample> samples = new ArrayList<>();
        Set<String> sampleNames = new HashSet<>();
        for (Node item : decoder.list("samples")) {
            ObjectDecoder sample = new ObjectDecoder(item, "a sample", problems);
            String sampleName = sample.string("name");
            if (!sampleName.isEmpty() && !sampleNames.add(sampleName)) {
                problems.add(sample.location("name"), "the channel has two samples \"" + sampleName + "\"");
            }
            DoubleVector data = vector(sample, "data", bins, "the observation");
            List<Modifier> modifiers = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (Node modifier : sample.anyList("modifiers")) {
                modifier(modifier, bins < 0 ? data.size() : bins, seen).ifPresent(modifiers::add);
            }
            sample.finish();
            samples.add(new WorkspaceSample(sampleName, data, modifiers, item.location()));
        }
        decoder.finish();
        channels.add(WorkspaceChannel.numbered(
                name, observed == null ? DoubleVector.of() : observed, List.copyOf(samples), node.location()));
    }

    private Optional<Modifier> modifier(Node node, int bins, Set<String> seen) {
        int before = problems.count();
        ObjectDecoder decoder = new ObjectDecoder(node, "a modifier", problems);
        ModifierType type = decoder.requiredOneOf("type", ModifierType.BY_NAME, ModifierType.NORMFACTOR);
        if (problems.count() > before) {
            return Optional.empty();
        }
        String name = decoder.string("name");
        DoubleVector low = DoubleVector.of();
        DoubleVector high = DoubleVector.of();
        switch (type) {
            case NORMSYS, HISTOSYS -> {
                Optional<ObjectDecoder> data = decoder.object("data");
                if (data.isPresent()) {
                    low = end(data.get(), type, "lo", bins);
                    high = end(data.get(), type, "hi", bins);
                    data.get().finish();
                }
            }
            case SHAPESYS, STATERROR -> {
                low = vector(decoder, "data", bins, "the sample");
                ContentChecks.notNegative(decoder, "data", low, "an uncertainty", problems);
            }
            case NORMFACTOR, SHAPEFACTOR, LUMI ->
                decoder.optional("data").ifPresent(data -> ValueDecoder.check(data, Kind.NULL, "\"data\"", problems));
        }
        decoder.finish();
        if (!name.isEmpty() && !seen.add(type + " " + name)) {
            problems.add(decoder.location("name"), "the sample has two modifiers " + type.text() + " \"" + name + "\"");
        }
        return problems.count() == before
                ? Optional.of(new Modifier(type, name, low, high, decoder.location("name")))
                : Optional.empty();
    }

    private DoubleVector end(ObjectDecoder data, ModifierType type, String key, int bins) {
        if (type == ModifierType.HISTOSYS) {
            return vector(data, key + "_data", bins, "the sample");
        }
        return ContentChecks.factor(data, key, problems);
    }

    /** @param size how many numbers are expected; negative if that is unknown */
    private DoubleVector vector(ObjectDecoder decoder, String key, int size, String reference) {
        double[] numbers = decoder.required(key)
                .map(node -> ValueDecoder.asNumbers(node, "\"" + key + "\"", problems))
                .orElseGet(() -> new double[0]);
        if (decoder.has(key)
                && size >= 0
                && numbers.length != size
                && decoder.optional(key)
                        .filter(node -> node.kind() == Kind.ARRAY)
                        .isPresent()) {
            problems.add(
                    decoder.location(key),
                    "\"" + key + "\" has " + numbers.length + " numbers, expected " + size + " as in " + reference);
        }
        return DoubleVector.of(numbers);
    }

    private void measurements(ObjectDecoder decoder, String wanted) {
        Map<String, Node> measurements = new LinkedHashMap<>();
        for (Node node : decoder.list("measurements")) {
            ObjectDecoder item = new ObjectDecoder(node, "a measurement", problems);
            String name = item.string("name");
            item.required("config");
            item.finish();
            if (!name.isEmpty() && measurements.putIfAbsent(name, node) != null) {
                problems.add(item.location("name"), "there are two measurements \"" + name + "\"");
            }
        }
        if (measurements.isEmpty()) {
            return;
        }
        if (!wanted.isEmpty() && !measurements.containsKey(wanted)) {
            problems.add(
                    decoder.location("measurements"),
                    "there is no measurement \"" + wanted + "\"" + NearestName.hint(wanted, measurements.keySet()));
            return;
        }
        measurement = wanted.isEmpty() ? measurements.keySet().iterator().next() : wanted;
        Node node = measurements.get(measurement);
        if (node != null) {
            new ObjectDecoder(node, "a measurement", problems).object("config").ifPresent(this::config);
        }
    }

    private void config(ObjectDecoder decoder) {
        poi = decoder.anyString("poi");
        poiLocation = decoder.location("poi");
        for (Node node : decoder.anyList("parameters")) {
            ObjectDecoder item = new ObjectDecoder(node, "a parameter", problems);
            String name = item.string("name");
            ParameterConfig config = new ParameterConfig(
                    name,
                    DoubleVector.of(item.optionalNumbers("inits")),
                    bounds(item),
                    item.has("fixed") ? Boolean.valueOf(item.bool("fixed")) : null,
                    DoubleVector.of(item.optionalNumbers("auxdata")),
                    DoubleVector.of(item.optionalNumbers("sigmas")),
                    DoubleVector.of(item.optionalNumbers("factors")),
                    node.location());
            item.finish();
            if (!name.isEmpty() && parameters.putIfAbsent(name, config) != null) {
                problems.add(item.location("name"), "there are two configurations of parameter \"" + name + "\"");
            }
        }
        decoder.finish();
    }

    private List<Bounds> bounds(ObjectDecoder decoder) {
        List<Bounds> bounds = new ArrayList<>();
        for (Node node : decoder.optionalList("bounds")) {
            int before = problems.count();
            double[] ends = ValueDecoder.asNumbers(node, "an item of \"bounds\"", problems);
            if (problems.count() == before && (ends.length != 2 || !(ends[0] <= ends[1]))) {
                problems.add(node.location(), "an item of \"bounds\" is not two numbers, the smaller one first");
            } else if (problems.count() == before) {
                bounds.add(new Bounds(ends[0], ends[1]));
            }
        }
        return bounds;
    }
}
