package emiss.app.file;

import emiss.api.experiment.DataFormatException;
import emiss.data.document.Location;
import emiss.data.document.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads the files that a configuration names, by paths relative to its folder. */
public final class NamedFiles {
    private final Path folder;
    private final Problems problems;

    /** Creates a reader that reports problems where the configuration names a file. */
    public NamedFiles(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** The path that is meant; empty, and a problem, if it is none. */
    public Optional<Path> path(String name, Location where) {
        try {
            return Optional.of(folder.resolve(name).normalize());
        } catch (InvalidPathException wrong) {
            problems.add(where, "the file \"" + name + "\" is no path: " + wrong.getReason());
            return Optional.empty();
        }
    }

    /**
     * What a file holds; empty, and problems, if it cannot be read or is wrong.
     *
     * @param what what to call it in messages, for example {@code the data set}
     * @param entry the place of what names it, for problems of its content
     * @param where the place of its name, for problems of the file
     * @param reader reads its content, of the given name
     */
    public <T> Optional<T> read(
            Path path, String what, Location entry, Location where, BiFunction<InputStream, String, T> reader) {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            problems.add(where, what + " " + path + " is no file");
            return Optional.empty();
        }
        try (InputStream content = Files.newInputStream(path)) {
            return Optional.of(reader.apply(content, path.toString()));
        } catch (DataFormatException broken) {
            broken.problems().forEach(problem -> problems.add(entry, problem));
        } catch (IOException unreadable) {
            problems.add(where, "cannot read " + what + " " + path);
        }
        return Optional.empty();
    }
}
