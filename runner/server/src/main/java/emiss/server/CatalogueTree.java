package emiss.server;

import emiss.api.Provenance;
import emiss.api.decay.Daughter;
import emiss.api.decay.FormFactorTable;
import emiss.api.decay.Transition;
import emiss.api.experiment.Bin;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.DataFormatException;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Experiment;
import emiss.api.experiment.ExperimentGroup;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.Normalisation;
import emiss.api.scenario.Scenario;
import emiss.app.config.Inventory;
import emiss.app.plugin.Plugin;
import emiss.app.run.ProgramVersion;
import emiss.app.studies.MeasuredFractions;
import emiss.report.figure.Ink;
import emiss.report.page.PageParts;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.Numbers;
import emiss.report.view.Palette;
import emiss.results.Interval;
import emiss.results.PredictResult;
import emiss.results.Records;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What requests can name: scenarios, experiments, transitions, form-factor sets and types of study. */
final class CatalogueTree {
    private final Inventory inventory;

    /** Of what the program has. */
    @Inject
    CatalogueTree(Inventory inventory) {
        this.inventory = inventory;
    }

    /** All of it. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("version", ProgramVersion.running().text());
        tree.put(
                "scenarios",
                inventory.catalogue().scenarios().stream().map(this::scenario).toList());
        tree.put(
                "experiments",
                inventory.catalogue().experiments().stream()
                        .map(this::experiment)
                        .flatMap(Optional::stream)
                        .toList());
        tree.put("groups", groups());
        tree.put(
                "transitions",
                inventory.standardInputs().transitions().stream()
                        .map(this::transition)
                        .toList());
        tree.put(
                "higgsVacuumExpectationValue",
                inventory
                        .standardInputs()
                        .inputs()
                        .higgsVacuumExpectationValue()
                        .value());
        tree.put(
                "formFactorSets",
                inventory.formFactors().tables().stream()
                        .map(this::formFactorSet)
                        .toList());
        tree.put(
                "studyTypes",
                inventory.studyTypes().stream()
                        .map(type -> Map.of("id", type.name(), "answers", type.answers()))
                        .toList());
        return tree;
    }

    private Map<String, @Nullable Object> scenario(Plugin<Scenario> plugin) {
        Scenario scenario = plugin.implementation();
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("id", plugin.id());
        tree.put("title", scenario.title());
        putLabel(tree, "label", MathText.parse(scenario.label()));
        tree.put("kind", scenario.finalState() instanceof FinalState.Single ? "single" : "pair");
        tree.put("lagrangian", scenario.description().strip());
        Integer place = nullable(scenario.colourOrder());
        tree.put("colour", place);
        tree.put("ink", ink(Palette.scenario(plugin.id(), place)));
        tree.put("includesSm", scenario.smCoupling().isPresent());
        tree.put(
                "couplings",
                scenario.couplings().stream().map(CatalogueTree::coupling).toList());
        tree.put("couplingOrder", scenario.couplingOrder());
        tree.put("massDomain", Records.tree(scenario.massDomain()));
        tree.put("maximumMass", maximumMass(scenario));
        tree.put("bases", scenario.bases().stream().map(CatalogueTree::basis).toList());
        tree.put("origin", plugin.origin());
        tree.put("version", plugin.version());
        return tree;
    }

    /** The largest mass with which any transition of the catalogue is open [GeV]; 0 for massless particles. */
    private double maximumMass(Scenario scenario) {
        boolean isPair = scenario.finalState() instanceof FinalState.Pair;
        if (!scenario.massDomain().contains(1)) {
            return 0;
        }
        return inventory.standardInputs().transitions().stream()
                .filter(transition -> isPair || transition.daughter() != Daughter.NONE)
                .mapToDouble(transition -> Math.sqrt(transition.q2Max()) / (isPair ? 2 : 1))
                .max()
                .orElse(0);
    }

    private static Map<String, @Nullable Object> coupling(Coupling coupling) {
        Map<String, @Nullable Object> tree = named(coupling.name());
        tree.put("current", coupling.current().name());
        tree.put("bilinear", coupling.bilinear());
        if (coupling.normalisation() instanceof Normalisation.LambdaPower lambda) {
            tree.put("lambdaPower", lambda.power());
        }
        return tree;
    }

    private static Map<String, Object> basis(Basis basis) {
        return Map.of(
                "name",
                basis.name(),
                "variables",
                basis.variables().stream().map(CatalogueTree::variable).toList());
    }

    private static Map<String, @Nullable Object> variable(Basis.Variable variable) {
        Map<String, @Nullable Object> tree = named(variable.name());
        tree.put("couplings", variable.couplings());
        tree.put("factor", Records.tree(variable.factor()));
        return tree;
    }

