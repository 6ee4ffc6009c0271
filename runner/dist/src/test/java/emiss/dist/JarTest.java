package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the jars of the distribution must agree on. */
final class JarTest {
    private static final String SERVICES = "META-INF/services/";

    static Stream<ModuleReference> modules() {
        return Distribution.modules().stream();
    }

    /** Class-path users find plugins by META-INF/services, module-path users by module-info. */
    @ParameterizedTest
    @MethodSource("modules")
    void servicesAreTheSameInModuleInfoAndMetaInf(ModuleReference module) throws IOException {
        Map<String, TreeSet<String>> provided = new TreeMap<>();
        for (ModuleDescriptor.Provides provides : module.descriptor().provides()) {
            provided.put(provides.service(), new TreeSet<>(provides.providers()));
        }

        assertThat(services(module))
                .as("META-INF/services of module %s", module.descriptor().name())
                .isEqualTo(provided);
    }

    private static Map<String, TreeSet<String>> services(ModuleReference module) throws IOException {
        Map<String, TreeSet<String>> services = new TreeMap<>();
        try (ModuleReader reader = module.open()) {
            List<String> names = reader.list()
                    .filter(name -> name.startsWith(SERVICES) && !name.endsWith("/"))
                    .toList();
            for (String name : names) {
                String text = new String(reader.open(name).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
                TreeSet<String> providers = new TreeSet<>();
                text.lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .forEach(providers::add);
                services.put(name.substring(SERVICES.length()), providers);
            }
        }
        return services;
    }

    /** Two versions of a library would be two modules of one name, with which the virtual machine does not start. */
    @Test
    void everyJarIsAModuleOfItsOwn() {
        Map<String, TreeSet<String>> jarsOfModule = new TreeMap<>();
        for (Path jar : Distribution.jars()) {
            for (ModuleReference module : ModuleFinder.of(jar).findAll()) {
                jarsOfModule
                        .computeIfAbsent(module.descriptor().name(), name -> new TreeSet<>())
                        .add(jar.getFileName().toString());
            }
        }

        assertThat(jarsOfModule).hasSize(Distribution.jars().size());
        assertThat(jarsOfModule)
                .allSatisfy((name, jars) ->
                        assertThat(jars).as("jars of module %s", name).hasSize(1));
    }
}
