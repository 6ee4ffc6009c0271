package emiss.report.chart;

import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/** Draws layers inside the axes of a plot, from the back to the front. */
final class LayerPainter extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1L;

    /** How far marks may stick out of the frame [pt]. */
    private static final double MARK = 5;

    private final transient Panel panel;
    private final double letters;

    /**
     * Creates a painter.
     *
     * @param panel what to draw
     * @param letters size of labels [pt]
     */
    LayerPainter(Panel panel, double letters) {
        this.panel = panel;
        this.letters = letters;
    }

    @Override
    public void draw(
            Graphics2D graphics,
            XYPlot plot,
            Rectangle2D area,
            ValueAxis x,
            ValueAxis y,
            int rendererIndex,
            PlotRenderingInfo info) {
        Scales scales = new Scales(area, x, y, plot);
        panel.layers().forEach(layer -> draw(graphics, layer, scales));
    }

    /** From values to places. */
    private record Scales(Rectangle2D area, ValueAxis xAxis, ValueAxis yAxis, XYPlot plot) {
        double x(double value) {
            return xAxis.valueToJava2D(value, area, plot.getDomainAxisEdge());
        }

        boolean contains(Point point) {
            return xAxis.getRange().contains(point.x()) && yAxis.getRange().contains(point.y());
        }

        double y(double value) {
            return yAxis.valueToJava2D(value, area, plot.getRangeAxisEdge());
        }
    }

    private void draw(Graphics2D graphics, Layer layer, Scales scales) {
        graphics.setColor(Pens.colour(layer.ink()));
        graphics.setStroke(Pens.stroke(layer.ink(), Pens.LINE));
        if (layer instanceof Layer.Curve curve) {
            curve.pieces().forEach(piece -> graphics.draw(path(piece, scales)));
        } else if (layer instanceof Layer.Band band) {
            graphics.fill(band(band.spans(), scales));
        } else if (layer instanceof Layer.Region region) {
            Path2D rings = new Path2D.Double(Path2D.WIND_EVEN_ODD);
            region.rings().forEach(ring -> rings.append(outline(ring, scales), false));
            graphics.fill(rings);
        } else if (layer instanceof Layer.Histogram histogram) {
            histogram(graphics, histogram, scales);
        } else if (layer instanceof Layer.Measurements measurements) {
            unclipped(
                    graphics,
                    scales,
                    () -> measurements.points().stream()
                            .filter(point -> scales.contains(point.at()))
                            .forEach(point -> measurement(graphics, measurements, point, scales)));
        } else if (layer instanceof Layer.Markers markers) {
            unclipped(
                    graphics,
                    scales,
                    () -> markers.points().stream()
                            .filter(scales::contains)
                            .forEach(point -> MarkPainter.draw(
                                    graphics,
                                    markers.shape(),
                                    markers.ink(),
                                    scales.x(point.x()),
                                    scales.y(point.y()))));
        } else if (layer instanceof Layer.Rule rule) {
            rule(graphics, rule, scales);
        } else if (layer instanceof Layer.Label label) {
            label(graphics, label, scales);
        }
    }

    /** Words on a light background, moved away from the frame; in a table in the middle of their cell. */
    private void label(Graphics2D graphics, Layer.Label label, Scales scales) {
        TextOutline words = TextOutline.of(label.text(), letters);
        double x = scales.x(label.at().x());
        double y = scales.y(label.at().y());
        if (panel.isTable()) {
            words.draw(graphics, TextOutline.Anchor.MIDDLE, x, y);
            return;
        }
        Rectangle2D area = scales.area();
        double room = 0.5 * words.width() + MARK;
        words.drawWithHalo(
                graphics,
                Pens.colour(label.ink()),
                Math.max(area.getMinX() + room, Math.min(area.getMaxX() - room, x)),
                y);
    }

    /** Lets marks at the frame stick out of it, so that they are not cut. */
    private static void unclipped(Graphics2D graphics, Scales scales, Runnable drawing) {
        Shape clip = graphics.getClip();
        Rectangle2D area = scales.area();
        graphics.setClip(new Rectangle2D.Double(
                area.getX() - MARK, area.getY() - MARK, area.getWidth() + 2 * MARK, area.getHeight() + 2 * MARK));
        drawing.run();
        graphics.setClip(clip);
    }

    private static Path2D path(List<Point> points, Scales scales) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < points.size(); i++) {
            double x = scales.x(points.get(i).x());
            double y = scales.y(points.get(i).y());
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        return path;
    }

    private static Path2D outline(List<Point> corners, Scales scales) {
        Path2D outline = path(corners, scales);
        if (!corners.isEmpty()) {
            outline.closePath();
        }
        return outline;
    }

    private static Path2D band(List<Layer.Span> spans, Scales scales) {
        List<Point> corners = new ArrayList<>();
        spans.forEach(span -> corners.add(new Point(span.x(), span.high())));
        for (int i = spans.size() - 1; i >= 0; i--) {
            corners.add(new Point(spans.get(i).x(), spans.get(i).low()));
        }
        return outline(corners, scales);
    }

    private static void histogram(Graphics2D graphics, Layer.Histogram histogram, Scales scales) {
        Path2D tops = new Path2D.Double();
        double end = Double.NaN;
        for (Layer.Bin bin : histogram.bins()) {
            double left = scales.x(bin.low());
            double right = scales.x(bin.high());
            double top = scales.y(bin.top());
            if (histogram.filled()) {
                double base = scales.y(bin.base());
                graphics.fill(new Rectangle2D.Double(left, Math.min(base, top), right - left, Math.abs(base - top)));
            } else if (bin.low() == end) {
                tops.lineTo(left, top);
                tops.lineTo(right, top);
            } else {
                tops.moveTo(left, top);
                tops.lineTo(right, top);
            }
            end = bin.high();
        }
        graphics.draw(tops);
    }

    private static void measurement(
            Graphics2D graphics, Layer.Measurements layer, Layer.Measurement measurement, Scales scales) {
        double x = scales.x(measurement.at().x());
        double y = scales.y(measurement.at().y());
        graphics.setStroke(Pens.solid(0.9f));
        graphics.setColor(Pens.colour(layer.ink()));
        Rectangle2D area = scales.area();
        double left = Math.max(area.getMinX(), scales.x(measurement.left()));
        double right = Math.min(area.getMaxX(), scales.x(measurement.right()));
        double low = Math.min(area.getMaxY(), scales.y(measurement.low()));
        double high = Math.max(area.getMinY(), scales.y(measurement.high()));
        graphics.draw(new Line2D.Double(left, y, right, y));
        graphics.draw(new Line2D.Double(x, low, x, high));
        MarkPainter.draw(graphics, Layer.Shape.DISC, layer.ink(), x, y);
    }

    private static void rule(Graphics2D graphics, Layer.Rule rule, Scales scales) {
        Rectangle2D area = scales.area();
        graphics.setStroke(Pens.stroke(rule.ink(), 0.9f));
        if (rule.orientation() == Layer.Orientation.HORIZONTAL) {
            double y = scales.y(rule.at());
            graphics.draw(new Line2D.Double(area.getMinX(), y, area.getMaxX(), y));
        } else {
            double x = scales.x(rule.at());
            graphics.draw(new Line2D.Double(x, area.getMinY(), x, area.getMaxY()));
        }
    }
}
