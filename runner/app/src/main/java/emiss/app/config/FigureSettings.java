package emiss.app.config;

import java.util.List;

/**
 * A figure that joins the curves of several studies.
 *
 * @param id name of the figure
 * @param overlay ids of the studies
 */
public record FigureSettings(String id, List<String> overlay) {
    /** Copies the list. */
    public FigureSettings {
        overlay = List.copyOf(overlay);
    }
}
