package emiss.app.config;

import emiss.api.decay.Daughter;
import emiss.api.decay.Helicity;
import emiss.api.decay.Transition;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.DataFormatException;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Experiment;
import emiss.app.file.NamedFiles;
import emiss.app.input.InputSettings;
import emiss.app.plugin.Catalogue;
import emiss.app.plugin.Plugin;
import emiss.data.StandardInputs;
import emiss.data.document.Kind;
import emiss.data.document.Location;
import emiss.data.document.NearestName;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.ValueDecoder;
import emiss.inference.BinnedModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the fields {@code experiments} of a run and its studies; a data set that several name is read once. */
final class ExperimentsReader {
    private final Inventory inventory;
    private final Groups groups;
    private final NamedFiles files;
    private final Problems problems;
    private final Map<String, Optional<Dataset>> datasets = new LinkedHashMap<>();
    private final Map<String, String> fileNames = new LinkedHashMap<>();
    private final Set<List<Dataset>> combinations = new HashSet<>();

    /** @param files reads the files of data sets */
    ExperimentsReader(Inventory inventory, Groups groups, NamedFiles files, Problems problems) {
        this.inventory = inventory;
        this.groups = groups;
        this.files = files;
        this.problems = problems;
    }

    /** The files that data sets are from, as they are named, by the id of the data set. */
    Map<String, String> fileNames() {
        return fileNames;
    }

    /** The ids of all data sets that were read. */
    Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>(fileNames.keySet());
        datasets.values().forEach(dataset -> dataset.map(Dataset::id).ifPresent(ids::add));
        return ids;
    }

    /** Data sets that do not fit together, in their shared parameters for example, are not left to the run. */
    void checkCombination(List<Dataset> selected, Location where) {
        if (!selected.isEmpty() && combinations.add(selected)) {
            try {
                BinnedModel.of(selected);
            } catch (IllegalArgumentException unfit) {
                problems.add(where, String.valueOf(unfit.getMessage()));
            }
        }
    }

    /** The data sets that the field {@code experiments} names; the default if it is missing. */
    List<Dataset> read(ObjectDecoder decoder, List<Dataset> defaults, InputSettings inputs) {
        if (!decoder.has("experiments")) {
            return defaults;
        }
        List<Dataset> selected = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        for (Node node : decoder.list("experiments")) {
            List<Optional<Dataset>> named = node.kind() == Kind.OBJECT ? List.of(fromFile(node)) : fromPlugins(node);
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
                            "data sets " + other.id() + " and " + one.id() + " both contain channel " + channel.name()
                                    + ", expected different data"));
        }
    }

    /** Reports transitions of a data set that the inputs do not have, and helicities that no detector tells apart. */
    void checkTransitions(Dataset dataset, InputSettings inputs, Location where) {
        StandardInputs standard = inputs.standardInputs(inventory.standardInputs());
        List<String> valid = standard.transitions().stream().map(Transition::id).toList();
        dataset.transitions().stream()
                .filter(id -> !valid.contains(id))
                .forEach(id -> problems.add(
                        where, "data set " + dataset.id() + ": " + NearestName.unknown("transition", id, valid)));
        if (dataset instanceof CountingData counting) {
            counting.responses().stream()
                    .filter(response -> response.helicity() != Helicity.TOTAL)
                    .flatMap(response -> response.mixture().transitions().stream())
                    .distinct()
                    .flatMap(id -> standard.transition(id).stream())
                    .filter(transition -> transition.daughter() == Daughter.BARYON)
                    .forEach(
                            transition -> problems.add(
                                    where,
                                    "data set " + dataset.id() + " has a response to " + transition.id()
                                            + " for one helicity, expected the total: the decay of a baryon tells its own polarisation"));
        }
    }

    /** The data set of an experiment, or those of a group. */
    private List<Optional<Dataset>> fromPlugins(Node node) {
        String name = ValueDecoder.asString(node, "an experiment", problems);
        if (name.isEmpty()) {
            return List.of();
        }
        return groups.all().getOrDefault(name, List.of(name)).stream()
                .map(id -> fromPlugin(id, node))
                .toList();
    }

    private Optional<Dataset> fromPlugin(String id, Node node) {
        Catalogue plugins = inventory.catalogue();
        Optional<Experiment> experiment = plugins.experiment(id);
        if (experiment.isEmpty()) {
            List<String> valid = plugins.experiments().stream().map(Plugin::id).toList();
            plugins.unknown("experiment", id, valid, node.location(), problems);
            return Optional.empty();
        }
        return datasets.computeIfAbsent(id, key -> {
            try {
                return Optional.of(experiment.get().dataset(inventory.datasetReader()));
            } catch (DataFormatException broken) {
                problems.add(node.location(), "experiment " + id + ": " + broken.getMessage());
            }
            return Optional.empty();
        });
    }

    private Optional<Dataset> fromFile(Node node) {
        Optional<String> kind = WorkspaceEntry.kind(node);
        if (kind.isPresent()) {
            return remember(
                    new WorkspaceEntry(files, problems).read(node),
                    node.fields().get(kind.get()).text());
        }
        ObjectDecoder decoder = new ObjectDecoder(node, "an experiment", problems);
        String name = decoder.string("file");
        decoder.finish();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return remember(
                files.path(name, decoder.location("file"))
                        .flatMap(path -> datasets.computeIfAbsent(
                                path.toString(),
                                key -> files.read(
                                        path,
                                        "the data set",
                                        node.location(),
                                        node.location(),
                                        inventory.datasetReader()::read))),
                name);
    }

    private Optional<Dataset> remember(Optional<Dataset> dataset, String file) {
        dataset.ifPresent(found -> fileNames.put(found.id(), file));
        return dataset;
    }
}
