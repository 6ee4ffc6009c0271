package emiss.results;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of a run while the run goes on. No second run writes there; what is in it is whole at any time; and what an earlier run
 * left is removed once there are results of this one.
 */
public final class ResultsFolder implements AutoCloseable {
    private static final String LOCK = ".emiss-lock";
    private static final String FIGURES = "figures";
    private static final Pattern OF_A_RUN = Pattern.compile("(.+)\\.(csv|svg|pdf|png)");

    private final Path directory;
    private final Path lockFile;
    private final FileChannel channel;
    private final ResultsWriter writer = new ResultsWriter();
    private boolean hasResults;

    private ResultsFolder(Path directory, Path lockFile, FileChannel channel) {
        this.directory = directory;
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /**
     * Takes a folder, which is made if it is missing, and tries whether files can be written there.
     *
     * @param directory the folder
     * @return the folder, to be closed when the run is over
     * @throws FileSystemException with the name of the folder and the reason, if it cannot be written or another run has it
     */
    public static ResultsFolder take(Path directory) throws FileSystemException {
        try {
            Files.createDirectories(directory);
            ResultsFolder folder = lock(directory);
            try {
                WholeFile.write(directory.resolve(".emiss-probe"), "emiss");
                Files.delete(directory.resolve(".emiss-probe"));
                folder.removeUnfinished();
                return folder;
            } catch (IOException unwritable) {
                folder.close();
                throw unwritable;
            }
        } catch (IOException unwritable) {
            String reason = WholeFile.reason(unwritable);
            throw WholeFile.named(
                    directory, reason.equals(directory.toString()) ? "permission denied" : reason, unwritable);
        }
    }

    private static ResultsFolder lock(Path directory) throws IOException {
        Path file = directory.resolve(LOCK);
        while (true) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean isMine = false;
            try {
                isMine = isLocked(channel, directory);
                // whoever had it may have deleted the file meanwhile, and a lock on a deleted file keeps nobody out
                if (isMine && Files.exists(file)) {
                    return new ResultsFolder(directory, file, channel);
                }
            } finally {
                if (!isMine || !Files.exists(file)) {
                    channel.close();
                }
            }
        }
    }

    private static boolean isLocked(FileChannel channel, Path directory) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException mine) {
            lock = null;
        } catch (IOException unsupported) {
            // some network file systems have no locks; a run there is better than none
            return true;
        }
        if (lock == null) {
            throw new FileSystemException(
                    directory.toString(), null, "another run is writing there, expected a folder of its own (--out)");
        }
        return true;
    }

    /** What a run that was killed could not finish. */
    private void removeUnfinished() throws IOException {
        for (Path folder : List.of(directory, directory.resolve(FIGURES), directory.resolve(ResultsWriter.TABLES))) {
            for (Path file : files(folder)) {
                if (WholeFile.UNFINISHED.matcher(name(file)).matches()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /**
     * Writes the run so far: {@code results.json} and one CSV file per study. The first time, the tables, figures and the report of
     * an earlier run are removed.
     *
     * @param run the run
     * @throws FileSystemException with the name of the file and the reason, if one cannot be written
     */
    public void write(Run run) throws FileSystemException {
        Set<Path> earlier = hasResults ? Set.of() : filesOfEarlierRun();
        writer.write(run, directory);
        hasResults = true;
        for (Path file : earlier) {
            boolean isOurs = run.studies().stream()
                    .anyMatch(study -> study.result() != null
                            && study.result().tables().stream()
                                    .anyMatch(table -> file.equals(
                                            directory.resolve(ResultsWriter.fileOf(study.id(), table.part())))));
            try {
                if (!isOurs) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException stays) {
                throw WholeFile.named(file, "of an earlier run, cannot be removed: " + WholeFile.reason(stays), stays);
            }
        }
    }

    private Set<Path> filesOfEarlierRun() {
        Set<Path> files = new LinkedHashSet<>();
        try {
            Run earlier = new ResultsReader().read(directory.resolve(ResultsWriter.FILE));
            Stream.concat(
                            earlier.studies().stream().map(StudyResult::id),
                            earlier.figures().stream().map(Run.Overlay::id))
                    .forEach(id -> {
                        files.add(directory.resolve(id + ".csv"));
                        for (String format : List.of("svg", "pdf", "png")) {
                            files.add(directory.resolve(FIGURES).resolve(id + "." + format));
                        }
                    });
            for (StudyResult study : earlier.studies()) {
                if (study.result() != null) {
                    study.result()
                            .tables()
                            .forEach(table ->
                                    files.add(directory.resolve(ResultsWriter.fileOf(study.id(), table.part()))));
                }
            }
            files.add(directory.resolve("report.html"));
        } catch (ResultsException none) {
            // there was no run, or none that says what it left: it is named at the end
        }
        return files;
    }

    /**
     * {@return tables and figures in the folder that are not of a run, by their names relative to the folder}
     *
     * @param run the run
     * @throws IOException if the folder cannot be read
     */
    public List<String> others(Run run) throws IOException {
        Set<String> ids = new LinkedHashSet<>();
        run.studies().forEach(study -> ids.add(study.id()));
        run.figures().forEach(figure -> ids.add(figure.id()));
        List<String> others = new ArrayList<>();
        for (Path folder : List.of(directory, directory.resolve(FIGURES))) {
            for (Path file : files(folder)) {
                var name = OF_A_RUN.matcher(name(file));
                if (name.matches() && !ids.contains(name.group(1))) {
                    others.add(directory.relativize(file).toString());
                }
            }
        }
        return others;
    }

    /** Leaves the folder to other runs. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(lockFile);
            channel.close();
        } catch (IOException stays) {
            // the lock ends with the program
        }
    }
}
