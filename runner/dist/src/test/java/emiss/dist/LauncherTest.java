package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code emiss} in a checkout that is built already, so that nothing is built here. */
@EnabledOnOs({OS.LINUX, OS.MAC})
final class LauncherTest {
    @TempDir
    private Path directory;

    private Path link;

    /** Before the folder is deleted, so that JUnit need not say that it spares what the link points to. */
    @AfterEach
    void unlink() throws IOException {
        Files.delete(link);
    }

    @Test
    void startsInItsOwnFolder() throws IOException {
        Path launcher = checkout().resolve("emiss");

        Execution run = Execution.of(launcher.getParent(), List.of("./emiss", "list", "studies"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("signal-strength");
    }

    @Test
    void startsThroughSymbolicLinksFromElsewhere() throws IOException {
        Path launcher = checkout().resolve("emiss");
        Path elsewhere = Files.createDirectory(directory.resolve("else where"));
        Path absolute = Files.createSymbolicLink(elsewhere.resolve("absolute"), launcher);
        Path relative = Files.createSymbolicLink(elsewhere.resolve("relative"), Path.of("absolute"));

        Execution run = Execution.of(elsewhere, List.of(relative.toString(), "list", "studies"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("signal-strength");
        assertThat(absolute).isSymbolicLink();
    }

    @Test
    void passesJavaOptionsOn() throws IOException {
        Execution run = Execution.of(
                checkout(), List.of("./emiss", "list", "studies"), Map.of("JAVA_OPTS", "-XshowSettings:vm -Xmx300m"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("300.00M");
    }

    @Test
    void commandsThatEndSoonDoWithOneCompiler() throws IOException {
        Path checkout = checkout();
        Map<String, String> flags = Map.of("JAVA_OPTS", "-XX:+PrintFlagsFinal");

        Execution soon = Execution.of(checkout, List.of("./emiss", "list", "studies"), flags);
        Execution late = Execution.of(checkout, List.of("./emiss", "run", "--help"), flags);

        assertThat(soon.out()).containsPattern("TieredStopAtLevel += 1 .*command line");
        assertThat(late.out()).containsPattern("TieredStopAtLevel += 4 .*default");
    }

    @Test
    void startsWithAJavaThatLacksAnOptionOfTheLauncherAndTellsWrongOnes() throws IOException {
        Path checkout = checkout();
        List<String> command = List.of("./emiss", "run", "--help");
        String lacking = java("""
                        for word; do
                            shift
                            [ "$word" != -XX:-C1UpdateMethodData ] || word=-XX:-Unknown
                            set -- "$@" "$word"
                        done
                        """).toString();

        Execution without = Execution.of(checkout, command, Map.of("JAVA_HOME", lacking, "JAVA_OPTS", "-Xmx300m"));
        Execution wrong = Execution.of(checkout, command, Map.of("JAVA_OPTS", "-XX:MaxHeepSize=300m"));

        assertThat(without.exitCode()).as(without.err()).isZero();
        assertThat(without.out()).contains("--threads");
        assertThat(wrong.exitCode()).isEqualTo(3);
        assertThat(wrong.err() + wrong.out()).contains("MaxHeepSize");
    }

    /** It is made behind the first command in a terminal, which {@code script} is; options of Java may need other classes. */
    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(120)
    void laterCommandsFindTheirClassesInAnArchive() throws IOException, InterruptedException {
        assumeThat(Path.of("/usr/bin/script")).exists();
        Path checkout = checkout("checkout");
        Path calls = directory.resolve("calls");
        Map<String, String> plain = Map.of(
                "JAVA_OPTS", "",
                "JDK_JAVA_OPTIONS", "",
                "JAVA_TOOL_OPTIONS", "",
                "JAVA_HOME", java("echo \"$*\" >>'" + calls + "'\n").toString());
        List<String> traced = List.of("sh", "-x", "./emiss", "list", "studies");

        Execution without = Execution.of(checkout, traced, plain);
        Execution first =
                Execution.of(checkout, List.of("/usr/bin/script", "-qec", "./emiss list studies", "/dev/null"), plain);
        assertThat(first.exitCode()).as(first.out()).isZero();
        while (archives(checkout).isEmpty()) {
            Thread.sleep(100);
        }
        // there is none of a Java that comes without its own
        assumeThat(archives(checkout).get(0)).isNotEmptyFile();
        Execution with = Execution.of(checkout, traced, plain);
        Execution withOptions = Execution.of(checkout, traced, Map.of("JAVA_OPTS", "-Xmx300m"));

        assertThat(without.err()).doesNotContain("SharedArchiveFile");
        assertThat(with.err())
                .contains("-XX:SharedArchiveFile=" + archives(checkout).get(0));
        assertThat(withOptions.err()).doesNotContain("SharedArchiveFile");
        assertThat(with.exitCode()).isZero();
        assertThat(with.out()).isEqualTo(without.out()).contains("signal-strength");
        assertThat(Files.readAllLines(calls).stream().filter(call -> call.contains("-XX:ArchiveClassesAtExit")))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("-Xint ");
    }

    /** A home of a Java that does something in the shell before it starts. */
    private Path java(String before) throws IOException {
        Path java = Files.createDirectories(directory.resolve("java/bin")).resolve("java");
        Files.writeString(
                java,
                "#!/bin/sh\n" + before + "exec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return directory.resolve("java");
    }

    private static List<Path> archives(Path checkout) throws IOException {
        try (Stream<Path> files = Files.list(checkout.resolve("runner/dist/target"))) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    /** A path with letters that an ASCII locale cannot name; it is made by the shell, since this Java may be in one too. */
    @Test
    void startsInAnAsciiLocaleInAPathWithOtherLetters() throws IOException {
        checkout();

        Execution run = Execution.of(
                directory,
                List.of(
                        "sh",
                        "-c",
                        "home=$(printf 'caf\\303\\251') && cp -R 'check out' \"$home\" && rm -f \"$home/runner/dist/target/lib\" &&"
                                + " ln -s \"$(readlink 'check out/runner/dist/target/lib')\" \"$home/runner/dist/target/lib\" &&"
                                + " printf 'studies: [{id: a, type: rate, scenario: neutrinos, transition: B+->K+}]' >\"$home/e.yaml\" &&"
                                + " LC_ALL=C \"$home/emiss\" run \"$home/e.yaml\" --out \"$home/out\" --figures none --no-report;"
                                + " code=$?; ls \"$home/out\" >&2; rm -r \"$home\"; exit $code"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("results.json");
        assertThat(run.out()).isNotEmpty().matches("\\p{ASCII}*");
    }

    static boolean permissionsMatter() {
        return !"root".equals(System.getProperty("user.name"));
    }

    @Test
    @EnabledIf("permissionsMatter")
    void aCloneThatCannotBeWrittenUsesTheBuildThatIsThere() throws IOException {
        Path checkout = checkout();
        Files.writeString(checkout.resolve("pom.xml"), "newer than the build");
        Path target = checkout.resolve("runner/dist/target");
        Files.setLastModifiedTime(target.resolve("built"), FileTime.fromMillis(0));
        target.toFile().setWritable(false);
        try {
            Execution run =
                    Execution.of(directory, List.of(checkout.resolve("emiss").toString(), "list", "studies"));

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.err()).contains("the sources are newer than the build", "cannot be written");
            assertThat(run.out()).contains("signal-strength");
        } finally {
            target.toFile().setWritable(true);
        }
    }

    /** The launcher, the jars and the mark of a finished build; sources, of which there are none, are not newer. */
    private Path checkout() throws IOException {
        return checkout("check out");
    }

    private Path checkout(String name) throws IOException {
        Path checkout = Files.createDirectory(directory.resolve(name));
        Files.copy(Distribution.root().resolve("emiss"), checkout.resolve("emiss"), StandardCopyOption.COPY_ATTRIBUTES);
        Path target = Files.createDirectories(checkout.resolve("runner/dist/target"));
        link = Files.createSymbolicLink(target.resolve("lib"), Distribution.lib());
        Files.createFile(target.resolve("built"));
        return checkout;
    }
}
