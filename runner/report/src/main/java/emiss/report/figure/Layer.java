package emiss.report.figure;

import emiss.report.text.MathText;
import java.util.List;

/**
 * Something drawn on a panel. Layers of one name, also on different panels, share an entry of the legend and are switched on
 * and off together; a layer without a name is not in the legend.
 */
public sealed interface Layer {
    /** {@return what the legend calls it; empty if the legend leaves it out} */
    MathText name();

    /** {@return how it is drawn} */
    Ink ink();

    /**
     * Lines.
     *
     * @param name name in the legend
     * @param ink how it is drawn
     * @param pieces lines, each through its points in order; a gap in a curve begins a new piece
     */
    record Curve(MathText name, Ink ink, List<List<Point>> pieces) implements Layer {
        /**
         * Copies the pieces.
         *
         * @param name name in the legend
         * @param ink how it is drawn
         * @param pieces lines, each through its points in order; a gap in a curve begins a new piece
         */
        public Curve {
            pieces = pieces.stream().map(List::copyOf).toList();
        }
    }

    /**
     * The area between two curves over the same abscissae.
     *
     * @param name name in the legend
     * @param ink how it is filled
     * @param spans from left to right
     */
    record Band(MathText name, Ink ink, List<Span> spans) implements Layer {
        /**
         * Copies the spans.
         *
         * @param name name in the legend
         * @param ink how it is filled
         * @param spans from left to right
         */
        public Band {
            spans = List.copyOf(spans);
        }
    }

    /**
     * Where a band is at one abscissa.
     *
     * @param x abscissa
     * @param low lower end
     * @param high upper end
     */
    record Span(double x, double low, double high) {}

    /**
     * Closed areas, filled by the even-odd rule.
     *
     * @param name name in the legend
     * @param ink how they are filled
     * @param rings their boundaries
     */
    record Region(MathText name, Ink ink, List<List<Point>> rings) implements Layer {
        /**
         * Copies the rings.
         *
         * @param name name in the legend
         * @param ink how they are filled
         * @param rings their boundaries
         */
        public Region {
            rings = rings.stream().map(List::copyOf).toList();
        }
    }

    /**
     * A histogram.
     *
     * @param name name in the legend
     * @param ink how it is drawn
     * @param filled whether the bars are filled down to their base, or only the outline of the tops is drawn
     * @param bins its bins, from left to right
     */
    record Histogram(MathText name, Ink ink, boolean filled, List<Bin> bins) implements Layer {
        /**
         * Copies the bins.
         *
         * @param name name in the legend
         * @param ink how it is drawn
         * @param filled whether the bars are filled down to their base, or only the outline of the tops is drawn
         * @param bins its bins, from left to right
         */
        public Histogram {
            bins = List.copyOf(bins);
        }
    }

    /**
     * A bin of a histogram.
     *
     * @param low lower edge
     * @param high upper edge
     * @param base where the bar begins: zero, or the top of the histogram it is stacked on
     * @param top where the bar ends
     */
    record Bin(double low, double high, double base, double top) {}

    /**
     * Points with error bars.
     *
     * @param name name in the legend
     * @param ink how they are drawn
     * @param points the points
     */
    record Measurements(MathText name, Ink ink, List<Measurement> points) implements Layer {
        /**
         * Copies the points.
         *
         * @param name name in the legend
         * @param ink how they are drawn
         * @param points the points
         */
        public Measurements {
            points = List.copyOf(points);
        }
    }

    /**
     * A point with error bars; an end of a bar equals the point where there is none.
     *
     * @param at the point
     * @param left left end of the horizontal bar
     * @param right right end of the horizontal bar
     * @param low lower end of the vertical bar
     * @param high upper end of the vertical bar
     */
    record Measurement(Point at, double left, double right, double low, double high) {}

    /**
     * Marks at points.
     *
     * @param name name in the legend
     * @param ink how they are drawn
     * @param shape the form of the mark
     * @param points where they are
     */
    record Markers(MathText name, Ink ink, Shape shape, List<Point> points) implements Layer {
        /**
         * Copies the points.
         *
         * @param name name in the legend
         * @param ink how they are drawn
         * @param shape the form of the mark
         * @param points where they are
         */
        public Markers {
            points = List.copyOf(points);
        }
    }

    /** Forms of a mark. */
    enum Shape {
        /** A star: best points. */
        STAR,
        /** A cross: the Standard Model. */
        CROSS,
        /** A disc. */
        DISC
    }

    /**
     * A line across the whole panel.
     *
     * @param name name in the legend
     * @param ink how it is drawn
     * @param orientation horizontal or vertical
     * @param at where it is: the ordinate of a horizontal line, the abscissa of a vertical one
     */
    record Rule(MathText name, Ink ink, Orientation orientation, double at) implements Layer {}

    /** Directions of a rule. */
    enum Orientation {
        /** From left to right. */
        HORIZONTAL,
        /** From bottom to top. */
        VERTICAL
    }

    /**
     * Words beside something drawn.
     *
     * @param name name in the legend of what the words belong to; switched on and off with it
     * @param ink colour of the words
     * @param at where they are centred
     * @param text the words
     */
    record Label(MathText name, Ink ink, Point at, MathText text) implements Layer {}

    /**
     * A value at every node of a grid, shown as shades and told where the pointer is.
     *
     * @param name name in the legend
     * @param ink colour of the highest value; the lowest is transparent
     * @param x abscissae of the columns, ascending
     * @param y ordinates of the rows, ascending
     * @param value what the values are
     * @param rows values, one row an ordinate; null where there is none
     */
    record Grid(
            MathText name,
            Ink ink,
            List<Double> x,
            List<Double> y,
            MathText value,
            List<List<@org.jspecify.annotations.Nullable Double>> rows)
            implements Layer {}
}
