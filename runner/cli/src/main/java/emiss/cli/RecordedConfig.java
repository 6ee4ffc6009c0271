package emiss.cli;

import emiss.app.config.ConfigReader;
import emiss.app.config.RunConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A configuration as results and journals keep it.
 *
 * @param text its text
 * @param file where it stood, an absolute path; null if it came without one
 */
record RecordedConfig(String text, @Nullable String file) {
    /** Reads it again; files that it names are sought where they were, or else beside {@code recorded}. */
    RunConfig read(ConfigReader reader, Path recorded, Consumer<String> notices) {
        Path was = Path.of(file == null ? "configuration.yaml" : file);
        Path folder = was.getParent();
        Path name = was.getFileName();
        boolean isThere = folder != null && Files.isDirectory(folder);
        return reader.parse(text, isThere || name == null ? was : recorded.resolveSibling(name), notices);
    }
}
