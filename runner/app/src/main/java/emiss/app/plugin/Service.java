package emiss.app.plugin;

import emiss.api.experiment.Experiment;
import emiss.api.scenario.Scenario;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of the two plugin interfaces, with how a new instance is let in: it is asked for all about itself, since a plugin whose
 * class does not fit emiss.api fails on the first call, not on construction.
 *
 * @param <T> the interface
 * @param type its class
 * @param word what users call it
 * @param id the id of a loaded instance
 * @param loading asks an instance, and keeps its answers
 */
record Service<T>(Class<T> type, String word, Function<T, String> id, Loading<T> loading) {
    /** Asks an instance for all about itself. */
    interface Loading<T> {
        /** The same plugin with its answers kept. */
        T load(T instance, TimeLimit limit) throws PluginException;
    }

    /**
     * A plugin that was let in.
     *
     * @param <T> the interface
     * @param type the class of the plugin
     * @param plugin the plugin with its answers kept
     */
    record Loaded<T>(Class<?> type, T plugin) {}

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    static final Service<Scenario> SCENARIO =
            new Service<>(Scenario.class, "scenario", Scenario::id, (instance, limit) -> new LoadedScenario(instance));
    static final Service<Experiment> EXPERIMENT =
            new Service<>(Experiment.class, "experiment", Experiment::id, LoadedExperiment::new);

    /**
     * The plugin of a provider, once it has answered everything.
     *
     * @throws PluginException with the reason, whatever it does instead
     */
    Loaded<T> load(ServiceLoader.Provider<T> provider, TimeLimit limit) throws PluginException {
        try {
            String who = provider.type().getName();
            return limit.ask(who, () -> {
                T instance = provider.get();
                return new Loaded<>(instance.getClass(), loading.load(instance, limit));
            });
        } catch (ExecutionException failed) {
            throw new PluginException(FailureText.of(failed.getCause()));
        }
    }

    /** The id of a plugin. */
    String id(Loaded<T> loaded) {
        return id.apply(loaded.plugin());
    }

    /** An answer of a plugin, which from outside may break the promise that no method returns null. */
    static <A> A answer(@Nullable A answer, String method) {
        return Objects.requireNonNull(answer, () -> method + "() returns null");
    }

    /** An id, if it is one. */
    static String id(@Nullable String id) throws PluginException {
        if (!ID.matcher(answer(id, "id")).matches()) {
            throw new PluginException("its id is \"" + id + "\", expected lower case, words joined by hyphens");
        }
        return answer(id, "id");
    }
}
