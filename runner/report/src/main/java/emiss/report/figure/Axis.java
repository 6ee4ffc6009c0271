package emiss.report.figure;

import emiss.report.text.MathText;
import java.util.List;

/**
 * An axis: what it measures and from where to where.
 *
 * @param label the quantity, without its unit
 * @param unit the unit, empty for a pure number
 * @param scale linear or logarithmic
 * @param low lower end
 * @param high upper end, above the lower one
 * @param categories names of the positions 1, 2, ... from the lower end of an axis that counts things; else empty
 */
public record Axis(MathText label, MathText unit, Scale scale, double low, double high, List<MathText> categories) {
    private static final int LARGEST_PLAIN_ORDER = 3;

    /** How values map to lengths. */
    public enum Scale {
        /** Equal differences are equally long. */
        LINEAR,
        /** Equal ratios are equally long. */
        LOGARITHMIC
    }

    /**
     * Checks the range.
     *
     * @param label the quantity, without its unit
     * @param unit the unit, empty for a pure number
     * @param scale linear or logarithmic
     * @param low lower end
     * @param high upper end, above the lower one
     * @param categories names of the positions 1, 2, ... from the lower end of an axis that counts things; else empty
     */
    public Axis {
        if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("an axis runs from " + low + " to " + high + ", expected low < high");
        }
        if (scale == Scale.LOGARITHMIC && low <= 0) {
            throw new IllegalArgumentException("a logarithmic axis begins at " + low + ", expected a positive number");
        }
        categories = List.copyOf(categories);
    }

    /**
     * {@return a linear axis of a quantity}
     *
     * @param label the quantity, without its unit
     * @param unit the unit, empty for a pure number
     * @param low lower end
     * @param high upper end, above the lower one
     */
    public static Axis linear(MathText label, MathText unit, double low, double high) {
        return new Axis(label, unit, Scale.LINEAR, low, high, List.of());
    }

    /**
     * {@return a logarithmic axis of a quantity}
     *
     * @param label the quantity, without its unit
     * @param unit the unit, empty for a pure number
     * @param low lower end, positive
     * @param high upper end, above the lower one
     */
    public static Axis logarithmic(MathText label, MathText unit, double low, double high) {
        return new Axis(label, unit, Scale.LOGARITHMIC, low, high, List.of());
    }

    /**
     * {@return an axis on which things are counted: the first at 1, with half a step of room at each end}
     *
     * @param label what is counted
     * @param names names of the positions 1, 2, ... from the lower end
     */
    public static Axis counting(MathText label, List<MathText> names) {
        return new Axis(label, MathText.EMPTY, Scale.LINEAR, 0.5, names.size() + 0.5, names);
    }

    /** {@return label and unit as they are written at the axis} */
    public MathText title() {
        return unit.isEmpty() ? label : label.then(" [").then(unit).then("]");
    }

    /**
     * {@return the power of ten that is written in the title once rather than at every tick; 0 where numbers are
     * neither small nor large}
     */
    public int decade() {
        if (scale == Scale.LOGARITHMIC || !categories.isEmpty()) {
            return 0;
        }
        int order = (int) Math.floor(Math.log10(Math.max(Math.abs(low), Math.abs(high))) + 1e-9);
        return order <= -LARGEST_PLAIN_ORDER || order > LARGEST_PLAIN_ORDER ? order : 0;
    }

    /** {@return the title of an axis whose ticks are divided by {@code 10^decade()}} */
    public MathText titleOfDecade() {
        if (decade() == 0) {
            return title();
        }
        String power = String.valueOf(decade()).replace('-', '\u2212');
        MathText factor = MathText.parse("10^{" + power + "}");
        return label.then(" [")
                .then(unit.isEmpty() ? factor : factor.then(" ").then(unit))
                .then("]");
    }
}
