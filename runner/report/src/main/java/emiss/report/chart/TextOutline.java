package emiss.report.chart;

import emiss.report.text.MathText;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/**
 * A line of text as an outline, ready to be drawn. Lengths are in points.
 *
 * @param outline the letters, the base line beginning at the origin
 * @param width where the text ends
 * @param size size of its letters
 */
record TextOutline(Shape outline, double width, double size) {
    private static final double SCRIPT_SIZE = 0.72;
    private static final double LOWERED = 0.22;
    private static final double RAISED = 0.36;

    /** The same where a subscript and a superscript stand above each other. */
    private static final double LOWERED_BELOW = 0.31;

    private static final double RAISED_ABOVE = 0.45;

    /** What slanted letters need to the right, in sizes. */
    private static final double RAISED_GAP = 0.1;

    private static final double LOWERED_GAP = 0.03;

    /** Height of a capital letter, in sizes. */
    private static final double CAPITAL = 0.70;

    /** Where a line of text is anchored. */
    enum Anchor {
        /** Its left end. */
        START(0),
        /** Its middle. */
        MIDDLE(0.5),
        /** Its right end. */
        END(1);

        private final double share;

        Anchor(double share) {
            this.share = share;
        }
    }

    static TextOutline of(MathText text, double size) {
        Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
        Typeface typeface = Typeface.sans();
        double x = 0;
        double beginOfScript = 0;
        double endOfScript = 0;
        boolean slanted = false;
        MathText.Script last = MathText.Script.NORMAL;
        for (int i = 0; i < text.runs().size(); i++) {
            MathText.Run run = text.runs().get(i);
            boolean script = run.script() != MathText.Script.NORMAL;
            boolean above = script && last != MathText.Script.NORMAL && last != run.script();
            boolean stacked = above || (script && hasOther(text, i + 1, run.script()));
            if (above) {
                // a subscript and a superscript of one letter stand above each other
                endOfScript = x;
                x = beginOfScript;
            } else if (script && last == MathText.Script.NORMAL) {
                beginOfScript = x;
            }
            if (script && slanted) {
                x += (run.script() == MathText.Script.SUPERSCRIPT ? RAISED_GAP : LOWERED_GAP) * size;
            }
            double shift = switch (run.script()) {
                case NORMAL -> 0;
                case SUBSCRIPT -> (stacked ? LOWERED_BELOW : LOWERED) * size;
                case SUPERSCRIPT -> -(stacked ? RAISED_ABOVE : RAISED) * size;
            };
            double letters = script ? SCRIPT_SIZE * size : size;
            x = typeface.add(outline, run.text(), run.italic(), letters, x, shift);
            if (above) {
                x = Math.max(x, endOfScript);
            }
            last = run.script();
            slanted = run.italic() || (script && slanted);
        }
        return new TextOutline(outline, x, size);
    }

    private static boolean hasOther(MathText text, int index, MathText.Script script) {
        MathText.Script next =
                index < text.runs().size() ? text.runs().get(index).script() : script;
        return next != MathText.Script.NORMAL && next != script;
    }

    /** Draws the words with the anchor at (x, y), vertically centred on capital letters. */
    void draw(Graphics2D graphics, Anchor anchor, double x, double y) {
        fill(graphics, AffineTransform.getTranslateInstance(x - anchor.share * width, y + 0.5 * CAPITAL * size));
    }

    /** Draws the words from bottom to top, their middle at (x, y). */
    void drawUpwards(Graphics2D graphics, double x, double y) {
        AffineTransform place = AffineTransform.getTranslateInstance(x + 0.5 * CAPITAL * size, y + 0.5 * width);
        place.rotate(-Math.PI / 2);
        fill(graphics, place);
    }

    /** Draws the words on a light background, centred at (x, y). */
    void drawWithHalo(Graphics2D graphics, Color colour, double x, double y) {
        AffineTransform place = AffineTransform.getTranslateInstance(x - 0.5 * width, y + 0.5 * CAPITAL * size);
        Shape placed = place.createTransformedShape(outline);
        graphics.setStroke(new BasicStroke((float) (0.3 * size), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.setColor(new Color(255, 255, 255, 215));
        graphics.draw(placed);
        graphics.setColor(colour);
        graphics.fill(placed);
    }

    private void fill(Graphics2D graphics, AffineTransform place) {
        graphics.fill(place.createTransformedShape(outline));
    }
}
