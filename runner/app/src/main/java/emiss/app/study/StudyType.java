package emiss.app.study;

import emiss.app.config.StudyDecoder;
import java.util.Optional;

/** A kind of study, as named by {@code type} in a configuration. */
public interface StudyType {
    /** The name in configurations, for example {@code mass-scan}. */
    String name();

    /** What a study of this type answers, one line. */
    String answers();

    /** Reads the settings of one study and reports every problem to the decoder; empty only if there is one. */
    Optional<Study> decode(StudyDecoder decoder);
}
