package emiss.app.config;

import emiss.api.experiment.Dataset;
import emiss.app.input.DataChoice;
import emiss.app.input.InputSettings;
import emiss.app.input.InputsReader;
import emiss.app.study.Field;
import emiss.app.study.StudyDecoder;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the studies of a configuration. */
final class StudiesReader {
    /** The fields of a configuration that are not those of a study. */
    private static final Set<String> TOP_LEVEL = Set.of("title", "plugins", "groups", "studies", "figures", "quoted");

    private final PartReaders parts;
    private final Problems problems;
    private final Set<String> ids = new LinkedHashSet<>();

    StudiesReader(PartReaders parts) {
        this.parts = parts;
        this.problems = parts.problems();
    }

    /** Reads all studies, with what the run has where they say nothing else. */
    List<StudySettings> read(
            List<Node> nodes, InputsReader.Chosen runInputs, List<Dataset> runDatasets, DataChoice runData) {
        Set<String> all = nodes.stream()
                .flatMap(node -> Optional.ofNullable(node.fields().get("id")).stream())
                .map(Node::text)
                .collect(Collectors.toSet());
        List<StudySettings> studies = new ArrayList<>();
        for (Node node : nodes) {
            study(node, all, runInputs, runDatasets, runData).ifPresent(studies::add);
        }
        return studies;
    }

    /** The ids of the studies that were read, in their order. */
    Set<String> ids() {
        return ids;
    }

    private Optional<StudySettings> study(
            Node node, Set<String> all, InputsReader.Chosen runInputs, List<Dataset> runDatasets, DataChoice runData) {
        ExperimentsReader experiments = parts.experiments();
        ObjectDecoder decoder = new ObjectDecoder(node, "a study", problems);
        String id = parts.names().read(decoder, "study");
        InputSettings inputs = parts.inputs().read(decoder, runInputs).settings();
        List<Dataset> selected = experiments.read(decoder, runDatasets, inputs);
        if (!decoder.has("experiments")
                && !inputs.files()
                        .standardModel()
                        .equals(runInputs.settings().files().standardModel())) {
            selected.forEach(dataset -> experiments.checkTransitions(dataset, inputs, decoder.location("inputs")));
        }
        DataChoice data = data(decoder, inputs, selected, runData);
        String typeName = decoder.string("type");
        Optional<StudySettings> settings = parts.inventory()
                .studyType(typeName, decoder.location("type"), problems)
                .flatMap(type -> {
                    StudyDecoder fields = decoder(type.fields(), decoder, inputs, selected, all);
                    return fields.decode(type, this::belongsAtTheTop)
                            .map(found ->
                                    new StudySettings(id, typeName, inputs, selected, data, fields.resolved(), found));
                });
        experiments.checkCombination(selected, decoder.location(decoder.has("experiments") ? "experiments" : "type"));
        if (!id.isEmpty()) {
            ids.add(id);
        }
        return settings;
    }

    /**
     * The data that {@code parent}, a study or the run, names; {@code defaults} if it names none.
     *
     * @param datasets the data sets that they are of
     */
    DataChoice data(ObjectDecoder parent, InputSettings inputs, List<Dataset> datasets, DataChoice defaults) {
        return new DataReader(problems, (fields, node) -> decoder(fields, node, inputs, datasets, Set.of()))
                .read(parent, defaults);
    }

    /** A decoder of settings, in the data that are meant. */
    StudyDecoder decoder(
            List<Field> declared,
            ObjectDecoder node,
            InputSettings inputs,
            List<Dataset> datasets,
            Set<String> allStudies) {
        return new StudyDecoder(
                declared,
                node,
                new StudyDecoder.Surroundings(
                        problems,
                        parts.warnings(),
                        parts.inventory().catalogue(),
                        parts.tables()::read,
                        inputs.standardInputs(parts.inventory().standardInputs()),
                        () -> parts.inputs().theory(inputs),
                        datasets,
                        parts.groups().all(),
                        Set.copyOf(ids),
                        allStudies,
                        parts.files()));
    }

    private Optional<String> belongsAtTheTop(String field) {
        return TOP_LEVEL.contains(field)
                ? Optional.of("belongs at the top level of the configuration")
                : Optional.empty();
    }
}
