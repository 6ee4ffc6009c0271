package emiss.app.config;

import emiss.data.document.Identifier;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The ids of studies and figures, each of which names files, also where these have no upper and lower case. */
final class Names {
    private record Named(String id, String what) {}

    private final Problems problems;
    private final Map<String, Named> taken = new HashMap<>();

    Names(Problems problems) {
        this.problems = problems;
    }

    /** The id of an object, which nothing else has; empty, or what is there, and a problem otherwise. */
    String read(ObjectDecoder decoder, String what) {
        String id = Identifier.read(decoder, "id", problems);
        if (id.isEmpty()) {
            return id;
        }
        Named earlier = taken.putIfAbsent(id.toLowerCase(Locale.ROOT), new Named(id, what));
        if (earlier != null) {
            problems.add(
                    decoder.location("id"),
                    earlier.id.equals(id)
                            ? earlier.what.equals(what)
                                    ? "a second " + what + " with id \"" + id + "\""
                                    : "the " + what + " has the id of a " + earlier.what + ", \"" + id
                                            + "\", and would be the same file"
                            : "the id \"" + id + "\" differs from \"" + earlier.id
                                    + "\" in upper and lower case only, which is the same file on some systems");
        }
        return id;
    }
}
