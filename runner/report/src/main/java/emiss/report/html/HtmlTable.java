package emiss.report.html;

/** A table of HTML cells whose first column names its rows. */
public final class HtmlTable {
    private final StringBuilder html = new StringBuilder();
    private final String columns;
    private boolean hasHead;
    private int rows;
    private String kind = "";

    /**
     * A table without a caption; {@code columns} has an {@code n} for a column of numbers, a {@code t} for one of text, and a
     * {@code -} for one that is left out.
     */
    public HtmlTable(String columns) {
        this.columns = columns;
    }

    /** The same, in the form that the style sheet gives to a kind of table. */
    public HtmlTable kind(String name) {
        kind = " class=\"" + name + "\"";
        return this;
    }

    public HtmlTable head(String... cells) {
        hasHead = true;
        html.append("<thead><tr>");
        for (int i = 0; i < cells.length; i++) {
            if (columns.charAt(i) != '-') {
                html.append("<th scope=\"col\">").append(cells[i]).append("</th>");
            }
        }
        html.append("</tr></thead>\n<tbody>");
        return this;
    }

    public HtmlTable row(String... cells) {
        return row(false, cells);
    }

    /** A row with which the others are compared. */
    public HtmlTable reference(String... cells) {
        return row(true, cells);
    }

    private HtmlTable row(boolean reference, String... cells) {
        rows++;
        html.append(reference ? "<tr class=\"reference\">" : "<tr>");
        for (int i = 0; i < cells.length; i++) {
            if (i == 0) {
                html.append("<th scope=\"row\">").append(cells[i]).append("</th>");
            } else if (columns.charAt(i) != '-') {
                html.append(columns.charAt(i) == 'n' ? "<td class=\"number\">" : "<td>")
                        .append(cells[i])
                        .append("</td>");
            }
        }
        html.append("</tr>\n");
        return this;
    }

    public boolean isEmpty() {
        return rows == 0;
    }

    /** The table, which scrolls by itself where the page is narrow; nothing if it has no rows. */
    public String html() {
        return isEmpty()
                ? ""
                : "<div class=\"scroll\"><table" + kind + ">" + (hasHead ? "" : "<tbody>") + html
                        + "</tbody></table></div>\n";
    }
}
