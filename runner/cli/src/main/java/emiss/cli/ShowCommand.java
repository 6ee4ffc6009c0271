package emiss.cli;

import emiss.api.DoubleVector;
import emiss.api.Provenance;
import emiss.api.decay.FormFactorTable;
import emiss.api.experiment.Bin;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Experiment;
import emiss.api.experiment.Response;
import emiss.api.experiment.Sample;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.Normalisation;
import emiss.api.scenario.Scenario;
import emiss.app.config.Inventory;
import emiss.app.plugin.Catalogue;
import emiss.app.plugin.Plugin;
import emiss.app.study.Field;
import emiss.app.study.MassRange;
import emiss.app.study.StudyType;
import emiss.data.document.Counted;
import emiss.data.document.NearestName;
import emiss.report.text.Rounded;
import emiss.report.text.TextTable;
import emiss.report.text.ValueText;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a scenario, an experiment, a form-factor set, a decay or a type of study is. */
@Command(
        name = "show",
        description =
                "Show the couplings and conventions of a scenario, the data of an experiment or form-factor set, a decay, or"
                        + " the settings of a type of study.")
public final class ShowCommand extends ConsoleCommand {
    private final Inventory inventory;
    private final TransitionText transitions;
    private final DatasetPictures datasetPictures;

    @Parameters(paramLabel = "ID", description = "A name that `emiss list` prints.")
    private String id = "";

    @Option(
            names = "--plot",
            paramLabel = "DIR",
            description = "Draw a data set too, into DIR/figures: what it observed and expects, and its response.")
    private @Nullable Path pictures;

    /** Creates the command. */
    @Inject
    public ShowCommand(Inventory inventory, TransitionText transitions, DatasetPictures datasetPictures) {
        this.inventory = inventory;
        this.transitions = transitions;
        this.datasetPictures = datasetPictures;
    }

    @Override
    public Integer call() {
        PrintWriter out = console().out();
        Catalogue catalogue = inventory.catalogue();
        catalogue.warnings().forEach(console().err()::println);
        Optional<List<String>> lines = find(catalogue.scenarios())
                .map(found -> from(found, scenario(found.implementation())))
                .or(() -> find(catalogue.experiments())
                        .map(found -> from(found, dataset(found.implementation().dataset(inventory.datasetReader())))))
                .or(() -> inventory.formFactors().table(id).map(ShowCommand::formFactors))
                .or(() -> transitions.lines(id))
                .or(() -> inventory.studyTypes().stream()
                        .filter(type -> type.name().equals(id))
                        .findFirst()
                        .map(ShowCommand::studyType));
        lines.orElseThrow(() -> {
                    List<String> valid = new ArrayList<>();
                    catalogue.plugins().stream().map(Plugin::id).forEach(valid::add);
                    valid.addAll(inventory.formFactors().ids());
                    valid.addAll(transitions.ids());
                    inventory.studyTypes().stream().map(StudyType::name).forEach(valid::add);
                    return console().wrong("nothing is called \"" + id + "\"" + NearestName.hint(id, valid));
                })
                .forEach(out::println);
        return pictures == null ? ExitCode.DONE : draw(pictures);
    }

    private int draw(Path directory) {
        Plugin<Experiment> experiment = find(inventory.catalogue().experiments())
                .orElseThrow(
                        () -> console().wrong("\"" + id + "\" is no experiment, and --plot draws the data of one"));
        return datasetPictures.draw(
                experiment.implementation().dataset(inventory.datasetReader()), directory, console());
    }

    private <T> Optional<Plugin<T>> find(List<Plugin<T>> plugins) {
        return plugins.stream().filter(plugin -> plugin.id().equals(id)).findFirst();
    }

    /** The lines about a plugin, with its origin below the title. */
    private static List<String> from(Plugin<?> plugin, List<String> lines) {
        List<String> withOrigin = new ArrayList<>(lines);
        withOrigin.add(1, "Plugin: " + plugin.origin() + " " + plugin.version());
        return withOrigin;
    }

    private static List<String> scenario(Scenario scenario) {
        List<String> lines = new ArrayList<>();
        lines.add(scenario.id() + ": " + scenario.title());
        lines.add("");
        scenario.description().strip().lines().forEach(lines::add);
        lines.add("");
        lines.add("Final state: " + finalState(scenario.finalState()) + "; mass "
                + MassRange.words(scenario.massDomain()));
        lines.add("Standard Model: "
                + (scenario.smCoupling().isEmpty() ? "added to the new final state" : "contained in the couplings"));
        lines.add("Couplings:");
        TextTable table = new TextTable().header("name", "quark current", "invisible bilinear", "factor");
        for (Coupling coupling : scenario.couplings()) {
            table.row(
                    coupling.name(),
                    coupling.current().name(),
                    coupling.bilinear().isEmpty() ? "-" : coupling.bilinear(),
                    factor(coupling.normalisation()));
        }
        lines.addAll(table.lines("  "));
        for (Basis basis : scenario.bases()) {
            lines.add("Basis " + basis.name() + ":");
            TextTable variables = new TextTable();
            for (Basis.Variable variable : basis.variables()) {
                variables.row(variable.name(), factor(variable.factor()), contributions(variable));
            }
            lines.addAll(variables.lines("  "));
        }
        return lines;
    }

