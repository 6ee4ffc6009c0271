package emiss.app.studies;

import emiss.api.DoubleVector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether minima in a plane are separate, or points of one valley whose floor hardly rises between them. */
final class Valley {
    /** What the floor may rise above the lowest minimum. */
    static final double DEPTH = 0.1;

    private Valley() {}

    /**
     * Whether some of the minima are joined by nodes of the grid that are all below a level.
     *
     * @param x abscissae of the columns, ascending
     * @param y ordinates of the rows, ascending
     * @param t values, {@code t[iy][ix]}; NaN where there is none
     * @param level the level
     * @param minima places of the minima, x and y
     */
    static boolean joins(DoubleVector x, DoubleVector y, double[][] t, double level, List<double[]> minima) {
        Map<Integer, Integer> areas = new HashMap<>();
        Set<Integer> met = new HashSet<>();
        for (double[] minimum : minima) {
            int node = nearest(y, minimum[1]) * x.size() + nearest(x, minimum[0]);
            if (t[node / x.size()][node % x.size()] < level) {
                fill(node, x.size(), t, level, areas);
                if (!met.add(areas.getOrDefault(node, node))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Gives all nodes that are joined to one the same number, that of the node from which they were reached first. */
    private static void fill(int start, int columns, double[][] t, double level, Map<Integer, Integer> areas) {
        if (areas.putIfAbsent(start, start) != null) {
            return;
        }
        Deque<Integer> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            int node = open.pop();
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    int iy = node / columns + dy;
                    int ix = node % columns + dx;
                    boolean isNode = iy >= 0 && iy < t.length && ix >= 0 && ix < columns;
                    if (isNode && t[iy][ix] < level && areas.putIfAbsent(iy * columns + ix, start) == null) {
                        open.push(iy * columns + ix);
                    }
                }
            }
        }
    }

    private static int nearest(DoubleVector values, double wanted) {
        int nearest = 0;
        for (int i = 1; i < values.size(); i++) {
            if (Math.abs(values.at(i) - wanted) < Math.abs(values.at(nearest) - wanted)) {
                nearest = i;
            }
        }
        return nearest;
    }
}
