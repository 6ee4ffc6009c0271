package emiss.report.chart;

import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;

/** MarkPainter at points; lengths in points. */
final class MarkPainter {
    private static final double DISC = 1.7;
    private static final double STAR = 4.2;
    private static final double CROSS = 3.2;
    private static final double INNER = 0.42;

    private MarkPainter() {}

    static void draw(Graphics2D graphics, Layer.Shape shape, Ink ink, double x, double y) {
        switch (shape) {
            case DISC -> {
                graphics.setColor(Pens.colour(ink));
                graphics.fill(disc(x, y));
            }
            case STAR -> {
                Shape star = star(x, y);
                graphics.setColor(Pens.colour(ink));
                graphics.fill(star);
                graphics.setColor(Color.WHITE);
                graphics.setStroke(Pens.solid(0.5f));
                graphics.draw(star);
            }
            case CROSS -> {
                graphics.setColor(Pens.colour(ink));
                graphics.setStroke(Pens.solid(1.2f));
                graphics.draw(new Line2D.Double(x - CROSS, y, x + CROSS, y));
                graphics.draw(new Line2D.Double(x, y - CROSS, x, y + CROSS));
            }
        }
    }

    private static Shape disc(double x, double y) {
        return new Ellipse2D.Double(x - DISC, y - DISC, 2 * DISC, 2 * DISC);
    }

    private static Shape star(double x, double y) {
        Path2D star = new Path2D.Double();
        for (int i = 0; i < 10; i++) {
            double radius = i % 2 == 0 ? STAR : INNER * STAR;
            double angle = Math.PI * (0.2 * i - 0.5);
            double cornerX = x + radius * Math.cos(angle);
            double cornerY = y + radius * Math.sin(angle);
            if (i == 0) {
                star.moveTo(cornerX, cornerY);
            } else {
                star.lineTo(cornerX, cornerY);
            }
        }
        star.closePath();
        return star;
    }
}
