package emiss.app.plugin;

/**
 * A plugin that was found.
 *
 * @param <T> the plugin interface
 * @param id the name in configs and results
 * @param implementation the instance
 * @param version version of its module, or of the jar's manifest; {@code unknown} if neither says
 * @param origin the module it came from; for a plugin that is not part of the program's module path, the jar
 */
public record Plugin<T>(String id, T implementation, String version, String origin) {
    /** Whether a thread is inside a plugin now. */
    public static boolean isAsked(Thread thread) {
        return LoadedScenario.isAsked(thread);
    }
}
