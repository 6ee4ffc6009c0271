package emiss.app.config;

import emiss.app.plugin.Catalogue;
import java.util.List;

/**
 * A run: the studies of one configuration file.
 *
 * @param title title for people
 * @param hash SHA-256 of the file, hexadecimal
 * @param catalogue the plugins of the program and those that the file names
 * @param warnings plugins named in the file that could not be used, one line each
 * @param studies what to compute, in order
 * @param figures what to draw together
 * @param quoted published numbers to put beside computed ones
 */
public record RunConfig(
        String title,
        String hash,
        Catalogue catalogue,
        List<String> warnings,
        List<StudySettings> studies,
        List<FigureSettings> figures,
        List<QuotedValue> quoted) {
    /** Copies the lists. */
    public RunConfig {
        warnings = List.copyOf(warnings);
        studies = List.copyOf(studies);
        figures = List.copyOf(figures);
        quoted = List.copyOf(quoted);
    }
}
