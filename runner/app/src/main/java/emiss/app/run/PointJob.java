package emiss.app.run;

import emiss.app.config.ConfigReader;
import emiss.app.config.RunConfig;
import emiss.app.plugin.TimeLimit;
import emiss.data.document.WorkLimit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What another process needs to compute points of a run: the configuration, the content of every file that it names, and how it runs.
 *
 * @param text text of the configuration
 * @param file where it stood
 * @param moved where files and folders are here that it names, by where they were
 * @param seed seed of random numbers
 * @param pointTime how long a plugin may take for a point
 * @param workLimit the setting of {@link WorkLimit}; empty for none
 */
public record PointJob(
        String text, Path file, Map<Path, Path> moved, long seed, TimeLimit pointTime, String workLimit) {
    /** Copies the map. */
    public PointJob {
        moved = Map.copyOf(moved);
    }

    /** Reads the configuration. */
    public RunConfig config(ConfigReader reader) {
        return reader.parse(text, file, moved, notice -> {});
    }

    /** Allows this process as much work as the run. */
    public void apply() {
        if (!workLimit.isEmpty()) {
            System.setProperty(WorkLimit.SETTING, workLimit);
        }
    }

    /** The bytes that travel. */
    public static byte[] bytes(RunConfig config, long seed, TimeLimit pointTime) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            DataOutputStream content = new DataOutputStream(bytes);
            write(content, config.text().getBytes(StandardCharsets.UTF_8));
            content.writeUTF(config.file().map(Path::toString).orElse("configuration"));
            content.writeLong(seed);
            content.writeLong(pointTime.duration().toNanos());
            content.writeUTF(System.getProperty(WorkLimit.SETTING, ""));
            content.writeInt(config.files().size());
            for (Path named : config.files()) {
                List<Path> files = filesOf(named);
                content.writeUTF(named.toString());
                content.writeInt(files.size());
                for (Path file : files) {
                    content.writeUTF(named.relativize(file).toString());
                    write(content, Files.readAllBytes(file));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what has travelled, and writes the files into a temporary folder.
     *
     * @throws IOException if they cannot be written
     */
    public static PointJob read(byte[] bytes) throws IOException {
        DataInputStream content = new DataInputStream(new ByteArrayInputStream(bytes));
        String text = new String(read(content), StandardCharsets.UTF_8);
        Path file = Path.of(content.readUTF());
        long seed = content.readLong();
        TimeLimit pointTime = new TimeLimit(Duration.ofNanos(content.readLong()));
        String workLimit = content.readUTF();
        return new PointJob(text, file, unpacked(content), seed, pointTime, workLimit);
    }

    /** A file, or those of a folder. */
    private static List<Path> filesOf(Path named) throws IOException {
        try (Stream<Path> files = Files.walk(named)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** Writes the files that travelled, and says where what the configuration names is now. */
    private static Map<Path, Path> unpacked(DataInputStream content) throws IOException {
        Map<Path, Path> moved = new HashMap<>();
        int count = content.readInt();
        for (int i = 0; i < count; i++) {
            Path named = Path.of(content.readUTF());
            // the name of a file can be the id of what is in it
            Path here = Files.createTempDirectory("emiss-job").resolve(String.valueOf(named.getFileName()));
            moved.put(named, here);
            int files = content.readInt();
            for (int k = 0; k < files; k++) {
                String within = content.readUTF();
                Path file = within.isEmpty() ? here : here.resolve(within);
                Files.createDirectories(file.resolveSibling(""));
                Files.write(file, read(content));
            }
        }
        return moved;
    }

    private static void write(DataOutputStream content, byte[] bytes) throws IOException {
        content.writeInt(bytes.length);
        content.write(bytes);
    }

    private static byte[] read(DataInputStream content) throws IOException {
        return content.readNBytes(content.readInt());
    }
}
