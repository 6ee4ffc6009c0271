package emiss.report.page;

import emiss.report.figure.Axis;
import emiss.report.figure.Layer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A grid of values on a page: a small picture of shades, and the values at fewer nodes for the pointer.
 *
 * <p>Drawing every node as an element of its own would make a figure with several planes too slow to zoom.
 */
final class GridLayer {
    /** Most nodes in a row or column whose values are told. */
    static final int MOST_NODES = 41;

    private static final double UNIFORM = 1e-3;

    private final Layer.Grid grid;
    private final List<Integer> columns;
    private final List<Integer> lines;

    GridLayer(Layer.Grid grid) {
        this.grid = grid;
        this.columns = thinned(grid.x().size());
        this.lines = thinned(grid.y().size());
    }

    /** Nodes and values for the pointer. */
    ObjectNode values(int panel, int entry) {
        ObjectNode node = Json.object();
        node.put("panel", panel);
        node.put("entry", entry);
        node.put("value", grid.value().html());
        ArrayNode x = node.putArray("x");
        columns.forEach(column -> x.add(Json.shortened(grid.x().get(column))));
        ArrayNode y = node.putArray("y");
        lines.forEach(line -> y.add(Json.shortened(grid.y().get(line))));
        int decimals = decimals();
        ArrayNode rows = node.putArray("rows");
        for (int line : lines) {
            ArrayNode row = rows.addArray();
            for (int column : columns) {
                Double value = grid.rows().get(line).get(column);
                if (value == null) {
                    row.addNull();
                } else {
                    row.add(Json.rounded(value, decimals));
                }
            }
        }
        return node;
    }

    /** The datum of the picture, or null where the nodes are not equally spaced on the axes and a picture would be wrong. */
    @Nullable
    ObjectNode picture(Axis x, Axis y) {
        double @Nullable [] across = edges(grid.x(), x.scale());
        double @Nullable [] up = edges(grid.y(), y.scale());
        if (across == null || up == null) {
            return null;
        }
        ObjectNode datum = Json.object();
        datum.put("x", Json.shortened(across[0]));
        datum.put("x2", Json.shortened(across[1]));
        datum.put("y", Json.shortened(up[0]));
        datum.put("y2", Json.shortened(up[1]));
        datum.put("picture", "data:image/png;base64," + Base64.getEncoder().encodeToString(png()));
        return datum;
    }

    private byte[] png() {
        double lowest = values().min().orElse(0);
        double highest = values().max().orElse(1);
        int height = grid.y().size();
        BufferedImage image = new BufferedImage(grid.x().size(), height, BufferedImage.TYPE_INT_ARGB);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < grid.x().size(); column++) {
                Double value = grid.rows().get(row).get(column);
                double share = value == null || highest == lowest ? 0 : (value - lowest) / (highest - lowest);
                // 32 shades are enough for the eye, and the file becomes small
                int alpha = (int) Math.round(255 * grid.ink().opacity() * Math.round(share * 31) / 31);
                image.setRGB(column, height - 1 - row, alpha << 24 | grid.ink().colour());
            }
        }
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DoubleStream values() {
        return grid.rows().stream()
                .flatMap(List::stream)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue);
    }

    private static double @Nullable [] edges(List<Double> nodes, Axis.Scale scale) {
        int count = nodes.size();
        if (count < 2) {
            return null;
        }
        boolean logarithmic = scale == Axis.Scale.LOGARITHMIC;
        DoubleUnaryOperator length = logarithmic ? Math::log : DoubleUnaryOperator.identity();
        DoubleUnaryOperator value = logarithmic ? Math::exp : DoubleUnaryOperator.identity();
        double first = length.applyAsDouble(nodes.get(0));
        double last = length.applyAsDouble(nodes.get(count - 1));
        double step = (last - first) / (count - 1);
        boolean uniform = IntStream.range(0, count)
                .allMatch(i -> Math.abs(length.applyAsDouble(nodes.get(i)) - first - i * step) <= UNIFORM * step);
        return uniform
                ? new double[] {value.applyAsDouble(first - step / 2), value.applyAsDouble(last + step / 2)}
                : null;
    }

    private static List<Integer> thinned(int count) {
        int stride = Math.max(1, (count - 1 + MOST_NODES - 2) / (MOST_NODES - 1));
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < count; i += stride) {
            kept.add(i);
        }
        return kept;
    }

    /** Decimals at which four digits of the largest difference are kept. */
    private int decimals() {
        double spread = values().max().orElse(0) - values().min().orElse(0);
        return spread > 0 ? 3 - (int) Math.floor(Math.log10(spread)) : 3;
    }
}
