package emiss.app.config;

import emiss.api.decay.Transition;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.DataFormatException;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;
import emiss.app.file.Hash;
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
import emiss.results.Run;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a configuration file (YAML or JSON) and resolves the plugins it names. */
public final class ConfigReader {
    /** Results are written to files of this name. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

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
     * @throws DataFormatException listing every problem with its line and column
     * @throws IOException if the file cannot be read
     */
    public RunConfig read(Path file) throws IOException {
        try {
            return new Reading(file, Files.readAllBytes(file)).run();
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
        return new Reading(Path.of("configuration"), content.getBytes(StandardCharsets.UTF_8)).run();
    }

    /** The state of reading one file. */
    private final class Reading {
        private final Path file;
        private final byte[] content;
        private final Problems problems = new Problems();
        private final Map<String, Optional<Dataset>> datasets = new LinkedHashMap<>();
        private final Map<String, List<String>> groups = new LinkedHashMap<>();
        private final Map<String, String> datasetFiles = new LinkedHashMap<>();
        private Catalogue plugins = catalogue;

        Reading(Path file, byte[] content) {
            this.file = file;
            this.content = content;
        }

        RunConfig run() {
            Syntax syntax = file.toString().endsWith(".json") ? Syntax.JSON : Syntax.YAML;
            Node root = Node.parse(file.toString(), new ByteArrayInputStream(content), syntax, problems);
            problems.throwIfAny();
            ObjectDecoder decoder = new ObjectDecoder(root, "the configuration", problems);
            String title = decoder.string("title", file.getFileName().toString());
            ConfigPlugins named = ConfigPlugins.read(decoder, catalogue, folder(), problems);
            plugins = named.catalogue();
            InputsReader inputsReader = new InputsReader(formFactors, standardInputs, folder(), problems);
            InputsReader.Chosen inputs = inputsReader.read(decoder, inputsReader.defaults());
            groups.putAll(plugins.groups());
            decoder.optional("groups")
                    .filter(node -> ObjectDecoder.check(node, Kind.OBJECT, "\"groups\"", problems))
                    .ifPresent(node -> node.fields()
                            .forEach((name, members) ->
                                    groups.put(name, ObjectDecoder.asStrings(members, "group " + name, problems))));
            List<Dataset> runDatasets = experiments(decoder, List.of(), inputs.settings());
            data(decoder);
            List<StudySettings> studies = new ArrayList<>();
            Set<String> ids = new LinkedHashSet<>();
            for (Node node : decoder.list("studies")) {
                study(node, inputsReader, inputs, runDatasets, ids).ifPresent(studies::add);
            }
            List<Run.Overlay> figures = new ArrayList<>();
            for (Node node : decoder.optionalList("figures")) {
                figures.add(figure(node, ids));
            }
            List<Run.Quoted> quoted = new ArrayList<>();
            for (Node node : decoder.optionalList("quoted")) {
                quoted.add(quoted(node, ids));
            }
            decoder.finish();
            problems.throwIfAny();
            return new RunConfig(
                    title,
                    new String(content, StandardCharsets.UTF_8),
                    Hash.sha256(content),
                    plugins,
                    groups,
                    datasetFiles,
                    named.warnings(),
                    studies,
                    figures,
                    quoted);
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
                Set<String> earlier) {
            ObjectDecoder decoder = new ObjectDecoder(node, "a study", problems);
            String id = id(decoder);
            InputSettings inputs = inputsReader.read(decoder, runInputs).settings();
            List<Dataset> selected = experiments(decoder, runDatasets, inputs);
            if (!decoder.has("experiments")
                    && !inputs.files()
                            .standardModel()
                            .equals(runInputs.settings().files().standardModel())) {
                selected.forEach(dataset -> checkTransitions(dataset, inputs, decoder.location("inputs")));
            }
            data(decoder);
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
                        plugins,
                        inputs.standardInputs(standardInputs),
                        selected,
                        groups,
                        Set.copyOf(earlier));
                settings = fields.decode()
                        .map(found -> new StudySettings(id, typeName, inputs, selected, fields.resolved(), found));
            }
            if (!id.isEmpty() && !earlier.add(id)) {
                problems.add(decoder.location("id"), "a second study with id \"" + id + "\"");
            }
            return settings;
        }

