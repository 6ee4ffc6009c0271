package emiss.cli;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.text.Normalizer;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The letters that a terminal can show. */
public enum CharacterSet {
    /** All: {@code (7.0 ± 0.7) × 10⁻⁹}. */
    UNICODE {
        @Override
        public String write(String text) {
            return text;
        }
    },
    /** ASCII alone: {@code (7.0 +- 0.7)e-9}. */
    ASCII {
        @Override
        public String write(String text) {
            return isAscii(text) ? text : spell(text);
        }
    };

    /** What the program writes beyond ASCII; a charset that lacks any of it gets ASCII. */
    private static final String NEEDED =
            "\u00b1\u2212\u00d7\u207b\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a"
                    + "\u2192\u03c3\u03bd\u0304\u2026";

    private static final Pattern POWER_OF_TEN =
            Pattern.compile("( \u00d7 )?(?<![0-9.])10([\u207b\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+)");

    private static final Map<Character, String> SPELLED = Map.ofEntries(
            Map.entry('\u00b1', "+-"),
            Map.entry('\u2212', "-"),
            Map.entry('\u2010', "-"),
            Map.entry('\u2011', "-"),
            Map.entry('\u2013', "-"),
            Map.entry('\u2014', "-"),
            Map.entry('\u2018', "'"),
            Map.entry('\u2019', "'"),
            Map.entry('\u201c', "\""),
            Map.entry('\u201d', "\""),
            Map.entry('\u00d7', "x"),
            Map.entry('\u00b7', "*"),
            Map.entry('\u221a', "sqrt"),
            Map.entry('\u2192', "->"),
            Map.entry('\u2264', "<="),
            Map.entry('\u2265', ">="),
            Map.entry('\u2248', "~"),
            Map.entry('\u0393', "Gamma"),
            Map.entry('\u0394', "Delta"),
            Map.entry('\u039b', "Lambda"),
            Map.entry('\u03a3', "Sigma"),
            Map.entry('\u03a8', "Psi"),
            Map.entry('\u03b1', "alpha"),
            Map.entry('\u03b2', "beta"),
            Map.entry('\u03b3', "gamma"),
            Map.entry('\u03bc', "mu"),
            Map.entry('\u03bd', "nu"),
            Map.entry('\u03c0', "pi"),
            Map.entry('\u03c3', "sigma"),
            Map.entry('\u03c4', "tau"),
            Map.entry('\u03c6', "phi"),
            Map.entry('\u03c7', "chi"),
            Map.entry('\u03c8', "psi"));

    /** The text in these letters; it may become longer. */
    public abstract String write(String text);

    /** The letters that an encoding has. */
    public static CharacterSet of(Charset charset) {
        return charset.canEncode() && charset.newEncoder().canEncode(NEEDED) ? UNICODE : ASCII;
    }

    /**
     * The encoding of the terminal, also where the output goes into a pipe or a file: that of the locale. The launcher says it where
     * it starts Java in another locale.
     */
    public static Charset terminalCharset() {
        return Stream.of("emiss.charset", "stdout.encoding", "sun.stdout.encoding", "native.encoding")
                .map(System::getProperty)
                .filter(Objects::nonNull)
                .filter(CharacterSet::isSupported)
                .map(Charset::forName)
                .findFirst()
                .orElseGet(Charset::defaultCharset);
    }

    private static boolean isSupported(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return false;
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    private static String spell(String text) {
        String powers = POWER_OF_TEN
                .matcher(text)
                .replaceAll(power -> (power.group(1) == null ? "1e" : "e")
                        + decompose(power.group(2)).replace('\u2212', '-'));
        StringBuilder spelled = new StringBuilder();
        for (char c : decompose(powers).toCharArray()) {
            if (c < 128) {
                spelled.append(c);
            } else if (SPELLED.containsKey(c)) {
                spelled.append(SPELLED.get(c));
            } else if (Character.getType(c) != Character.NON_SPACING_MARK && !Character.isLowSurrogate(c)) {
                spelled.append('?');
            }
        }
        return spelled.toString();
    }

    /** Raised and lowered digits become digits, accents stand by themselves. */
    private static String decompose(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD);
    }
}
