package emiss.inference.statistics;

import emiss.inference.FalsePosition;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Intervals of Feldman and Cousins (physics/9711021) for x >= 0: the values whose test statistic t~ is not above its critical
 * value, which toys of that value give. Critical values are linear between the points of a grid, t~ of the data is exact.
 */
public final class FeldmanCousins {
    private static final double ACCURACY = 1e-6;
    private static final int STEPS = 60;

    private final double[] grid;
    private final double[][] toys;
    private final double[] observed;
    private final DoubleUnaryOperator statistic;
    private final double best;

    /**
     * Takes the toys.
     *
     * @param grid values of x, ascending
     * @param toys t~ of toys of each of them, at its own value
     * @param statistic t~ of the data
     * @param best the best value of x
     */
    public FeldmanCousins(double[] grid, double[][] toys, DoubleUnaryOperator statistic, double best) {
        this.grid = grid.clone();
        this.toys = new double[toys.length][];
        for (int i = 0; i < toys.length; i++) {
            if (toys[i].length == 0) {
                throw new IllegalArgumentException("there are no toys at " + grid[i]);
            }
            this.toys[i] = toys[i].clone();
            Arrays.sort(this.toys[i]);
        }
        this.statistic = statistic;
        this.best = best;
        this.observed = Arrays.stream(grid).map(statistic).toArray();
    }

    /**
     * {@return values of x at which toys are made: 0, then so many that are denser at small values}
     *
     * @param end the largest
     * @param points how many, without 0
     */
    public static double[] grid(double end, int points) {
        double[] grid = new double[points + 1];
        for (int i = 1; i <= points; i++) {
            double part = (double) i / points;
            grid[i] = end * (0.3 * part + 0.7 * part * part);
        }
        return grid;
    }

    /**
     * An interval.
     *
     * @param low lower end; 0 if x = 0 is inside
     * @param high upper end; NaN if the grid ends inside
     * @param lowError standard deviation of the lower end from the number of toys; 0 where that is the bound
     * @param highError that of the upper end
     */
    public record Ends(double low, double high, double lowError, double highError) {}

    /**
     * {@return the interval}
     *
     * @param level its confidence level
     */
    public Ends interval(double level) {
        double[] critical = critical(level);
        int inside = -1;
        int last = -1;
        for (int i = 0; i < grid.length; i++) {
            if (observed[i] <= critical[i]) {
                inside = inside < 0 ? i : inside;
                last = i;
            }
        }
        double low = 0;
        double lowError = 0;
        // the best value is inside, even if no point of the grid is
        int aboveBest = 0;
        while (aboveBest < grid.length && grid[aboveBest] < best) {
            aboveBest++;
        }
        int firstInside = inside < 0 ? aboveBest : Math.min(inside, aboveBest);
        if (firstInside > 0) {
            double from = grid[firstInside - 1];
            double to = firstInside == inside ? grid[firstInside] : best;
            low = root(critical, to, from);
            lowError = error(level, critical, low);
        }
        int lastInside = Math.max(last, aboveBest - 1);
        if (lastInside + 1 >= grid.length) {
            return new Ends(low, Double.NaN, lowError, Double.NaN);
        }
        double high = root(critical, lastInside == last ? grid[lastInside] : best, grid[lastInside + 1]);
        return new Ends(low, high, lowError, error(level, critical, high));
    }

    private double[] critical(double level) {
        return Arrays.stream(toys)
                .mapToDouble(sorted -> Quantiles.of(sorted, level))
                .toArray();
    }

    private double interpolate(double[] values, double x) {
        int i = Arrays.binarySearch(grid, x);
        if (i >= 0) {
            return values[i];
        }
        int above = Math.min(grid.length - 1, Math.max(1, -1 - i));
        double part = (x - grid[above - 1]) / (grid[above] - grid[above - 1]);
        return values[above - 1] + part * (values[above] - values[above - 1]);
    }

    private double root(double[] critical, double inside, double outside) {
        DoubleUnaryOperator excess = x -> statistic.applyAsDouble(x) - interpolate(critical, x);
        double insideValue = excess.applyAsDouble(inside);
        if (!(insideValue < 0)) {
            return inside;
        }
        FalsePosition bracket = new FalsePosition(inside, insideValue, outside, excess.applyAsDouble(outside));
        double middle = inside;
        for (int i = 0; i < STEPS && bracket.width() > ACCURACY * Math.max(Math.abs(inside), Math.abs(outside)); i++) {
            middle = bracket.next();
            double value = excess.applyAsDouble(middle);
            if (Math.abs(value) < ACCURACY) {
                return middle;
            }
            bracket.add(middle, value);
        }
        return middle;
    }

    /** The error of the critical value, from order statistics, over the slope of the excess. */
    private double error(double level, double[] critical, double end) {
        double[] above = new double[grid.length];
        double[] below = new double[grid.length];
        for (int i = 0; i < grid.length; i++) {
            double spread = Math.sqrt(level * (1 - level) / toys[i].length);
            above[i] = Quantiles.of(toys[i], level + spread);
            below[i] = Quantiles.of(toys[i], level - spread);
        }
        double errorOfCritical = 0.5 * (interpolate(above, end) - interpolate(below, end));
        double step = 1e-3 * grid[grid.length - 1];
        double low = Math.max(0, end - step);
        double high = Math.min(grid[grid.length - 1], end + step);
        double slope = (statistic.applyAsDouble(high)
                        - interpolate(critical, high)
                        - statistic.applyAsDouble(low)
                        + interpolate(critical, low))
                / (high - low);
        return errorOfCritical / Math.abs(slope);
    }
}
