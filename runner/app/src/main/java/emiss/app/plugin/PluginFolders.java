package emiss.app.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The folders into which plugins are dropped. Every jar in one of them is a plugin; a sub-folder is one plugin together
 * with the libraries it needs.
 *
 * @param folders the folders, in the order in which they are searched; they need not exist
 */
public record PluginFolders(List<Path> folders) {
    /** Copies the list. */
    public PluginFolders {
        folders = List.copyOf(folders);
    }

    /**
     * The folder {@code plugins} beside the launcher, which tells its place by the system property {@code emiss.home}, and
     * {@code ~/.emiss/plugins}.
     */
    public static PluginFolders standard() {
        List<Path> folders = new ArrayList<>();
        String home = System.getProperty("emiss.home");
        if (home != null) {
            folders.add(Path.of(home, "plugins"));
        }
        folders.add(Path.of(System.getProperty("user.home"), ".emiss", "plugins"));
        return new PluginFolders(folders);
    }

    /**
     * The jars and sub-folders that are there now, sorted by name within each folder.
     *
     * @param warnings is told of a folder that cannot be read
     */
    List<Path> archives(Consumer<String> warnings) {
        List<Path> archives = new ArrayList<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> entries = Files.list(folder)) {
                    entries.filter(PluginFolders::isArchive).sorted().forEach(archives::add);
                } catch (IOException unreadable) {
                    warnings.accept("the plugins in " + folder + " are left out: " + FailureText.of(unreadable));
                }
            }
        }
        return archives;
    }

    private static boolean isArchive(Path entry) {
        String name = entry.getFileName().toString();
        return isJar(entry) || (Files.isDirectory(entry) && !name.startsWith("."));
    }

    static boolean isJar(Path entry) {
        return entry.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".jar") && !Files.isDirectory(entry);
    }
}
