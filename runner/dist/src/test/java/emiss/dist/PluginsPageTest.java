package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.testkit.ExperimentContract;
import emiss.testkit.ScenarioContract;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The plugins of docs/plugins.md, compiled as that page says, used in both ways, and held to the contracts. */
final class PluginsPageTest {
    private static final String PAGE = "plugins.md";
    private static final String SOURCES = "src/main/java";
    private static final String RESOURCES = "src/main/resources";

    @TempDir
    private static Path directory;

    private static List<Path> files;
    private static Path axions;
    private static Path counting;
    private static URLClassLoader tests;

    @BeforeAll
    static void build() throws IOException {
        files = Manual.writeFiles(PAGE, directory);
        Manual.write(
                directory.resolve("counting/" + RESOURCES + "/org/example/counting/my-counting.json"),
                DataFormatsPageTest.example("\"counting\""));
        axions = jar("axions");
        counting = jar("counting");
        tests = new URLClassLoader(
                new URL[] {
                    axions.toUri().toURL(),
                    counting.toUri().toURL(),
                    compileTests().toUri().toURL()
                },
                PluginsPageTest.class.getClassLoader());
    }

    @AfterAll
    static void close() throws IOException {
        tests.close();
    }

    @TestFactory
    Stream<DynamicTest> scenarioKeepsTheContract() {
        return contract("org.example.axions.AxionPairTest", ScenarioContract.class);
    }

    @TestFactory
    Stream<DynamicTest> experimentKeepsTheContract() {
        return contract("org.example.counting.MyCountingTest", ExperimentContract.class);
    }

    @Test
    void pluginsAreFoundOnTheModulePath() {
        List<String> command = new ArrayList<>(Distribution.onModulePath("list"));
        command.set(
                command.indexOf(Distribution.lib().toString()),
                String.join(File.pathSeparator, Distribution.lib().toString(), axions.toString(), counting.toString()));

        Execution list = Execution.of(directory, command);

        assertThat(list.out()).contains("axion-pair", "org.example.axions", "my-counting", "org.example.counting");
        assertThat(list.err()).isEmpty();
    }

    @Test
    void pluginOnTheClassPathCanBeUsed() {
        Path config = Manual.write(
                directory.resolve("axions.yaml"),
                Manual.blocks(PAGE, "yaml").get(0).text());
        List<String> command = new ArrayList<>(Distribution.onModulePath("run", config.toString(), "--out", "results"));
        command.addAll(1, List.of("-cp", axions.toString()));

        Execution run = Execution.of(directory, command);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("axion-pair: ");
    }

    private static Stream<DynamicTest> contract(String testClass, Class<?> contract) {
        Object test = instance(testClass);
        assertThat(test).isInstanceOf(contract);
        return Stream.concat(
                        Arrays.stream(contract.getMethods()),
                        Arrays.stream(test.getClass().getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> DynamicTest.dynamicTest(method.getName(), () -> call(method, test)));
    }

    private static Object instance(String testClass) {
        try {
            Constructor<?> constructor = tests.loadClass(testClass).getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException broken) {
            throw new AssertionError(broken);
        }
    }

    private static void call(Method method, Object test) throws Throwable {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(tests);
        method.setAccessible(true);
        try {
            method.invoke(test);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Path jar(String plugin) throws IOException {
        Path classes = directory.resolve(plugin).resolve("classes");
        compile(
                classes,
                plugin + "/" + SOURCES,
                List.of("-p", Distribution.lib().toString()));
        Path jar = directory.resolve(plugin + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            add(out, classes);
            add(out, directory.resolve(plugin).resolve(RESOURCES));
        }
        return jar;
    }

    private static void add(JarOutputStream out, Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    private static Path compileTests() {
        Path classes = directory.resolve("test-classes");
        String classPath = String.join(
                File.pathSeparator, axions.toString(), counting.toString(), System.getProperty("java.class.path"));
        compile(classes, "src/test/java", List.of("-cp", classPath));
        return classes;
    }

    private static void compile(Path classes, String part, List<String> options) {
        List<String> arguments =
                new ArrayList<>(List.of("--release", "17", "-Xlint:all,-path", "-Werror", "-d", classes.toString()));
        arguments.addAll(options);
        files.stream()
                .map(Path::toString)
                .filter(file -> file.replace(File.separatorChar, '/').contains(part) && file.endsWith(".java"))
                .forEach(arguments::add);
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(status).as("status of javac %s", arguments).isZero();
    }
}
