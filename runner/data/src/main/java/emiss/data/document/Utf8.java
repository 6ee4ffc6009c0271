package emiss.data.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads text files, strictly. */
public final class Utf8 {
    private Utf8() {}

    /**
     * {@return the text of a file, without the mark that some editors put in front; empty, and a problem, if it is too long or
     * not UTF-8}
     *
     * @param content the file; read to its end but not closed
     * @param start the place of its first character
     * @param problems collects what is wrong
     */
    public static Optional<String> read(InputStream content, Location start, Problems problems) {
        int limit = (int) Math.min(WorkLimit.FILE_BYTES.value(), Integer.MAX_VALUE - 16);
        try {
            byte[] bytes = content.readNBytes(limit + 1);
            if (bytes.length > limit) {
                WorkLimit.FILE_BYTES.check(bytes.length, "the file has at least", "bytes", start, problems);
                return Optional.empty();
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException wrong) {
            problems.add(start, "the document is not UTF-8 text");
        } catch (IOException unreadable) {
            problems.add(start, "the document cannot be read: " + unreadable.getMessage());
        }
        return Optional.empty();
    }
}
