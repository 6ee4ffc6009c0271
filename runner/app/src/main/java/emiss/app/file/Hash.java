package emiss.app.file;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 hashes that identify configurations and inputs. */
public final class Hash {
    private Hash() {}

    /** The SHA-256 of these bytes, hexadecimal. */
    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java lacks SHA-256", missing);
        }
    }

    /**
     * The SHA-256 of an immutable value, hexadecimal, by its text: records and vectors print every digit of their
     * numbers, in a fixed order.
     */
    public static String sha256(Object value) {
        return sha256(value.toString().getBytes(StandardCharsets.UTF_8));
    }
}
