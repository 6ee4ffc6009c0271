package emiss.report.html;

import emiss.api.scenario.Complex;
import emiss.report.text.MathText;
import emiss.report.text.Numbers;
import emiss.report.text.ValueText;
import emiss.results.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Numbers of results as they are written on pages. */
public final class Quantities {
    /** What stands where there is no value. */
    public static final String NONE = "\u2013";

    /** The unit of a mass, with the space before it. */
    public static final String GEV = "\u202fGeV";

    private static final Pattern ERRORS = Pattern.compile("[^(]* [\u00b1+].*");
    private static final Pattern UNEQUAL = Pattern.compile(" (\\+[\\d.]+) (\u2212[\\d.]+)");

    private Quantities() {}

    /** A number to three digits. */
    public static String number(double value) {
        return unbroken(Numbers.number(value).html());
    }

    /** A number to three digits, or a dash if there is none. */
    public static String orNone(@Nullable Double value) {
        return value == null ? NONE : number(value);
    }

    /**
     * {@return the ends of an interval, a dash for an open one}
     *
     * @param interval the interval
     */
    public static String range(Interval interval) {
        return orNone(interval.low()) + " to " + orNone(interval.high());
    }

    /** A number whose parts stay on one line. */
    private static String unbroken(String html) {
        return html.replace(" \u00b1 ", "\u00a0\u00b1\u00a0").replace(" \u00d7 ", "\u202f\u00d7\u202f");
    }

    /** A share of one in percent, without superfluous digits. */
    public static String percentage(double share) {
        return BigDecimal.valueOf(100 * share)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** A test statistic. */
    public static String t(double value) {
        return ValueText.fixed(value, 2);
    }

    /** A significance in standard deviations. */
    public static String sigma(@Nullable Double value) {
        return value == null ? NONE : ValueText.fixed(value, 1) + "\u202f\u03c3";
    }

    /** A number with its 68 % interval. */
    public static String measured(double value, @Nullable Interval interval) {
        return stacked(Numbers.measured(value, interval).html());
    }

    /** A mass [GeV] with its 68 % interval and its unit, in brackets where errors stand between them. */
    public static String mass(double value, @Nullable Interval interval) {
        String html = Numbers.measured(value, interval).html();
        return stacked(ERRORS.matcher(html).matches() ? "(" + html + ")" : html) + GEV;
    }

    /** Unequal uncertainties above each other; read aloud and copied, they follow one another. */
    private static String stacked(String html) {
        return unbroken(
                UNEQUAL.matcher(html).replaceAll("<span class=\"errors\"><span>$1</span> <span>$2</span></span>"));
    }

    /** The symbol of a coupling or of the signal strength. */
    public static String symbol(String name) {
        return Numbers.symbol(name).html();
    }

    /** Couplings with their intervals. */
    public static String couplings(Map<String, Complex> couplings, Map<String, Interval> intervals) {
        return Numbers.values(couplings, intervals).entrySet().stream()
                .map(found -> "<span class=\"whole\">" + symbol(found.getKey()) + " = "
                        + stacked(found.getValue().html()) + "</span>")
                .collect(Collectors.joining(", "));
    }

    /** A number that is written already, unequal uncertainties above each other. */
    public static String written(MathText number) {
        return stacked(number.html());
    }
}