    private static Map<String, @Nullable Object> named(String coupling) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", coupling);
        putLabel(tree, "symbol", Notation.coupling(coupling));
        return tree;
    }

    /** A text as it is written without a typesetter, and as HTML. */
    private static void putLabel(Map<String, @Nullable Object> tree, String field, MathText text) {
        tree.put(field, text.unicode());
        tree.put(field + "Html", text.html());
    }

    /** An experiment; one that cannot be read does not hide the others. */
    private Optional<Map<String, @Nullable Object>> experiment(Plugin<Experiment> plugin) {
        Experiment experiment = plugin.implementation();
        Dataset dataset;
        try {
            dataset = experiment.dataset(inventory.datasetReader());
        } catch (DataFormatException broken) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("id", plugin.id());
        tree.put("title", dataset.title());
        putLabel(tree, "label", MathText.parse(experiment.label()));
        Integer place = nullable(experiment.colourOrder());
        tree.put("colour", place);
        tree.put("ink", ink(Palette.experiment(plugin.id(), place)));
        tree.put("group", experiment.group().map(ExperimentGroup::id).orElse(null));
        tree.put("kind", dataset instanceof CountingData ? "counts" : "branching fractions");
        tree.put("quality", dataset.quality().text());
        tree.put("transitions", dataset.transitions());
        tree.put("provenance", provenance(dataset.provenance()));
        tree.put("detector", Records.tree(dataset.detector()));
        if (dataset instanceof CountingData counting) {
            tree.put("panels", panels(counting));
        }
        tree.put(
                "measured",
                MeasuredFractions.of(List.of(dataset), dataset.transitions()).stream()
                        .map(CatalogueTree::measured)
                        .toList());
        tree.put("origin", plugin.origin());
        tree.put("version", plugin.version());
        return Optional.of(tree);
    }

    private static Map<String, Object> provenance(Provenance provenance) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("citation", provenance.citation());
        tree.put("identifiers", provenance.identifiers());
        tree.put("note", provenance.note());
        tree.put("overlaps", provenance.overlaps());
        return tree;
    }

    private List<Map<String, @Nullable Object>> groups() {
        List<Map<String, @Nullable Object>> groups = new ArrayList<>();
        inventory.catalogue().groups().forEach((id, members) -> {
            Optional<ExperimentGroup> group = members.stream()
                    .flatMap(member -> inventory.catalogue().experiment(member).stream())
                    .flatMap(experiment -> experiment.group().stream())
                    .findFirst();
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            tree.put("id", id);
            putLabel(
                    tree,
                    "label",
                    MathText.parse(group.map(ExperimentGroup::label).orElse(id)));
            Integer place = group.map(found -> nullable(found.colourOrder())).orElse(null);
            tree.put("colour", place);
            tree.put("ink", ink(Palette.experiment(id, place)));
            tree.put("members", members);
            groups.add(tree);
        });
        return groups;
    }

    private Map<String, @Nullable Object> transition(Transition transition) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("id", transition.id());
        putLabel(tree, "label", Notation.transition(transition.id()));
        tree.put("process", transition.process());
        tree.put("daughter", Records.tree(transition.daughter()));
        tree.put("q2Max", transition.q2Max());
        tree.put("formFactors", inventory.formFactors().defaults().get(transition.process()));
        return tree;
    }

    private Map<String, Object> formFactorSet(FormFactorTable table) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", table.id());
        tree.put("title", table.title());
        tree.put("process", table.process());
        tree.put("isDefault", inventory.formFactors().defaults().containsValue(table.id()));
        tree.put("provenance", provenance(table.provenance()));
        return tree;
    }

    /** The line of the report: its colour, and its dashes and gaps in pixels. */
    private static Map<String, Object> ink(Ink ink) {
        return Map.of("colour", ink.hex(), "dashes", PageParts.dashes(ink));
    }

    private static Map<String, Object> measured(PredictResult.Measured measured) {
        double value = measured.value();
        Interval interval = Interval.of(value - measured.errorLow(), value + measured.errorHigh());
        return Map.of(
                "transition",
                measured.transition(),
                "valueHtml",
                Numbers.measured(value, interval).html());
    }

    /** What the report writes over and under the bins of every channel and selection. */
    private static List<Map<String, Object>> panels(CountingData counting) {
        List<Map<String, Object>> panels = new ArrayList<>();
        for (Channel channel : counting.channels()) {
            channel.bins().stream()
                    .map(Bin::selection)
                    .distinct()
                    .forEach(selection -> panels.add(Map.of(
                            "channel",
                            channel.name(),
                            "selection",
                            selection,
                            "titleHtml",
                            MathText.plain(channel.name())
                                    .then(selection.isEmpty() ? "" : ", ")
                                    .then(Notation.variables(selection))
                                    .html(),
                            "variableHtml",
                            Notation.variables(channel.variable()).html(),
                            "unitHtml",
                            Notation.unit(channel.unit()).html())));
        }
        return panels;
    }

    private static @Nullable Integer nullable(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }
}
