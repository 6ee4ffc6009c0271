package emiss.app.file;

import emiss.api.experiment.DataFormatException;
import emiss.data.document.Location;
import emiss.data.document.Problems;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Reads the files that a document names, by paths relative to its folder. Belongs to one thread. */
public final class NamedFiles {
    private final Path folder;
    private final boolean closed;
    private final Map<Path, Path> moved;
    private final Problems problems;
    private final Set<Path> named = new LinkedHashSet<>();
    private final Map<Path, FileState> read = new LinkedHashMap<>();
    private final Map<Path, byte[]> given = new HashMap<>();

    /**
     * Creates a reader of any file, some of which are elsewhere now.
     *
     * @param folder what paths are relative to
     * @param moved files and folders that are, by where they were
     * @param problems collects what is wrong, with the place where the document names the file
     */
    public NamedFiles(Path folder, Map<Path, Path> moved, Problems problems) {
        this(folder, false, moved, problems);
    }

    /** A reader that refuses files outside of the folder, those behind symbolic links too. */
    public static NamedFiles within(Path folder, Problems problems) {
        return new NamedFiles(folder, true, Map.of(), problems);
    }

    private NamedFiles(Path folder, boolean closed, Map<Path, Path> moved, Problems problems) {
        this.folder = folder;
        this.closed = closed;
        this.moved = Map.copyOf(moved);
        this.problems = problems;
    }

    /** All files and folders that were named, by their paths. */
    public List<Path> named() {
        return List.copyOf(named);
    }

    /** The path that is meant; empty, and a problem, if it is none. */
    public Optional<Path> path(String name, Location where) {
        return path(name, "file", where);
    }

    /** The same for what is called otherwise, for example {@code plugin}. */
    public Optional<Path> path(String name, String what, Location where) {
        try {
            Path path = folder.resolve(name).normalize();
            if (closed && !isInside(path)) {
                problems.add(where, "the file \"" + name + "\" is outside of the folder that files are read from");
                return Optional.empty();
            }
            named.add(path);
            return Optional.of(moved.getOrDefault(path, path));
        } catch (InvalidPathException wrong) {
            problems.add(where, "the " + what + " \"" + name + "\" is no path: " + wrong.getReason());
            return Optional.empty();
        }
    }

    /** Takes what a file holds from the document itself, in place of the file. */
    public void give(String name, String content, Location where) {
        path(name, where).ifPresent(path -> given.put(path, content.getBytes(StandardCharsets.UTF_8)));
    }

    /** By what it shows that the content of a file was changed. */
    public FileState state(Path path) {
        byte[] content = given.get(path);
        return content == null
                ? FileState.of(path)
                : new FileState(Optional.empty(), content.length, Hash.sha256(content));
    }

    /** Whether a path, and what of it exists behind symbolic links, is in the folder. */
    private boolean isInside(Path path) {
        if (!path.startsWith(folder.normalize())) {
            return false;
        }
        Path there = path;
        while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            return there.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException missing) {
            return false;
        }
    }

    /** The files that were read, as they were before. */
    public Map<Path, FileState> states() {
        return Map.copyOf(read);
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
        byte[] here = given.get(path);
        if (here == null && Files.exists(path) && !Files.isRegularFile(path)) {
            problems.add(where, what + " " + path + " is no file");
            return Optional.empty();
        }
        read.put(path, state(path));
        try (InputStream content = here == null ? Files.newInputStream(path) : new ByteArrayInputStream(here)) {
            return Optional.of(reader.apply(content, path.toString()));
        } catch (DataFormatException broken) {
            broken.problems().forEach(problem -> problems.add(entry, problem));
        } catch (IOException unreadable) {
            problems.add(where, "cannot read " + what + " " + path);
        }
        return Optional.empty();
    }
}
