package emiss.report.text;

import emiss.api.scenario.Complex;
import emiss.data.document.JsonPrinter;
import emiss.results.Interval;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Numbers and couplings as texts for a terminal, in Unicode. Numbers with their uncertainties are rounded by {@link Rounded}.
 */
public final class ValueText {
    /** Beyond this ratio of its two uncertainties a value is written with the ends of its interval. */
    private static final double LARGEST_RATIO = 10;

    /** A value that is smaller than this part of its interval is written as zero. */
    private static final double NEGLIGIBLE = 1e-3;

    private static final int DIGITS = 3;
    private static final int SETTING_DIGITS = 4;

    private ValueText() {}

    /**
     * {@return couplings as one line of text, for example {@code hV = 7.05 × 10⁻⁹}}
     *
     * @param couplings values by name
     */
    public static String couplings(Map<String, Complex> couplings) {
        return couplings(couplings, Map.of());
    }

    /**
     * {@return couplings with their uncertainties, for example {@code hV = (7.0 ± 0.7) × 10⁻⁹}}
     *
     * @param couplings values by name
     * @param intervals68 intervals by name; couplings without one are written without uncertainty
     */
    public static String couplings(Map<String, Complex> couplings, Map<String, Interval> intervals68) {
        return couplings.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + coupling(entry.getValue(), intervals68.get(entry.getKey())))
                .collect(Collectors.joining(", "));
    }

    private static String coupling(Complex value, @Nullable Interval interval68) {
        return value.im() == 0
                ? measured(value.re(), interval68)
                : "(" + number(value.re()) + ", " + number(value.im()) + ")";
    }

    /**
     * {@return a number to three digits, or to as many as it has: {@code 7.05 × 10⁻⁹}, {@code 0.05}}
     *
     * @param value the number
     */
    public static String number(double value) {
        return number(value, DIGITS);
    }

    /**
     * {@return a number to some digits, or to as many as it has}
     *
     * @param value the number
     * @param digits how many digits at most
     */
    public static String number(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        int own = new BigDecimal(Double.toString(value)).stripTrailingZeros().precision();
        return value == 0 ? "0" : Rounded.of(value, Math.min(digits, own)).unicode();
    }

    /**
     * {@return a number that was set or published: with its own digits, but at most four: {@code 2.1}, {@code 0.52}}
     *
     * @param value the number
     */
    public static String setting(double value) {
        return number(value, SETTING_DIGITS);
    }

    /**
     * {@return a number with its interval: {@code 4.6 ± 1.3} or {@code 2.11 +0.09 −0.11}} Where the interval ends at zero, or
     * one of its sides is much longer than the other, its ends follow the number: {@code 1.73 (0 to 1.98)}; where it is open,
     * the end that there is: {@code 0.458 (< 0.612)}.
     *
     * @param value the number
     * @param interval68 its interval; null if there is none
     */
    public static String measured(double value, @Nullable Interval interval68) {
        Double low = interval68 == null ? null : interval68.low();
        Double high = interval68 == null ? null : interval68.high();
        if (low != null && high != null) {
            return closed(value, low, high);
        }
        if (low != null) {
            return number(value) + " (> " + number(low) + ")";
        }
        return number(value) + (high == null ? "" : " (< " + number(high) + ")");
    }

    private static String closed(double value, double low, double high) {
        double up = high - value;
        double down = value - low;
        boolean balanced = up > 0 && down > 0 && Math.max(up, down) <= LARGEST_RATIO * Math.min(up, down);
        if (balanced && low != 0 && high != 0) {
            return Rounded.interval(value, low, high).unicode();
        }
        double shown = Math.abs(value) < NEGLIGIBLE * (high - low) ? 0 : value;
        return number(shown) + " (" + number(low) + " to " + number(high) + ")";
    }

    /**
     * {@return a number with a fixed count of decimals and a true minus sign, as columns of t and of significances have them}
     *
     * @param value the number
     * @param decimals how many decimals
     */
    public static String fixed(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.matches("-0\\.?0*") ? text.substring(1) : text.replace('-', '\u2212');
    }

    /**
     * {@return a difference with a fixed count of decimals and its sign; zero has none}
     *
     * @param value the difference
     * @param decimals how many decimals
     */
    public static String signed(double value, int decimals) {
        String text = fixed(value, decimals);
        return value > 0 && text.chars().anyMatch(c -> c >= '1' && c <= '9') ? "+" + text : text;
    }

    /**
     * {@return the test statistic, for example {@code t = −13.18}, in the same width for all but very large values}
     *
     * @param t the test statistic
     */
    public static String t(double t) {
        return "t = " + String.format("%6s", fixed(t, 2));
    }

    /**
     * {@return a significance, for example {@code 3.6 σ}}
     *
     * @param significance the significance [standard deviations]
     */
    public static String sigmas(double significance) {
        return fixed(significance, 1) + " \u03c3";
    }

    /**
     * {@return a number, text or truth value as result files have it, numbers with all digits}
     *
     * @param value the value; null is written as {@code null}
     */
    public static String exact(@Nullable Object value) {
        return value instanceof Number number ? JsonPrinter.print(number).strip() : String.valueOf(value);
    }
}
