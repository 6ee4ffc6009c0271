package emiss.report.result;

import emiss.data.document.Node;
import java.util.List;

/**
 * The result of one study.
 *
 * @param id name of the study
 * @param type its type, for example {@code mass-scan}
 * @param status how it went
 * @param reasons what went wrong, one line each; empty if the status is {@link Status#OK}
 * @param settings the object of its resolved settings, in the words of the configuration
 * @param payload the object that holds what was found; it has the fields above too, and nothing else if the study failed
 */
public record Study(String id, String type, Status status, List<String> reasons, Node settings, Node payload) {
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
     * @param status how it went
     * @param reasons what went wrong, one line each; empty if the status is {@link Status#OK}
     * @param settings the object of its resolved settings, in the words of the configuration
     * @param payload the object that holds what was found; it has the fields above too, and nothing else if the study
     *     failed
     */
    public Study {
        reasons = List.copyOf(reasons);
    }

    /** {@return whether there are numbers} */
    public boolean hasResult() {
        return status != Status.FAILED;
    }

    /**
     * {@return a number of the result}
     *
     * @param pointer where it stands, a JSON pointer, for example {@code /best/couplings/hV}
     * @throws ResultsException if there is no finite number
     */
    public double number(String pointer) {
        return result().at(pointer).number();
    }

    /** {@return what was found, with names for messages} */
    public Value result() {
        return new Value("study \"" + id + "\"", payload);
    }

    /** {@return the resolved settings, with names for messages} */
    public Value setting() {
        return new Value("the settings of study \"" + id + "\"", settings);
    }
}
