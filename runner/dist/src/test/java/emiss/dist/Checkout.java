package emiss.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A user with a checkout that is built already, so that the launcher builds nothing, and with a home of their own. */
final class Checkout implements AutoCloseable {
    private final Path root;
    private final Path user;
    private final Path lib;

    /** The launcher, the jars and the mark of a finished build; sources, of which there are none, are not newer. */
    Checkout(Path directory) {
        root = directory.resolve("emiss checkout");
        user = directory.resolve("user");
        Path target = root.resolve("runner/dist/target");
        lib = target.resolve("lib");
        try {
            Files.createDirectories(user);
            Files.createDirectories(target);
            Files.copy(Distribution.root().resolve("emiss"), root.resolve("emiss"), StandardCopyOption.COPY_ATTRIBUTES);
            Files.createSymbolicLink(lib, Distribution.lib());
            Files.createFile(target.resolve("built"));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** The folder beside the launcher into which plugins are dropped. */
    Path plugins() {
        return folder(root.resolve("plugins"));
    }

    /** The folder of the user into which plugins are dropped. */
    Path userPlugins() {
        return folder(user.resolve(".emiss/plugins"));
    }

    private static Path folder(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Runs the launcher in {@code directory}. */
    Execution emiss(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of(root.resolve("emiss").toString()));
        command.addAll(List.of(arguments));
        return Execution.of(directory, command, environment());
    }

    /** What the launcher needs to take {@code user} for the home of the user, and this Java. */
    Map<String, String> environment() {
        return Map.of(
                "HOME",
                user.toString(),
                "JAVA_HOME",
                System.getProperty("java.home"),
                "JAVA_OPTS",
                String.join(" ", Distribution.javaOptions()) + " -Duser.home=" + user);
    }

    Path launcher() {
        return root.resolve("emiss");
    }

    /** Removes the link to the jars, so that JUnit need not say that it spares what the link points to. */
    @Override
    public void close() {
        try {
            Files.delete(lib);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
