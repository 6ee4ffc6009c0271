package emiss.app.study;

import java.util.Map;

/** The settings of one study, and how it is computed. */
public interface Study {
    /** The name of its type. */
    String type();

    /** The resolved settings, in the words of the configuration, for the result file. */
    Map<String, Object> settings();

    /**
     * Computes the study.
     *
     * <p>A point that fails is flagged; an exception means that nothing could be computed.
     */
    Outcome run(StudyContext context);
}
