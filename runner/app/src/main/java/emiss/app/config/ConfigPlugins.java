package emiss.app.config;

import emiss.app.file.NamedFiles;
import emiss.app.plugin.Catalogue;
import emiss.data.document.Location;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.ValueDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The plugins that a configuration can use: those of the program and those of the jars that it names.
 *
 * @param catalogue the plugins
 * @param warnings why named jars could not be used
 */
record ConfigPlugins(Catalogue catalogue, List<Warning> warnings) {
    /**
     * A warning.
     *
     * @param where its place in the configuration
     * @param text one line
     */
    record Warning(Location where, String text) {}

    ConfigPlugins {
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads the field {@code plugins}.
     *
     * @param files finds the jars and folders that it names
     * @param notices is told from where code is loaded, before it is
     */
    static ConfigPlugins read(
            ObjectDecoder decoder, Catalogue builtIn, NamedFiles files, Problems problems, Consumer<String> notices) {
        Map<Path, Location> archives = new LinkedHashMap<>();
        for (Node node : decoder.optionalList("plugins")) {
            String name = ValueDecoder.asString(node, "a plugin", problems);
            if (name.isEmpty()) {
                continue;
            }
            files.path(name, "plugin", node.location()).ifPresent(path -> {
                if (Files.exists(path)) {
                    archives.putIfAbsent(path, node.location());
                } else {
                    problems.add(
                            node.location(), "there is no plugin " + path + ", expected a jar or a folder of jars");
                }
            });
        }
        if (!archives.isEmpty()) {
            notices.accept("loads code from "
                    + archives.keySet().stream().map(Path::toString).collect(Collectors.joining(", ")));
        }
        Catalogue catalogue = builtIn;
        List<Warning> warnings = new ArrayList<>();
        for (Map.Entry<Path, Location> archive : archives.entrySet()) {
            int earlier = catalogue.warnings().size();
            catalogue = catalogue.with(archive.getKey());
            catalogue.warnings().stream()
                    .skip(earlier)
                    .map(warning -> new Warning(archive.getValue(), warning))
                    .forEach(warnings::add);
        }
        return new ConfigPlugins(catalogue, warnings);
    }

    /** The plugins of the program alone; that the document names others is a problem. */
    static ConfigPlugins none(ObjectDecoder decoder, Catalogue builtIn, Problems problems) {
        if (decoder.has("plugins")) {
            problems.add(
                    decoder.location("plugins"),
                    "\"plugins\" is not allowed here: a request loads no code; expected plugins in the folder of plugins when"
                            + " the service starts");
        }
        return new ConfigPlugins(builtIn, List.of());
    }

    /** The warnings with their places, one line each. */
    List<String> lines() {
        return warnings.stream()
                .map(warning -> warning.where + ": " + warning.text)
                .toList();
    }

    /** Makes problems of the warnings that no problem mentions. */
    void report(Problems problems) {
        List<String> said = problems.lines();
        warnings.stream()
                .filter(warning -> said.stream().noneMatch(line -> line.contains(warning.text)))
                .forEach(warning -> problems.add(warning.where, warning.text));
    }
}
