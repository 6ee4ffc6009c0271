package emiss.report.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A number as physicists write it: rounded with its uncertainties by the rule of the Particle Data Group (Review of Particle
 * Physics, Introduction, Sec. 5.3), with a power of ten taken out where the number is very small or large. Immutable.
 *
 * <p>The rule: if the three leading digits of the uncertainty are 100 to 354, it keeps two digits, otherwise one; 950 to 999
 * become 1000 and keep two. Of two unequal uncertainties the smaller one decides.
 */
public final class Rounded {
    private static final int DIGITS_WITHOUT_UNCERTAINTY = 3;
    private static final int LARGEST_WITH_TWO_DIGITS = 354;
    private static final int PLAIN_FROM = -3;
    private static final int PLAIN_TO = 4;
    private static final String MINUS = "\u2212";

    private final String value;
    private final Optional<Errors> errors;
    private final int exponent;

    private record Errors(String up, String down) {
        boolean isSymmetric() {
            return up.equals(down);
        }
    }

    private Rounded(BigDecimal value, Optional<BigDecimal> up, Optional<BigDecimal> down) {
        int order = Stream.of(Optional.of(value), up, down)
                .flatMap(Optional::stream)
                .filter(number -> number.signum() != 0)
                .mapToInt(Rounded::order)
                .max()
                .orElse(0);
        this.exponent = order < PLAIN_FROM || order > PLAIN_TO ? order : 0;
        this.value = text(value);
        this.errors = up.isPresent() && down.isPresent()
                ? Optional.of(new Errors(text(up.orElseThrow()), text(down.orElseThrow())))
                : Optional.empty();
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
        return new Rounded(at(value, scale), Optional.empty(), Optional.empty());
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
        return new Rounded(at(value, scale), Optional.of(error), Optional.of(error));
    }

    private static int givenScale(double number) {
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().scale();
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
        BigDecimal three = leading(decisive, 3);
        int leadingDigits = at(decisive, 2 - order(three)).unscaledValue().intValue();
        int digits = leadingDigits <= LARGEST_WITH_TWO_DIGITS ? 2 : 1;
        int scale = digits - 1 - order(three);
        return new Rounded(at(value, scale), Optional.of(at(up, scale)), Optional.of(at(down, scale)));
    }

    /** {@return the text in Unicode, for example {@code 4.6 ± 1.3} or {@code (1.52 +0.21 −0.23) × 10⁻⁸}} */
    public String unicode() {
        return mathText().unicode();
    }

    /** {@return the text in ASCII, for example {@code 4.6 +- 1.3} or {@code (1.52 +0.21 -0.23)e-8}} */
    public String ascii() {
        String plain = value
                + errors.map(e -> e.isSymmetric() ? " +- " + e.up : " +" + e.up + " -" + e.down)
                        .orElse("");
        String number = plain.replace(MINUS, "-");
        if (exponent == 0) {
            return number;
        }
        return (errors.isPresent() ? "(" + number + ")" : number) + "e" + exponent;
    }

    /** {@return the text with a true minus sign and a raised power of ten} */
    public MathText mathText() {
        String number = value
                + errors.map(e -> e.isSymmetric() ? " \u00b1 " + e.up : " +" + e.up + " " + MINUS + e.down)
                        .orElse("");
        if (exponent == 0) {
            return MathText.plain(number);
        }
        return MathText.plain((errors.isPresent() ? "(" + number + ")" : number) + " \u00d7 10")
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
        return new BigDecimal(Double.toString(number)).setScale(scale, RoundingMode.HALF_UP);
    }

    private static BigDecimal leading(double number, int digits) {
        return new BigDecimal(Double.toString(number)).round(new MathContext(digits, RoundingMode.HALF_UP));
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
