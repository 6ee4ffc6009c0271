package emiss.app.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * By what it shows that a file was changed.
 *
 * @param modified when it was written, in the words of the file system; empty if it is not there
 * @param bytes its size
 * @param key which file it is, in the words of the file system
 */
public record FileState(Optional<String> modified, long bytes, String key) {
    /** A file as it is now. */
    public static FileState of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileState(
                    Optional.of(attributes.lastModifiedTime().toString()),
                    attributes.size(),
                    String.valueOf(attributes.fileKey()));
        } catch (IOException missing) {
            return new FileState(Optional.empty(), 0, "");
        }
    }
}
