package emiss.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/** Checks that hold for plugins of any kind; each throws an {@link AssertionError} that says what is wrong. */
public final class PluginChecks {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private PluginChecks() {}

    /**
     * The class is public and final, has a public constructor without arguments, and no field that could change.
     *
     * @param plugin the plugin
     */
    public static void checkClass(Object plugin) {
        Class<?> type = plugin.getClass();
        assertThat(Modifier.isPublic(type.getModifiers()))
                .as("%s is a public class", type.getName())
                .isTrue();
        assertThat(Modifier.isFinal(type.getModifiers()))
                .as("%s is a final class", type.getName())
                .isTrue();
        assertThat(type.getConstructors())
                .as("public constructors of %s", type.getName())
                .extracting(Constructor::getParameterCount)
                .as("a public constructor of %s without arguments", type.getName())
                .contains(0);
        assertThat(Arrays.stream(type.getDeclaredFields())
                        .filter(field -> !field.isSynthetic() && !Modifier.isFinal(field.getModifiers()))
                        .map(Field::getName))
                .as("fields of %s that are not final", type.getName())
                .isEmpty();
    }

    /** What figures need of a plugin is there: a label, and a place among the colours if it wants a certain one. */
    static void checkLook(String label, OptionalInt colourOrder) {
        assertThat(label).as("the label").isNotBlank();
        assertThat(colourOrder.orElse(0)).as("the place among the colours").isNotNegative();
    }

    /**
     * ServiceLoader finds the class, by {@code module-info} (if it is in a module) and by {@code META-INF/services}.
     *
     * @param <S> the plugin interface
     * @param service the plugin interface
     * @param plugin the plugin
     */
    public static <S> void checkRegistration(Class<S> service, S plugin) {
        Class<?> type = plugin.getClass();
        assertThat(ServiceLoader.load(service, type.getClassLoader()).stream().map(ServiceLoader.Provider::type))
                .as("providers of %s that ServiceLoader finds", service.getName())
                .anySatisfy(found -> assertThat(found.getName()).isEqualTo(type.getName()));
        if (type.getModule().isNamed()) {
            assertThat(type.getModule().getDescriptor().provides())
                    .as("module %s provides %s with %s", type.getModule().getName(), service.getName(), type.getName())
                    .anyMatch(provides -> provides.service().equals(service.getName())
                            && provides.providers().contains(type.getName()));
        }
        String resource = "META-INF/services/" + service.getName();
        assertThat(lines(type.getClassLoader(), resource))
                .as("classes named in %s", resource)
                .contains(type.getName());
    }

    static void checkId(String id) {
        assertThat(id).as("the id: lower case, words joined by hyphens").matches(ID);
    }

    private static List<String> lines(ClassLoader loader, String resource) {
        List<String> lines = new ArrayList<>();
        try {
            for (URL url : Collections.list(loader.getResources(resource))) {
                try (BufferedReader reader =
                        new BufferedReader(new InputStreamReader(url.openStream(), StandardCharsets.UTF_8))) {
                    reader.lines()
                            .map(line -> line.replaceFirst("#.*", "").strip())
                            .filter(line -> !line.isEmpty())
                            .forEach(lines::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }
}
