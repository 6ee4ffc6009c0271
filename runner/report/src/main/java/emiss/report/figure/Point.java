package emiss.report.figure;

/**
 * A place on a panel.
 *
 * @param x horizontal coordinate
 * @param y vertical coordinate
 */
public record Point(double x, double y) {
    /**
     * Checks that the place is a place.
     *
     * @param x horizontal coordinate
     * @param y vertical coordinate
     */
    public Point {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("a point is at (" + x + ", " + y + "), expected finite numbers");
        }
    }
}
