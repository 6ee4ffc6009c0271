package emiss.app.result;

import emiss.api.scenario.Complex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How numbers and couplings are written, in result files and for people. */
public final class Words {
    private Words() {}

    /** Couplings as they are written to result files: real ones as a number, others as [re, im]. */
    public static Map<String, Object> couplings(Map<String, Complex> couplings) {
        Map<String, Object> values = new LinkedHashMap<>();
        couplings.forEach((name, value) ->
                values.put(name, value.im() == 0 ? (Object) value.re() : List.of(value.re(), value.im())));
        return values;
    }

    /** Couplings as one line of text, for example {@code hV = 7.06e-09}. */
    public static String text(Map<String, ?> couplings) {
        return couplings.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + number(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** A number to three digits. */
    public static String text(double value) {
        return number(value);
    }

    private static String number(@Nullable Object value) {
        if (value instanceof List<?> parts) {
            return "(" + number(parts.get(0)) + ", " + number(parts.get(1)) + ")";
        }
        return value instanceof Double number ? String.format(Locale.ROOT, "%.3g", number) : "none";
    }

    /** A number to a fixed number of decimals. */
    public static String fixed(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.matches("-0\\.?0*") ? text.substring(1) : text;
    }
}
