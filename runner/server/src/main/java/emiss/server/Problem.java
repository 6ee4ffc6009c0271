package emiss.server;

import emiss.data.document.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a request.
 *
 * @param message one line
 * @param line the line of the document, from 1; null if it has no place
 * @param column the column, from 1; null if it has no place
 * @param pointer a JSON pointer to the value at that place; null if there is none
 */
record Problem(
        String message,
        @Nullable Integer line,
        @Nullable Integer column,
        @Nullable String pointer) {
    private static final Pattern PLACED = Pattern.compile("(.*?):(\\d+):(\\d+): (.*)");

    /** A problem without a place. */
    static Problem of(String message) {
        return new Problem(message, null, null, null);
    }

    /**
     * A problem as readers write it, {@code document:line:column: message}.
     *
     * @param name what the document is called
     * @param document the document
     */
    static Problem of(String line, String name, Node document) {
        Matcher placed = PLACED.matcher(line);
        if (!placed.matches() || !placed.group(1).endsWith(name)) {
            return of(line);
        }
        int row = Integer.parseInt(placed.group(2));
        int column = Integer.parseInt(placed.group(3));
        return new Problem(
                placed.group(4), row, column, pointer(document, row, column).orElse(null));
    }

    /** The first value that begins, or whose name does, at a place. */
    private static Optional<String> pointer(Node node, int line, int column) {
        if (isAt(node.location(), line, column)) {
            return Optional.of("");
        }
        for (Map.Entry<String, Node> field : node.fields().entrySet()) {
            String step = "/" + field.getKey().replace("~", "~0").replace("/", "~1");
            if (isAt(node.keyLocation(field.getKey()), line, column)) {
                return Optional.of(step);
            }
            Optional<String> inside = pointer(field.getValue(), line, column);
            if (inside.isPresent()) {
                return inside.map(rest -> step + rest);
            }
        }
        for (int i = 0; i < node.items().size(); i++) {
            Optional<String> inside = pointer(node.items().get(i), line, column);
            if (inside.isPresent()) {
                int index = i;
                return inside.map(rest -> "/" + index + rest);
            }
        }
        return Optional.empty();
    }

    private static boolean isAt(emiss.data.document.Location location, int line, int column) {
        return location.line() == line && location.column() == column;
    }

    /** The problem as it is sent. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("message", message);
        if (line != null && column != null) {
            tree.put("line", line);
            tree.put("column", column);
        }
        if (pointer != null) {
            tree.put("pointer", pointer);
        }
        return tree;
    }
}
