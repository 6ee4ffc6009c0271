package emiss.cli;

import emiss.api.decay.Transition;
import emiss.api.experiment.DataFormatException;
import emiss.api.experiment.Experiment;
import emiss.api.scenario.Scenario;
import emiss.app.config.Inventory;
import emiss.app.plugin.Catalogue;
import emiss.app.plugin.Plugin;
import emiss.data.pyhf.PatchSet;
import emiss.report.text.TextTable;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Lists what a configuration can name. */
@Command(
        name = "list",
        description =
                "List scenarios, experiments, transitions, form-factor sets or study types, or the patches of a pyhf patch set.")
public final class ListCommand extends ConsoleCommand {
    private final Inventory inventory;

    @Parameters(
            paramLabel = "WHAT",
            arity = "0..1",
            description =
                    "scenarios, experiments, transitions, form-factors or studies (default: everything), or the file of a patch set.")
    private @Nullable String what;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** Creates the command. */
    @Inject
    public ListCommand(Inventory inventory) {
        this.inventory = inventory;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = console().out();
        Catalogue catalogue = inventory.catalogue();
        if (what != null && Files.isRegularFile(Path.of(what))) {
            write(out, Map.of("patches", patches(ImportCommand.read(Path.of(what), PatchSet::read))));
            return ExitCode.DONE;
        }
        catalogue.warnings().forEach(console().err()::println);
        Map<String, List<Map<String, String>>> sections = new LinkedHashMap<>();
        sections.put("scenarios", plugins(catalogue.scenarios(), Scenario::title));
        sections.put("experiments", plugins(catalogue.experiments(), this::title));
        sections.put(
                "transitions",
                inventory.standardInputs().transitions().stream()
                        .map(this::transition)
                        .toList());
        sections.put(
                "form-factors",
                inventory.formFactors().tables().stream()
                        .map(table -> entry("id", table.id(), "process", table.process(), "title", table.title()))
                        .toList());
        sections.put(
                "studies",
                inventory.studyTypes().stream()
                        .map(type -> entry("id", type.name(), "answers", type.answers()))
                        .toList());
        if (what != null) {
            if (!sections.containsKey(what)) {
                throw console()
                        .wrong("cannot list \"" + what + "\"; valid: " + String.join(", ", sections.keySet())
                                + ", or the file of a patch set");
            }
            sections.keySet().retainAll(Set.of(what));
        }
        write(out, sections);
        return ExitCode.DONE;
    }

    /** A transition with the process whose form factors it takes, and the default set of it. */
    private Map<String, String> transition(Transition transition) {
        String process = transition.process();
        return entry(
                "id",
                transition.id(),
                "process",
                process,
                "form-factors",
                inventory.formFactors().defaults().getOrDefault(process, "-"));
    }

    private static List<Map<String, String>> patches(PatchSet set) {
        List<Map<String, String>> patches = new ArrayList<>();
        for (PatchSet.Patch patch : set.patches()) {
            Map<String, String> entry = new LinkedHashMap<>();
            entry.put("name", patch.name());
            for (int i = 0; i < patch.values().size(); i++) {
                entry.put(set.labels().get(i), patch.values().get(i));
            }
            patches.add(entry);
        }
        return patches;
    }

    private void write(PrintWriter out, Map<String, List<Map<String, String>>> sections) {
        if (json) {
            JsonMapper mapper = JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();
            out.println(mapper.writeValueAsString(sections));
        } else {
            sections.forEach((name, entries) -> print(out, name, entries));
        }
    }

    /** The title of a data set; one that cannot be read does not hide the others. */
    private String title(Experiment experiment) {
        try {
            return experiment.dataset(inventory.datasetReader()).title();
        } catch (DataFormatException broken) {
            console().err().println("experiment " + experiment.id() + ": " + broken.getMessage());
            return "(cannot be read)";
        }
    }

    private static void print(PrintWriter out, String name, List<Map<String, String>> entries) {
        out.println(name);
        TextTable table = new TextTable();
        entries.forEach(entry -> table.row(new ArrayList<>(entry.values())));
        table.lines("  ").forEach(out::println);
    }

    private static <T> List<Map<String, String>> plugins(List<Plugin<T>> plugins, Function<T, String> title) {
        return plugins.stream()
                .map(plugin -> entry(
                        "id", plugin.id(),
                        "title", title.apply(plugin.implementation()),
                        "version", plugin.version(),
                        "origin", plugin.origin()))
                .toList();
    }

    private static Map<String, String> entry(String... keysAndValues) {
        Map<String, String> entry = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            entry.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return entry;
    }
}
