package emiss.app.study;

import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of study.
 *
 * @param name what {@code type} says in a configuration, for example {@code mass-scan}
 * @param answers what a study of this type answers, one line
 * @param decoding reads the settings of one study and reports every problem to the decoder; empty only if there is one
 */
public record StudyType(String name, String answers, Function<StudyDecoder, Optional<Study>> decoding) {
    /** Reads the settings of one study and reports every problem to the decoder; empty only if there is one. */
    public Optional<Study> decode(StudyDecoder decoder) {
        return decoding.apply(decoder);
    }
}
