package emiss.app.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * The main attributes of a jar's manifest.
 *
 * @param values values by name
 */
record JarAttributes(Map<String, String> values) {
    JarAttributes {
        values = Map.copyOf(values);
    }

    /** Reads the manifest of a jar; a jar without one has no attributes. */
    static JarAttributes of(Path jar) throws PluginException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Map<String, String> values = new TreeMap<>();
            Manifest manifest = file.getManifest();
            if (manifest != null) {
                manifest.getMainAttributes().forEach((name, value) -> values.put(name.toString(), value.toString()));
            }
            return new JarAttributes(values);
        } catch (IOException unreadable) {
            throw new PluginException(jar.getFileName() + " is not a jar: " + FailureText.of(unreadable));
        }
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
