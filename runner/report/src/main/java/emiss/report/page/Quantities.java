package emiss.report.page;

import emiss.report.result.Value;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.Rounded;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Numbers of results as they are written on pages. */
final class Quantities {
    private static final MathText SIGNAL_STRENGTH = MathText.parse("*\u03bc*");

    private static final Pattern ZERO = Pattern.compile("-0(\\.0*)?");
    private static final Pattern UNEQUAL = Pattern.compile(" (\\+[\\d.]+) (\u2212[\\d.]+)");

    private Quantities() {}

    /**
     * An interval, open where an end is missing.
     *
     * @param low lower end
     * @param high upper end
     */
    record Interval(OptionalDouble low, OptionalDouble high) {
        /** No information. */
        static final Interval NONE = new Interval(OptionalDouble.empty(), OptionalDouble.empty());

        /** Reads a list of two ends, either of which may be null. */
        static Interval of(Optional<Value> ends) {
            if (ends.isEmpty()) {
                return NONE;
            }
            List<Value> items = ends.orElseThrow().items();
            return items.size() == 2 ? new Interval(end(items.get(0)), end(items.get(1))) : NONE;
        }

        private static OptionalDouble end(Value value) {
            return value.isNull() ? OptionalDouble.empty() : OptionalDouble.of(value.number());
        }
    }

    /** A number to three digits. */
    static String number(double value) {
        return unbroken(Rounded.of(value).mathText().html());
    }

    /** A number whose parts stay on one line. */
    private static String unbroken(String html) {
        return html.replace(" \u00b1 ", "\u00a0\u00b1\u00a0").replace(" \u00d7 ", "\u202f\u00d7\u202f");
    }

    /** A number with a fixed count of decimals and a true minus sign. */
    static String fixed(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return ZERO.matcher(text).matches() ? text.substring(1) : text.replace('-', '\u2212');
    }

    /** A share of one in percent, without superfluous digits. */
    static String percentage(double share) {
        return BigDecimal.valueOf(100 * share)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** A test statistic. */
    static String t(double value) {
        return fixed(value, 2);
    }

    /** A significance in standard deviations. */
    static String sigma(OptionalDouble value) {
        return value.isPresent() ? fixed(value.getAsDouble(), 1) + "\u202f\u03c3" : "\u2013";
    }

    /** A number with the ends of its 68 % interval. */
    static String measured(double value, Interval interval) {
        boolean above = interval.high().isPresent() && interval.high().getAsDouble() >= value;
        boolean below = interval.low().isPresent() && interval.low().getAsDouble() <= value;
        if (above && below) {
            return stacked(Rounded.interval(
                            value, interval.low().getAsDouble(), interval.high().getAsDouble())
                    .mathText()
                    .html());
        }
        if (above) {
            return number(value) + " (up to " + number(interval.high().getAsDouble()) + ")";
        }
        if (below) {
            return number(value) + " (from " + number(interval.low().getAsDouble()) + ")";
        }
        return number(value);
    }

    /** Unequal uncertainties above each other; read aloud and copied, they follow one another. */
    private static String stacked(String html) {
        return unbroken(
                UNEQUAL.matcher(html).replaceAll("<span class=\"errors\"><span>$1</span> <span>$2</span></span>"));
    }

    /** The symbol of a coupling or of the signal strength. */
    static String symbol(String name) {
        return (name.equals("mu") ? SIGNAL_STRENGTH : Notation.coupling(name)).html();
    }

    /** Fitted couplings with their intervals; a dash for one that the data do not respond to. */
    static String couplings(Value couplings, Optional<Value> intervals) {
        return couplings.fields().entrySet().stream()
                .map(entry -> "<span class=\"whole\">" + symbol(entry.getKey()) + " = " + coupling(entry, intervals)
                        + "</span>")
                .collect(Collectors.joining(", "));
    }

    /** One value of a map of couplings or derived quantities. */
    static String coupling(Map.Entry<String, Value> entry, Optional<Value> intervals) {
        Value value = entry.getValue();
        if (value.isNull()) {
            return "not determined";
        }
        if (value.isList()) {
            List<Double> parts = value.numbers();
            return number(parts.get(0)) + (parts.get(1) < 0 ? " \u2212 " : " + ") + number(Math.abs(parts.get(1)))
                    + "\u2009<i>i</i>";
        }
        return measured(value.number(), Interval.of(intervals.flatMap(all -> all.optional(entry.getKey()))));
    }
}
