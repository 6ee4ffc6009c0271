package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** A small jar that is made for a test: sources, which are compiled against emiss.api and other jars, and texts. */
final class PluginJar {
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Manifest manifest = new Manifest();
    private final List<Path> path = new ArrayList<>();
    private final Path scratch;

    /** An empty jar; {@code scratch} is a folder to compile in. */
    PluginJar(Path scratch) {
        this.scratch = scratch;
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    }

    /** A scenario class of the module {@code module}; {@code id}, {@code constructor} and {@code title} are Java. */
    PluginJar scenario(String module, String type, String id, String constructor, String title) {
        return scenario(module, type, id, constructor, title, "");
    }

    /** A scenario class of the module {@code hostile}; {@code constructor} and {@code at}, before its answer, are Java. */
    PluginJar hostile(String type, String constructor, String at) {
        return scenario("hostile", type, "\"" + type.toLowerCase(Locale.ROOT) + "\"", constructor, "\"Hostile\"", at);
    }

    private PluginJar scenario(String module, String type, String id, String constructor, String title, String at) {
        return source(type, """
                package %1$s;
                import emiss.api.scenario.*;
                import java.util.List;
                public final class %2$s implements Scenario {
                    public %2$s() { %4$s }
                    public String id() { return %3$s; }
                    public String title() { return %5$s; }
                    public String description() { return "A scenario of a test."; }
                    public FinalState finalState() { return new FinalState.Single(); }
                    public List<Coupling> couplings() { return List.of(new Coupling("c", QuarkCurrent.S, "", 0)); }
                    static boolean yes() { return true; }
                    public SpectralFunctions at(double q2, double mass, Slots slots) {
                        %6$s
                        return new SpectralFunctions(slots.at(Slot.S, "").norm(), 0, 0, 0);
                    }
                }
                """.formatted(module, type, id, constructor, title, at));
    }

    /** A class, or {@code module-info}. */
    PluginJar source(String type, String text) {
        sources.put(type + ".java", text);
        return this;
    }

    /** The descriptor of a module that provides scenarios. */
    PluginJar module(String module, String requires, String... types) {
        List<String> providers =
                Stream.of(types).map(type -> module + "." + type).toList();
        return source(
                "module-info",
                "module " + module + " { requires emiss.api; " + requires
                        + " provides emiss.api.scenario.Scenario with " + String.join(", ", providers) + "; }");
    }

    PluginJar text(String name, String content) {
        texts.put(name, content);
        return this;
    }

    PluginJar manifest(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    /** Another jar to compile against. */
    PluginJar needs(Path jar) {
        path.add(jar);
        return this;
    }

    /** Compiles against emiss.api and the jars it {@link #needs}, and writes the jar. */
    Path write(Path jar) {
        List<Path> all = new ArrayList<>(path);
        all.add(Distribution.lib().resolve("emiss-api-0.2.0.jar"));
        Distribution.jars().stream()
                .filter(found -> found.getFileName().toString().matches("(jspecify|apiguardian).*"))
                .forEach(all::add);
        return write(jar, all);
    }

    /** Compiles against {@code modulePath} only, and writes the jar. */
    Path write(Path jar, List<Path> modulePath) {
        try {
            Path work = Files.createTempDirectory(scratch, "compile");
            List<String> arguments = new ArrayList<>(
                    List.of("--release", "17", "-d", work.resolve("classes").toString()));
            arguments.add(sources.containsKey("module-info.java") ? "-p" : "-cp");
            arguments.add(modulePath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
            sources.forEach((name, text) ->
                    arguments.add(Manual.write(work.resolve(name), text).toString()));
            if (!sources.isEmpty()) {
                int status =
                        ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
                assertThat(status).as("status of javac %s", arguments).isZero();
            }
            write(jar, work.resolve("classes"));
            return jar;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void write(Path jar, Path classes) throws IOException {
        Files.createDirectories(classes);
        Files.createDirectories(jar.getParent());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> found = Files.walk(classes)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                entry(
                        out,
                        classes.relativize(file).toString().replace(File.separatorChar, '/'),
                        Files.readAllBytes(file));
            }
            for (Map.Entry<String, String> text : texts.entrySet()) {
                entry(out, text.getKey(), text.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void entry(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
