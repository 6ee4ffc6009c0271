package emiss.report.text;

import emiss.data.document.Decimal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A number as physicists write it: rounded with its uncertainties by the rule of the Particle Data Group (Review of Particle
 * Physics, Introduction, Sec. 5.3), with a power of ten taken out where the number is very small or large. Immutable.
 *
 * <p>The rule: if the three leading digits of the uncertainty are 100 to 354, it keeps two digits, otherwise one; 950 to 999
 * become 1000 and keep two. Of two unequal uncertainties the smaller one decides. An interval that ends at a bound, is open, or is
 * much longer on one side than on the other is written by its ends, with the same decimals.
 */
public final class Rounded {
    private static final int DIGITS_WITHOUT_UNCERTAINTY = 3;
    private static final int LARGEST_WITH_TWO_DIGITS = 354;
    private static final int PLAIN_FROM = -3;
    private static final int PLAIN_TO = 4;
    private static final String MINUS = "\u2212";

    /** Beyond this ratio of its two uncertainties a value is written with the ends of its interval. */
    private static final double LARGEST_RATIO = 10;

    /** An uncertainty that is smaller than this part of the interval decides nothing, and such a value is zero. */
    private static final double NEGLIGIBLE = 1e-3;

    private final String value;
    private final String spread;
    private final boolean byEnds;
    private final int exponent;

    /** Whether two numbers are the uncertainties above and below a value, or the ends of its interval. */
    private enum Spread {
        ERRORS,
        ENDS
    }

    private Rounded(BigDecimal value, Spread kind, Optional<BigDecimal> first, Optional<BigDecimal> second) {
        int order = Stream.of(Optional.of(value), first, second)
                .flatMap(Optional::stream)
                .filter(number -> number.signum() != 0)
                .mapToInt(Rounded::order)
                .max()
                .orElse(0);
        this.exponent = order < PLAIN_FROM || order > PLAIN_TO ? order : 0;
        this.byEnds = kind == Spread.ENDS;
        this.value = byEnds ? end(value) : text(value);
        this.spread = byEnds ? ends(first, second) : errors(first, second);
    }

    private String errors(Optional<BigDecimal> up, Optional<BigDecimal> down) {
        if (up.isEmpty() || down.isEmpty()) {
            return "";
        }
        String above = text(up.orElseThrow());
        String below = text(down.orElseThrow());
        return above.equals(below) ? " \u00b1 " + above : " +" + above + " " + MINUS + below;
    }

    private String ends(Optional<BigDecimal> low, Optional<BigDecimal> high) {
        if (low.isPresent() && high.isPresent()) {
            return " (" + end(low.orElseThrow()) + " to " + end(high.orElseThrow()) + ")";
        }
        return low.map(end -> " (> " + end(end) + ")").orElse("")
                + high.map(end -> " (< " + end(end) + ")").orElse("");
    }

    /** A bound at zero has no decimals. */
    private String end(BigDecimal number) {
        return number.signum() == 0 ? "0" : text(number);
    }

    /**
     * {@return a value without uncertainty, to three digits}
     *
     * @param value the value
     * @throws IllegalArgumentException if the value is not finite
     */
    public static Rounded of(double value) {
        return of(value, DIGITS_WITHOUT_UNCERTAINTY);
    }

    /**
     * {@return a value without uncertainty, to some digits}
     *
     * @param value the value
     * @param digits how many digits, at least 1
     * @throws IllegalArgumentException if the value is not finite, or there are no digits to keep
     */
    public static Rounded of(double value, int digits) {
        if (digits < 1) {
            throw new IllegalArgumentException("a number is rounded to " + digits + " digits, expected at least 1");
        }
        int scale = digits - 1 - order(leading(finite(value, "value"), digits));
        return new Rounded(at(value, scale), Spread.ERRORS, Optional.empty(), Optional.empty());
    }

    /**
     * {@return a value with a symmetric uncertainty}
     *
     * @param value the value
     * @param uncertainty one standard deviation
     * @throws IllegalArgumentException if a number is not finite or the uncertainty is negative
     */
    public static Rounded symmetric(double value, double uncertainty) {
        return asymmetric(value, uncertainty, uncertainty);
    }

    /**
     * {@return a published value with its symmetric uncertainty, with the decimals that are given and no others}
     *
     * @param value the value
     * @param uncertainty one standard deviation
     * @throws IllegalArgumentException if a number is not finite or the uncertainty is negative
     */
    public static Rounded published(double value, double uncertainty) {
        if (!(finite(uncertainty, "uncertainty") >= 0)) {
            throw new IllegalArgumentException(
                    "the uncertainty of " + value + " is " + uncertainty + ", expected a number >= 0");
        }
        int scale = Math.max(givenScale(finite(value, "value")), givenScale(uncertainty));
        BigDecimal error = at(uncertainty, scale);
        return new Rounded(at(value, scale), Spread.ERRORS, Optional.of(error), Optional.of(error));
    }

    private static int givenScale(double number) {
        return new BigDecimal(Decimal.text(number)).stripTrailingZeros().scale();
    }

