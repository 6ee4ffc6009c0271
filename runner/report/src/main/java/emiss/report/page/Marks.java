package emiss.report.page;

import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import java.util.List;

/** How the strokes and shapes of the figure model look on a page. */
final class Marks {
    private Marks() {}

    /** Lengths of dashes and gaps in pixels; empty for an unbroken line. */
    static List<Double> dashes(Ink.Stroke stroke) {
        return switch (stroke) {
            case SOLID -> List.of();
            case DASHED -> List.of(6.0, 3.0);
            case DOTTED -> List.of(1.5, 2.5);
            case DASH_DOTTED -> List.of(7.0, 2.5, 1.5, 2.5);
            case LONG_DASHED -> List.of(11.0, 5.0);
        };
    }

    /** The outline of a mark as an SVG path within a square from -1 to 1. */
    static String path(Layer.Shape shape) {
        return switch (shape) {
            case STAR ->
                "M0,-1L0.24,-0.32L0.95,-0.31L0.38,0.12L0.59,0.81L0,0.4L-0.59,0.81L-0.38,0.12L-0.95,-0.31L-0.24,-0.32Z";
            case CROSS ->
                "M-0.8,-0.55L-0.55,-0.8L0,-0.25L0.55,-0.8L0.8,-0.55L0.25,0L0.8,0.55L0.55,0.8L0,0.25L-0.55,0.8"
                        + "L-0.8,0.55L-0.25,0Z";
            case DISC -> "M0,-0.7A0.7,0.7,0,1,1,0,0.7A0.7,0.7,0,1,1,0,-0.7Z";
        };
    }
}
