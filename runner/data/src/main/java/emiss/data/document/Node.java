package emiss.data.document;

import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a document, with its place: an object, a list or a scalar. Immutable. */
public final class Node {
    private final Location location;
    private final Kind kind;
    private final String text;
    private final double number;
    private final List<Node> items;
    private final Map<String, Node> fields;
    private final Map<String, Location> keyLocations;
    private final boolean readable;

    private Node(
            Location location,
            Kind kind,
            String text,
            double number,
            List<Node> items,
            Map<String, Node> fields,
            Map<String, Location> keyLocations,
            boolean readable) {
        this.location = location;
        this.kind = kind;
        this.text = text;
        this.number = number;
        this.items = List.copyOf(items);
        this.fields = fields.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        this.keyLocations = Map.copyOf(keyLocations);
        this.readable = readable;
    }

    static Node object(Location location, Map<String, Node> fields, Map<String, Location> keyLocations) {
        return new Node(location, Kind.OBJECT, "", Double.NaN, List.of(), fields, keyLocations, true);
    }

    static Node array(Location location, List<Node> items) {
        return new Node(location, Kind.ARRAY, "", Double.NaN, items, Map.of(), Map.of(), true);
    }

    static Node scalar(Location location, Kind kind, String text, double number) {
        return new Node(location, kind, text, number, List.of(), Map.of(), Map.of(), true);
    }

    static Node unreadable(Location location) {
        return new Node(location, Kind.OBJECT, "", Double.NaN, List.of(), Map.of(), Map.of(), false);
    }

    /**
     * Reads a document. Syntax errors and duplicate fields are added to {@code problems}; a document with a syntax error
     * reads as an empty object, about which decoders do not complain again.
     *
     * @param documentName what to call the document in messages
     * @param content the document in UTF-8; read to its end but not closed
     * @param syntax JSON or YAML
     * @param problems collects what is wrong
     * @return the value that the document holds
     */
    public static Node parse(String documentName, InputStream content, Syntax syntax, Problems problems) {
        return new DocumentParser(documentName, syntax, problems).parse(content);
    }

    /** {@return where the value begins} */
    public Location location() {
        return location;
    }

    /** {@return the kind of the value} */
    public Kind kind() {
        return kind;
    }

    /** {@return the text of a string, or the characters of another scalar as written; empty for objects and lists} */
    public String text() {
        return text;
    }

    /**
     * {@return the number, which may be infinite or not a number in YAML ({@code .inf}, {@code .nan}) and where it
     * overflows}
     *
     * @throws IllegalStateException if the value is no number
     */
    public double number() {
        expect(Kind.NUMBER);
        return number;
    }

    /**
     * {@return the truth value}
     *
     * @throws IllegalStateException if the value is not true or false
     */
    public boolean bool() {
        expect(Kind.BOOLEAN);
        return text.equalsIgnoreCase("true");
    }

    /** {@return the items of a list; empty for other kinds} */
    public List<Node> items() {
        return items;
    }

    /** {@return the fields of an object in the order of the document; empty for other kinds} */
    public Map<String, Node> fields() {
        return fields;
    }

    /**
     * {@return where the name of a field is}
     *
     * @param key name of the field
     * @throws IllegalArgumentException if the object has no such field
     */
    public Location keyLocation(String key) {
        Location where = keyLocations.get(key);
        if (where == null) {
            throw new IllegalArgumentException("the object at " + location + " has no field \"" + key + "\"");
        }
        return where;
    }

    /** Whether this stands for what the document says, and not for what could not be read. */
    boolean isReadable() {
        return readable;
    }

    /** The value in words, for a message. */
    String describe() {
        return switch (kind) {
            case STRING -> "the string \"" + text + "\"";
            case NUMBER -> "the number " + OneLine.cut(text, 60);
            case BOOLEAN -> text;
            default -> kind.text();
        };
    }

    private void expect(Kind expected) {
        if (kind != expected) {
            throw new IllegalStateException(
                    "the value at " + location + " is " + describe() + ", expected " + expected.text());
        }
    }
}
