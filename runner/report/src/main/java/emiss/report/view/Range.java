package emiss.report.view;

import emiss.report.figure.Axis;
import emiss.report.figure.Layer;
import emiss.report.text.MathText;
import java.util.Collection;

/** Collects what an axis must show, and rounds outwards to the ends that a reader expects. */
final class Range {
    private static final int STEPS = 10;

    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    /** Makes room for a value. */
    Range include(double value) {
        low = Math.min(low, value);
        high = Math.max(high, value);
        return this;
    }

    /** Makes room for the vertical extent of a layer. */
    Range includeY(Layer layer) {
        if (layer instanceof Layer.Curve curve) {
            curve.pieces().forEach(piece -> piece.forEach(point -> include(point.y())));
        } else if (layer instanceof Layer.Band band) {
            band.spans().forEach(span -> include(span.low()).include(span.high()));
        } else if (layer instanceof Layer.Histogram histogram) {
            histogram.bins().forEach(bin -> include(bin.base()).include(bin.top()));
        } else if (layer instanceof Layer.Measurements measurements) {
            measurements.points().forEach(point -> include(point.low()).include(point.high()));
        } else if (layer instanceof Layer.Markers markers) {
            markers.points().forEach(point -> include(point.y()));
        } else if (layer instanceof Layer.Rule rule && rule.orientation() == Layer.Orientation.HORIZONTAL) {
            include(rule.at());
        }
        return this;
    }

    Range includeY(Collection<? extends Layer> layers) {
        layers.forEach(this::includeY);
        return this;
    }

    boolean isEmpty() {
        return low > high;
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }

    /** An axis from one round number to another, with everything between them. */
    Axis axis(MathText label, MathText unit) {
        if (isEmpty()) {
            return Axis.linear(label, unit, 0, 1);
        }
        if (low == high) {
            double room = low == 0 ? 1 : 0.1 * Math.abs(low);
            return Axis.linear(label, unit, low - room, high + room);
        }
        double step = step((high - low) / STEPS);
        return Axis.linear(label, unit, Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step);
    }

    /** The same with room for the outermost points, which the frame would cut. */
    Axis airyAxis(MathText label, MathText unit) {
        if (isEmpty() || low == high) {
            return axis(label, unit);
        }
        double room = 0.04 * (high - low);
        double from = low == 0 ? 0 : low - room;
        double to = high == 0 ? 0 : high + room;
        return new Range().include(from).include(to).axis(label, unit);
    }

    /** An axis over whole powers of ten; only for positive values. */
    Axis logarithmicAxis(MathText label, MathText unit) {
        double from = Math.pow(10, Math.floor(Math.log10(low) + 1e-9));
        double to = Math.pow(10, Math.ceil(Math.log10(high) - 1e-9));
        return Axis.logarithmic(label, unit, from, to > from ? to : 10 * from);
    }

    /** An axis that begins and ends with the data. */
    Axis tightAxis(MathText label, MathText unit) {
        return isEmpty() || low == high ? axis(label, unit) : Axis.linear(label, unit, low, high);
    }

    /** Half the step of ticks: 1, 2 or 5 times a power of ten, not below {@code atLeast}. */
    private static double step(double atLeast) {
        double decade = Math.pow(10, Math.floor(Math.log10(atLeast)));
        double leading = atLeast / decade;
        double round = leading <= 1 + 1e-9 ? 1 : leading <= 2 + 1e-9 ? 2 : leading <= 5 + 1e-9 ? 5 : 10;
        return 0.5 * round * decade;
    }
}
