package emiss.report.view;

import emiss.report.figure.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * A smooth line through points of ascending abscissa: cubic pieces without overshoot (F. N. Fritsch, R. E. Carlson, SIAM J. Numer.
 * Anal. 17, 238 (1980); slopes by the harmonic mean of F. N. Fritsch, J. Butland, SIAM J. Sci. Stat. Comput. 5, 300 (1984)).
 */
final class SmoothLine {
    private static final int STEPS = 3;

    private SmoothLine() {}

    /** The points, and more between them; two points or one stay as they are. */
    static List<Point> through(List<Point> points) {
        int size = points.size();
        if (size < 3) {
            return points;
        }
        double[] slopes = new double[size];
        for (int i = 1; i < size - 1; i++) {
            double before = secant(points, i - 1);
            double after = secant(points, i);
            double left = points.get(i).x() - points.get(i - 1).x();
            double right = points.get(i + 1).x() - points.get(i).x();
            slopes[i] = before * after <= 0
                    ? 0
                    : 3 * (left + right) / ((2 * right + left) / before + (right + 2 * left) / after);
        }
        slopes[0] = atEnd(secant(points, 0), slopes[1]);
        slopes[size - 1] = atEnd(secant(points, size - 2), slopes[size - 2]);
        List<Point> line = new ArrayList<>(List.of(points.get(0)));
        for (int i = 0; i < size - 1; i++) {
            Point from = points.get(i);
            Point to = points.get(i + 1);
            double width = to.x() - from.x();
            for (int step = 1; step < STEPS; step++) {
                double s = step / (double) STEPS;
                double r = 1 - s;
                line.add(new Point(
                        from.x() + s * width,
                        r * r * (1 + 2 * s) * from.y()
                                + s * s * (1 + 2 * r) * to.y()
                                + width * s * r * (r * slopes[i] - s * slopes[i + 1])));
            }
            line.add(to);
        }
        return line;
    }

    private static double secant(List<Point> points, int i) {
        return (points.get(i + 1).y() - points.get(i).y())
                / (points.get(i + 1).x() - points.get(i).x());
    }

    /** The slope at an end whose piece is a parabola, kept from turning back. */
    private static double atEnd(double secant, double inner) {
        double slope = 0.5 * (3 * secant - inner);
        return slope * secant <= 0 ? 0 : Math.abs(slope) > 3 * Math.abs(secant) ? 3 * secant : slope;
    }
}