    private static String factor(Basis.Factor factor) {
        return switch (factor) {
            case ONE -> "1";
            case ELECTROWEAK -> "v/(sqrt(2) Lambda)";
            case FIELD_STRENGTH -> "m^2/Lambda^2";
        };
    }

    private static String contributions(Basis.Variable variable) {
        return variable.couplings().entrySet().stream()
                .map(entry ->
                        (entry.getValue() > 0 ? "+" : "") + ValueText.setting(entry.getValue()) + " " + entry.getKey())
                .collect(Collectors.joining(" "));
    }

    private static String finalState(FinalState state) {
        if (state instanceof FinalState.Pair pair) {
            return pair.identical() ? "pair of identical particles" : "particle and antiparticle";
        }
        return "one particle";
    }

    private static String factor(Normalisation normalisation) {
        if (normalisation instanceof Normalisation.LambdaPower lambda) {
            return lambda.power() == 0 ? "1" : "Lambda^-" + lambda.power();
        }
        return "4 G_F |V_tb V_ts*| alpha_e / (2 pi)";
    }

    private static List<String> dataset(Dataset dataset) {
        List<String> lines = new ArrayList<>();
        lines.add(dataset.id() + ": " + dataset.title());
        lines.add("Quality: " + dataset.quality().text());
        addProvenance(lines, dataset.provenance());
        if (dataset instanceof CountingData counting) {
            for (Channel channel : counting.channels()) {
                lines.add("");
                lines.add(channel.name() + ": " + channel.title());
                addChannel(lines, channel);
            }
            lines.add("");
            for (Response response : counting.responses()) {
                lines.add("Response of " + response.channel() + " to " + response.mixture() + ": "
                        + Counted.of(response.q2Edges().size() - 1, "bin") + " of q2 from "
                        + ValueText.setting(response.q2Edges().at(0)) + " to "
                        + ValueText.setting(
                                response.q2Edges().at(response.q2Edges().size() - 1)) + " GeV2");
            }
        } else if (dataset instanceof BranchingFractionData measured) {
            for (BranchingFractionData.Measurement measurement : measured.measurements()) {
                lines.add("B(" + measurement.mixture() + ") = "
                        + Rounded.interval(
                                        measurement.value(),
                                        measurement.value() - measurement.errorLow(),
                                        measurement.value() + measurement.errorHigh())
                                .unicode());
            }
        }
        return lines;
    }

    private static void addProvenance(List<String> lines, Provenance provenance) {
        lines.add("Cite: " + provenance.citation() + " (" + String.join(", ", provenance.identifiers()) + ")");
        if (!provenance.note().isBlank()) {
            lines.add("Note: " + provenance.note());
        }
    }

    private static void addChannel(List<String> lines, Channel channel) {
        TextTable table = new TextTable()
                .header(
                        channel.variable() + " [" + channel.unit() + "]",
                        "selection",
                        "observed",
                        "signal (SM)",
                        "background");
        for (int i = 0; i < channel.bins().size(); i++) {
            Bin bin = channel.bins().get(i);
            table.row(
                    ValueText.setting(bin.low()) + " .. " + ValueText.setting(bin.high()),
                    bin.selection(),
                    ValueText.fixed(channel.observed().at(i), 0),
                    ValueText.fixed(nominal(channel, Sample.Role.SIGNAL, i), 2),
                    ValueText.fixed(nominal(channel, Sample.Role.BACKGROUND, i), 1));
        }
        lines.addAll(table.lines("  "));
    }

    private static double nominal(Channel channel, Sample.Role role, int bin) {
        return channel.samples().stream()
                .filter(sample -> sample.role() == role)
                .map(Sample::nominal)
                .mapToDouble((DoubleVector nominal) -> nominal.at(bin))
                .sum();
    }

    private static List<String> formFactors(FormFactorTable table) {
        List<String> lines = new ArrayList<>();
        lines.add(table.id() + ": " + table.title());
        lines.add("Process: " + table.process());
        addProvenance(lines, table.provenance());
        TextTable rows = new TextTable().header("coefficient", "value", "uncertainty");
        for (int i = 0; i < table.parameters().size(); i++) {
            rows.row(
                    table.parameters().get(i),
                    ValueText.fixed(table.central().at(i), 6),
                    ValueText.fixed(Math.sqrt(table.covariance().get(i).at(i)), 6));
        }
        lines.addAll(rows.lines("  "));
        return lines;
    }

    private static List<String> studyType(StudyType type) {
        List<String> lines = new ArrayList<>(List.of(type.name() + ": " + type.answers(), "", "Settings:"));
        TextTable table = new TextTable().header("name", "holds", "unit", "default", "meaning");
        addFields(table, "", type.fields());
        lines.addAll(table.lines("  "));
        return lines;
    }

    private static String fallback(Field field) {
        if (field.fallback() instanceof Double number) {
            return ValueText.setting(number);
        }
        return field.fallback() == null ? field.required() ? "required" : "-" : String.valueOf(field.fallback());
    }

    private static void addFields(TextTable table, String indent, List<Field> fields) {
        for (Field field : fields) {
            String holds = field.choices().isEmpty() ? field.kind().text() : String.join(", ", field.choices());
            table.row(
                    indent + field.name(),
                    holds,
                    field.unit().isEmpty() ? "-" : field.unit(),
                    fallback(field),
                    field.help());
            addFields(table, indent + "  ", field.inside());
        }
    }
}
