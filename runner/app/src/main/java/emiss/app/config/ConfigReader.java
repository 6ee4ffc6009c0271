package emiss.app.config;

import emiss.api.decay.Transition;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.DataFormatException;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;
import emiss.app.file.Hash;
import emiss.app.file.NamedFiles;
import emiss.app.input.DataChoice;
import emiss.app.input.InputSettings;
import emiss.app.input.InputsReader;
import emiss.app.plugin.Catalogue;
import emiss.app.plugin.Plugin;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import emiss.data.FormFactorLibrary;
import emiss.data.StandardInputs;
import emiss.data.document.Kind;
import emiss.data.document.Location;
import emiss.data.document.NearestName;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.Syntax;
import emiss.inference.BinnedModel;
import emiss.results.Run;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a configuration file (YAML or JSON) and resolves the plugins it names. */
public final class ConfigReader {
    /** The fields of a configuration that are not those of a study. */
    private static final Set<String> TOP_LEVEL = Set.of("title", "plugins", "groups", "studies", "figures", "quoted");

    private final Catalogue catalogue;
    private final DatasetReader datasetReader;
    private final FormFactorLibrary formFactors;
    private final StandardInputs standardInputs;
    private final Map<String, StudyType> studyTypes;

    /** Creates a reader for these plugins and study types. */
    @Inject
    public ConfigReader(
            Catalogue catalogue,
            DatasetReader datasetReader,
            FormFactorLibrary formFactors,
            StandardInputs standardInputs,
            Set<StudyType> studyTypes) {
        this.catalogue = catalogue;
        this.datasetReader = datasetReader;
        this.formFactors = formFactors;
        this.standardInputs = standardInputs;
        this.studyTypes = new LinkedHashMap<>();
        studyTypes.forEach(type -> this.studyTypes.put(type.name(), type));
    }

