package emiss.report.page;

import emiss.report.figure.Figure;
import emiss.report.figure.Layer;
import emiss.report.html.Html;
import java.util.Optional;

/** A figure on a page: a chart with switches for what it names, or a picture. */
final class FigureBlock {
    private FigureBlock() {}

    /** A chart with links to its files, or a picture where there are no chart libraries. */
    static String html(Figure figure, Optional<ChartLibraries> libraries, String links) {
        return libraries.isPresent() ? chart(figure, links) : picture(figure, links);
    }

    /** A chart that the script of the page draws when it comes into view. */
    private static String chart(Figure figure, String links) {
        Legend legend = Legend.of(figure);
        return "<figure class=\"figure\" id=\"" + Html.anchor("figure", figure.id()) + "\">\n"
                + (legend.entries().isEmpty()
                        ? ""
                        : "<ul class=\"legend\" aria-label=\"Show and hide\">" + legend.html() + "</ul>\n")
                + "<div class=\"chart\"><noscript>This figure needs JavaScript.</noscript></div>\n"
                + "<div class=\"tools\"><button type=\"button\" class=\"reset\">Reset view</button>" + links
                + "</div>\n"
                + caption(figure)
                + "<script type=\"application/json\">" + Json.text(VegaLite.spec(figure)) + "</script>\n</figure>\n";
    }

    private static String picture(Figure figure, String links) {
        String alternative = figure.title().unicode() + ". " + figure.caption().unicode();
        return "<figure class=\"figure\" id=\"" + Html.anchor("figure", figure.id()) + "\">\n<img src=\""
                + Pictures.address(figure) + "\" alt=\"" + Html.escape(alternative) + "\">\n"
                + (links.isEmpty() ? "" : "<div class=\"tools\">" + links + "</div>\n")
                + caption(figure)
                + "</figure>\n";
    }

    private static String caption(Figure figure) {
        return figure.caption().isEmpty()
                ? ""
                : "<figcaption>" + figure.caption().html() + "</figcaption>\n";
    }

    /** Whether a figure needs the width of the page. */
    static boolean isWide(Figure figure) {
        return figure.panels().size() > 1
                || figure.panels().get(0).layers().stream()
                        .anyMatch(layer -> layer instanceof Layer.Measurements points
                                && points.points().size() > 12);
    }
}
