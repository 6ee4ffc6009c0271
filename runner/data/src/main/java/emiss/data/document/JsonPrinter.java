package emiss.data.document;

import emiss.api.DoubleVector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints trees as JSON for people: short objects and all lists of numbers on one line, the rest indented. Numbers have the
 * fewest digits that give the same value again.
 */
public final class JsonPrinter {
    private static final int LINE = 118;
    private static final String INDENT = "  ";

    private JsonPrinter() {}

    /**
     * {@return an object of a tree, its keys in the given order}
     *
     * @param keysAndValues a key, its value, the next key, and so on
     */
    public static Map<String, @Nullable Object> object(@Nullable Object... keysAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return object;
    }

    /** A part of a document that is printed already. */
    public static final class Printed {
        private final String text;

        private Printed(String text) {
            this.text = text;
        }
    }

    /**
     * {@return an item of a list, printed once to be in several documents}
     *
     * @param tree the item
     * @param depth how many objects and lists it is in
     */
    public static Printed printed(@Nullable Object tree, int depth) {
        StringBuilder text = new StringBuilder();
        try {
            append(text, tree, INDENT.repeat(depth), 0);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Printed(text.toString());
    }

    /**
     * {@return the document, ending with a line feed}
     *
     * @param tree maps from strings, collections, {@link DoubleVector}s, strings, finite numbers, booleans and null
     */
    public static String print(@Nullable Object tree) {
        StringBuilder text = new StringBuilder();
        try {
            print(tree, text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /**
     * Prints a document, ending with a line feed, without holding its text.
     *
     * @param tree maps from strings, collections, {@link DoubleVector}s, strings, finite numbers, booleans and null
     * @param out where to print
     * @throws IOException if it cannot be printed there
     */
    public static void print(@Nullable Object tree, Appendable out) throws IOException {
        append(out, tree, "", 0);
        out.append('\n');
    }

    /**
     * {@return a document on one line, without a line feed}
     *
     * @param tree maps from strings, collections, {@link DoubleVector}s, strings, finite numbers, booleans and null
     */
    public static String line(@Nullable Object tree) {
        StringBuilder text = new StringBuilder();
        compact(text, tree, Integer.MAX_VALUE);
        return text.toString();
    }

    private static void append(Appendable out, @Nullable Object value, String indent, int column) throws IOException {
        if (value instanceof Map<?, ?> object) {
            if (!onOneLine(out, value, indent.length() + column)) {
                String inner = indent + INDENT;
                StringBuilder name = new StringBuilder();
                String separator = "{\n";
                for (Map.Entry<?, ?> field : object.entrySet()) {
                    name.setLength(0);
                    string(name, String.valueOf(field.getKey()));
                    out.append(separator).append(inner).append(name).append(": ");
                    append(out, field.getValue(), inner, name.length() + 2);
                    separator = ",\n";
                }
                out.append('\n').append(indent).append('}');
            }
        } else if (value instanceof Collection<?> list) {
            if (!onOneLine(out, value, indent.length() + column)) {
                String inner = indent + INDENT;
                String separator = "[\n";
                for (Object item : list) {
                    out.append(separator).append(inner);
                    append(out, item, inner, 0);
                    separator = ",\n";
                }
                out.append('\n').append(indent).append(']');
            }
        } else if (value instanceof Printed printed) {
            out.append(printed.text);
        } else {
            StringBuilder text = new StringBuilder();
            compact(text, value, Integer.MAX_VALUE);
            out.append(text);
        }
    }

    /** Prints what is short or holds only numbers; false if it is neither. */
    private static boolean onOneLine(Appendable out, Object value, int used) throws IOException {
        boolean isNumbers = value instanceof Collection<?> list
                && !list.isEmpty()
                && list.stream().allMatch(item -> item == null || item instanceof Number);
        StringBuilder line = new StringBuilder();
        boolean fits = isNumbers
                ? compact(line, value, Integer.MAX_VALUE)
                : isFlat(value) && compact(line, value, LINE - used);
        if (fits) {
            out.append(line);
        }
        return fits;
    }

    /** Whether there are no objects in lists in it, which read better apart. */
    private static boolean isFlat(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.values().stream().allMatch(JsonPrinter::isFlat);
        }
        return !(value instanceof List<?> list)
                || list.stream().noneMatch(item -> item instanceof Map<?, ?> || item instanceof Printed);
    }

    /** Appends a value on one line; false, with only a part appended, if it takes more than {@code longest} characters. */
    private static boolean compact(StringBuilder text, @Nullable Object value, int longest) {
        if (value instanceof Map<?, ?> object) {
            String separator = "{";
            for (Map.Entry<?, ?> field : object.entrySet()) {
                text.append(separator);
                string(text, String.valueOf(field.getKey()));
                text.append(": ");
                if (!compact(text, field.getValue(), longest)) {
                    return false;
                }
                separator = ", ";
            }
            text.append(object.isEmpty() ? "{}" : "}");
        } else if (value instanceof Collection<?> list) {
            String separator = "[";
            for (Object item : list) {
                text.append(separator);
                if (!compact(text, item, longest)) {
                    return false;
                }
                separator = ", ";
            }
            text.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof DoubleVector vector) {
            String separator = "[";
            for (int i = 0; i < vector.size(); i++) {
                text.append(separator);
                number(text, vector.at(i));
                separator = ", ";
            }
            text.append(vector.size() == 0 ? "[]" : "]");
        } else if (value instanceof Double number) {
            number(text, number);
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            string(text, value.toString());
        }
        return text.length() <= longest;
    }

    private static void number(StringBuilder text, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the number " + value + " has no place in JSON, expected a finite one");
        }
        int end = text.append(value).length();
        if (text.charAt(end - 1) == '0' && text.charAt(end - 2) == '.') {
            text.setLength(end - 2);
        }
    }

    private static void string(StringBuilder text, String value) {
        text.append('"');
        int plain = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\' || c < ' ') {
                text.append(value, plain, i);
                if (c < ' ') {
                    text.append(String.format("\\u%04x", (int) c));
                } else {
                    text.append('\\').append(c);
                }
                plain = i + 1;
            }
        }
        text.append(value, plain, value.length()).append('"');
    }
}
