package emiss.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A line of text with subscripts, superscripts and symbols in italics, for example the coupling g<sub>VV</sub>. Immutable.
 *
 * <p>Written in a small part of TeX: {@code _{...}} lowers, {@code ^{...}} raises, {@code *...*} slants. There is no nesting
 * and no escape; symbols are Unicode characters.
 *
 * @param runs pieces of equal style, in order
 */
public record MathText(List<Run> runs) {
    /** Nothing. */
    public static final MathText EMPTY = new MathText(List.of());

    private static final Map<Character, String> RAISED = Map.ofEntries(
            Map.entry('0', "\u2070"),
            Map.entry('1', "\u00b9"),
            Map.entry('2', "\u00b2"),
            Map.entry('3', "\u00b3"),
            Map.entry('4', "\u2074"),
            Map.entry('5', "\u2075"),
            Map.entry('6', "\u2076"),
            Map.entry('7', "\u2077"),
            Map.entry('8', "\u2078"),
            Map.entry('9', "\u2079"),
            Map.entry('+', "\u207a"),
            Map.entry('-', "\u207b"),
            Map.entry('\u2212', "\u207b"));

    /** Where a run stands. */
    public enum Script {
        /** On the line. */
        NORMAL,
        /** Below the line, smaller. */
        SUBSCRIPT,
        /** Above the line, smaller. */
        SUPERSCRIPT
    }

    /**
     * Characters of one style.
     *
     * @param text the characters
     * @param script where they stand
     * @param italic whether they are slanted
     */
    public record Run(String text, Script script, boolean italic) {
        /**
         * Checks that there is something to write.
         *
         * @param text the characters
         * @param script where they stand
         * @param italic whether they are slanted
         */
        public Run {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("a run of a text is empty, expected at least one character");
            }
        }
    }

    /**
     * Copies the runs.
     *
     * @param runs pieces of equal style, in order
     */
    public MathText {
        runs = List.copyOf(runs);
    }

    /**
     * {@return text without symbols} Characters that mean something in {@link #parse} stand for themselves.
     *
     * @param text the text
     */
    public static MathText plain(String text) {
        return text.isEmpty() ? EMPTY : new MathText(List.of(new Run(text, Script.NORMAL, false)));
    }

    /**
     * Reads the notation described above.
     *
     * @param notation the text in that notation
     * @return the text
     * @throws IllegalArgumentException if a brace or a star has no partner
     */
    public static MathText parse(String notation) {
        List<Run> runs = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        Script script = Script.NORMAL;
        boolean italic = false;
        for (int i = 0; i < notation.length(); i++) {
            char c = notation.charAt(i);
            boolean opens = (c == '_' || c == '^') && notation.startsWith("{", i + 1);
            boolean closes = c == '}' && script != Script.NORMAL;
            if (opens && script != Script.NORMAL) {
                throw new IllegalArgumentException(
                        "\"" + notation + "\" has a script within a script, expected one level");
            }
            if (opens || closes || c == '*') {
                flush(text, script, italic, runs);
            }
            if (opens) {
                script = c == '_' ? Script.SUBSCRIPT : Script.SUPERSCRIPT;
                i++;
            } else if (closes) {
                script = Script.NORMAL;
            } else if (c == '*') {
                italic = !italic;
            } else {
                text.append(c);
            }
        }
        flush(text, script, italic, runs);
        if (script != Script.NORMAL || italic) {
            throw new IllegalArgumentException("\"" + notation + "\" ends within a script or in italics");
        }
        return new MathText(runs);
    }

    private static void flush(StringBuilder text, Script script, boolean italic, List<Run> runs) {
        if (!text.isEmpty()) {
            runs.add(new Run(text.toString(), script, italic));
            text.setLength(0);
        }
    }

    /**
     * {@return this text and another one after it}
     *
     * @param next what follows
     */
    public MathText then(MathText next) {
        List<Run> joined = new ArrayList<>(runs);
        joined.addAll(next.runs);
        return new MathText(joined);
    }

    /**
     * {@return this text and plain text after it}
     *
     * @param next what follows
     */
    public MathText then(String next) {
        return then(plain(next));
    }

    /**
     * {@return texts one after another}
     *
     * @param separator what stands between two of them
     * @param texts the texts
     */
    public static MathText joined(String separator, List<MathText> texts) {
        MathText joined = EMPTY;
        for (int i = 0; i < texts.size(); i++) {
            joined = joined.then(i == 0 ? "" : separator).then(texts.get(i));
        }
        return joined;
    }

    /** {@return whether there is nothing to write} */
    public boolean isEmpty() {
        return runs.isEmpty();
    }

    /**
     * {@return the text for a page, with {@code sub}, {@code sup} and {@code i} elements; special characters are
     * escaped}
     */
    public String html() {
        return runs.stream()
                .map(run -> {
                    String text = escape(run.text());
                    String slanted = run.italic() ? "<i>" + text + "</i>" : text;
                    return switch (run.script()) {
                        case NORMAL -> slanted;
                        case SUBSCRIPT -> "<sub>" + slanted + "</sub>";
                        case SUPERSCRIPT -> "<sup>" + slanted + "</sup>";
                    };
                })
                .collect(Collectors.joining());
    }

    /**
     * {@return the text in Unicode characters alone: digits and signs are raised, other scripts follow as they are (a
     * subscript without a mark: {@code gVV})}
     */
    public String unicode() {
        return runs.stream()
                .map(run -> run.script() == Script.SUPERSCRIPT ? raise(run.text()) : run.text())
                .collect(Collectors.joining());
    }

    private static String raise(String text) {
        StringBuilder raised = new StringBuilder();
        for (char c : text.toCharArray()) {
            raised.append(RAISED.getOrDefault(c, String.valueOf(c)));
        }
        return raised.toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
