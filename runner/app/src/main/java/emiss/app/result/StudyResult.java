package emiss.app.result;

import emiss.app.study.Payload;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of one study.
 *
 * @param id name of the study
 * @param type its type
 * @param settings resolved settings, in the words of the configuration
 * @param status how it went
 * @param reasons what went wrong, one line each; empty if the status is {@link Status#OK}
 * @param payload what was found; null if the study failed
 */
public record StudyResult(
        String id,
        String type,
        Map<String, Object> settings,
        Status status,
        List<String> reasons,
        @Nullable Payload payload) {
    /** How a study went. */
    public enum Status {
        /** Everything was computed. */
        OK,
        /** Some points failed or were not reached; the rest is there. */
        PARTIAL,
        /** Nothing was computed. */
        FAILED
    }
}
