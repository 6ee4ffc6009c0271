package emiss.data.document;

import emiss.api.DoubleVector;
import java.util.Collection;
import java.util.Iterator;
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
     * {@return the document, ending with a line feed}
     *
     * @param tree maps from strings, collections, {@link DoubleVector}s, strings, finite numbers, booleans and null
     */
    public static String print(@Nullable Object tree) {
        StringBuilder text = new StringBuilder();
        append(text, tree, "", 0);
        return text.append('\n').toString();
    }

    private static void append(StringBuilder text, @Nullable Object value, String indent, int column) {
        if (value instanceof Map<?, ?> object) {
            if (!onOneLine(text, value, indent.length() + column)) {
                String inner = indent + INDENT;
                text.append('{');
                Iterator<? extends Map.Entry<?, ?>> fields = object.entrySet().iterator();
                while (fields.hasNext()) {
                    Map.Entry<?, ?> field = fields.next();
                    text.append('\n').append(inner);
                    string(text, String.valueOf(field.getKey()));
                    text.append(": ");
                    append(
                            text,
                            field.getValue(),
                            inner,
                            String.valueOf(field.getKey()).length() + 4);
                    text.append(fields.hasNext() ? "," : "");
                }
                text.append('\n').append(indent).append('}');
            }
        } else if (value instanceof Collection<?> list) {
            if (!onOneLine(text, value, indent.length() + column)) {
                String inner = indent + INDENT;
                text.append('[');
                Iterator<?> items = list.iterator();
                while (items.hasNext()) {
                    text.append('\n').append(inner);
                    append(text, items.next(), inner, 0);
                    text.append(items.hasNext() ? "," : "");
                }
                text.append('\n').append(indent).append(']');
            }
        } else {
            compact(text, value);
        }
    }

    /** Appends what is short or holds only numbers; false if it is neither. */
    private static boolean onOneLine(StringBuilder text, Object value, int used) {
        if (value instanceof Collection<?> list
                && !list.isEmpty()
                && list.stream().allMatch(Number.class::isInstance)) {
            compact(text, value);
            return true;
        }
        StringBuilder line = new StringBuilder();
        compact(line, value);
        if (used + line.length() > LINE || !isFlat(value)) {
            return false;
        }
        text.append(line);
        return true;
    }

    /** Whether there are no objects in lists in it, which read better apart. */
    private static boolean isFlat(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.values().stream().allMatch(JsonPrinter::isFlat);
        }
        return !(value instanceof List<?> list) || list.stream().noneMatch(Map.class::isInstance);
    }

    private static void compact(StringBuilder text, @Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            String separator = "{";
            for (Map.Entry<?, ?> field : object.entrySet()) {
                text.append(separator);
                string(text, String.valueOf(field.getKey()));
                text.append(": ");
                compact(text, field.getValue());
                separator = ", ";
            }
            text.append(object.isEmpty() ? "{}" : "}");
        } else if (value instanceof Collection<?> list) {
            String separator = "[";
            for (Object item : list) {
                text.append(separator);
                compact(text, item);
                separator = ", ";
            }
            text.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof DoubleVector vector) {
            String separator = "[";
            for (int i = 0; i < vector.size(); i++) {
                text.append(separator).append(number(vector.at(i)));
                separator = ", ";
            }
            text.append(vector.size() == 0 ? "[]" : "]");
        } else if (value instanceof Double number) {
            text.append(number(number));
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            string(text, value.toString());
        }
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the number " + value + " has no place in JSON, expected a finite one");
        }
        String text = Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static void string(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
