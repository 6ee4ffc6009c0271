package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packages on machines that have little else. */
@EnabledIfSystemProperty(named = Packages.PROPERTY, matches = ".+")
final class PackagesTest {
    private static final Pattern PLATFORM = Pattern.compile("-> (java|jdk)\\.\\S+");

    @TempDir
    private static Path unpacked;

    private static Path zip;
    private static Path image;

    @TempDir
    private Path directory;

    @BeforeAll
    static void unpack() throws IOException {
        zip = Packages.unpack(Packages.zip(), Files.createDirectory(unpacked.resolve("zip")));
        image = Packages.unpack(Packages.image(), Files.createDirectory(unpacked.resolve("image")));
    }

    @Test
    void imageRunsWhereThereIsNoJava() throws IOException {
        runsTheQuickstart(image, List.of());
    }

    @Test
    void zipRunsWithTheJavaOnThePath() throws IOException {
        runsTheQuickstart(zip, List.of(Path.of(Distribution.java())));
    }

    /** From another folder, through a symbolic link. mu as in {@link CommandLineTest}. */
    private void runsTheQuickstart(Path program, List<Path> programs) throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("else where"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), program.resolve("emiss"));
        Path config = program.resolve("config/quickstart.yaml");

        Execution run = Execution.of(
                elsewhere,
                Packages.onBareMachine(
                        elsewhere, programs, List.of(link.toString(), "run", config.toString(), "--out", "out")));

        // so that JUnit need not say that it spares what the link points to
        Files.delete(link);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        JsonNode studies = new JsonMapper()
                .readTree(Files.readString(elsewhere.resolve("out/results.json")))
                .get("studies");
        assertThat(studies.get(0).get("id").asString()).isEqualTo("rescaled-sm");
        assertThat(studies.get(0).findValue("mu").asDouble()).isCloseTo(4.59905, within(1e-5));
        assertThat(studies)
                .allSatisfy(study -> assertThat(study.get("status").asString()).isEqualTo("ok"));
    }

    @Test
    void zipWithoutJavaSaysWhatIsMissing() throws IOException {
        Execution run = Execution.of(
                directory,
                Packages.onBareMachine(
                        directory, List.of(), List.of(zip.resolve("emiss").toString(), "list")));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly(
                        "emiss: Java is needed (17 or later): there is none at JAVA_HOME and no java on the PATH");
    }

    @Test
    void theyHoldTheSame() throws IOException {
        assertThat(files(zip))
                .contains(
                        "emiss",
                        "README.md",
                        "CHANGELOG.md",
                        "LICENSE",
                        "config/quickstart.yaml",
                        "docs/api/index.html",
                        "docs/api/emiss.api/emiss/api/scenario/Scenario.html",
                        "docs/install.md",
                        "licences/bom.json",
                        "licences/libraries.txt",
                        "plugins/README.md",
                        "python/emiss.py",
                        "python/pyproject.toml",
                        "python/wheel_of_one_file.py",
                        "share/completion/emiss.bash",
                        "share/man/man1/emiss.1")
                .containsAll(Distribution.jars().stream()
                        .map(jar -> "lib/" + jar.getFileName())
                        .toList())
                .isEqualTo(files(image).stream()
                        .filter(file -> !file.startsWith("runtime/"))
                        .collect(Collectors.toSet()));
        assertThat(zip.resolve("emiss")).isExecutable();
    }

    private static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void everyLibraryIsNamedWithItsLicence() throws IOException {
        List<String> lines = Files.readAllLines(zip.resolve("licences/libraries.txt"));

        for (Path jar : Distribution.jars()) {
            String name = jar.getFileName().toString();
            if (!name.startsWith("emiss-")) {
                assertThat(lines)
                        .as("a line for %s", name)
                        .anyMatch(line -> line.matches("\\S+:\\S+ \\S+")
                                && name.equals(line.replaceFirst("^.*:", "").replace(' ', '-') + ".jar"));
            }
        }
        assertThat(String.join("\n", lines)).doesNotContainIgnoringCase("unknown");
    }

    @Test
    void theBillOfMaterialsHasEveryJar() throws IOException {
        String bill = Files.readString(zip.resolve("licences/bom.json"));

        assertThat(bill).contains("\"bomFormat\" : \"CycloneDX\"", "\"alg\" : \"SHA-256\"");
        for (Path jar : Distribution.jars()) {
            String name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
            assertThat(Pattern.compile("\"pkg:maven/[^\"]+\"")
                            .matcher(bill)
                            .results()
                            .map(found -> found.group().replaceFirst("^.*/([^@/]+)@([^?\"]+).*$", "$1-$2")))
                    .contains(name);
        }
    }

    @Test
    void allOfJavaIsThereForPluginsInTheImage() throws IOException {
        Path launcher = image.resolve("emiss");

        Execution run = Execution.of(
                directory,
                List.of(launcher.toString(), "list", "studies"),
                Map.of("JAVA_OPTS", "--show-module-resolution"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines()).anyMatch(line -> line.startsWith("root java.net.http "));
    }

    @Test
    void runTimeHasEveryModuleOfThePlatformThatTheJarsNeed() throws IOException {
        Path java = image.resolve("runtime/bin/java");
        List<String> there = Execution.of(directory, List.of(java.toString(), "--list-modules"))
                .out()
                .lines()
                .map(line -> line.replaceFirst("@.*", ""))
                .toList();
        Set<String> needed = neededModules();

        assertThat(needed).contains("java.base", "java.logging");
        assertThat(there).containsAll(needed).contains("java.sql", "jdk.unsupported", "jdk.zipfs");
    }

    private static Set<String> neededModules() {
        List<String> arguments = new ArrayList<>(List.of(
                "-s",
                "--multi-release",
                "17",
                "--ignore-missing-deps",
                "--module-path",
                Distribution.lib().toString()));
        Distribution.jars().stream().map(Path::toString).forEach(arguments::add);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
        assertThat(status).as("jdeps: %s%s", out, err).isZero();
        return PLATFORM.matcher(out.toString())
                .results()
                .map(MatchResult::group)
                .map(found -> found.substring("-> ".length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
