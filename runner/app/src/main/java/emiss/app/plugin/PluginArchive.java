package emiss.app.plugin;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.lang.module.ResolvedModule;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plugin from outside the program: a jar, or a folder of jars with a plugin and its libraries. It gets a module layer of
 * its own, in which its libraries are seen first; only emiss.api and what that needs always come from the program. Where
 * the program runs on the class path there is a class loader instead, and the program's libraries come first.
 */
final class PluginArchive {
    private static final Module PROGRAM = PluginArchive.class.getModule();

    private final Path path;
    private final Map<String, ModuleReference> providers;
    private final Map<ModuleReference, JarAttributes> attributes;
    private final Source source;

    private interface Source {
        /** The providers of a service, each made when it is asked for. */
        <T> Iterator<ServiceLoader.Provider<T>> providers(Service<T> service, List<String> classes);
    }

    private PluginArchive(
            Path path,
            Map<String, ModuleReference> providers,
            Map<ModuleReference, JarAttributes> attributes,
            Source source) {
        this.path = path;
        this.providers = providers;
        this.attributes = attributes;
        this.source = source;
    }

    /** Opens a jar or a folder; runs no code in it. */
    static PluginArchive open(Path path) throws PluginException {
        try {
            List<Path> jars = jars(path);
            ModuleFinder finder = ModuleFinder.of(jars.toArray(Path[]::new));
            Map<String, ModuleReference> providers = new LinkedHashMap<>();
            Map<ModuleReference, JarAttributes> attributes = new LinkedHashMap<>();
            for (ModuleReference module : finder.findAll()) {
                List<String> classes = classes(module.descriptor());
                if (!classes.isEmpty()) {
                    attributes.put(module, checkedAttributes(module));
                    classes.forEach(name -> providers.put(name, module));
                }
            }
            if (providers.isEmpty()) {
                throw new PluginException("it provides no scenario and no experiment, neither in its module-info nor in"
                        + " META-INF/services");
            }
            Source source =
                    PROGRAM.isNamed() ? layer(finder, attributes.keySet()) : classLoader(jars.toArray(Path[]::new));
            return new PluginArchive(path, providers, attributes, source);
        } catch (IOException | FindException | ResolutionException | LayerInstantiationException broken) {
            throw new PluginException(FailureText.of(broken));
        }
    }

    /** The instances of a service; a class that fails is reported to {@code failures} and left out. */
    <T> List<Plugin<T>> plugins(Service<T> service, TimeLimit limit, Consumer<String> failures) {
        List<String> classes = providers.keySet().stream()
                .filter(name -> provides(service, providers.get(name).descriptor(), name))
                .toList();
        List<Plugin<T>> plugins = new ArrayList<>();
        Iterator<ServiceLoader.Provider<T>> iterator = source.providers(service, classes);
        // never more often than there are classes here: after them come those of the program
        for (int i = 0; i < classes.size(); i++) {
            try {
                if (!iterator.hasNext()) {
                    break;
                }
                plugins.add(plugin(service, service.load(iterator.next(), limit)));
            } catch (PluginException | ServiceConfigurationError | LinkageError | RuntimeException broken) {
                failures.accept(FailureText.of(broken));
            }
        }
        return plugins;
    }

    private <T> Plugin<T> plugin(Service<T> service, Service.Loaded<T> loaded) {
        String id = service.id(loaded);
        ModuleReference module = providers.get(loaded.type().getName());
        if (module == null) {
            return new Plugin<>(id, loaded.plugin(), "unknown", path.toString());
        }
        Optional<String> version =
                module.descriptor().rawVersion().or(() -> attributes.get(module).value("Implementation-Version"));
        return new Plugin<>(
                id, loaded.plugin(), version.orElse("unknown"), location(module).toString());
    }

    private static List<Path> jars(Path path) throws IOException, PluginException {
        List<Path> jars = List.of(path);
        if (Files.isDirectory(path)) {
            try (Stream<Path> entries = Files.list(path)) {
                jars = entries.filter(PluginFolders::isJar).sorted().toList();
            }
        }
        if (jars.isEmpty()) {
            throw new PluginException("there is no jar in this folder");
        }
        // read one by one, so that a broken one is named
        for (Path jar : jars) {
            JarAttributes.of(jar);
        }
        return jars;
    }