    /**
     * {@return a value with the ends of its interval}
     *
     * @param value the value
     * @param low lower end of the interval
     * @param high upper end of the interval
     * @throws IllegalArgumentException if a number is not finite or the value is outside the interval
     */
    public static Rounded interval(double value, double low, double high) {
        return asymmetric(value, finite(high, "upper end") - value, value - finite(low, "lower end"));
    }

    private static Rounded asymmetric(double value, double up, double down) {
        finite(value, "value");
        if (!(finite(up, "upper uncertainty") >= 0 && finite(down, "lower uncertainty") >= 0)) {
            throw new IllegalArgumentException(
                    "the uncertainties of " + value + " are +" + up + " -" + down + ", expected numbers >= 0");
        }
        double decisive = up > 0 && down > 0 ? Math.min(up, down) : Math.max(up, down);
        if (decisive == 0) {
            return of(value);
        }
        int scale = scale(decisive);
        return new Rounded(at(value, scale), Spread.ERRORS, Optional.of(at(up, scale)), Optional.of(at(down, scale)));
    }

    /**
     * {@return a value with its interval: with its uncertainties, {@code 2.11 +0.09 −0.11}; with its ends where one of them is a
     * bound at zero or one side is much longer, {@code 1.73 (0 to 1.98)}; with the end that there is where the other is open,
     * {@code 0.46 (< 0.61)}; to three digits without an interval}
     *
     * @param value the value
     * @param low lower end of the interval; null if it is open
     * @param high upper end of the interval; null if it is open
     * @throws IllegalArgumentException if a number is not finite
     */
    public static Rounded measured(double value, @Nullable Double low, @Nullable Double high) {
        finite(value, "value");
        if (low == null && high == null) {
            return of(value);
        }
        double down = low == null ? 0 : value - finite(low, "lower end");
        double up = high == null ? 0 : finite(high, "upper end") - value;
        double width = low == null || high == null ? 0 : high - low;
        if (width > 0 && low != 0 && high != 0 && isBalanced(up, down)) {
            return asymmetric(value, up, down);
        }
        double longest = Math.max(Math.abs(up), Math.abs(down));
        double decisive = Stream.of(up, down)
                .filter(side -> side > NEGLIGIBLE * longest)
                .reduce(Math::min)
                .orElse(longest);
        if (decisive == 0) {
            return of(value);
        }
        int scale = scale(decisive);
        double shown = Math.abs(value) < NEGLIGIBLE * width ? 0 : value;
        return new Rounded(
                at(shown, scale),
                Spread.ENDS,
                Optional.ofNullable(low).map(end -> at(end, scale)),
                Optional.ofNullable(high).map(end -> at(end, scale)));
    }

    private static boolean isBalanced(double up, double down) {
        return Math.min(up, down) > 0 && Math.max(up, down) <= LARGEST_RATIO * Math.min(up, down);
    }

    /** Where an uncertainty is rounded. */
    private static int scale(double uncertainty) {
        BigDecimal three = leading(uncertainty, 3);
        int leadingDigits = at(uncertainty, 2 - order(three)).unscaledValue().intValue();
        int digits = leadingDigits <= LARGEST_WITH_TWO_DIGITS ? 2 : 1;
        return digits - 1 - order(three);
    }

    /** {@return the text in Unicode, for example {@code 4.6 ± 1.3} or {@code (1.52 +0.21 −0.23) × 10⁻⁸}} */
    public String unicode() {
        return mathText().unicode();
    }

    /** {@return the text in ASCII, for example {@code 4.6 +- 1.3} or {@code (1.52 +0.21 -0.23)e-8}} */
    public String ascii() {
        String number = number().replace(MINUS, "-").replace("\u00b1", "+-");
        return exponent == 0 ? number : number + "e" + exponent;
    }

    /** The number without its power of ten, in brackets where more than a value is multiplied by that. */
    private String number() {
        boolean brackets = exponent != 0 && !byEnds && !spread.isEmpty();
        return brackets ? "(" + value + spread + ")" : value + spread;
    }

    /** {@return the text with a true minus sign and a raised power of ten} */
    public MathText mathText() {
        MathText number = MathText.plain(number());
        return exponent == 0
                ? number
                : number.then(" \u00d7 10")
                        .then(MathText.parse("^{" + String.valueOf(exponent).replace("-", MINUS) + "}"));
    }

    @Override
    public String toString() {
        return unicode();
    }

    private String text(BigDecimal number) {
        BigDecimal shifted = number.movePointLeft(exponent);
        int decimals = Math.max(0, number.scale() + exponent);
        String digits = shifted.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
        return digits.replace("-", MINUS);
    }

    private static BigDecimal at(double number, int scale) {
        return new BigDecimal(Decimal.text(number)).setScale(scale, RoundingMode.HALF_UP);
    }

    private static BigDecimal leading(double number, int digits) {
        return new BigDecimal(Decimal.text(number)).round(new MathContext(digits, RoundingMode.HALF_UP));
    }

    /** The power of ten of the first digit; 0 for zero. */
    private static int order(BigDecimal number) {
        return number.signum() == 0 ? 0 : number.precision() - number.scale() - 1;
    }

    private static double finite(double number, String what) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("the " + what + " is " + number + ", expected a finite number");
        }
        return number;
    }
}
