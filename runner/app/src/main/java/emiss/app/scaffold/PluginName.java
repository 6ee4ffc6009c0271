package emiss.app.scaffold;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of a new plugin, and the names in Java that follow from it.
 *
 * @param id the id in configurations: lower case, words joined by hyphens
 */
public record PluginName(String id) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** The words that cannot be the name of a package. */
    private static final Set<String> RESERVED = Set.of(
            ("abstract assert boolean break byte case catch char class const continue default do double else enum extends"
                            + " false final finally float for goto if implements import instanceof int interface long native"
                            + " new null package private protected public return short static strictfp super switch"
                            + " synchronized this throw throws transient true try void volatile while")
                    .split(" "));

    /** Checks the id. */
    public PluginName {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("the name is \"" + id
                    + "\", expected lower-case letters and digits, words joined by hyphens, like dark-photon");
        }
        if (RESERVED.contains(joined(id))) {
            throw new IllegalArgumentException("the name is \"" + id + "\", expected another one: \"" + joined(id)
                    + "\" means something in Java and cannot be the name of a package");
        }
    }

    /** The package, which is the name of the module too: {@code org.example.darkphoton}. */
    public String packageName() {
        return "org.example." + joined(id);
    }

    /** The id as a class name: {@code DarkPhoton}. */
    public String className() {
        return Arrays.stream(id.split("-")).map(PluginName::capitalised).collect(Collectors.joining());
    }

    /** The id as words: {@code Dark photon}. */
    public String title() {
        return capitalised(id.replace('-', ' '));
    }

    private static String joined(String id) {
        return id.replace("-", "");
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
