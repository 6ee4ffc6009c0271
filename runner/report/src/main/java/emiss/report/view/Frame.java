package emiss.report.view;

import emiss.report.figure.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * The edges of a plane.
 *
 * @param left lowest abscissa
 * @param right highest abscissa
 * @param bottom lowest ordinate
 * @param top highest ordinate
 */
record Frame(double left, double right, double bottom, double top) {
    private static final double ON_EDGE = 1e-9;

    boolean contains(Point point) {
        return point.x() >= left && point.x() <= right && point.y() >= bottom && point.y() <= top;
    }

    /**
     * The parts of a closed outline that do not run along an edge: a region that goes on beyond the plane is closed there for
     * filling, but has no boundary.
     */
    List<List<Point>> inside(List<Point> ring) {
        int steps = ring.size() - 1;
        int start = 0;
        while (start < steps && !alongEdge(ring.get(start), ring.get(start + 1))) {
            start++;
        }
        if (start == steps) {
            return steps < 1 ? List.of() : List.of(ring);
        }
        List<List<Point>> pieces = new ArrayList<>();
        List<Point> piece = new ArrayList<>();
        for (int k = 0; k < steps; k++) {
            Point from = ring.get((start + k) % steps);
            Point to = ring.get((start + k + 1) % steps);
            if (alongEdge(from, to)) {
                if (!piece.isEmpty()) {
                    pieces.add(piece);
                    piece = new ArrayList<>();
                }
            } else {
                if (piece.isEmpty()) {
                    piece.add(from);
                }
                piece.add(to);
            }
        }
        if (!piece.isEmpty()) {
            pieces.add(piece);
        }
        return pieces;
    }

    private boolean alongEdge(Point from, Point to) {
        double x = ON_EDGE * (right - left);
        double y = ON_EDGE * (top - bottom);
        return bothAt(from.x(), to.x(), left, x)
                || bothAt(from.x(), to.x(), right, x)
                || bothAt(from.y(), to.y(), bottom, y)
                || bothAt(from.y(), to.y(), top, y);
    }

    private static boolean bothAt(double one, double other, double edge, double tolerance) {
        return Math.abs(one - edge) <= tolerance && Math.abs(other - edge) <= tolerance;
    }
}
