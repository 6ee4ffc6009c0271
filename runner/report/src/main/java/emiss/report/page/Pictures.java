package emiss.report.page;

import emiss.report.chart.FigureFiles;
import emiss.report.chart.Format;
import emiss.report.figure.Figure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

/** Static pictures of figures as addresses that hold their content. */
final class Pictures {
    /** Drawings larger than this are shown as pixels, so that a page of many planes stays small [bytes]. */
    private static final int LARGEST_DRAWING = 60_000;

    private Pictures() {}

    /** The picture of a figure as a data address. */
    static String address(Figure figure) {
        try {
            byte[] drawing = FigureFiles.content(figure, Format.SVG);
            return drawing.length <= LARGEST_DRAWING
                    ? address("image/svg+xml", drawing)
                    : address("image/png", FigureFiles.content(figure, Format.PNG));
        } catch (IOException e) {
            throw new UncheckedIOException("figure \"" + figure.id() + "\" cannot be encoded", e);
        }
    }

    private static String address(String type, byte[] content) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(content);
    }
}
