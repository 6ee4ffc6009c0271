package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packages that the Maven profile {@code dist} makes, and machines on which they run. */
final class Packages {
    /** The system property that is set where there are packages. */
    static final String PROPERTY = "emiss.package.image";

    private Packages() {}

    static Path zip() {
        return Path.of(System.getProperty("emiss.package.zip"));
    }

    /** The package with a Java run-time. */
    static Path image() {
        return Path.of(System.getProperty(PROPERTY));
    }

    /** Unpacks a package and returns its only folder. */
    static Path unpack(Path archive, Path directory) throws IOException {
        Path target = Files.createDirectories(directory.resolve("un packed"));
        String name = archive.getFileName().toString();
        Execution unpacked = Execution.of(
                directory,
                name.endsWith(".zip")
                        ? List.of("unzip", "-q", archive.toString(), "-d", target.toString())
                        : List.of("tar", "xzf", archive.toString(), "-C", target.toString()));
        assertThat(unpacked.exitCode()).as(unpacked.err()).isZero();
        return target.resolve(name.replaceFirst("\\.(zip|tar\\.gz)$", ""));
    }

    /**
     * A command on a machine whose PATH has nothing but the two tools that the launcher needs, and what is given.
     *
     * @param home the home of the user, which gets a folder of these programs
     * @param programs further programs on the PATH
     * @param command the command
     */
    static List<String> onBareMachine(Path home, List<Path> programs, List<String> command) throws IOException {
        Path bin = Files.createDirectories(home.resolve("bin"));
        List<Path> all = new ArrayList<>(List.of(Path.of("/usr/bin/readlink"), Path.of("/usr/bin/dirname")));
        all.addAll(programs);
        for (Path program : all) {
            Path script =
                    Files.writeString(bin.resolve(program.getFileName()), "#!/bin/sh\nexec '" + program + "' \"$@\"\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
        }
        List<String> bare = new ArrayList<>(List.of("/usr/bin/env", "-i", "PATH=" + bin, "HOME=" + home));
        bare.addAll(command);
        return bare;
    }
}
