package emiss.report.text;

import emiss.api.scenario.Complex;
import emiss.data.document.JsonPrinter;
import emiss.results.Interval;
import emiss.results.Run;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Numbers and couplings as texts for a terminal, in Unicode: those of {@link Numbers}, and columns of fixed decimals. */
public final class ValueText {
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
     * {@return couplings with their uncertainties, for example {@code hV = (7.0 ± 0.7) × 10⁻⁹}, by their names in
     * configurations}
     *
     * @param couplings values by name
     * @param intervals68 intervals by name; couplings without one are written without uncertainty
     */
    public static String couplings(Map<String, Complex> couplings, Map<String, Interval> intervals68) {
        return Numbers.values(couplings, intervals68).entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue().unicode())
                .collect(Collectors.joining(", "));
    }

    /**
     * {@return a number as {@link Numbers#number(double)} writes it}
     *
     * @param value the number
     */
    public static String number(double value) {
        return Numbers.number(value).unicode();
    }

    /**
     * {@return a number to some digits, or to as many as it has}
     *
     * @param value the number
     * @param digits how many digits at most
     */
    public static String number(double value, int digits) {
        return Numbers.number(value, digits).unicode();
    }

    /**
     * {@return a number that was set or published, as {@link Numbers#setting} writes it}
     *
     * @param value the number
     */
    public static String setting(double value) {
        return Numbers.setting(value).unicode();
    }

    /**
     * {@return a number with its interval, as {@link Numbers#measured} writes it: {@code 4.6 ± 1.3}, {@code 2.11 +0.09 −0.11},
     * {@code 1.73 (0 to 1.98)}}
     *
     * @param value the number
     * @param interval68 its interval; null if there is none
     */
    public static String measured(double value, @Nullable Interval interval68) {
        return Numbers.measured(value, interval68).unicode();
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
     * {@return by how much a number differs from the published one, in units of the published uncertainty, relative where that has
     * none; empty where nothing can be said}
     *
     * @param quoted the published number
     */
    public static Optional<String> difference(Run.Quoted quoted) {
        Double computed = quoted.comparable();
        if (computed == null) {
            return Optional.empty();
        }
        Double uncertainty = quoted.uncertainty();
        double difference = computed - quoted.value();
        if (uncertainty != null && uncertainty > 0) {
            return Optional.of(signed(difference / uncertainty, 1) + " \u03c3");
        }
        return quoted.value() == 0
                ? Optional.empty()
                : Optional.of(signed(100 * difference / Math.abs(quoted.value()), 0) + " %");
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
