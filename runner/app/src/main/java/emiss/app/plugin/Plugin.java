package emiss.app.plugin;

/**
 * A plugin that was found.
 *
 * @param <T> the plugin interface
 * @param id the name in configs and results
 * @param implementation the instance
 * @param version version of its module, or of the jar's manifest; {@code unknown} if neither says
 * @param origin the module or jar it came from
 */
public record Plugin<T>(String id, T implementation, String version, String origin) {
    static <T> Plugin<T> of(String id, T implementation) {
        Class<?> type = implementation.getClass();
        Module module = type.getModule();
        String version = module.isNamed()
                ? module.getDescriptor().rawVersion().orElse(null)
                : type.getPackage().getImplementationVersion();
        String origin = module.isNamed()
                ? module.getName()
                : type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return new Plugin<>(id, implementation, version == null ? "unknown" : version, origin);
    }
}
