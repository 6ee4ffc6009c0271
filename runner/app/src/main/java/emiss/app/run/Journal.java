package emiss.app.run;

import emiss.app.study.Points.Attempt;
import emiss.results.ResultsException;
import emiss.results.WholeFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a run, {@code points.jsonl}: a finished point is a line, which is with the operating system before the next point
 * of its thread begins. Whoever kills the program loses the points that it was computing.
 */
public final class Journal implements PointStore, AutoCloseable {
    /** Name of the file. */
    public static final String FILE = "points.jsonl";

    private final Path file;
    private final Optional<JournalLines> known;
    // no channel: a thread that a plugin has interrupted would close it
    private final RandomAccessFile content;
    private long end;
    private boolean isTorn;
    private boolean isClosed;
    private @Nullable IOException failure;

    private Journal(Path file, Optional<JournalLines> known, RandomAccessFile content, long end) {
        this.file = file;
        this.known = known;
        this.content = content;
        this.end = end;
    }

    /**
     * Begins a journal. One that is there already is given another name if there are points in it.
     *
     * @param directory where it stands
     * @throws FileSystemException with the name of the file and the reason, if it cannot be written
     */
    public static Journal begin(Path directory, JournalHeader header) throws FileSystemException {
        Path file = directory.resolve(FILE);
        try {
            RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw");
            content.setLength(0);
            Journal journal = new Journal(file, Optional.empty(), content, 0);
            journal.append(JournalLines.headerLine(header));
            return journal;
        } catch (IOException unwritable) {
            throw WholeFile.named(file, unwritable);
        }
    }

    /**
     * Goes on with a journal.
     *
     * @throws FileSystemException with the name of the file and the reason, if it cannot be written
     */
    public static Journal resume(JournalLines known) throws FileSystemException {
        try {
            RandomAccessFile content = new RandomAccessFile(known.file().toFile(), "rw");
            content.setLength(known.end());
            content.seek(known.end());
            return new Journal(known.file(), Optional.of(known), content, known.end());
        } catch (IOException unwritable) {
            throw WholeFile.named(known.file(), unwritable);
        }
    }

    /**
     * Gives the journal of an earlier run a name that nobody has, if there are points in it.
     *
     * @param directory where it stands
     * @return its new name; empty if there was nothing to keep
     * @throws FileSystemException with the name of the file and the reason, if it cannot be renamed
     */
    public static Optional<Path> setAside(Path directory) throws FileSystemException {
        Path file = directory.resolve(FILE);
        try {
            if (!Files.isRegularFile(file) || !hasPoints(file)) {
                return Optional.empty();
            }
            int number = 1;
            while (Files.exists(aside(directory, number))) {
                number++;
            }
            return Optional.of(Files.move(file, aside(directory, number)));
        } catch (IOException unwritable) {
            throw WholeFile.named(file, unwritable);
        }
    }

    private static boolean hasPoints(Path file) throws IOException {
        try {
            return JournalLines.read(file).filter(lines -> lines.points() > 0).isPresent();
        } catch (ResultsException other) {
            // something of somebody
            return true;
        }
    }

    private static Path aside(Path directory, int number) {
        return directory.resolve(FILE.replace(".", "-" + number + "."));
    }

    @Override
    public <P extends Record> Optional<Attempt<P>> find(String study, int index, Class<P> type) {
        return known.flatMap(lines -> lines.find(study, index, type));
    }

    @Override
    public void keep(String study, int index, Attempt<?> attempt) {
        if (!attempt.isSettled()) {
            return;
        }
        String line = JournalLines.pointLine(study, index, attempt);
        try {
            append(line);
        } catch (IOException full) {
            // what is computed is not lost with it; at the next point there may be room again
            failed(full);
        }
    }

    private void append(String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (this) {
            if (isClosed) {
                return;
            }
            if (isTorn) {
                // a line could not be written as a whole, and the next one goes over it
                content.seek(end);
            }
            isTorn = true;
            content.write(bytes);
            isTorn = false;
            end += bytes.length;
        }
    }

    private synchronized void failed(IOException unwritable) {
        failure = unwritable;
    }

    /**
     * Checks that every point is in the journal.
     *
     * @throws FileSystemException with the name of the file and the reason, if one could not be written
     */
    public synchronized void check() throws FileSystemException {
        if (failure != null) {
            throw WholeFile.named(file, failure);
        }
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /**
     * Removes the file: all points are part of results.
     *
     * @throws FileSystemException with the name of the file and the reason, if it stays
     */
    public void remove() throws FileSystemException {
        close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            throw WholeFile.named(file, stays);
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        try {
            content.close();
        } catch (IOException lost) {
            failed(lost);
        }
    }
}
