package emiss.data.document;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a message one line of a bearable length, whatever the names in it are. */
final class OneLine {
    private static final int QUOTED = 60;
    private static final int WORD = 250;
    private static final int ALL = 2000;

    private static final Pattern IN_QUOTES = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern LONG_WORD = Pattern.compile("[^\\s\"]{" + (WORD + 1) + ",}");

    private OneLine() {}

    /** A message on one line, with long names in quotes, long words and the whole shortened. */
    static String of(String message) {
        String line = message.length() > QUOTED ? shortened(message) : message;
        StringBuilder printable = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < ' ' || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029) {
                printable.append(c == '\n' || c == '\t' ? " " : String.format("\\u%04x", (int) c));
            } else {
                printable.append(c);
            }
        }
        return printable.toString();
    }

    private static String shortened(String message) {
        String quoted = IN_QUOTES
                .matcher(message)
                .replaceAll(found -> Matcher.quoteReplacement("\"" + cut(found.group(1), QUOTED) + "\""));
        String words =
                LONG_WORD.matcher(quoted).replaceAll(found -> Matcher.quoteReplacement(cut(found.group(), WORD)));
        return cut(words, ALL);
    }

    /** A text of at most so many characters; what is cut off leaves three dots. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - 3;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "...";
    }
}
