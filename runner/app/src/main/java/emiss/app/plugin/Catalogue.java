package emiss.app.plugin;

import emiss.api.experiment.Experiment;
import emiss.api.scenario.Scenario;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;

/** Every plugin on the module path and the class path, by id. A plugin that fails to load is left out and reported. */
@Singleton
public final class Catalogue {
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Plugin<Scenario>> scenarios;
    private final Map<String, Plugin<Experiment>> experiments;

    /** Looks for plugins. */
    @Inject
    public Catalogue() {
        scenarios = load(ServiceLoader.load(Scenario.class), Scenario::id);
        experiments = load(ServiceLoader.load(Experiment.class), Experiment::id);
    }

    private <T> Map<String, Plugin<T>> load(ServiceLoader<T> loader, Function<T, String> id) {
        List<Plugin<T>> found = new ArrayList<>();
        var iterator = loader.stream().iterator();
        while (true) {
            try {
                if (!iterator.hasNext()) {
                    break;
                }
                T implementation = iterator.next().get();
                found.add(Plugin.of(id.apply(implementation), implementation));
            } catch (ServiceConfigurationError broken) {
                warnings.add("a plugin could not be loaded: " + broken.getMessage());
            }
        }
        found.sort(Comparator.comparing(Plugin::id));
        Map<String, Plugin<T>> plugins = new TreeMap<>();
        for (Plugin<T> plugin : found) {
            Plugin<T> earlier = plugins.putIfAbsent(plugin.id(), plugin);
            if (earlier != null) {
                warnings.add("plugin " + plugin.id() + " of " + plugin.origin() + " is ignored: " + earlier.origin()
                        + " has the same id");
            }
        }
        return new LinkedHashMap<>(plugins);
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

    /** What went wrong while loading, one line each. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }
}