    private static List<String> classes(ModuleDescriptor module) {
        return module.provides().stream()
                .filter(provides -> provides.service()
                                .equals(Service.SCENARIO.type().getName())
                        || provides.service().equals(Service.EXPERIMENT.type().getName()))
                .flatMap(provides -> provides.providers().stream())
                .toList();
    }

    private static boolean provides(Service<?> service, ModuleDescriptor module, String name) {
        return module.provides().stream()
                .anyMatch(provides -> provides.service().equals(service.type().getName())
                        && provides.providers().contains(name));
    }

    private static JarAttributes checkedAttributes(ModuleReference module) throws PluginException {
        JarAttributes found = JarAttributes.of(location(module));
        Optional<String> required = ApiVersion.required(found, module.descriptor());
        Optional<String> running = ApiVersion.running();
        if (required.isPresent() && running.isPresent()) {
            ApiVersion.check(required.get(), running.get());
        }
        return found;
    }

    private static Path location(ModuleReference module) {
        return Path.of(module.location().orElseThrow());
    }

    private static Source layer(ModuleFinder jars, Set<ModuleReference> roots) {
        ModuleLayer parent = PROGRAM.getLayer();
        Configuration configuration = parent.configuration()
                .resolveAndBind(
                        without(jars, ofTheProgram(parent)),
                        ModuleFinder.of(),
                        roots.stream().map(root -> root.descriptor().name()).collect(Collectors.toSet()));
        ModuleLayer layer = parent.defineModulesWithOneLoader(configuration, PluginArchive.class.getClassLoader());
        return new Source() {
            @Override
            public <T> Iterator<ServiceLoader.Provider<T>> providers(Service<T> service, List<String> classes) {
                return ServiceLoader.load(layer, service.type()).stream().iterator();
            }
        };
    }

    /** The modules of which there must be one only: those of Emiss, and what emiss.api shares with plugins. */
    private static Set<String> ofTheProgram(ModuleLayer parent) {
        Set<String> names = new LinkedHashSet<>();
        for (ResolvedModule module : parent.configuration().modules()) {
            if (module.name().startsWith("emiss.")) {
                names.add(module.name());
            }
            if (module.name().equals("emiss.api")) {
                module.reads().forEach(read -> names.add(read.name()));
            }
        }
        return names;
    }

    private static ModuleFinder without(ModuleFinder finder, Set<String> names) {
        return new ModuleFinder() {
            @Override
            public Optional<ModuleReference> find(String name) {
                return names.contains(name) ? Optional.empty() : finder.find(name);
            }

            @Override
            public Set<ModuleReference> findAll() {
                return finder.findAll().stream()
                        .filter(module -> !names.contains(module.descriptor().name()))
                        .collect(Collectors.toSet());
            }
        };
    }

    private static Source classLoader(Path... jars) throws IOException {
        URL[] urls = new URL[jars.length];
        for (int i = 0; i < jars.length; i++) {
            urls[i] = jars[i].toUri().toURL();
        }
        // stays open as long as the program runs, since its plugins may load classes at any time
        ClassLoader loader = new URLClassLoader(urls, PluginArchive.class.getClassLoader());
        return new Source() {
            @Override
            public <T> Iterator<ServiceLoader.Provider<T>> providers(Service<T> service, List<String> classes) {
                return classes.stream()
                        .<ServiceLoader.Provider<T>>map(name -> new ClassProvider<>(service, loader, name))
                        .iterator();
            }
        };
    }

    private record ClassProvider<T>(Service<T> service, ClassLoader loader, String name)
            implements ServiceLoader.Provider<T> {
        @Override
        public Class<? extends T> type() {
            try {
                return Class.forName(name, false, loader).asSubclass(service.type());
            } catch (ClassNotFoundException missing) {
                throw new ServiceConfigurationError("no provider " + name, missing);
            }
        }

        @Override
        public T get() {
            try {
                return type().getConstructor().newInstance();
            } catch (ReflectiveOperationException failure) {
                throw new ServiceConfigurationError("Provider " + name + " could not be instantiated", failure);
            }
        }
    }
}
