package emiss.app.plugin;

import emiss.api.experiment.DataFormatException;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;
import emiss.api.scenario.Scenario;
import emiss.data.document.Location;
import emiss.data.document.NearestName;
import emiss.data.document.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every plugin by id: those on the module path and the class path first, then those dropped into folders, then those that
 * a configuration names. A plugin that fails to load, or whose id is taken, is left out and reported.
 */
public final class Catalogue {
    private final Map<String, Plugin<Scenario>> scenarios;
    private final Map<String, Plugin<Experiment>> experiments;
    private final Set<String> discovered;
    private final Set<String> droppedIn;
    private final List<Path> archives;
    private final List<String> warnings;
    private final TimeLimit limit;

    private Catalogue(TimeLimit limit) {
        this.limit = limit;
        scenarios = new TreeMap<>();
        experiments = new TreeMap<>();
        discovered = new LinkedHashSet<>();
        droppedIn = new HashSet<>();
        archives = new ArrayList<>();
        warnings = new ArrayList<>();
    }

    private Catalogue(Catalogue other) {
        limit = other.limit;
        scenarios = new TreeMap<>(other.scenarios);
        experiments = new TreeMap<>(other.experiments);
        discovered = new LinkedHashSet<>(other.discovered);
        droppedIn = new HashSet<>(other.droppedIn);
        archives = new ArrayList<>(other.archives);
        warnings = new ArrayList<>(other.warnings);
    }

    /** Looks for plugins in the program and in folders, each of which has {@code limit} to answer. */
    public static Catalogue of(PluginFolders folders, TimeLimit limit) {
        Catalogue catalogue = new Catalogue(limit);
        catalogue.addAll(Service.SCENARIO, ServiceLoader.load(Scenario.class), catalogue.scenarios);
        catalogue.addAll(Service.EXPERIMENT, ServiceLoader.load(Experiment.class), catalogue.experiments);
        folders.archives(catalogue.warnings::add).forEach(catalogue::add);
        return catalogue;
    }

    /**
     * This catalogue and the plugins of one more jar, or of a folder that holds one plugin with its libraries. What went
     * wrong follows in the warnings.
     */
    public Catalogue with(Path archive) {
        Catalogue more = new Catalogue(this);
        more.add(archive);
        return more;
    }

    /** The data sets of all experiments; those that cannot be read, which a list says, are left out. */
    public List<Dataset> datasets(DatasetReader reader) {
        List<Dataset> datasets = new ArrayList<>();
        for (Plugin<Experiment> experiment : experiments.values()) {
            try {
                datasets.add(experiment.implementation().dataset(reader));
            } catch (DataFormatException broken) {
                continue;
            }
        }
        return datasets;
    }

    private <T> void addAll(Service<T> service, ServiceLoader<T> loader, Map<String, Plugin<T>> plugins) {
        List<Plugin<T>> found = new ArrayList<>();
        var iterator = loader.stream().iterator();
        while (true) {
            try {
                if (!iterator.hasNext()) {
                    break;
                }
                Service.Loaded<T> loaded = service.load(iterator.next(), limit);
                found.add(new Plugin<>(
                        service.id(loaded),
                        loaded.plugin(),
                        ApiVersion.of(loaded.type()).orElse("unknown"),
                        origin(loaded.type())));
            } catch (PluginException | ServiceConfigurationError | LinkageError | RuntimeException broken) {
                warnings.add("a plugin is left out: " + FailureText.of(broken));
            }
        }
        found.forEach(plugin -> discovered.add(plugin.id()));
        found.sort(Comparator.comparing((Plugin<T> plugin) -> plugin.id()).thenComparing(Plugin::origin));
        found.forEach(plugin -> add(service, plugin, plugins));
    }

    private static String origin(Class<?> type) {
        Module module = type.getModule();
        return module.isNamed()
                ? module.getName()
                : type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    private void add(Path archive) {
        String leftOut = "plugin " + archive + " is left out: ";
        try {
            Path real = archive.toRealPath();
            if (archives.contains(real)) {
                return;
            }
            archives.add(real);
            PluginArchive opened = PluginArchive.open(archive);
            opened.plugins(Service.SCENARIO, limit, reason -> warnings.add(leftOut + reason))
                    .forEach(plugin -> {
                        if (add(Service.SCENARIO, plugin, scenarios)) {
                            droppedIn.add(plugin.id());
                        }
                    });
            opened.plugins(Service.EXPERIMENT, limit, reason -> warnings.add(leftOut + reason))
                    .forEach(plugin -> add(Service.EXPERIMENT, plugin, experiments));
        } catch (IOException unreadable) {
            warnings.add(leftOut + FailureText.of(unreadable));
        } catch (PluginException broken) {
            warnings.add(leftOut + broken.getMessage());
        }
    }

    /** Adds a plugin unless its id is taken; whether it was added. */
    private <T> boolean add(Service<T> service, Plugin<T> plugin, Map<String, Plugin<T>> plugins) {
        discovered.add(plugin.id());
        Plugin<T> earlier = plugins.putIfAbsent(plugin.id(), plugin);
        if (earlier != null) {
            warnings.add(service.word() + " " + plugin.id() + " of " + plugin.origin() + " is left out: "
                    + earlier.origin() + " has one of the same id");
        }
        return earlier == null;
    }

    /** Whether a scenario came from an archive that somebody put beside the program or named. */
    public boolean isDroppedIn(String scenario) {
        return droppedIn.contains(scenario);
    }

    /** The scenario with this id. */
    public Optional<Scenario> scenario(String id) {
        return Optional.ofNullable(scenarios.get(id)).map(Plugin::implementation);
    }

    /** The experiment with this id. */
    public Optional<Experiment> experiment(String id) {
        return Optional.ofNullable(experiments.get(id)).map(Plugin::implementation);
    }

    /** All scenarios, sorted by id. */
    public List<Plugin<Scenario>> scenarios() {
        return List.copyOf(scenarios.values());
    }

    /** All experiments, sorted by id. */
    public List<Plugin<Experiment>> experiments() {
        return List.copyOf(experiments.values());
    }

    /** All plugins, scenarios first. */
    public List<Plugin<?>> plugins() {
        return Stream.<Plugin<?>>concat(scenarios.values().stream(), experiments.values().stream())
                .toList();
    }

    /** The experiments that count as one, by the id of their group, in the order in which their modules provide them. */
    public Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new TreeMap<>();
        for (String id : discovered) {
            experiment(id)
                    .flatMap(Experiment::group)
                    .ifPresent(group -> groups.computeIfAbsent(group.id(), key -> new ArrayList<>())
                            .add(id));
        }
        return groups;
    }

    /** What went wrong while loading, one line each. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * Records that there is no plugin of this id; if some were left out, once, and why they were.
     *
     * @param word what users call such a plugin
     * @param valid the ids that there are
     */
    public void unknown(String word, String id, List<String> valid, Location where, Problems problems) {
        String message = NearestName.unknown(word, id, valid);
        if (warnings.isEmpty()) {
            problems.add(where, message);
        } else {
            problems.addOnce(
                    where,
                    message + warnings.stream().map(warning -> "; " + warning).collect(Collectors.joining()));
        }
    }
}
