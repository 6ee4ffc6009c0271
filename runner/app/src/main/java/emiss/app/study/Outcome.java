package emiss.app.study;

import emiss.results.Records;
import emiss.results.Result;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a study.
 *
 * @param result what was found
 * @param problems what went wrong on the way, one line each; empty if every point was computed
 */
public record Outcome(Result result, List<String> problems) {
    /**
     * Copies the list.
     *
     * @throws IllegalStateException if the result has a number that is not finite, saying which
     */
    public Outcome {
        problems = List.copyOf(problems);
        Records.checkFinite("the result", result);
    }

    /** The same after points with problems of their own. */
    public Outcome after(Points<?> points) {
        if (points.problems().isEmpty()) {
            return this;
        }
        List<String> all = new ArrayList<>(points.problems());
        all.addAll(problems);
        return new Outcome(result, all);
    }
}
