package emiss.report.chart;

import emiss.report.figure.Figure;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.text.MathText;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Lays out the panels of a figure with their legend, and draws them. Lengths in points. */
final class FigurePainter {
    /** 8.6 cm, a column of print. */
    private static final double COLUMN = 243.8;

    /** 17.8 cm, the width of a page. */
    private static final double PAGE = 504.6;

    private static final double MARGIN = 4;
    private static final double RIGHT = 7;
    private static final double BETWEEN = 12;
    private static final double PER_CATEGORY = 10.5;
    private static final double PER_COLUMN = 17;
    private static final double LEAST_FRAME = 130;
    private static final double LEAST_ROOM = 60;
    private static final double FLAT = 0.68;

    private final Figure figure;
    private final Style style;
    private final LegendPainter legend;
    private final List<PanelPainter> painters = new ArrayList<>();
    private final int columns;
    private final int rows;
    private final double left;
    private final double above;
    private final double below;
    private final double frameWidth;
    private final double frameHeight;
    private final double width;
    private final double height;
    private final double heading;
    private final boolean legendInGrid;

    FigurePainter(Figure figure) {
        this.figure = figure;
        int panels = figure.panels().size();
        this.columns = panels == 1 ? 1 : panels == 2 || panels == 4 ? 2 : 3;
        this.rows = (panels + columns - 1) / columns;
        this.style = columns < 3 ? Style.SINGLE : Style.GRID;
        double page = columns == 1 ? COLUMN : PAGE;
        // how many ticks there are depends on the size of the frame, and its size on the width of their labels
        double guess = page / columns - 45;
        double tall = frameHeight(guess);
        figure.panels().stream()
                .map(panel -> figure.commonTitle().isPresent() ? panel.titled(MathText.EMPTY) : panel)
                .forEach(panel -> painters.add(new PanelPainter(panel, style, guess, tall)));
        this.heading = figure.commonTitle().isPresent() ? Math.ceil(1.5 * style.titles()) : 0;
        // whole points, because JFreeChart rounds the frame of a plot to them
        this.left = Math.ceil(
                painters.stream().mapToDouble(PanelPainter::left).max().orElse(0));
        this.above = Math.ceil(
                painters.stream().mapToDouble(PanelPainter::above).max().orElse(0));
        this.below = Math.ceil(
                painters.stream().mapToDouble(PanelPainter::below).max().orElse(0));
        double room = (page - 2 * MARGIN - (columns - 1) * BETWEEN) / columns - left - RIGHT;
        this.frameWidth = Math.floor(Math.max(room, leastWidth()));
        this.frameHeight = Math.rint(frameHeight(frameWidth));
        this.width = 2 * MARGIN + columns * (left + frameWidth + RIGHT) + (columns - 1) * BETWEEN;
        this.legend = new LegendPainter(figure, style);
        int free = rows * columns - panels;
        this.legendInGrid = free > 0 && legend.fits(cellWidth() - left, frameHeight);
        double legendHeight = legend.isEmpty() || legendInGrid ? 0 : legend.height(width - 2 * MARGIN) + MARGIN;
        this.height = 2 * MARGIN + heading + rows * cellHeight() + legendHeight;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    private double cellWidth() {
        return left + frameWidth + RIGHT;
    }

    private double cellHeight() {
        return above + frameHeight + below + (rows > 1 ? MARGIN : 0);
    }

    private boolean hasCategories() {
        return figure.panels().stream()
                .anyMatch(panel -> !panel.y().categories().isEmpty());
    }

    /** Tables have room for a number in every cell. */
    private double leastWidth() {
        int columnsOfTable = figure.panels().stream()
                .filter(Panel::isTable)
                .mapToInt(panel -> panel.x().categories().size())
                .max()
                .orElse(0);
        return Math.max(hasCategories() ? LEAST_FRAME : LEAST_ROOM, columnsOfTable * PER_COLUMN);
    }

    private double frameHeight(double frame) {
        int most = figure.panels().stream()
                .mapToInt(panel -> panel.y().categories().size())
                .max()
                .orElse(0);
        if (most > 0) {
            return Math.max(3, most) * PER_CATEGORY;
        }
        return figure.panels().stream().anyMatch(FigurePainter::isPlane) ? frame : FLAT * frame;
    }

    /** Planes of two couplings are square. */
    private static boolean isPlane(Panel panel) {
        return panel.layers().stream().anyMatch(Layer.Grid.class::isInstance);
    }

    void draw(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.fill(new Rectangle2D.Double(0, 0, width, height));
        for (int i = 0; i < painters.size(); i++) {
            painters.get(i).draw(graphics, frame(i));
        }
        figure.commonTitle()
                .ifPresent(title -> TextOutline.of(title, style.titles())
                        .draw(graphics, TextOutline.Anchor.MIDDLE, 0.5 * width, MARGIN + 0.6 * style.titles()));
        if (legend.isEmpty()) {
            return;
        }
        if (legendInGrid) {
            Rectangle2D cell = frame(painters.size());
            double high = legend.height(cell.getWidth());
            legend.draw(graphics, cell.getMinX(), cell.getCenterY() - 0.5 * high, cell.getWidth());
        } else {
            legend.draw(graphics, MARGIN, MARGIN + heading + rows * cellHeight() + MARGIN, width - 2 * MARGIN);
        }
    }

    private Rectangle2D frame(int index) {
        double x = MARGIN + index % columns * (cellWidth() + BETWEEN) + left;
        double y = MARGIN + heading + index / columns * cellHeight() + above;
        return new Rectangle2D.Double(x, y, frameWidth, frameHeight);
    }
}
