package emiss.app.study;

import emiss.results.ResultType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A type of study.
 *
 * @param result what its studies find
 * @param answers what a study of this type answers, one line
 * @param fields its settings, besides {@code id}, {@code type}, {@code inputs}, {@code experiments} and {@code data}, which all
 *     types have
 * @param decoding reads the settings of one study and reports every problem to the decoder; empty only if there is one
 */
public record StudyType(
        ResultType<?> result, String answers, List<Field> fields, Function<StudyDecoder, Optional<Study>> decoding) {
    /** Copies the list. */
    public StudyType {
        fields = List.copyOf(fields);
    }

    /** What {@code type} says in a configuration, for example {@code mass-scan}. */
    public String name() {
        return result.name();
    }
}
