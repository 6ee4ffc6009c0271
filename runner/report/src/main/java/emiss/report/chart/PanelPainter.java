package emiss.report.chart;

import emiss.report.figure.Axis;
import emiss.report.figure.Panel;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;

/** Draws one panel: axes with ticks on all four sides, labels outside, layers inside. Lengths in points. */
final class PanelPainter {
    private static final double GAP = 3;
    private static final float LONG_TICK = 3.6f;
    private static final float SHORT_TICK = 1.8f;

    /** Room for a label with a gap, in sizes of its letters. */
    private static final double PER_X_TICK = 3.5;

    private static final double PER_Y_TICK = 2.6;

    private final Panel panel;
    private final Style style;
    private final Ticks xTicks;
    private final Ticks yTicks;
    private final TextOutline xTitle;
    private final TextOutline yTitle;

    PanelPainter(Panel panel, Style style, double width, double height) {
        this.panel = panel;
        this.style = style;
        this.xTicks = Ticks.of(panel.x(), (int) (width / (PER_X_TICK * style.labels())));
        this.yTicks = Ticks.of(panel.y(), (int) (height / (PER_Y_TICK * style.labels())));
        this.xTitle = TextOutline.of(panel.x().titleOfDecade(), style.titles());
        this.yTitle = TextOutline.of(panel.y().titleOfDecade(), style.titles());
    }

    /** Room to the left of the frame for labels and title. */
    double left() {
        double labels = yTicks.labels().stream()
                .mapToDouble(
                        label -> TextOutline.of(label.text(), style.labels()).width())
                .max()
                .orElse(0);
        return labels + GAP + (panel.y().label().isEmpty() ? 0 : 1.35 * style.titles() + GAP);
    }

    /** Room below the frame for labels and title. */
    double below() {
        return 1.2 * style.labels() + GAP + (panel.x().label().isEmpty() ? 0 : 1.35 * style.titles());
    }

    /** Room above the frame for the heading. */
    double above() {
        return panel.title().isEmpty() ? 0.5 * style.labels() : 1.5 * style.titles();
    }

    void draw(Graphics2D graphics, Rectangle2D frame) {
        XYPlot plot = plot();
        plot.draw(graphics, frame, null, null, null);
        graphics.setColor(Color.BLACK);
        graphics.setStroke(Pens.solid(Pens.THIN));
        ValueAxis x = plot.getDomainAxis();
        ValueAxis y = plot.getRangeAxis();
        for (double value : Ticks.betweenDecades(panel.x())) {
            double at = x.valueToJava2D(value, frame, plot.getDomainAxisEdge());
            graphics.draw(new Line2D.Double(at, frame.getMinY(), at, frame.getMinY() + SHORT_TICK));
            graphics.draw(new Line2D.Double(at, frame.getMaxY(), at, frame.getMaxY() - SHORT_TICK));
        }
        for (double value : Ticks.betweenDecades(panel.y())) {
            double at = y.valueToJava2D(value, frame, plot.getRangeAxisEdge());
            graphics.draw(new Line2D.Double(frame.getMinX(), at, frame.getMinX() + SHORT_TICK, at));
            graphics.draw(new Line2D.Double(frame.getMaxX(), at, frame.getMaxX() - SHORT_TICK, at));
        }
        double xBase = frame.getMaxY() + GAP + 0.5 * style.labels();
        for (Ticks.Label label : xTicks.labels()) {
            TextOutline.of(label.text(), style.labels())
                    .draw(
                            graphics,
                            TextOutline.Anchor.MIDDLE,
                            x.valueToJava2D(label.value(), frame, plot.getDomainAxisEdge()),
                            xBase);
        }
        double widest = 0;
        for (Ticks.Label label : yTicks.labels()) {
            TextOutline words = TextOutline.of(label.text(), style.labels());
            widest = Math.max(widest, words.width());
            words.draw(
                    graphics,
                    TextOutline.Anchor.END,
                    frame.getMinX() - GAP,
                    y.valueToJava2D(label.value(), frame, plot.getRangeAxisEdge()));
        }
        xTitle.draw(
                graphics,
                TextOutline.Anchor.MIDDLE,
                frame.getCenterX(),
                frame.getMaxY() + GAP + 1.2 * style.labels() + 0.6 * style.titles());
        yTitle.drawUpwards(graphics, frame.getMinX() - 2 * GAP - widest - 0.6 * style.titles(), frame.getCenterY());
        TextOutline.of(panel.title(), style.labels())
                .draw(graphics, TextOutline.Anchor.MIDDLE, frame.getCenterX(), frame.getMinY() - 0.75 * style.titles());
    }

    private XYPlot plot() {
        XYPlot plot = new XYPlot(null, axis(panel.x(), xTicks), axis(panel.y(), yTicks), new XYLineAndShapeRenderer());
        if (panel.y().categories().isEmpty()) {
            plot.setDomainAxis(1, axis(panel.x(), xTicks));
            plot.setRangeAxis(1, axis(panel.y(), yTicks));
        }
        plot.setFixedDomainAxisSpace(new AxisSpace());
        plot.setFixedRangeAxisSpace(new AxisSpace());
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setBackgroundPaint(null);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        plot.setOutlinePaint(Color.BLACK);
        plot.setOutlineStroke(Pens.solid(Pens.THIN));
        plot.addAnnotation(new LayerPainter(panel, style.labels()));
        return plot;
    }

    private static ValueAxis axis(Axis axis, Ticks ticks) {
        ValueAxis drawn;
        if (axis.scale() == Axis.Scale.LOGARITHMIC) {
            LogAxis logarithmic = new LogAxis(null);
            logarithmic.setTickUnit(new NumberTickUnit(1), false, true);
            drawn = logarithmic;
        } else {
            NumberAxis linear = new NumberAxis(null);
            linear.setTickUnit(new NumberTickUnit(ticks.step()), false, true);
            linear.setAutoRangeIncludesZero(false);
            drawn = linear;
        }
        drawn.setRange(axis.low(), axis.high());
        drawn.setTickLabelsVisible(false);
        drawn.setTickMarksVisible(axis.categories().isEmpty());
        drawn.setTickMarkInsideLength(LONG_TICK);
        drawn.setTickMarkOutsideLength(0);
        drawn.setTickMarkPaint(Color.BLACK);
        drawn.setTickMarkStroke(Pens.solid(Pens.THIN));
        drawn.setMinorTickMarksVisible(axis.categories().isEmpty() && axis.scale() == Axis.Scale.LINEAR);
        drawn.setMinorTickCount(ticks.minor());
        drawn.setMinorTickMarkInsideLength(SHORT_TICK);
        drawn.setMinorTickMarkOutsideLength(0);
        drawn.setAxisLineVisible(false);
        return drawn;
    }
}