    /**
     * Reads a file.
     *
     * @param notices is told, before it happens, from which jars that the file names code is loaded
     * @throws DataFormatException listing every problem with its line and column
     * @throws IOException if the file cannot be read
     */
    public RunConfig read(Path file, Consumer<String> notices) throws IOException {
        try {
            return new Reading(file, Files.readAllBytes(file), Optional.of(file.toAbsolutePath()), notices).run();
        } catch (NoSuchFileException missing) {
            throw missing;
        } catch (IOException unreadable) {
            throw new IOException(file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /**
     * Reads a configuration in YAML or JSON. Files that it names are relative to the current directory.
     *
     * @throws DataFormatException listing every problem with its line and column
     */
    public RunConfig parse(String content) {
        return new Reading(
                        Path.of("configuration"),
                        content.getBytes(StandardCharsets.UTF_8),
                        Optional.empty(),
                        notice -> {})
                .run();
    }

    /**
     * Reads the configuration that results keep, as if it stood where it was.
     *
     * @param file the file that it was
     * @param notices as for a file
     * @throws DataFormatException listing every problem with its line and column
     */
    public RunConfig parse(String content, Path file, Consumer<String> notices) {
        return new Reading(file, content.getBytes(StandardCharsets.UTF_8), Optional.of(file.toAbsolutePath()), notices)
                .run();
    }

    /** The state of reading one file. */
    private final class Reading {
        private final Path file;
        private final byte[] content;
        private final Problems problems = new Problems();
        private final Map<String, Optional<Dataset>> datasets = new LinkedHashMap<>();
        private final Problems warnings = new Problems();
        private final Names names = new Names(problems);
        private final Set<List<Dataset>> combinations = new HashSet<>();
        private final Map<String, String> datasetFiles = new LinkedHashMap<>();
        private final Optional<Path> recorded;
        private final Consumer<String> notices;
        private Catalogue plugins = catalogue;
        private Groups groups = new Groups(catalogue, problems);
        private Set<String> studyIds = Set.of();

        Reading(Path file, byte[] content, Optional<Path> recorded, Consumer<String> notices) {
            this.file = file;
            this.content = content;
            this.recorded = recorded;
            this.notices = notices;
        }

        RunConfig run() {
            Syntax syntax = file.toString().endsWith(".json") ? Syntax.JSON : Syntax.YAML;
            Node root = Node.parse(file.toString(), new ByteArrayInputStream(content), syntax, problems);
            problems.throwIfAny();
            ObjectDecoder decoder = new ObjectDecoder(root, "the configuration", problems);
            String title = decoder.string("title", file.getFileName().toString());
            ConfigPlugins named = ConfigPlugins.read(decoder, catalogue, folder(), problems, notices);
            plugins = named.catalogue();
            InputsReader inputsReader = new InputsReader(formFactors, standardInputs, folder(), problems);
            InputsReader.Chosen inputs = inputsReader.read(decoder, inputsReader.defaults());
            groups = new Groups(plugins, problems);
            groups.read(decoder);
            List<Dataset> runDatasets = experiments(decoder, List.of(), inputs.settings());
            DataChoice runData = new DataReader(plugins, problems).read(decoder, DataChoice.OBSERVED);
            List<StudySettings> studies = new ArrayList<>();
            Set<String> ids = new LinkedHashSet<>();
            List<Node> studyNodes = decoder.list("studies");
            studyIds = studyNodes.stream()
                    .flatMap(node -> Optional.ofNullable(node.fields().get("id")).stream())
                    .map(Node::text)
                    .collect(Collectors.toSet());
            for (Node node : studyNodes) {
                study(node, inputsReader, inputs, runDatasets, runData, ids).ifPresent(studies::add);
            }
            List<Run.Overlay> figures = new ArrayList<>();
            for (Node node : decoder.optionalList("figures")) {
                figures.add(figure(node, ids));
            }
            List<Run.Quoted> quoted = new ArrayList<>();
            for (Node node : decoder.optionalList("quoted")) {
                quoted.add(quoted(node, ids));
            }
            groups.check(datasetIds());
            decoder.finish(this::belongsInAStudy);
            if (!problems.isEmpty()) {
                named.report(problems);
            }
            problems.throwIfAny();
            return new RunConfig(
                    title,
                    new String(content, StandardCharsets.UTF_8),
                    recorded,
                    Hash.sha256(content),
                    plugins,
                    groups.all(),
                    datasetFiles,
                    Stream.concat(named.lines().stream(), warnings.lines().stream())
                            .toList(),
                    studies,
                    figures,
                    quoted);
        }

        private Set<String> datasetIds() {
            Set<String> ids = new LinkedHashSet<>(datasetFiles.keySet());
            datasets.values().forEach(dataset -> dataset.map(Dataset::id).ifPresent(ids::add));
            return ids;
        }

        private Optional<String> belongsInAStudy(String field) {
            boolean isSetting = studyTypes.values().stream()
                    .flatMap(type -> type.fields().stream())
                    .anyMatch(setting -> setting.name().equals(field));
            return isSetting || field.equals("type") || field.equals("id")
                    ? Optional.of("belongs in a study")
                    : Optional.empty();
        }

        private Optional<String> belongsAtTheTop(String field) {
            return TOP_LEVEL.contains(field)
                    ? Optional.of("belongs at the top level of the configuration")
                    : Optional.empty();
        }

        /** The folder that paths in the file are relative to. */
        private Path folder() {
            return file.toAbsolutePath().getParent();
        }

        private Optional<StudySettings> study(
                Node node,
                InputsReader inputsReader,
                InputsReader.Chosen runInputs,
                List<Dataset> runDatasets,
                DataChoice runData,
                Set<String> earlier) {
            ObjectDecoder decoder = new ObjectDecoder(node, "a study", problems);
            String id = names.read(decoder, "study");
            InputSettings inputs = inputsReader.read(decoder, runInputs).settings();
            List<Dataset> selected = experiments(decoder, runDatasets, inputs);
            if (!decoder.has("experiments")
                    && !inputs.files()
                            .standardModel()
                            .equals(runInputs.settings().files().standardModel())) {
                selected.forEach(dataset -> checkTransitions(dataset, inputs, decoder.location("inputs")));
            }
            DataChoice data = new DataReader(plugins, problems).read(decoder, runData);
            String typeName = decoder.string("type");
            StudyType type = studyTypes.get(typeName);
            Optional<StudySettings> settings = Optional.empty();
            if (type == null) {
                if (!typeName.isEmpty()) {
                    problems.add(
                            decoder.location("type"), NearestName.unknown("study type", typeName, studyTypes.keySet()));
                }
            } else {
                StudyDecoder fields = new StudyDecoder(
                        type,
                        decoder,
                        problems,
                        warnings,
                        plugins,
                        inputs.standardInputs(standardInputs),
                        selected,
                        groups.all(),
                        Set.copyOf(earlier),
                        studyIds);
                settings = fields.decode(this::belongsAtTheTop)
                        .map(found ->
                                new StudySettings(id, typeName, inputs, selected, data, fields.resolved(), found));
            }
            checkCombination(selected, decoder.location(decoder.has("experiments") ? "experiments" : "type"));
            if (!id.isEmpty()) {
                earlier.add(id);
            }
            return settings;
        }

        /** Data sets that do not fit together, in their shared parameters for example, are not left to the run. */
        private void checkCombination(List<Dataset> selected, Location where) {
            if (!selected.isEmpty() && combinations.add(selected)) {
                try {
                    BinnedModel.of(selected);
                } catch (IllegalArgumentException unfit) {
                    problems.add(where, String.valueOf(unfit.getMessage()));
                }
            }
        }

        private Run.Overlay figure(Node node, Set<String> studies) {
            ObjectDecoder decoder = new ObjectDecoder(node, "a figure", problems);
            String id = names.read(decoder, "figure");
            List<String> overlay = new ArrayList<>();
            for (Node item : decoder.list("overlay")) {
                String study = ObjectDecoder.asString(item, "a study", problems);
                if (overlay.contains(study)) {
                    problems.add(item.location(), "study \"" + study + "\" is named twice");
                } else if (!study.isEmpty() && !studies.contains(study)) {
                    problems.add(item.location(), NearestName.unknown("study", study, studies));
                }
                overlay.add(study);
            }
            decoder.finish();
            return new Run.Overlay(id, overlay);
        }

        private Run.Quoted quoted(Node node, Set<String> studies) {
            ObjectDecoder decoder = new ObjectDecoder(node, "a quoted value", problems);
            String study = decoder.string("study");
            if (!study.isEmpty() && !studies.contains(study)) {
                problems.add(decoder.location("study"), NearestName.unknown("study", study, studies));
            }
            String at = decoder.string("at");
            if (!at.isEmpty() && !at.startsWith("/")) {
                problems.add(
                        decoder.location("at"), "\"at\" is \"" + at + "\", expected a JSON pointer like /couplings/hV");
            }
            @Nullable Double uncertainty = decoder.has("uncertainty") ? (Double) decoder.number("uncertainty") : null;
            if (uncertainty != null && !(uncertainty > 0)) {
                problems.add(decoder.location("uncertainty"), "uncertainty is " + uncertainty + ", expected > 0");
            }
            Run.Quoted quoted = new Run.Quoted(
                    decoder.string("label"),
                    study,
                    at,
                    decoder.number("value"),
                    uncertainty,
                    decoder.string("source"),
                    null,
                    null);
            decoder.finish();
            return quoted;
        }

        private List<Dataset> experiments(ObjectDecoder decoder, List<Dataset> defaults, InputSettings inputs) {
            if (!decoder.has("experiments")) {
                return defaults;
            }
            List<Dataset> selected = new ArrayList<>();
            Set<String> ids = new LinkedHashSet<>();
            for (Node node : decoder.list("experiments")) {
                List<Optional<Dataset>> named =
                        node.kind() == Kind.OBJECT ? List.of(fromFile(node)) : fromPlugins(node);
                for (Optional<Dataset> dataset : named) {
                    dataset.ifPresent(found -> {
                        checkTransitions(found, inputs, node.location());
                        if (ids.add(found.id())) {
                            selected.forEach(other -> checkOverlap(found, other, node));
                            selected.add(found);
                        } else {
                            problems.add(node.location(), "data set " + found.id() + " is named twice");
                        }
                    });
                }
            }
            return selected;
        }

        private void checkOverlap(Dataset one, Dataset other, Node node) {
            if (one.provenance().overlaps().contains(other.id())
                    || other.provenance().overlaps().contains(one.id())) {
                problems.add(
                        node.location(),
                        "data sets " + other.id() + " and " + one.id()
                                + " are made from some of the same events, expected only one of them");
            }
            if (one instanceof CountingData first && other instanceof CountingData second) {
                first.channels().stream()
                        .filter(channel -> second.channels().contains(channel))
                        .findFirst()
                        .ifPresent(channel -> problems.add(
                                node.location(),
                                "data sets " + other.id() + " and " + one.id() + " both contain channel "
                                        + channel.name() + ", expected different data"));
            }
        }

        private void checkTransitions(Dataset dataset, InputSettings inputs, Location where) {
            List<String> valid = inputs.standardInputs(standardInputs).transitions().stream()
                    .map(Transition::id)
                    .toList();
            dataset.transitions().stream()
                    .filter(id -> !valid.contains(id))
                    .forEach(id -> problems.add(
                            where, "data set " + dataset.id() + ": " + NearestName.unknown("transition", id, valid)));
        }

        /** The data set of an experiment, or those of a group. */
        private List<Optional<Dataset>> fromPlugins(Node node) {
            String name = ObjectDecoder.asString(node, "an experiment", problems);
            if (name.isEmpty()) {
                return List.of();
            }
            return groups.all().getOrDefault(name, List.of(name)).stream()
                    .map(id -> fromPlugin(id, node))
                    .toList();
        }

        private Optional<Dataset> fromPlugin(String id, Node node) {
            Optional<Experiment> experiment = plugins.experiment(id);
            if (experiment.isEmpty()) {
                List<String> valid =
                        plugins.experiments().stream().map(Plugin::id).toList();
                plugins.unknown("experiment", id, valid, node.location(), problems);
                return Optional.empty();
            }
            return datasets.computeIfAbsent(id, key -> {
                try {
                    return Optional.of(experiment.get().dataset(datasetReader));
                } catch (DataFormatException broken) {
                    problems.add(node.location(), "experiment " + id + ": " + broken.getMessage());
                }
                return Optional.empty();
            });
        }

        private Optional<Dataset> fromFile(Node node) {
            if (node.fields().containsKey("pyhf")) {
                return remember(
                        new WorkspaceEntry(files(), problems).read(node),
                        node.fields().get("pyhf").text());
            }
            ObjectDecoder decoder = new ObjectDecoder(node, "an experiment", problems);
            String name = decoder.string("file");
            decoder.finish();
            if (name.isEmpty()) {
                return Optional.empty();
            }
            return remember(
                    files().path(name, decoder.location("file"))
                            .flatMap(path -> datasets.computeIfAbsent(
                                    path.toString(),
                                    key -> files().read(
                                                    path,
                                                    "the data set",
                                                    node.location(),
                                                    node.location(),
                                                    datasetReader::read))),
                    name);
        }

        private NamedFiles files() {
            return new NamedFiles(folder(), problems);
        }

        private Optional<Dataset> remember(Optional<Dataset> dataset, String file) {
            dataset.ifPresent(found -> datasetFiles.put(found.id(), file));
            return dataset;
        }
    }
}
