package emiss.data.document;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names of studies, figures and data sets, which become names of files. */
public final class Identifier {
    /** The most characters that an identifier may have; with an ending they are a name of a file on every system. */
    public static final int LONGEST = 100;

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

    private Identifier() {}

    /**
     * {@return what is wrong with an identifier, in words; empty if it is right}
     *
     * @param id the identifier
     */
    public static Optional<String> misfit(String id) {
        if (id.length() > LONGEST) {
            return Optional.of("the id \"" + id + "\" has " + id.length() + " characters, expected at most " + LONGEST);
        }
        return VALID.matcher(id).matches()
                ? Optional.empty()
                : Optional.of("the id \"" + id + "\" cannot be a file name, expected letters, digits and . _ + - only");
    }

    /**
     * {@return a required identifier; a problem, and what is there, if it is none}
     *
     * @param decoder the object
     * @param key name of the field
     * @param problems collects what is wrong
     */
    public static String read(ObjectDecoder decoder, String key, Problems problems) {
        String id = decoder.string(key);
        if (!id.isEmpty()) {
            misfit(id).ifPresent(message -> problems.add(decoder.location(key), message));
        }
        return id;
    }
}
