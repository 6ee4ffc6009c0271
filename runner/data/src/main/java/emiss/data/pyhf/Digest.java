package emiss.data.pyhf;

import emiss.data.document.Kind;
import emiss.data.document.Node;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Digests of JSON documents as pyhf computes them ({@code pyhf.utils.digest}): of the text that {@code json.dumps} of Python makes
 * with sorted keys, in UTF-8.
 */
final class Digest {
    /** Any decimal number of so many digits is the shortest one of its double. */
    private static final int SAFE_DIGITS = 15;

    private static final int ENOUGH_DIGITS = 17;

    /** Python writes powers of ten from here on as exponents. */
    private static final int LARGEST_POWER = 16;

    private static final int SMALLEST_POWER = -4;

    private static final List<RoundingMode> NEAREST_FIRST =
            List.of(RoundingMode.HALF_EVEN, RoundingMode.UP, RoundingMode.DOWN);

    /** Python sorts by code points. */
    private static final Comparator<String> BY_CODE_POINTS = (one, other) -> {
        int[] a = one.codePoints().toArray();
        int[] b = other.codePoints().toArray();
        return Arrays.compare(a, b);
    };

    private Digest() {}

    /**
     * The digest in hexadecimal digits.
     *
     * @param algorithm {@code md5}, {@code sha256} or another that Java has, as Python calls it
     * @throws NoSuchAlgorithmException if there is no such algorithm
     */
    static String of(Node document, String algorithm) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance(algorithm.replaceFirst("^sha(?=\\d)", "sha-"));
        return HexFormat.of().formatHex(digest.digest(text(document).getBytes(StandardCharsets.UTF_8)));
    }

    /** The document as Python writes it. */
    static String text(Node document) {
        StringBuilder text = new StringBuilder();
        append(document, text);
        return text.toString();
    }

    private static void append(Node node, StringBuilder text) {
        switch (node.kind()) {
            case OBJECT -> {
                String separator = "{";
                List<String> names =
                        node.fields().keySet().stream().sorted(BY_CODE_POINTS).toList();
                for (String name : names) {
                    text.append(separator);
                    string(name, text);
                    text.append(": ");
                    append(node.fields().getOrDefault(name, node), text);
                    separator = ", ";
                }
                text.append(names.isEmpty() ? "{}" : "}");
            }
            case ARRAY -> {
                String separator = "[";
                for (Node item : node.items()) {
                    text.append(separator);
                    append(item, text);
                    separator = ", ";
                }
                text.append(node.items().isEmpty() ? "[]" : "]");
            }
            case STRING -> string(node.text(), text);
            case NUMBER -> text.append(number(node));
            default -> text.append(node.kind() == Kind.NULL ? "null" : node.text());
        }
    }

    private static void string(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                default -> {
                    if (c < ' ') {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    /** An integer as it stands, anything else with the fewest digits that give the same double again. */
    private static String number(Node node) {
        String written = node.text();
        if (written.matches("-?\\d+")) {
            return written.equals("-0") ? "0" : written;
        }
        double value = node.number();
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return written.startsWith("-") ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(written, value).stripTrailingZeros();
        String digits = shortest.unscaledValue().abs().toString();
        int power = digits.length() - 1 - shortest.scale();
        String sign = value < 0 ? "-" : "";
        if (power < SMALLEST_POWER || power >= LARGEST_POWER) {
            return sign + digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "") + "e"
                    + (power < 0 ? "-" : "+") + (Math.abs(power) < 10 ? "0" : "") + Math.abs(power);
        }
        String plain = shortest.abs().toPlainString();
        return sign + plain + (plain.contains(".") ? "" : ".0");
    }

    private static BigDecimal shortest(String written, double value) {
        BigDecimal asWritten = new BigDecimal(written).stripTrailingZeros();
        if (asWritten.precision() <= SAFE_DIGITS) {
            return asWritten;
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = SAFE_DIGITS; digits < ENOUGH_DIGITS; digits++) {
            // At powers of two the nearest one may not give the double again while the next one does.
            for (RoundingMode mode : NEAREST_FIRST) {
                BigDecimal rounded = exact.round(new MathContext(digits, mode));
                if (rounded.doubleValue() == value) {
                    return rounded;
                }
            }
        }
        return exact.round(new MathContext(ENOUGH_DIGITS, RoundingMode.HALF_EVEN));
    }
}
