package emiss.report.chart;

/**
 * Sizes of letters [pt].
 *
 * @param titles titles of axes
 * @param labels labels of ticks, headings and legend
 */
record Style(double titles, double labels) {
    /** One panel in a column of print. */
    static final Style SINGLE = new Style(9, 8);

    /** Several panels over the width of a page. */
    static final Style GRID = new Style(8, 7);
}
