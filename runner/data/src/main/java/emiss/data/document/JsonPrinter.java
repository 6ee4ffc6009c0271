package emiss.data.document;

import emiss.api.DoubleVector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
        private final byte[] text;

        private Printed(byte[] text) {
            this.text = text;
        }
    }

    /** A text on its way to where it is printed, in which printed parts are not copied. */
    private static final class Page {
        private final StringBuilder text = new StringBuilder();
        private final OutputStream out;

        Page(OutputStream out) {
            this.out = out;
        }

        void add(Printed part) throws IOException {
            flush();
            out.write(part.text);
        }

        void flush() throws IOException {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
        }
    }

    /**
     * {@return an item of a list, printed once to be in several documents}
     *
     * @param tree the item
     * @param depth how many objects and lists it is in
     */
    public static Printed printed(@Nullable Object tree, int depth) {
        return new Printed(
                inMemory(page -> append(page, tree, INDENT.repeat(depth), 0)).toByteArray());
    }

    /**
     * {@return the document, ending with a line feed}
     *
     * @param tree maps from strings, collections, {@link DoubleVector}s, strings, finite numbers, booleans and null
     */
    public static String print(@Nullable Object tree) {
        return inMemory(page -> whole(page, tree)).toString(StandardCharsets.UTF_8);
    }

    /**
     * Prints a document, UTF-8, ending with a line feed, without holding the parts that are printed already.
     *
     * @param tree maps from strings, collections, {@link DoubleVector}s, strings, finite numbers, booleans and null
     * @param out where to print
     * @throws IOException if it cannot be printed there
     */
    public static void print(@Nullable Object tree, OutputStream out) throws IOException {
        Page page = new Page(out);
        whole(page, tree);
        page.flush();
    }

    private interface Content {
        void writeTo(Page page) throws IOException;
    }

    private static ByteArrayOutputStream inMemory(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Page page = new Page(bytes);
        try {
            content.writeTo(page);
            page.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes;
    }

    private static void whole(Page page, @Nullable Object tree) throws IOException {
        append(page, tree, "", 0);
        page.text.append('\n');
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

    private static void append(Page page, @Nullable Object value, String indent, int column) throws IOException {
        StringBuilder text = page.text;
        if (value instanceof Map<?, ?> object) {
            if (!onOneLine(text, value, indent.length() + column)) {
                String inner = indent + INDENT;
                String separator = "{\n";
                for (Map.Entry<?, ?> field : object.entrySet()) {
                    text.append(separator).append(inner);
                    int begin = text.length();
                    string(text, String.valueOf(field.getKey()));
                    text.append(": ");
                    append(page, field.getValue(), inner, text.length() - begin);
                    separator = ",\n";
                }
                text.append('\n').append(indent).append('}');
            }
        } else if (value instanceof Collection<?> list) {
            if (!onOneLine(text, value, indent.length() + column)) {
                String inner = indent + INDENT;
                String separator = "[\n";
                for (Object item : list) {
                    text.append(separator).append(inner);
                    append(page, item, inner, 0);
                    separator = ",\n";
                }
                text.append('\n').append(indent).append(']');
            }
        } else if (value instanceof Printed printed) {
            page.add(printed);
        } else {
            compact(text, value, Integer.MAX_VALUE);
        }
    }

    /** Prints what is short or holds only numbers; false, with nothing printed, if it is neither. */
    private static boolean onOneLine(StringBuilder text, Object value, int used) {
        boolean isNumbers = value instanceof Collection<?> list
                && !list.isEmpty()
                && list.stream().allMatch(item -> item == null || item instanceof Number);
        int begin = text.length();
        boolean fits = isNumbers
                ? compact(text, value, Integer.MAX_VALUE)
                : isFlat(value) && compact(text, value, begin + LINE - used);
        if (!fits) {
            text.setLength(begin);
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

    /** Appends a value on one line; false, with only a part appended, if the text becomes longer than {@code longest}. */
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
        int end = text.append(Decimal.text(value)).length();
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
