package emiss.data.document;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the valid name that a misspelt one was probably meant to be. */
public final class NearestName {
    /** Nobody mistypes a longer name, and comparing very long ones takes long. */
    private static final int LONGEST = 200;

    /** How many candidates a message lists. */
    private static final int LISTED = 40;

    private NearestName() {}

    /**
     * {@return the candidate with the fewest typing errors (insertions, deletions, replacements, swapped neighbours),
     * if there are few enough: at most a third of the characters, at least one; none for very long names} Upper and lower case only break ties,
     * and after them the order of the candidates does.
     *
     * @param name the name that was not found
     * @param candidates the names that exist
     */
    public static Optional<String> of(String name, Collection<String> candidates) {
        String lowerName = name.toLowerCase(Locale.ROOT);
        String nearest = null;
        int fewest = Integer.MAX_VALUE;
        int fewestExact = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            if (name.length() > LONGEST || candidate.length() > LONGEST) {
                continue;
            }
            int errors = distance(lowerName, candidate.toLowerCase(Locale.ROOT));
            int length = Math.max(name.length(), candidate.length());
            if (errors > Math.max(1, length / 3) || errors >= length || errors > fewest) {
                continue;
            }
            int exact = distance(name, candidate);
            if (errors < fewest || exact < fewestExact) {
                nearest = candidate;
                fewest = errors;
                fewestExact = exact;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /**
     * {@return the ending of a message about an unknown name: a question if one candidate is near, otherwise the
     * candidates}
     *
     * @param name the name that was not found
     * @param candidates the names that exist
     */
    public static String hint(String name, Collection<String> candidates) {
        return of(name, candidates)
                .map(nearest -> "; did you mean \"" + nearest + "\"?")
                .orElseGet(() -> candidates.isEmpty() ? "; nothing is valid here" : "; valid: " + list(candidates));
    }

    private static String list(Collection<String> candidates) {
        int more = candidates.size() - LISTED;
        return candidates.stream().limit(LISTED).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** The optimal-string-alignment variant of the Damerau-Levenshtein distance. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }

    /**
     * {@return the message about a name that does not exist, with the nearest one that does}
     *
     * @param what what is named, for example {@code scenario}
     * @param name the name that does not exist
     * @param valid the names that exist
     */
    public static String unknown(String what, String name, Collection<String> valid) {
        return "unknown " + what + " \"" + name + "\"" + hint(name, valid);
    }
}
