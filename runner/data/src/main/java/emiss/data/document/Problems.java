package emiss.data.document;

import emiss.api.experiment.DataFormatException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with one or more documents. Messages are kept to one line, with long names shortened. Not safe for use
 * by several threads.
 */
public final class Problems {
    private record Problem(Location where, String message, boolean once) {}

    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem problem) -> problem.where().document())
            .thenComparing(problem -> problem.where().line())
            .thenComparing(problem -> problem.where().column());

    /** Nobody reads more, and a file can have millions. */
    private static final int KEPT = 200;

    private final List<Problem> collected = new ArrayList<>();
    private int count;
    private @Nullable Location firstLeftOut;

    /** A collection without problems. */
    public Problems() {}

    /**
     * Adds a problem.
     *
     * @param where the value that is wrong
     * @param message what is wrong and what would be right
     */
    public void add(Location where, String message) {
        add(where, message, false);
    }

    /**
     * Adds a problem that is shown once, however many places have it.
     *
     * @param where the value that is wrong
     * @param message what is wrong and what would be right
     */
    public void addOnce(Location where, String message) {
        add(where, message, true);
    }

    private void add(Location where, String message, boolean once) {
        count++;
        if (collected.size() < KEPT) {
            collected.add(new Problem(where, OneLine.of(message), once));
        } else if (firstLeftOut == null) {
            firstLeftOut = where;
        }
    }

    /** {@return whether nothing is wrong so far} */
    public boolean isEmpty() {
        return count == 0;
    }

    /** {@return how many problems there are so far} */
    public int count() {
        return count;
    }

    /** {@return the problems as {@code document:line:column: message}, by document and place; very many are not all there} */
    public List<String> lines() {
        Set<String> shown = new HashSet<>();
        List<String> lines = new ArrayList<>();
        collected.stream()
                .sorted(BY_PLACE)
                .filter(problem -> !problem.once() || shown.add(problem.message()))
                .map(problem -> problem.where() + ": " + problem.message())
                .forEach(lines::add);
        if (firstLeftOut != null) {
            lines.add(firstLeftOut + ": and " + (count - KEPT) + " more problems");
        }
        return List.copyOf(lines);
    }

    /**
     * Ends the reading if anything is wrong.
     *
     * @throws DataFormatException listing every problem
     */
    public void throwIfAny() {
        if (count > 0) {
            throw new DataFormatException(lines());
        }
    }
}
