package emiss.analysis;

import emiss.api.DoubleVector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Closed outlines of the regions of a grid in which a function is below a level, by marching squares with linear
 * interpolation. Points without a value count as above. Where a region meets the edge of the grid, its outline runs along the
 * edge.
 */
public final class Contours {
    /** A point of an outline. */
    private record Corner(double x, double y) {}

    private final double[] x;
    private final double[] y;
    private final double[][] value;
    private final double level;
    private final Map<Long, List<Long>> neighbours = new HashMap<>();
    private final Map<Long, Corner> corners = new HashMap<>();

    private Contours(DoubleVector x, DoubleVector y, double[][] value, double level) {
        this.x = padded(x);
        this.y = padded(y);
        this.level = level;
        this.value = new double[this.y.length][this.x.length];
        for (int iy = 0; iy < this.y.length; iy++) {
            for (int ix = 0; ix < this.x.length; ix++) {
                boolean inside = iy > 0 && iy <= y.size() && ix > 0 && ix <= x.size();
                double known = inside ? value[iy - 1][ix - 1] : Double.POSITIVE_INFINITY;
                this.value[iy][ix] = Double.isNaN(known) ? Double.POSITIVE_INFINITY : known;
            }
        }
    }

    private static double[] padded(DoubleVector axis) {
        double[] padded = new double[axis.size() + 2];
        for (int i = 0; i < padded.length; i++) {
            padded[i] = axis.at(Math.max(0, Math.min(axis.size() - 1, i - 1)));
        }
        return padded;
    }

    /**
     * The outlines.
     *
     * @param x ascending
     * @param y ascending
     * @param value the function, {@code value[iy][ix]}; NaN where it is not known
     * @param level the level
     * @return closed polylines, each a list of [x, y] whose last point repeats the first
     */
    public static List<List<double[]>> below(DoubleVector x, DoubleVector y, double[][] value, double level) {
        Contours contours = new Contours(x, y, value, level);
        contours.march();
        return contours.join();
    }

    private void march() {
        for (int iy = 0; iy < y.length - 1; iy++) {
            for (int ix = 0; ix < x.length - 1; ix++) {
                cell(ix, iy);
            }
        }
    }

    private void cell(int ix, int iy) {
        boolean bottomLeft = isInside(ix, iy);
        boolean bottomRight = isInside(ix + 1, iy);
        boolean topRight = isInside(ix + 1, iy + 1);
        boolean topLeft = isInside(ix, iy + 1);
        List<Long> crossed = new ArrayList<>();
        if (bottomLeft != bottomRight) {
            crossed.add(horizontal(ix, iy));
        }
        if (bottomRight != topRight) {
            crossed.add(vertical(ix + 1, iy));
        }
        if (topRight != topLeft) {
            crossed.add(horizontal(ix, iy + 1));
        }
        if (topLeft != bottomLeft) {
            crossed.add(vertical(ix, iy));
        }
        if (crossed.size() == 2) {
            connect(crossed.get(0), crossed.get(1));
        } else if (crossed.size() == 4) {
            double centre = 0.25 * (value[iy][ix] + value[iy][ix + 1] + value[iy + 1][ix] + value[iy + 1][ix + 1]);
            boolean joined = centre < level;
            if (joined == bottomLeft) {
                connect(crossed.get(0), crossed.get(1));
                connect(crossed.get(2), crossed.get(3));
            } else {
                connect(crossed.get(3), crossed.get(0));
                connect(crossed.get(1), crossed.get(2));
            }
        }
    }

    private boolean isInside(int ix, int iy) {
        return value[iy][ix] < level;
    }

    /** The crossing of the edge from (ix, iy) to the right. */
    private long horizontal(int ix, int iy) {
        long key = 2L * ((long) iy * x.length + ix);
        corners.computeIfAbsent(
                key, k -> new Corner(between(x[ix], value[iy][ix], x[ix + 1], value[iy][ix + 1]), y[iy]));
        return key;
    }

    /** The crossing of the edge from (ix, iy) upwards. */
    private long vertical(int ix, int iy) {
        long key = 2L * ((long) iy * x.length + ix) + 1;
        corners.computeIfAbsent(
                key, k -> new Corner(x[ix], between(y[iy], value[iy][ix], y[iy + 1], value[iy + 1][ix])));
        return key;
    }

    private double between(double a, double valueA, double b, double valueB) {
        if (Double.isInfinite(valueA)) {
            return b;
        }
        if (Double.isInfinite(valueB)) {
            return a;
        }
        return a + (b - a) * (level - valueA) / (valueB - valueA);
    }

    private void connect(long one, long other) {
        neighbours.computeIfAbsent(one, key -> new ArrayList<>(2)).add(other);
        neighbours.computeIfAbsent(other, key -> new ArrayList<>(2)).add(one);
    }

    /** Every crossing has exactly two neighbours, so that following them closes every line. */
    private List<List<double[]>> join() {
        List<List<double[]>> lines = new ArrayList<>();
        Deque<Long> left =
                new ArrayDeque<>(neighbours.keySet().stream().sorted().toList());
        while (!left.isEmpty()) {
            long start = left.poll();
            if (!neighbours.containsKey(start)) {
                continue;
            }
            List<double[]> line = new ArrayList<>();
            long here = start;
            boolean more = true;
            while (more) {
                Corner corner = corners.get(here);
                add(line, corner);
                List<Long> next = neighbours.remove(here);
                long from = here;
                more = false;
                for (long candidate : next) {
                    if (neighbours.containsKey(candidate)) {
                        neighbours.get(candidate).remove(from);
                        here = candidate;
                        more = true;
                        break;
                    }
                }
            }
            line.add(line.get(0).clone());
            lines.add(line);
        }
        return lines;
    }

    private static void add(List<double[]> line, Corner corner) {
        if (!line.isEmpty()) {
            double[] last = line.get(line.size() - 1);
            if (last[0] == corner.x && last[1] == corner.y) {
                return;
            }
        }
        line.add(new double[] {corner.x, corner.y});
    }
}
