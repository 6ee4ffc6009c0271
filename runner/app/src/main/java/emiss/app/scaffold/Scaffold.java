package emiss.app.scaffold;

import emiss.results.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A complete Maven project of a plugin that compiles, passes the contract tests and runs. */
public final class Scaffold {
    /** What the project contains. */
    public enum Kind {
        /** A scenario with one invisible particle. */
        SINGLE("scenario", "Scenario", "single"),
        /** A scenario with a pair of invisible particles. */
        PAIR("scenario", "Scenario", "pair"),
        /** An experiment with its data set. */
        EXPERIMENT("experiment", "Experiment", "experiment");

        private final String serviceFolder;
        private final String service;
        private final String templates;

        Kind(String serviceFolder, String service, String templates) {
            this.serviceFolder = serviceFolder;
            this.service = service;
            this.templates = templates;
        }
    }

    private final Kind kind;
    private final PluginName name;
    private final String version;

    /**
     * A project.
     *
     * @param version the version of Emiss that it is built for
     */
    public Scaffold(Kind kind, PluginName name, String version) {
        this.kind = kind;
        this.name = name;
        this.version = version;
    }

    /** The texts of the project by path, relative to its folder. */
    public Map<String, String> files() {
        String sources = "src/main/java/";
        String resources = "src/main/resources/";
        String folder = name.packageName().replace('.', '/') + "/";
        String plugin = name.className() + kind.service;
        Map<String, String> files = new LinkedHashMap<>();
        files.put("pom.xml", text("pom.xml"));
        files.put("README.md", text("README.md"));
        files.put(name.id() + ".yaml", text(kind.templates + "/config.yaml"));
        files.put(sources + "module-info.java", text("module-info.txt"));
        files.put(sources + folder + "package-info.java", text("package-info.txt"));
        files.put(sources + folder + plugin + ".java", text(kind.templates + "/plugin.txt"));
        files.put(
                resources + "META-INF/services/emiss.api." + kind.serviceFolder + "." + kind.service,
                name.packageName() + "." + plugin + "\n");
        if (kind == Kind.EXPERIMENT) {
            files.put(resources + folder + name.id() + ".json", text(kind.templates + "/dataset.json"));
        }
        files.put("src/test/java/" + folder + plugin + "Test.java", text(kind.templates + "/test.txt"));
        return files;
    }

    /**
     * Writes the project; files of the same names are replaced, others stay.
     *
     * @throws IOException if a file cannot be written
     */
    public void write(Path directory) throws IOException {
        for (Map.Entry<String, String> file : files().entrySet()) {
            WholeFile.write(directory.resolve(file.getKey()), file.getValue());
        }
    }

    private String text(String template) {
        return template(template)
                .replace("{{id}}", name.id())
                .replace("{{title}}", name.title())
                .replace("{{package}}", name.packageName())
                .replace("{{class}}", name.className() + kind.service)
                .replace("{{kind}}", kind.serviceFolder)
                .replace("{{service}}", "emiss.api." + kind.serviceFolder + "." + kind.service)
                .replace("{{version}}", version);
    }

    private static String template(String template) {
        try (InputStream content =
                Objects.requireNonNull(Scaffold.class.getResourceAsStream(template), () -> "no template " + template)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
