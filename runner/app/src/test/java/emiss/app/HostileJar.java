package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.api.scenario.Scenario;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A jar of scenarios that break their contract, each in its own way; compiled for a test. */
final class HostileJar {
    private record Part(String constructor, String couplings, String at) {}

    private final Map<String, Part> scenarios = new LinkedHashMap<>();

    /** A scalar with the coupling g; {@code at} is the body of its method, with q2, mass, slots and the good r0. */
    HostileJar scenario(String id, String at) {
        return scenario(id, "", "new Coupling(\"g\", QuarkCurrent.S, \"\", 0)", at);
    }

    /** The same with a constructor and couplings of its own. */
    HostileJar scenario(String id, String constructor, String couplings, String at) {
        scenarios.put(id, new Part(constructor, couplings, at));
        return this;
    }

    /** Compiles and writes the jar into a folder. */
    Path write(Path folder) throws IOException, InterruptedException, URISyntaxException {
        Path api = Path.of(Scenario.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path classes = folder.resolve("classes");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "--release",
                "17",
                "-cp",
                api.toString(),
                "-d",
                classes.toString()));
        StringBuilder service = new StringBuilder();
        for (Map.Entry<String, Part> scenario : scenarios.entrySet()) {
            String name = name(scenario.getKey());
            Path source = folder.resolve(name + ".java");
            Files.writeString(source, source(scenario.getKey(), name, scenario.getValue()));
            command.add(source.toString());
            service.append("hostile.").append(name).append('\n');
        }
        Path log = folder.resolve("javac.log");
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(status).as(Files.readString(log)).isZero();
        Path jar = folder.resolve("hostile.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (String id : scenarios.keySet()) {
                String entry = "hostile/" + name(id) + ".class";
                out.putNextEntry(new JarEntry(entry));
                out.write(Files.readAllBytes(classes.resolve(entry)));
            }
            out.putNextEntry(new JarEntry("META-INF/services/emiss.api.scenario.Scenario"));
            out.write(service.toString().getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private static String name(String id) {
        return "S" + id.replace('-', '_');
    }

    private static String source(String id, String name, Part part) {
        return """
                package hostile;
                import emiss.api.scenario.*;
                import java.util.List;
                public final class %2$s implements Scenario {
                    public %2$s() { %3$s }
                    public String id() { return "%1$s"; }
                    public String title() { return "Hostile"; }
                    public String description() { return "Hostile."; }
                    public FinalState finalState() { return new FinalState.Single(); }
                    public List<Coupling> couplings() { return List.of(%4$s); }
                    static boolean yes() { return true; }
                    static SpectralFunctions r0(double r0) { return new SpectralFunctions(r0, 0, 0, 0); }
                    public SpectralFunctions at(double q2, double mass, Slots slots) {
                        double good = slots.at(Slot.S, "").norm();
                        %5$s
                    }
                }
                """.formatted(id, name, part.constructor, part.couplings, part.at);
    }
}
