package emiss.inference.statistics;

import emiss.inference.Interval;
import java.util.ArrayList;
import java.util.List;

/** A probability density of one variable, linear between the points of a grid and zero outside; normalised, immutable. */
public final class GridDensity {
    private static final int BISECTIONS = 200;

    private final double[] x;
    private final double[] density;

    /**
     * A density.
     *
     * @param x the grid, ascending, at least two points
     * @param density values there, none negative, in any unit
     */
    public GridDensity(double[] x, double[] density) {
        this.x = x.clone();
        this.density = density.clone();
        double[] weights = trapezoids(x);
        double area = 0;
        for (int i = 0; i < x.length; i++) {
            area += weights[i] * density[i];
        }
        if (!(area > 0) || !Double.isFinite(area)) {
            throw new IllegalArgumentException("the density has the integral " + area + ", expected > 0");
        }
        for (int i = 0; i < x.length; i++) {
            this.density[i] /= area;
        }
    }

    /** What the values at the points of a grid count for in an integral by the trapezoid rule. */
    static double[] trapezoids(double[] x) {
        double[] weights = new double[x.length];
        for (int i = 1; i < x.length; i++) {
            double half = 0.5 * (x[i] - x[i - 1]);
            if (!(half > 0)) {
                throw new IllegalArgumentException("the grid does not ascend at " + x[i]);
            }
            weights[i - 1] += half;
            weights[i] += half;
        }
        return weights;
    }

    /** {@return the grid} */
    public double[] x() {
        return x.clone();
    }

    /** {@return the density at the points of the grid} */
    public double[] density() {
        return density.clone();
    }

    /** {@return the point of the grid at which the density is largest, the first of several} */
    public double mode() {
        int best = 0;
        for (int i = 1; i < x.length; i++) {
            best = density[i] > density[best] ? i : best;
        }
        return x[best];
    }

    /** {@return the mean, by the trapezoid rule} */
    public double mean() {
        double[] weights = trapezoids(x);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += weights[i] * density[i] * x[i];
        }
        return sum;
    }

    /**
     * {@return the smallest set of values that has a probability, as intervals from left to right: where the density is above a
     * threshold}
     *
     * @param probability between 0 and 1
     */
    public List<Interval> highest(double probability) {
        double low = 0;
        double high = 0;
        for (double value : density) {
            high = Math.max(high, value);
        }
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = 0.5 * (low + high);
            if (above(middle) >= probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return where(low);
    }

    /** The probability of the values at which the density is above a threshold. */
    private double above(double threshold) {
        double sum = 0;
        for (int i = 1; i < x.length; i++) {
            double least = Math.min(density[i - 1], density[i]);
            double most = Math.max(density[i - 1], density[i]);
            double width = x[i] - x[i - 1];
            if (least >= threshold) {
                sum += 0.5 * width * (least + most);
            } else if (most > threshold) {
                sum += 0.5 * width * (most - threshold) / (most - least) * (most + threshold);
            }
        }
        return sum;
    }

    private List<Interval> where(double threshold) {
        List<Interval> found = new ArrayList<>();
        double start = x[0];
        boolean isInside = density[0] >= threshold;
        for (int i = 1; i < x.length; i++) {
            boolean isNext = density[i] >= threshold;
            if (isNext != isInside) {
                double share = (threshold - density[i - 1]) / (density[i] - density[i - 1]);
                double end = x[i - 1] + share * (x[i] - x[i - 1]);
                if (isInside) {
                    found.add(new Interval(start, end, ""));
                }
                start = end;
                isInside = isNext;
            }
        }
        if (isInside) {
            found.add(new Interval(start, x[x.length - 1], ""));
        }
        return found;
    }
}
