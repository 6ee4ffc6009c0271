package emiss.app.config;

import emiss.app.plugin.Catalogue;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The plugins that a configuration can use: those of the program and those of the jars that it names.
 *
 * @param catalogue the plugins
 * @param warnings named jars that could not be used, with their place in the configuration, one line each
 */
record ConfigPlugins(Catalogue catalogue, List<String> warnings) {
    ConfigPlugins {
        warnings = List.copyOf(warnings);
    }

    /** Reads the field {@code plugins}, whose paths are relative to {@code folder}. */
    static ConfigPlugins read(ObjectDecoder decoder, Catalogue builtIn, Path folder, Problems problems) {
        Catalogue catalogue = builtIn;
        List<String> warnings = new ArrayList<>();
        for (Node node : decoder.optionalList("plugins")) {
            String name = ObjectDecoder.asString(node, "a plugin", problems);
            if (name.isEmpty()) {
                continue;
            }
            try {
                Path path = folder.resolve(name).normalize();
                if (Files.exists(path)) {
                    int earlier = catalogue.warnings().size();
                    catalogue = catalogue.with(path);
                    catalogue.warnings().stream()
                            .skip(earlier)
                            .map(warning -> node.location() + ": " + warning)
                            .forEach(warnings::add);
                } else {
                    problems.add(
                            node.location(), "there is no plugin " + path + ", expected a jar or a folder of jars");
                }
            } catch (InvalidPathException wrong) {
                problems.add(node.location(), "the plugin \"" + name + "\" is no path: " + wrong.getReason());
            }
        }
        return new ConfigPlugins(catalogue, warnings);
    }
}
