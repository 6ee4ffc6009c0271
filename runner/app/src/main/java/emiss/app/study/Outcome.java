package emiss.app.study;

import java.util.List;

/**
 * What running a study gave.
 *
 * @param payload what was found
 * @param problems what went wrong on the way, one line each; empty if every point was computed
 */
public record Outcome(Payload payload, List<String> problems) {
    /** Copies the list. */
    public Outcome {
        problems = List.copyOf(problems);
    }
}
