package emiss.data.document;

import emiss.api.experiment.DataFormatException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one or more documents. Not safe for use by several threads. */
public final class Problems {
    private record Problem(Location where, String message) {}

    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem problem) -> problem.where().document())
            .thenComparing(problem -> problem.where().line())
            .thenComparing(problem -> problem.where().column());

    private final List<Problem> collected = new ArrayList<>();

    /** A collection without problems. */
    public Problems() {}

    /**
     * Adds a problem.
     *
     * @param where the value that is wrong
     * @param message what is wrong and what would be right, on one line
     */
    public void add(Location where, String message) {
        collected.add(new Problem(where, message));
    }

    /** {@return whether nothing is wrong so far} */
    public boolean isEmpty() {
        return collected.isEmpty();
    }

    /** {@return how many problems there are so far} */
    public int count() {
        return collected.size();
    }

    /** {@return the problems as {@code document:line:column: message}, by document and place} */
    public List<String> lines() {
        return collected.stream()
                .sorted(BY_PLACE)
                .map(problem -> problem.where() + ": " + problem.message())
                .toList();
    }

    /**
     * Ends the reading if anything is wrong.
     *
     * @throws DataFormatException listing every problem
     */
    public void throwIfAny() {
        if (!collected.isEmpty()) {
            throw new DataFormatException(lines());
        }
    }
}
