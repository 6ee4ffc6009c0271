package emiss.report.view;

import emiss.report.figure.Point;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the points of a line that has gaps. */
final class Pieces {
    private final List<List<Point>> pieces = new ArrayList<>();
    private boolean continues;

    /** Adds a point; null is a gap, after which a new piece begins. */
    Pieces add(@Nullable Point point) {
        if (point != null) {
            if (!continues) {
                pieces.add(new ArrayList<>());
            }
            pieces.get(pieces.size() - 1).add(point);
        }
        continues = point != null;
        return this;
    }

    /** Adds a point; a gap where there is no value. */
    Pieces add(double x, @Nullable Double y) {
        return add(y == null ? null : new Point(x, y));
    }

    /** The pieces, each with at least one point. */
    List<List<Point>> all() {
        return pieces;
    }
}
