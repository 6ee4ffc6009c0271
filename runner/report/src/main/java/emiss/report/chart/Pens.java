package emiss.report.chart;

import emiss.report.figure.Ink;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;

/** Colours and strokes of inks; lengths in points. */
final class Pens {
    static final float LINE = 1.1f;
    static final float THIN = 0.6f;

    private Pens() {}

    static Color colour(Ink ink) {
        return colour(ink, ink.opacity());
    }

    static Color colour(Ink ink, double opacity) {
        int alpha = (int) Math.round(255 * opacity);
        return new Color(ink.colour() >> 16 & 0xff, ink.colour() >> 8 & 0xff, ink.colour() & 0xff, alpha);
    }

    static Stroke stroke(Ink ink, float width) {
        float[] dashes = switch (ink.stroke()) {
            case SOLID -> new float[0];
            case DASHED -> new float[] {4, 2};
            case DOTTED -> new float[] {1.2f, 1.6f};
            case DASH_DOTTED -> new float[] {5, 1.6f, 1.2f, 1.6f};
            case LONG_DASHED -> new float[] {8, 2.5f};
        };
        return dashes.length == 0
                ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0);
    }

    static Stroke solid(float width) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    }
}
