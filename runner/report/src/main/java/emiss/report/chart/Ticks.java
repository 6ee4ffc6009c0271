package emiss.report.chart;

import emiss.report.figure.Axis;
import emiss.report.text.MathText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an axis is labelled.
 *
 * @param step distance of ticks on a linear axis
 * @param minor number of parts into which short ticks divide a step
 * @param labels labels with their values, from the lower end
 */
record Ticks(double step, int minor, List<Label> labels) {
    private static final double SLACK = 1e-9;

    /**
     * A label.
     *
     * @param value where it stands
     * @param text what it says
     */
    record Label(double value, MathText text) {}

    /**
     * Ticks at round numbers.
     *
     * @param axis the axis
     * @param most how many there may be
     */
    static Ticks of(Axis axis, int most) {
        if (!axis.categories().isEmpty()) {
            List<Label> labels = new ArrayList<>();
            for (int i = 0; i < axis.categories().size(); i++) {
                labels.add(new Label(i + 1, axis.categories().get(i)));
            }
            return new Ticks(1, 1, labels);
        }
        return axis.scale() == Axis.Scale.LINEAR ? linear(axis, Math.max(2, most)) : logarithmic(axis, most);
    }

    private static Ticks linear(Axis axis, int most) {
        double atLeast = (axis.high() - axis.low()) / most;
        double decade = Math.pow(10, Math.floor(Math.log10(atLeast)));
        double leading = atLeast / decade;
        int round = leading <= 1 + SLACK ? 1 : leading <= 2 + SLACK ? 2 : leading <= 5 + SLACK ? 5 : 10;
        double step = round * decade;
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + SLACK) + axis.decade());
        List<Label> labels = new ArrayList<>();
        long first = (long) Math.ceil(axis.low() / step - SLACK);
        long last = (long) Math.floor(axis.high() / step + SLACK);
        for (long k = first; k <= last; k++) {
            labels.add(new Label(k * step, number(k * step / Math.pow(10, axis.decade()), decimals)));
        }
        return new Ticks(step, round == 2 ? 4 : 5, labels);
    }

    /** The values 2, 3, ... 9 times every power of ten on a logarithmic axis, which JFreeChart marks in the last decade only. */
    static List<Double> betweenDecades(Axis axis) {
        List<Double> values = new ArrayList<>();
        if (axis.scale() == Axis.Scale.LOGARITHMIC) {
            for (int power = (int) Math.floor(Math.log10(axis.low()));
                    power <= Math.floor(Math.log10(axis.high()));
                    power++) {
                for (int k = 2; k < 10; k++) {
                    double value = k * Math.pow(10, power);
                    if (value > axis.low() && value < axis.high()) {
                        values.add(value);
                    }
                }
            }
        }
        return values;
    }

    private static MathText number(double value, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
        return MathText.plain((rounded.signum() == 0 ? rounded.abs() : rounded)
                .toPlainString()
                .replace('-', '\u2212'));
    }

    private static Ticks logarithmic(Axis axis, int most) {
        int first = (int) Math.ceil(Math.log10(axis.low()) - SLACK);
        int last = (int) Math.floor(Math.log10(axis.high()) + SLACK);
        int every = Math.max(1, (int) Math.ceil((last - first + 1.0) / Math.max(2, most)));
        List<Label> labels = new ArrayList<>();
        for (int power = first; power <= last; power += every) {
            String text = String.valueOf(power).replace('-', '\u2212');
            labels.add(new Label(Math.pow(10, power), MathText.parse("10^{" + text + "}")));
        }
        return new Ticks(1, 1, labels);
    }
}