        private String id(ObjectDecoder decoder) {
            String id = decoder.string("id");
            if (!id.isEmpty() && !ID.matcher(id).matches()) {
                problems.add(
                        decoder.location("id"),
                        "the id \"" + id + "\" cannot be a file name, expected letters, digits and . _ + - only");
            }
            return id;
        }

        private Run.Overlay figure(Node node, Set<String> studies) {
            ObjectDecoder decoder = new ObjectDecoder(node, "a figure", problems);
            String id = id(decoder);
            List<String> overlay = new ArrayList<>();
            for (Node item : decoder.list("overlay")) {
                String study = item.text();
                if (!studies.contains(study)) {
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
            Run.Quoted quoted = new Run.Quoted(
                    decoder.string("label"),
                    study,
                    at,
                    decoder.number("value"),
                    decoder.has("uncertainty") ? decoder.number("uncertainty") : null,
                    decoder.string("source"),
                    null,
                    null);
            decoder.finish();
            return quoted;
        }

        private void data(ObjectDecoder decoder) {
            decoder.oneOf("data", Map.of("observed", "observed"), "observed");
        }

        private List<Dataset> experiments(ObjectDecoder decoder, List<Dataset> defaults, InputSettings inputs) {
            if (!decoder.has("experiments")) {
                return defaults;
            }
            List<Dataset> selected = new ArrayList<>();
            Set<String> ids = new LinkedHashSet<>();
            for (Node node : decoder.list("experiments")) {
                List<Optional<Dataset>> named = node.kind() == Kind.OBJECT
                        ? List.of(fromFile(node))
                        : groups.getOrDefault(node.text(), List.of(node.text())).stream()
                                .map(id -> fromPlugin(id, node))
                                .toList();
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

        private Optional<Dataset> fromPlugin(String id, Node node) {
            Optional<Experiment> experiment = plugins.experiment(id);
            if (experiment.isEmpty()) {
                List<String> valid =
                        plugins.experiments().stream().map(Plugin::id).toList();
                problems.add(node.location(), NearestName.unknown("experiment", id, valid) + plugins.leftOut());
                return Optional.empty();
            }
            return datasets.computeIfAbsent(id, key -> {
                try {
                    return Optional.of(experiment.get().dataset(datasetReader));
                } catch (DataFormatException broken) {
                    problems.add(node.location(), "experiment " + id + ": " + broken.getMessage());
                } catch (RuntimeException | LinkageError broken) {
                    problems.add(node.location(), "experiment " + id + " cannot be read: " + broken);
                }
                return Optional.empty();
            });
        }

        private Optional<Dataset> fromFile(Node node) {
            if (node.fields().containsKey("pyhf")) {
                return remember(
                        new WorkspaceEntry(folder(), problems).read(node),
                        node.fields().get("pyhf").text());
            }
            ObjectDecoder decoder = new ObjectDecoder(node, "an experiment", problems);
            String name = decoder.string("file");
            decoder.finish();
            if (name.isEmpty()) {
                decoder.optional("file")
                        .filter(file -> file.kind() == Kind.STRING)
                        .ifPresent(file ->
                                problems.add(file.location(), "\"file\" is empty, expected the path of a data set"));
                return Optional.empty();
            }
            Path path = folder().resolve(name).normalize();
            return remember(datasets.computeIfAbsent(path.toString(), key -> read(path, node)), name);
        }

        private Optional<Dataset> remember(Optional<Dataset> dataset, String file) {
            dataset.ifPresent(found -> datasetFiles.put(found.id(), file));
            return dataset;
        }

        private Optional<Dataset> read(Path path, Node node) {
            try (var stream = Files.newInputStream(path)) {
                return Optional.of(datasetReader.read(stream, path.toString()));
            } catch (DataFormatException broken) {
                broken.problems().forEach(problem -> problems.add(node.location(), problem));
            } catch (IOException missing) {
                problems.add(node.location(), "cannot read the data set " + path);
            }
            return Optional.empty();
        }
    }
}
