package emiss.app.config;

import java.util.List;

/**
 * A run: the studies of one configuration file.
 *
 * @param title title for people
 * @param hash SHA-256 of the file, hexadecimal
 * @param studies what to compute, in order
 * @param figures what to draw together
 * @param quoted published numbers to put beside computed ones
 */
public record RunConfig(
        String title,
        String hash,
        List<StudySettings> studies,
        List<FigureSettings> figures,
        List<QuotedValue> quoted) {
    /** Copies the lists. */
    public RunConfig {
        studies = List.copyOf(studies);
        figures = List.copyOf(figures);
        quoted = List.copyOf(quoted);
    }
}
