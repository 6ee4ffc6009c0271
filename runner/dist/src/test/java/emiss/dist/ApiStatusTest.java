package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import emiss.testkit.ScenarioContract;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What users may rely on: every exported package says it, or else each of its public types. */
final class ApiStatusTest {
    static Stream<Arguments> exportedPackages() {
        return modules().stream()
                .flatMap(module -> module.descriptor().exports().stream()
                        .filter(exports -> !exports.isQualified())
                        .map(ModuleDescriptor.Exports::source)
                        .sorted()
                        .map(name -> arguments(name, module)));
    }

    /** Those of the program, and the test kit, which is not part of it. */
    private static List<ModuleReference> modules() {
        List<ModuleReference> modules = new ArrayList<>(Distribution.modules());
        try {
            Path testkit = Path.of(ScenarioContract.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            modules.add(ModuleFinder.of(testkit).find("emiss.testkit").orElseThrow());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
        return modules;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exportedPackages")
    void everyExportedTypeHasAStatus(String packageName, ModuleReference module) throws Exception {
        Optional<API> ofPackage = status(Class.forName(packageName + ".package-info"));
        if (ofPackage.isPresent()) {
            assertThat(ofPackage.get().since()).as("since of %s", packageName).matches("\\d+\\.\\d+");
            return;
        }
        List<Class<?>> types = publicTypes(packageName, module);

        assertThat(types).as("public types of %s", packageName).isNotEmpty();
        assertThat(types)
                .allSatisfy(type -> assertThat(status(type).map(API::since))
                        .as("since of the status of %s", type)
                        .hasValueSatisfying(since -> assertThat(since).matches("\\d+\\.\\d+")));
    }

    /** As the table in docs/library.md promises. */
    @Test
    void whatPluginsAndTheirTestsUseIsStable() throws ClassNotFoundException {
        Set<String> stable = Set.of("emiss.api", "emiss.testkit");
        List<String> packages = modules().stream()
                .filter(module -> stable.contains(module.descriptor().name()))
                .flatMap(module -> module.descriptor().exports().stream())
                .map(ModuleDescriptor.Exports::source)
                .toList();

        assertThat(packages).contains("emiss.api.scenario", "emiss.api.experiment", "emiss.testkit");
        for (String name : packages) {
            assertThat(status(Class.forName(name + ".package-info")).map(API::status))
                    .as("status of %s", name)
                    .contains(API.Status.STABLE);
        }
    }

    private static Optional<API> status(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(API.class));
    }

    private static List<Class<?>> publicTypes(String packageName, ModuleReference module)
            throws IOException, ClassNotFoundException {
        String folder = packageName.replace('.', '/') + "/";
        List<Class<?>> types = new ArrayList<>();
        try (ModuleReader reader = module.open()) {
            for (String entry : reader.list().toList()) {
                if (entry.matches(folder + "\\w+\\.class")) {
                    Class<?> type = Class.forName(
                            packageName + "." + entry.substring(folder.length(), entry.length() - ".class".length()));
                    if (Modifier.isPublic(type.getModifiers())) {
                        types.add(type);
                    }
                }
            }
        }
        return types;
    }
}
