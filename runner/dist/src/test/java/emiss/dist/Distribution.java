package emiss.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of jars that was built, and the checkout around it. */
final class Distribution {
    private Distribution() {}

    /** The folder of all jars, the module path of the program. */
    static Path lib() {
        return Path.of(System.getProperty("emiss.lib")).toAbsolutePath().normalize();
    }

    /** The checkout. */
    static Path root() {
        return Path.of(System.getProperty("emiss.root")).toAbsolutePath().normalize();
    }

    static List<Path> jars() {
        try (Stream<Path> files = Files.list(lib())) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Our own modules, by name. */
    static List<ModuleReference> modules() {
        return ModuleFinder.of(lib()).findAll().stream()
                .filter(module -> module.descriptor().name().startsWith("emiss."))
                .sorted(Comparator.comparing(module -> module.descriptor().name()))
                .toList();
    }

    static List<ModuleDescriptor> descriptors() {
        return modules().stream().map(ModuleReference::descriptor).toList();
    }

    /** The program on the module path, followed by {@code arguments}. */
    static List<String> onModulePath(String... arguments) {
        return command(
                List.of("-p", lib().toString(), "--add-modules", "ALL-MODULE-PATH", "-m", "emiss.cli/emiss.cli.Main"),
                arguments);
    }

    /** The program on the class path, followed by {@code arguments}. */
    static List<String> onClassPath(String... arguments) {
        return command(List.of("-cp", lib().resolve("*").toString(), "emiss.cli.Main"), arguments);
    }

    /** Options of Java for short runs, which the first compiler alone serves with less of the machine. */
    static List<String> javaOptions() {
        return List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<String> command(List<String> start, String... arguments) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(javaOptions());
        command.addAll(start);
        command.addAll(List.of(arguments));
        return command;
    }
}
