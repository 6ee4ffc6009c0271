package emiss.report.figure;

import emiss.report.text.MathText;
import java.util.List;
import java.util.Optional;

/**
 * A figure: panels beside each other that share one legend. Says what is drawn with which numbers; how is up to the
 * renderers, so that files and pages show the same.
 *
 * @param id name of the figure and of its files
 * @param title heading, without a full stop
 * @param caption one or more sentences: what is shown, at which settings, and what to keep in mind
 * @param panels one or more, in reading order
 */
public record Figure(String id, MathText title, MathText caption, List<Panel> panels) {
    /**
     * {@return a figure; none if it has no panels}
     *
     * @param id the id of the study, or of the overlay
     * @param title what it shows
     * @param caption what the lines mean
     * @param panels what is beside each other
     */
    public static Optional<Figure> of(String id, MathText title, MathText caption, List<Panel> panels) {
        return panels.isEmpty() ? Optional.empty() : Optional.of(new Figure(id, title, caption, panels));
    }

    /**
     * Checks that there is something to draw.
     *
     * @param id name of the figure and of its files
     * @param title heading, without a full stop
     * @param caption one or more sentences: what is shown, at which settings, and what to keep in mind
     * @param panels one or more, in reading order
     */
    public Figure {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("the id of a figure is empty");
        }
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("figure \"" + id + "\" has no panel, expected at least one");
        }
        panels = List.copyOf(panels);
    }

    /**
     * {@return the panels of several figures in one, with the title of the first}
     *
     * @param id name of the figure
     * @param parts the figures, at least one
     */
    public static Figure beside(String id, List<Figure> parts) {
        return new Figure(
                id,
                parts.get(0).title,
                MathText.joined(" ", parts.stream().map(Figure::caption).toList()),
                parts.stream().flatMap(part -> part.panels.stream()).toList());
    }

    /** {@return the heading that all of several panels have, which is written once above them; empty if there is none} */
    public Optional<MathText> commonTitle() {
        MathText title = panels.get(0).title();
        boolean isCommon = panels.size() > 1
                && !title.isEmpty()
                && panels.stream().allMatch(panel -> panel.title().equals(title));
        return isCommon ? Optional.of(title) : Optional.empty();
    }
}
