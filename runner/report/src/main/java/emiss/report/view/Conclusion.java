package emiss.report.view;

/**
 * What the data say about all studies of a run together, as HTML.
 *
 * @param text one or more paragraphs
 * @param table the numbers behind it, with a note about their meaning
 */
public record Conclusion(String text, String table) {}
