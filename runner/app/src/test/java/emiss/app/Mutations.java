package emiss.app;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Documents with a few things wrong, the same ones for the same seed. */
final class Mutations {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d*)?([eE][-+]?\\d+)?");
    private static final Pattern TEXT = Pattern.compile("\"[^\"\\n]*\"|[A-Za-z][A-Za-z0-9_+*>-]*");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1",
            "1.5",
            "2147483648",
            "300000000",
            "-0.0",
            "1e308",
            "-1e308",
            "1e-320",
            "1e999",
            "NaN",
            ".nan",
            ".inf",
            "0x1p3",
            "1d",
            "1_000",
            "01",
            "\"1\"",
            "null",
            "true",
            "[]",
            "{}",
            "[1, 2]",
            "4800",
            "1e30");

    private static final List<String> TEXTS = List.of(
            "\"\"",
            "\" \"",
            "\"../../evil\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"n[1]\"",
            "\"a/b\"",
            "\"*a*a*a*a*a*a*a*a*b\"",
            "\"" + "x".repeat(3000) + "\"",
            "null",
            "1",
            "[]",
            "{}",
            "id:s",
            "free",
            "NaN");

    private static final String CHARACTERS = "{}[],:\"'#\n\t -&*!|>%@0123456789eE.\\\u0000\u00e9\u2028xyz";

    private final SplittableRandom random;

    Mutations(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The document with one to three changes. */
    String of(String document) {
        String text = document;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            text = changed(text);
        }
        return text;
    }

    private String changed(String text) {
        if (text.isEmpty()) {
            return "0";
        }
        return switch (random.nextInt(10)) {
            case 0 -> without(text, 1 + random.nextInt(20));
            case 1 -> {
                int at = random.nextInt(text.length());
                yield text.substring(0, at)
                        + CHARACTERS.charAt(random.nextInt(CHARACTERS.length()))
                        + text.substring(at);
            }
            case 2 -> withoutLine(text);
            case 3 -> withLineTwice(text);
            case 4, 5, 6 -> replaced(text, NUMBER, NUMBERS);
            case 7, 8 -> replaced(text, TEXT, TEXTS);
            default -> swapped(text);
        };
    }

    private String without(String text, int length) {
        int at = random.nextInt(text.length());
        return text.substring(0, at) + text.substring(Math.min(text.length(), at + length));
    }

    private String withoutLine(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        lines.remove(random.nextInt(lines.size()));
        return String.join("\n", lines);
    }

    private String withLineTwice(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int line = random.nextInt(lines.size());
        lines.add(line, lines.get(line));
        return String.join("\n", lines);
    }

    private String replaced(String text, Pattern pattern, List<String> values) {
        int[] token = token(text, pattern);
        return text.substring(0, token[0]) + values.get(random.nextInt(values.size())) + text.substring(token[1]);
    }

    /** One text in place of another of the same document, which is how names come to clash. */
    private String swapped(String text) {
        int[] from = token(text, TEXT);
        int[] to = token(text, TEXT);
        return text.substring(0, to[0]) + text.substring(from[0], from[1]) + text.substring(to[1]);
    }

    /** The ends of the first token after a random place. */
    private int[] token(String text, Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        int at = random.nextInt(text.length());
        return matcher.find(at) || matcher.find(0) ? new int[] {matcher.start(), matcher.end()} : new int[] {at, at};
    }
}
