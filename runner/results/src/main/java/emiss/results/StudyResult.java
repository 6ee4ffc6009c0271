package emiss.results;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of one study.
 *
 * @param id name of the study
 * @param type its type, for example {@code mass-scan}
 * @param settings resolved settings, in the words of the configuration
 * @param status how it went
 * @param reasons what went wrong, one line each; empty if the status is {@link Status#OK}
 * @param elapsedSeconds wall-clock time [s]; studies that ran at the same time shared it
 * @param result what was found; null if the study failed
 */
public record StudyResult(
        String id,
        String type,
        Settings settings,
        Status status,
        List<String> reasons,
        double elapsedSeconds,
        @Nullable Result result) {
    /** How a study went. */
    public enum Status {
        /** Everything was computed. */
        OK,
        /** Some points failed or were not reached; the rest is there. */
        PARTIAL,
        /** Nothing was computed. */
        FAILED
    }

    /**
     * Copies the reasons.
     *
     * @param id name of the study
     * @param type its type, for example {@code mass-scan}
     * @param settings resolved settings, in the words of the configuration
     * @param status how it went
     * @param reasons what went wrong, one line each; empty if the status is {@link Status#OK}
     * @param elapsedSeconds wall-clock time [s]; studies that ran at the same time shared it
     * @param result what was found; null if the study failed
     */
    public StudyResult {
        reasons = List.copyOf(reasons);
    }

    /** {@return whether there are numbers} */
    public boolean hasResult() {
        return result != null;
    }

    /**
     * {@return what was found, if it is of a type}
     *
     * @param <R> the type
     * @param kind the type
     */
    public <R extends Result> Optional<R> result(Class<R> kind) {
        return Optional.ofNullable(result).filter(kind::isInstance).map(kind::cast);
    }

    /**
     * {@return a number of the result; empty if there is none}
     *
     * @param pointer where it stands, a JSON pointer, for example {@code /best/couplings/hV}
     * @throws ResultsException if this is no pointer
     */
    public Optional<Double> find(String pointer) {
        return Optional.ofNullable(result)
                .flatMap(found -> Pointers.find(found.tree(), pointer))
                .filter(Number.class::isInstance)
                .map(number -> ((Number) number).doubleValue());
    }

    /**
     * {@return a number of the result}
     *
     * @param pointer where it stands, a JSON pointer, for example {@code /best/couplings/hV}
     * @throws ResultsException if there is no number
     */
    public double number(String pointer) {
        return find(pointer)
                .orElseThrow(() -> new ResultsException("study \"" + id + "\" has no number at " + pointer));
    }
}
