package emiss.results;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Files that are there whole or not at all: what is written goes into a file beside it, under a name that nobody else has, and
 * replaces an earlier file at once. A reader never sees a part, and what cannot be written leaves nothing behind.
 */
public final class WholeFile {
    /** Names of unfinished files. */
    static final Pattern UNFINISHED = Pattern.compile("\\..+\\.[0-9a-f]{16}\\.part");

    private WholeFile() {}

    /** What a file is to hold. */
    public interface Content {
        /**
         * Writes it.
         *
         * @param out where to; closed by the caller
         * @throws IOException if it cannot be written
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file into a folder that is made if it is missing.
     *
     * @param file the file
     * @param content what it is to hold
     * @throws FileSystemException with the name of the file and the reason, if it cannot be written
     */
    public static void write(Path file, Content content) throws FileSystemException {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            writeInto(file, content);
            return;
        }
        String unique = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        try {
            // a link stays one
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path unfinished = target.resolveSibling("." + target.getFileName() + "." + unique + ".part");
            Path folder = target.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try {
                try (OutputStream out =
                        new BufferedOutputStream(Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW))) {
                    content.writeTo(out);
                }
                move(unfinished, target);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException unwritable) {
            throw named(file, unwritable);
        }
    }

    /**
     * Writes a text, UTF-8, into a folder that is made if it is missing.
     *
     * @param file the file
     * @param text the text
     * @throws FileSystemException with the name of the file and the reason, if it cannot be written
     */
    public static void write(Path file, String text) throws FileSystemException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes bytes into a folder that is made if it is missing.
     *
     * @param file the file
     * @param content the bytes
     * @throws FileSystemException with the name of the file and the reason, if it cannot be written
     */
    public static void write(Path file, byte[] content) throws FileSystemException {
        write(file, out -> out.write(content));
    }

    /** A terminal or another device has no parts. */
    private static void writeInto(Path device, Content content) throws FileSystemException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(device))) {
            content.writeTo(out);
        } catch (IOException unwritable) {
            throw named(device, unwritable);
        }
    }

    /**
     * {@return the failure with the name of the file, and its reason in words}
     *
     * @param file what cannot be written
     * @param unwritable the failure
     */
    public static FileSystemException named(Path file, IOException unwritable) {
        return named(file, reason(unwritable), unwritable);
    }

    /** As above, with another reason. */
    static FileSystemException named(Path file, String reason, IOException unwritable) {
        FileSystemException named = new FileSystemException(file.toString(), null, reason);
        named.initCause(unwritable);
        return named;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException other) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * {@return why something cannot be written, in words and without the name of a file}
     *
     * @param unwritable the failure
     */
    public static String reason(IOException unwritable) {
        if (unwritable instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (unwritable instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is no folder";
        }
        if (unwritable instanceof FileSystemException named && named.getReason() != null) {
            return named.getReason();
        }
        return unwritable.getMessage() == null ? unwritable.toString() : unwritable.getMessage();
    }
}
