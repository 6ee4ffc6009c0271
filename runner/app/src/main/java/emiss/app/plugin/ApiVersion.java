package emiss.app.plugin;

import emiss.api.scenario.Scenario;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions of the plugin interfaces. They are semantic: plugins fit every version with the same first number, and while
 * that is 0, with the same first two.
 */
public final class ApiVersion {
    /** The attribute of a jar's manifest that names the version of emiss.api it was built for. */
    public static final String ATTRIBUTE = "Emiss-Api-Version";

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)([.+-].*)?");

    private ApiVersion() {}

    /** The version of emiss.api in this program; empty if its module says none. */
    public static Optional<String> running() {
        return of(Scenario.class);
    }

    /** The version of the module that a class belongs to, also when its jar lies on the class path. */
    static Optional<String> of(Class<?> type) {
        Module module = type.getModule();
        if (module.isNamed()) {
            return module.getDescriptor().rawVersion();
        }
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? Optional.empty()
                    : ModuleFinder.of(Path.of(source.getLocation().toURI())).findAll().stream()
                            .findFirst()
                            .flatMap(found -> found.descriptor().rawVersion());
        } catch (FindException | URISyntaxException noModule) {
            return Optional.empty();
        }
    }

    /**
     * The version of emiss.api that a plugin was built for: what its manifest says, or else what the compiler left in its
     * module descriptor; empty if neither does.
     */
    static Optional<String> required(JarAttributes attributes, ModuleDescriptor descriptor) {
        return attributes
                .value(ATTRIBUTE)
                .or(() -> descriptor.requires().stream()
                        .filter(requires -> requires.name().equals("emiss.api"))
                        .findFirst()
                        .flatMap(ModuleDescriptor.Requires::rawCompiledVersion));
    }

    /** Fails if a plugin built for the version {@code required} cannot run with the version {@code running}. */
    static void check(String required, String running) throws PluginException {
        Matcher wanted = VERSION.matcher(required);
        if (!wanted.matches()) {
            throw new PluginException(
                    ATTRIBUTE + " is \"" + required + "\" in its manifest, expected a version like " + running);
        }
        Matcher present = VERSION.matcher(running);
        if (present.matches() && !series(wanted).equals(series(present))) {
            throw new PluginException("it was built for emiss.api " + required + " and this is " + running
                    + ", expected " + series(present) + "x");
        }
    }

    private static String series(Matcher version) {
        return version.group(1) + "." + (version.group(1).equals("0") ? version.group(2) + "." : "");
    }
}
