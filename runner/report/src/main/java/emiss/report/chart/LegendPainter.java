package emiss.report.chart;

import emiss.report.figure.Figure;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.text.MathText;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The legend that all panels of a figure share: one entry per name. Lengths in points. */
final class LegendPainter {
    private static final double SYMBOL = 23;
    private static final double GAP = 4;
    private static final double BETWEEN = 12;
    private static final int MOST_SWATCHES = 3;

    private final Map<MathText, List<Layer>> entries = new LinkedHashMap<>();
    private final Map<Layer, Double> opacities = new LinkedHashMap<>();
    private final List<TextOutline> words = new ArrayList<>();
    private final double row;

    LegendPainter(Figure figure, Style style) {
        this.row = 1.45 * style.labels();
        figure.panels().forEach(this::collect);
        entries.keySet().forEach(name -> words.add(TextOutline.of(name, style.labels())));
    }

    private void collect(Panel panel) {
        Map<Integer, Double> transparency = new LinkedHashMap<>();
        for (Layer layer : panel.layers()) {
            if (layer instanceof Layer.Region region) {
                // regions lie on each other, so that inner ones look darker than their ink alone; cells of a table do
                // not
                double own = 1 - region.ink().opacity();
                double left =
                        panel.isTable() ? own : transparency.merge(region.ink().colour(), own, (a, b) -> a * b);
                opacities.put(layer, 1 - left);
            }
            if (!layer.name().isEmpty() && !(layer instanceof Layer.Label) && !(layer instanceof Layer.Grid)) {
                List<Layer> known = entries.computeIfAbsent(layer.name(), name -> new ArrayList<>());
                if (known.stream().noneMatch(other -> looksAlike(layer, other))) {
                    known.add(layer);
                }
            }
        }
    }

    private static boolean looksAlike(Layer one, Layer other) {
        return isAlike(one, other) && one.ink().equals(other.ink());
    }

    /** Whether two symbols would hide each other. */
    private static boolean isAlike(Layer one, Layer other) {
        return one instanceof Layer.Histogram a && other instanceof Layer.Histogram b
                ? a.filled() == b.filled()
                : one.getClass() == other.getClass();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The widths of the columns when a legend of so many rows is filled column by column. */
    private List<Double> columns(int rows) {
        List<Double> widths = new ArrayList<>();
        for (int first = 0; first < words.size(); first += rows) {
            double widest = words.subList(first, Math.min(words.size(), first + rows)).stream()
                    .mapToDouble(TextOutline::width)
                    .max()
                    .orElse(0);
            widths.add(SYMBOL + GAP + widest);
        }
        return widths;
    }

    private static double total(List<Double> columns) {
        return columns.stream().mapToDouble(Double::doubleValue).sum() + (columns.size() - 1) * BETWEEN;
    }

    /** The fewest rows for which the columns fit into a width; one column if none fit. */
    private int rows(double width) {
        for (int rows = 1; rows < words.size(); rows++) {
            if (total(columns(rows)) <= width) {
                return rows;
            }
        }
        return words.size();
    }

    /** The height of the legend in a width. */
    double height(double width) {
        return rows(width) * row;
    }

    /** Whether the legend fits into a width without being cut. */
    boolean fits(double width, double height) {
        return total(columns(rows(width))) <= width && height(width) <= height;
    }

    /** Draws the legend in the middle of a width, filled column by column. */
    void draw(Graphics2D graphics, double x, double y, double width) {
        int rows = rows(width);
        List<Double> columns = columns(rows);
        double atX = x + 0.5 * (width - total(columns));
        List<List<Layer>> symbols = List.copyOf(entries.values());
        for (int index = 0; index < words.size(); index++) {
            double atY = y + (index % rows + 0.5) * row;
            symbols(graphics, symbols.get(index), atX, atY);
            graphics.setColor(Color.BLACK);
            words.get(index).draw(graphics, TextOutline.Anchor.START, atX + SYMBOL + GAP, atY);
            if (index % rows == rows - 1) {
                atX += columns.get(index / rows) + BETWEEN;
            }
        }
    }

    private void symbols(Graphics2D graphics, List<Layer> layers, double x, double y) {
        long alike =
                layers.stream().filter(layer -> isAlike(layer, layers.get(0))).count();
        boolean besides = alike > 1 && layers.size() == alike;
        if (!besides) {
            boolean line = layers.stream().anyMatch(Layer.Curve.class::isInstance);
            for (Layer layer : layers) {
                if (line && layer instanceof Layer.Measurements) {
                    MarkPainter.draw(graphics, Layer.Shape.DISC, layer.ink(), x + 0.5 * SYMBOL, y);
                } else {
                    symbol(graphics, layer, x, y, SYMBOL);
                }
            }
            return;
        }
        int swatches = (int) Math.min(alike, MOST_SWATCHES);
        double width = SYMBOL / swatches;
        for (int i = 0; i < swatches; i++) {
            symbol(graphics, layers.get(i), x + i * width, y, width - 1);
        }
    }

    private void symbol(Graphics2D graphics, Layer layer, double x, double y, double width) {
        Ink ink = layer.ink();
        double half = 0.3 * row;
        graphics.setColor(Pens.colour(ink));
        graphics.setStroke(Pens.stroke(ink, Pens.LINE));
        if (layer instanceof Layer.Band
                || layer instanceof Layer.Region
                || (layer instanceof Layer.Histogram histogram && histogram.filled())) {
            graphics.setColor(Pens.colour(ink, opacities.getOrDefault(layer, ink.opacity())));
            graphics.fill(new Rectangle2D.Double(x, y - half, width, 2 * half));
        } else if (layer instanceof Layer.Markers markers) {
            MarkPainter.draw(graphics, markers.shape(), ink, x + 0.5 * width, y);
        } else if (layer instanceof Layer.Measurements) {
            graphics.setStroke(Pens.solid(0.9f));
            graphics.draw(new Line2D.Double(x + 0.2 * width, y, x + 0.8 * width, y));
            MarkPainter.draw(graphics, Layer.Shape.DISC, ink, x + 0.5 * width, y);
        } else {
            graphics.draw(new Line2D.Double(x, y, x + width, y));
        }
    }
}
