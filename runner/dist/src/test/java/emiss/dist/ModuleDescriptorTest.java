package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The module descriptors against those on record, so that nobody opens, exports or requires by accident. With {@code
 * -Demiss.recordModules=true} the record is written anew.
 */
final class ModuleDescriptorTest {
    private static final String HOW_TO_RECORD = "if the change is meant, record it with"
            + " 'mvn -B -q -pl runner/dist -am verify -Demiss.recordModules=true' and look at the difference in git";

    private static final Path RECORD = Distribution.root().resolve("runner/dist/src/test/resources/emiss/dist/modules");

    @BeforeAll
    static void record() throws IOException {
        if (!Boolean.getBoolean("emiss.recordModules")) {
            return;
        }
        Files.createDirectories(RECORD);
        for (Path outdated : records()) {
            Files.delete(outdated);
        }
        for (ModuleDescriptor module : Distribution.descriptors()) {
            Files.writeString(RECORD.resolve(module.name() + ".txt"), text(module));
        }
    }

    static Stream<String> names() {
        return Distribution.descriptors().stream().map(ModuleDescriptor::name);
    }

    @Test
    void everyModuleIsOnRecord() throws IOException {
        assertThat(records().stream().map(file -> file.getFileName().toString().replaceFirst("\\.txt$", "")))
                .as("modules on record; %s", HOW_TO_RECORD)
                .containsExactlyInAnyOrderElementsOf(names().toList());
    }

    @ParameterizedTest
    @MethodSource("names")
    void descriptorIsTheOneOnRecord(String name) throws IOException {
        ModuleDescriptor module = Distribution.descriptors().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        Path file = RECORD.resolve(name + ".txt");
        assertThat(file).as("the record of module %s; %s", name, HOW_TO_RECORD).exists();

        assertThat(text(module).lines())
                .as("the descriptor of module %s; %s", name, HOW_TO_RECORD)
                .containsExactlyElementsOf(Files.readAllLines(file));
    }

    private static List<Path> records() throws IOException {
        if (!Files.isDirectory(RECORD)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(RECORD)) {
            return files.sorted().toList();
        }
    }

    private static String text(ModuleDescriptor module) {
        List<String> lines = new ArrayList<>();
        lines.add((module.isOpen() ? "open " : "") + "module " + module.name());
        module.requires().stream()
                .map(requires -> "requires " + modifiers(requires.modifiers()) + requires.name())
                .sorted()
                .forEach(lines::add);
        module.exports().stream()
                .map(exports -> "exports " + exports.source() + to(exports.targets()))
                .sorted()
                .forEach(lines::add);
        module.opens().stream()
                .map(opens -> "opens " + opens.source() + to(opens.targets()))
                .sorted()
                .forEach(lines::add);
        module.uses().stream().map(service -> "uses " + service).sorted().forEach(lines::add);
        module.provides().stream()
                .map(provides ->
                        "provides " + provides.service() + " with " + String.join(", ", sorted(provides.providers())))
                .sorted()
                .forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    private static String modifiers(Collection<ModuleDescriptor.Requires.Modifier> modifiers) {
        StringBuilder text = new StringBuilder();
        sorted(modifiers.stream()
                        .map(modifier -> modifier.name().toLowerCase(Locale.ROOT))
                        .toList())
                .forEach(modifier -> text.append(modifier).append(' '));
        return text.toString();
    }

    private static String to(Collection<String> targets) {
        return targets.isEmpty() ? "" : " to " + String.join(", ", sorted(targets));
    }

    private static List<String> sorted(Collection<String> names) {
        return names.stream().sorted().toList();
    }
}
