package emiss.app.result;

import emiss.api.scenario.Complex;
import emiss.report.text.Rounded;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How couplings are written to result files, and numbers for people. Texts are in Unicode; who prints them on a terminal that
 * knows less writes them in its letters. Numbers with their uncertainties are rounded by {@link Rounded}.
 */
public final class Words {
    /** Beyond this ratio of its two uncertainties a value is written with the ends of its interval. */
    private static final double LARGEST_RATIO = 10;

    /** A value that is smaller than this part of its interval is written as zero. */
    private static final double NEGLIGIBLE = 1e-3;

    private static final int DIGITS = 3;
    private static final int SETTING_DIGITS = 4;

    private Words() {}

    /** Couplings as they are written to result files: real ones as a number, others as [re, im]. */
    public static Map<String, Object> couplings(Map<String, Complex> couplings) {
        Map<String, Object> values = new LinkedHashMap<>();
        couplings.forEach((name, value) ->
                values.put(name, value.im() == 0 ? (Object) value.re() : List.of(value.re(), value.im())));
        return values;
    }

    /** Couplings as one line of text, for example {@code hV = 7.05 × 10⁻⁹}. */
    public static String text(Map<String, ?> couplings) {
        return text(couplings, Map.of());
    }

    /**
     * Couplings with their uncertainties, for example {@code hV = (7.0 ± 0.7) × 10⁻⁹}.
     *
     * @param intervals68 ends of intervals by name; couplings without one are written without uncertainty
     */
    public static String text(Map<String, ?> couplings, Map<String, List<@Nullable Double>> intervals68) {
        return couplings.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + number(entry.getValue(), intervals68.get(entry.getKey())))
                .collect(Collectors.joining(", "));
    }

    private static String number(@Nullable Object value, @Nullable List<@Nullable Double> interval68) {
        if (value instanceof List<?> parts) {
            return "(" + number(parts.get(0), null) + ", " + number(parts.get(1), null) + ")";
        }
        return value instanceof Double number ? text(number, interval68) : "none";
    }

    /** A number to three digits, or to as many as it has: {@code 7.05 × 10⁻⁹}, {@code 0.05}. */
    public static String text(double value) {
        return text(value, DIGITS);
    }

    /** A number to some digits, or to as many as it has. */
    public static String text(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        int own = new BigDecimal(Double.toString(value)).stripTrailingZeros().precision();
        return value == 0 ? "0" : Rounded.of(value, Math.min(digits, own)).unicode();
    }

    /** A number that was set or published: with its own digits, but at most four: {@code 2.1}, {@code 0.52}. */
    public static String setting(double value) {
        return text(value, SETTING_DIGITS);
    }

    /**
     * A number with its interval: {@code 4.6 ± 1.3} or {@code 2.11 +0.09 −0.11}. Where the interval ends at zero, or is so
     * lopsided that its shorter side says nothing about the other, its ends follow the number: {@code 1.73 (0 to 1.98)};
     * where it is open, the end that there is: {@code 0.458 (< 0.612)}.
     *
     * @param interval68 absolute ends, null where open; null if there is no interval
     */
    public static String text(double value, @Nullable List<@Nullable Double> interval68) {
        Double low = interval68 == null ? null : interval68.get(0);
        Double high = interval68 == null ? null : interval68.get(1);
        if (low != null && high != null) {
            return closed(value, low, high);
        }
        if (low != null) {
            return text(value) + " (> " + text(low) + ")";
        }
        return text(value) + (high == null ? "" : " (< " + text(high) + ")");
    }

    private static String closed(double value, double low, double high) {
        double up = high - value;
        double down = value - low;
        boolean balanced = up > 0 && down > 0 && Math.max(up, down) <= LARGEST_RATIO * Math.min(up, down);
        if (balanced && low != 0 && high != 0) {
            return Rounded.interval(value, low, high).unicode();
        }
        double shown = Math.abs(value) < NEGLIGIBLE * (high - low) ? 0 : value;
        return text(shown) + " (" + text(low) + " to " + text(high) + ")";
    }

    /** A number to a fixed number of decimals, as columns of t and of significances have them. */
    public static String fixed(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.matches("-0\\.?0*") ? text.substring(1) : text.replace('-', '\u2212');
    }

    /** The test statistic, for example {@code t = −13.18}, in the same width for all but very large values. */
    public static String t(double t) {
        return "t = " + String.format("%6s", fixed(t, 2));
    }

    /** A significance in standard deviations, for example {@code 3.6 σ}. */
    public static String sigmas(double significance) {
        return fixed(significance, 1) + " \u03c3";
    }
}
