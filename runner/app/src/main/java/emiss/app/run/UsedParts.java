package emiss.app.run;

import emiss.api.Provenance;
import emiss.api.decay.FormFactorTable;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Experiment;
import emiss.api.experiment.ExperimentGroup;
import emiss.api.scenario.Scenario;
import emiss.app.config.RunConfig;
import emiss.app.config.StudySettings;
import emiss.app.file.Hash;
import emiss.app.input.InputFiles;
import emiss.app.input.InputSettings;
import emiss.app.plugin.Plugin;
import emiss.data.FormFactorLibrary;
import emiss.data.StandardInputs;
import emiss.results.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The plugins and inputs that a run used, for its results. */
final class UsedParts {
    private final RunConfig config;
    private final StandardInputs standardInputs;
    private final FormFactorLibrary formFactors;
    private final Set<String> datasets;

    UsedParts(RunConfig config, StandardInputs standardInputs, FormFactorLibrary formFactors) {
        this.config = config;
        this.standardInputs = standardInputs;
        this.formFactors = formFactors;
        this.datasets = config.studies().stream()
                .flatMap(study -> study.datasets().stream())
                .map(Dataset::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether a study asks a scenario that is not part of the program. */
    boolean asksOthers(StudySettings study) {
        return scenarios(study.settings().values()).anyMatch(config.catalogue()::isDroppedIn);
    }

    /** The scenarios and experiments. */
    List<Run.Plugin> plugins() {
        Set<String> scenarios = config.studies().stream()
                .flatMap(study -> scenarios(study.settings().values()))
                .collect(Collectors.toSet());
        return Stream.concat(
                        config.catalogue().scenarios().stream()
                                .filter(plugin -> scenarios.contains(plugin.id()))
                                .map(UsedParts::scenario),
                        config.catalogue().experiments().stream()
                                .filter(plugin -> datasets.contains(plugin.id()))
                                .map(UsedParts::experiment))
                .toList();
    }

    /** The jars of the program as one, and those of the plugins that came from others. */
    List<JournalHeader.Part> jars() {
        List<JournalHeader.Part> jars = new ArrayList<>();
        jars.add(new JournalHeader.Part("the program", ProgramJars.sha256()));
        for (Run.Plugin plugin : plugins()) {
            String hash = plugin.sha256();
            if (hash != null) {
                jars.add(new JournalHeader.Part(plugin.kind() + " " + plugin.id(), hash));
            }
        }
        return jars;
    }

    /** What settings name as a scenario, also inside others, as in hypotheses and Asimov data. */
    private static Stream<String> scenarios(@Nullable Object settings) {
        if (settings instanceof Map<?, ?> fields) {
            Stream<String> own = fields.get("scenario") instanceof String id ? Stream.of(id) : Stream.empty();
            return Stream.concat(own, fields.values().stream().flatMap(UsedParts::scenarios));
        }
        return settings instanceof List<?> items ? items.stream().flatMap(UsedParts::scenarios) : Stream.empty();
    }

    private static Run.Plugin scenario(Plugin<Scenario> plugin) {
        Scenario scenario = plugin.implementation();
        return new Run.Plugin(
                "scenario",
                plugin.id(),
                plugin.version(),
                plugin.origin(),
                jarHash(plugin.origin()),
                scenario.label(),
                nullable(scenario.colourOrder()),
                scenario.couplingOrder(),
                scenario.smCoupling().isPresent());
    }

    private static Run.Plugin experiment(Plugin<Experiment> plugin) {
        Experiment experiment = plugin.implementation();
        return new Run.Plugin(
                "experiment",
                plugin.id(),
                plugin.version(),
                plugin.origin(),
                jarHash(plugin.origin()),
                experiment.label(),
                nullable(experiment.colourOrder()),
                null,
                null);
    }

    private static @Nullable Integer nullable(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    /** The hash of the jar that a plugin came from; null if it came from a module of the program. */
    private static @Nullable String jarHash(String origin) {
        try {
            Path jar = Path.of(origin);
            return Files.isRegularFile(jar) ? Hash.sha256(Files.readAllBytes(jar)) : null;
        } catch (InvalidPathException | IOException unreadable) {
            return null;
        }
    }

    /** The groups of which a data set was used. */
    List<Run.Group> groups() {
        List<Run.Group> groups = new ArrayList<>();
        config.groups().forEach((id, members) -> {
            if (members.stream().anyMatch(datasets::contains)) {
                Optional<ExperimentGroup> declared = members.stream()
                        .flatMap(member -> config.catalogue().experiment(member).stream())
                        .flatMap(experiment -> experiment.group().stream())
                        .filter(group -> group.id().equals(id))
                        .findFirst();
                groups.add(new Run.Group(
                        id,
                        declared.map(ExperimentGroup::label).orElse(null),
                        declared.map(ExperimentGroup::colourOrder)
                                .map(UsedParts::nullable)
                                .orElse(null),
                        members));
            }
        });
        return groups;
    }

    /** The data sets, form-factor sets and Standard-Model inputs, with hashes of their content. */
    List<Run.Input> inputs() {
        Set<Dataset> used = new LinkedHashSet<>();
        Map<String, Map<FormFactorTable, Optional<String>>> sets = new TreeMap<>();
        Map<StandardInputs, Optional<String>> standard = new LinkedHashMap<>();
        for (StudySettings settings : config.studies()) {
            used.addAll(settings.datasets());
            InputSettings inputs = settings.inputs();
            for (String process : inputs.formFactors().keySet()) {
                Optional<String> file = Optional.ofNullable(
                                inputs.files().formFactors().get(process))
                        .map(InputFiles.FormFactorFile::file);
                inputs.formFactorSet(process, formFactors)
                        .ifPresent(table -> sets.computeIfAbsent(process, key -> new LinkedHashMap<>())
                                .putIfAbsent(table, file));
            }
            standard.putIfAbsent(
                    inputs.standardInputs(standardInputs),
                    inputs.files().standardModel().map(InputFiles.StandardModelFile::file));
        }
        List<Run.Input> inputs = new ArrayList<>();
        for (Dataset dataset : used) {
            inputs.add(input(
                    "data set",
                    dataset.id(),
                    dataset.title(),
                    dataset.quality().text(),
                    Optional.of(dataset.provenance()),
                    dataset,
                    config.datasetFiles().get(dataset.id())));
        }
        sets.values()
                .forEach(tables -> tables.forEach((table, file) -> inputs.add(input(
                        "form factors",
                        table.id(),
                        table.title(),
                        "",
                        Optional.of(table.provenance()),
                        table,
                        file.orElse(null)))));
        config.tables()
                .forEach((file, table) -> inputs.add(
                        input("spectra", table.id(), table.title(), "", Optional.of(table.provenance()), table, file)));
        standard.forEach((content, file) -> inputs.add(input(
                "SM inputs",
                file.map(InputFiles::idOf).orElse("sm-inputs"),
                content.title().isEmpty() ? "Standard-Model parameters, masses and lifetimes" : content.title(),
                "",
                content.provenance(),
                content,
                file.orElse(null))));
        return inputs;
    }

    private static Run.Input input(
            String kind,
            String id,
            String title,
            String quality,
            Optional<Provenance> provenance,
            Object content,
            @Nullable String path) {
        return new Run.Input(
                kind,
                id,
                title,
                quality,
                provenance.map(Provenance::citation).orElse("see the sources of the single numbers"),
                provenance.map(Provenance::identifiers).orElse(List.of()),
                Hash.sha256(content),
                path);
    }
}
