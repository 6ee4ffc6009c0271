package emiss.report.text;

import emiss.api.scenario.Complex;
import emiss.data.document.Decimal;
import emiss.results.CouplingPart;
import emiss.results.Interval;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which numbers are written: on terminals, in figures and captions, in tables. Measured numbers are rounded by
 * {@link Rounded}, others keep three digits or as many as they have.
 */
public final class Numbers {
    private static final int DIGITS = 3;
    private static final int SETTING_DIGITS = 4;
    private static final MathText SIGNAL_STRENGTH = MathText.parse("*\u03bc*");
    private static final MathText IMAGINARY_UNIT = MathText.parse("\u2009*i*");

    private Numbers() {}

    /**
     * {@return a number to three digits, or to as many as it has: {@code 7.05 × 10⁻⁹}, {@code 0.05}}
     *
     * @param value the number
     */
    public static MathText number(double value) {
        return number(value, DIGITS);
    }

    /**
     * {@return a number to some digits, or to as many as it has}
     *
     * @param value the number
     * @param digits how many digits at most
     */
    public static MathText number(double value, int digits) {
        if (!Double.isFinite(value)) {
            return MathText.plain(Decimal.text(value));
        }
        int own = new BigDecimal(Decimal.text(value)).stripTrailingZeros().precision();
        return value == 0
                ? MathText.plain("0")
                : Rounded.of(value, Math.min(digits, own)).mathText();
    }

    /**
     * {@return a number that was set or published: with its own digits, but at most four: {@code 2.1}, {@code 0.52}}
     *
     * @param value the number
     */
    public static MathText setting(double value) {
        return number(value, SETTING_DIGITS);
    }

    /**
     * {@return a number with its interval, as {@link Rounded#measured} says; without one, to three digits}
     *
     * @param value the number
     * @param interval68 its interval; null if there is none
     */
    public static MathText measured(double value, @Nullable Interval interval68) {
        return interval68 == null || (interval68.low() == null && interval68.high() == null)
                ? number(value)
                : Rounded.measured(value, interval68.low(), interval68.high()).mathText();
    }

    /**
     * {@return the value of a coupling: real as {@link #measured}, complex by its parts, {@code 0.3 − 0.2 i}}
     *
     * @param value the value
     * @param interval68 its interval; null if there is none
     */
    public static MathText coupling(Complex value, @Nullable Interval interval68) {
        return value.im() == 0
                ? measured(value.re(), interval68)
                : number(value.re())
                        .then(value.im() < 0 ? " \u2212 " : " + ")
                        .then(number(Math.abs(value.im())))
                        .then(IMAGINARY_UNIT);
    }

    /**
     * {@return couplings with their values, by name: complex ones as one number, or, if they have intervals, by their parts, {@code
     * fTT} and {@code Im fTT}}
     *
     * @param couplings values by name
     * @param intervals68 intervals by name; couplings without one are written without uncertainty
     */
    public static Map<String, MathText> values(Map<String, Complex> couplings, Map<String, Interval> intervals68) {
        Map<String, MathText> texts = new LinkedHashMap<>();
        couplings.forEach((name, value) -> {
            if (intervals68.containsKey(CouplingPart.imaginary(name))) {
                CouplingPart.of(Map.of(name, value), intervals68)
                        .forEach(part -> texts.put(part.name(), measured(part.value(), part.interval68())));
            } else {
                texts.put(name, coupling(value, intervals68.get(name)));
            }
        });
        return texts;
    }

    /**
     * {@return couplings by their symbols with their values, one text each, for example {@code hV = (7.0 ± 0.7) × 10⁻⁹}}
     *
     * @param couplings values by name; {@code mu} is the signal strength
     * @param intervals68 intervals by name; couplings without one are written without uncertainty
     */
    public static List<MathText> couplings(Map<String, Complex> couplings, Map<String, Interval> intervals68) {
        return values(couplings, intervals68).entrySet().stream()
                .map(found -> symbol(found.getKey()).then(" = ").then(found.getValue()))
                .toList();
    }

    /**
     * {@return the symbol of a coupling or of the signal strength}
     *
     * @param name its name, {@code mu} for the signal strength, {@code Im fTT} for an imaginary part
     */
    public static MathText symbol(String name) {
        if (name.equals("mu")) {
            return SIGNAL_STRENGTH;
        }
        String coupling = CouplingPart.couplingOf(name);
        MathText symbol = Notation.coupling(coupling);
        return coupling.equals(name) ? symbol : MathText.plain("Im ").then(symbol);
    }
}
