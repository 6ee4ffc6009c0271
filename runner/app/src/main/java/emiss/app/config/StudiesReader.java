package emiss.app.config;

import emiss.api.experiment.Dataset;
import emiss.app.file.NamedFiles;
import emiss.app.input.DataChoice;
import emiss.app.input.InputSettings;
import emiss.app.input.InputsReader;
import emiss.app.plugin.Catalogue;
import emiss.app.study.Field;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import emiss.data.StandardInputs;
import emiss.data.document.NearestName;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the studies of a configuration. */
final class StudiesReader {
    /** The fields of a configuration that are not those of a study. */
    private static final Set<String> TOP_LEVEL = Set.of("title", "plugins", "groups", "studies", "figures", "quoted");

    private final Map<String, StudyType> studyTypes;
    private final Catalogue plugins;
    private final Groups groups;
    private final ExperimentsReader experiments;
    private final InputsReader inputsReader;
    private final StandardInputs standardInputs;
    private final SpectrumTables tables;
    private final Names names;
    private final NamedFiles files;
    private final Problems problems;
    private final Problems warnings;
    private final Set<String> ids = new LinkedHashSet<>();

    StudiesReader(
            Map<String, StudyType> studyTypes,
            Catalogue plugins,
            Groups groups,
            ExperimentsReader experiments,
            InputsReader inputsReader,
            StandardInputs standardInputs,
            SpectrumTables tables,
            Names names,
            NamedFiles files,
            Problems problems,
            Problems warnings) {
        this.studyTypes = studyTypes;
        this.plugins = plugins;
        this.groups = groups;
        this.experiments = experiments;
        this.inputsReader = inputsReader;
        this.standardInputs = standardInputs;
        this.tables = tables;
        this.names = names;
        this.files = files;
        this.problems = problems;
        this.warnings = warnings;
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
        ObjectDecoder decoder = new ObjectDecoder(node, "a study", problems);
        String id = names.read(decoder, "study");
        InputSettings inputs = inputsReader.read(decoder, runInputs).settings();
        List<Dataset> selected = experiments.read(decoder, runDatasets, inputs);
        if (!decoder.has("experiments")
                && !inputs.files()
                        .standardModel()
                        .equals(runInputs.settings().files().standardModel())) {
            selected.forEach(dataset -> experiments.checkTransitions(dataset, inputs, decoder.location("inputs")));
        }
        DataChoice data = data(decoder, inputs, selected, runData);
        String typeName = decoder.string("type");
        StudyType type = studyTypes.get(typeName);
        Optional<StudySettings> settings = Optional.empty();
        if (type == null) {
            if (!typeName.isEmpty()) {
                problems.add(
                        decoder.location("type"), NearestName.unknown("study type", typeName, studyTypes.keySet()));
            }
        } else {
            StudyDecoder fields = decoder(type.fields(), decoder, inputs, selected, all);
            settings = fields.decode(type, this::belongsAtTheTop)
                    .map(found -> new StudySettings(id, typeName, inputs, selected, data, fields.resolved(), found));
        }
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
                problems,
                warnings,
                plugins,
                tables::read,
                inputs.standardInputs(standardInputs),
                () -> inputsReader.theory(inputs),
                datasets,
                groups.all(),
                Set.copyOf(ids),
                allStudies,
                files);
    }

    private Optional<String> belongsAtTheTop(String field) {
        return TOP_LEVEL.contains(field)
                ? Optional.of("belongs at the top level of the configuration")
                : Optional.empty();
    }
}
