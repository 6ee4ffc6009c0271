package emiss.dist;

import emiss.testkit.ScenarioContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Maven as a plugin author has it: with a local repository of its own, in which of this project there is only what is
 * released for plugins. Everything else is taken from the local repository of this build, so that no network is needed.
 */
final class Maven {
    /** Tests that use this repository, which Maven cannot share at the same time, take turns. */
    static final String LOCK = "local repository of plugin authors";

    private static final String VERSION = "0.2.0";

    private final Path settings;
    private final Path repository;

    /** Prepares settings and repository; the repository stays between runs, which saves copying. */
    Maven() {
        Path folder = Distribution.lib().resolveSibling("plugin-author");
        settings = Manual.write(folder.resolve("settings.xml"), """
                <settings>
                  <mirrors>
                    <mirror>
                      <id>this-build</id>
                      <mirrorOf>*</mirrorOf>
                      <url>%s</url>
                    </mirror>
                  </mirrors>
                </settings>
                """.formatted(
                        Path.of(System.getProperty("emiss.localRepository")).toUri()));
        repository = folder.resolve("repository");
        Path root = Distribution.root();
        try {
            install("emiss", root.resolve("pom.xml"));
            install("emiss-runner", root.resolve("runner/pom.xml"));
            install("emiss-api", root.resolve("api/pom.xml"), jar("emiss-api"));
            install("emiss-data", root.resolve("runner/data/pom.xml"), jar("emiss-data"));
            install("emiss-testkit", root.resolve("runner/testkit/pom.xml"), testkit());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static Path jar(String artifact) {
        return Distribution.lib().resolve(artifact + "-" + VERSION + ".jar");
    }

    /** The test kit is not part of the distribution; these tests have it on their class path. */
    private static Path testkit() {
        try {
            return Path.of(ScenarioContract.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void install(String artifact, Path pom, Path... jar) throws IOException {
        Path folder = repository.resolve("org/emiss/" + artifact + "/" + VERSION);
        Files.createDirectories(folder);
        String name = artifact + "-" + VERSION;
        Files.copy(pom, folder.resolve(name + ".pom"), StandardCopyOption.REPLACE_EXISTING);
        for (Path file : jar) {
            Files.copy(file, folder.resolve(name + ".jar"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The command {@code mvn} with these settings. */
    List<String> command() {
        String java = String.join(" ", Distribution.javaOptions());
        return List.of(
                "/usr/bin/env",
                "MAVEN_OPTS=" + java,
                System.getProperty("emiss.maven"),
                "-q",
                "-DargLine=" + java,
                "-s",
                settings.toString(),
                "-gs",
                settings.toString(),
                "-Dmaven.repo.local=" + repository);
    }

    /** Builds and tests several projects at once. */
    Execution verify(Path directory, List<String> projects) {
        StringBuilder modules = new StringBuilder();
        projects.forEach(
                project -> modules.append("    <module>").append(project).append("</module>\n"));
        Manual.write(directory.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId>
                  <artifactId>all</artifactId>
                  <version>1</version>
                  <packaging>pom</packaging>
                  <modules>
                %s  </modules>
                </project>
                """.formatted(modules));
        return Execution.of(
                directory,
                Stream.concat(command().stream(), Stream.of("-B", "verify")).toList());
    }
}
