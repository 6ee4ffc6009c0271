package emiss.data.document;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Decodes one object strictly: every field that is not asked for is a problem in the end.
 *
 * <p>Where something is wrong the problem is recorded and a harmless placeholder returned (an empty string or list, 0,
 * false, or the fallback), so that decoding goes on and all problems are found. The caller must look at the problems
 * before it uses what it decoded.
 */
public final class ObjectDecoder {
    private final Node node;
    private final String what;
    private final Problems problems;
    private final boolean complain;
    private final Set<String> known = new LinkedHashSet<>();

    /**
     * Starts decoding.
     *
     * @param node the value; anything but an object is a problem
     * @param what what the object is, for messages, for example {@code the study}
     * @param problems collects what is wrong
     */
    public ObjectDecoder(Node node, String what, Problems problems) {
        this.node = node;
        this.what = what;
        this.problems = problems;
        this.complain = ValueDecoder.check(node, Kind.OBJECT, what, problems) && node.isReadable();
    }

    /** {@return where the object begins} */
    public Location location() {
        return node.location();
    }

    /**
     * {@return where the value of a field begins; the place of the object if there is no such field}
     *
     * @param key name of the field
     */
    public Location location(String key) {
        Node value = node.fields().get(key);
        return value == null ? node.location() : value.location();
    }

    /**
     * {@return whether the field is there}
     *
     * @param key name of the field
     */
    public boolean has(String key) {
        known.add(key);
        return node.fields().containsKey(key);
    }

    /**
     * {@return the value of a field that may be missing}
     *
     * @param key name of the field
     */
    public Optional<Node> optional(String key) {
        known.add(key);
        return Optional.ofNullable(node.fields().get(key));
    }

    /**
     * {@return the value of a field that must be there}
     *
     * @param key name of the field
     */
    public Optional<Node> required(String key) {
        Optional<Node> value = optional(key);
        if (value.isEmpty() && complain) {
            problems.add(node.location(), "missing field \"" + key + "\" of " + what);
        }
        return value;
    }

    /**
     * {@return a required string of more than blanks}
     *
     * @param key name of the field
     */
    public String string(String key) {
        return required(key)
                .map(value -> ValueDecoder.asString(value, name(key), problems))
                .orElse("");
    }

    /**
     * {@return a required string, which may be empty}
     *
     * @param key name of the field
     */
    public String anyString(String key) {
        return required(key).map(value -> text(key, value, "")).orElse("");
    }

    /**
     * {@return an optional string; if leaving it out means something, it is of more than blanks}
     *
     * @param key name of the field
     * @param fallback the value if the field is missing or wrong
     */
    public String string(String key, String fallback) {
        return optional(key)
                .map(value -> {
                    if (fallback.isEmpty()) {
                        return text(key, value, fallback);
                    }
                    String found = ValueDecoder.asString(value, name(key), problems);
                    return found.isEmpty() ? fallback : found;
                })
                .orElse(fallback);
    }

    private String text(String key, Node value, String fallback) {
        return ValueDecoder.check(value, Kind.STRING, name(key), problems) ? value.text() : fallback;
    }

    /**
     * {@return a required finite number}
     *
     * @param key name of the field
     */
    public double number(String key) {
        return required(key)
                .map(value -> ValueDecoder.asNumber(value, name(key), problems))
                .orElse(0.0);
    }

    /**
     * {@return an optional finite number}
     *
     * @param key name of the field
     * @param fallback the value if the field is missing or wrong
     */
    public double number(String key, double fallback) {
        return optional(key)
                .map(value -> ValueDecoder.checkNumber(value, name(key), problems) ? value.number() : fallback)
                .orElse(fallback);
    }

    /**
     * {@return a required whole number}
     *
     * @param key name of the field
     */
    public int integer(String key) {
        return required(key)
                .map(value -> ValueDecoder.asInteger(value, name(key), problems))
                .orElse(0);
    }

    /**
     * {@return an optional whole number}
     *
     * @param key name of the field
     * @param fallback the value if the field is missing or wrong
     */
    public int integer(String key, int fallback) {
        return optional(key)
                .map(value -> ValueDecoder.checkInteger(value, name(key), problems) ? (int) value.number() : fallback)
                .orElse(fallback);
    }

    /**
     * {@return a required truth value}
     *
     * @param key name of the field
     */
    public boolean bool(String key) {
        return required(key)
                .map(value -> ValueDecoder.asBoolean(value, name(key), problems))
                .orElse(false);
    }

    /**
     * {@return an optional truth value}
     *
     * @param key name of the field
     * @param fallback the value if the field is missing or wrong
     */
    public boolean bool(String key, boolean fallback) {
        return optional(key)
                .map(value -> ValueDecoder.check(value, Kind.BOOLEAN, name(key), problems) ? value.bool() : fallback)
                .orElse(fallback);
    }

    /**
     * {@return the decoder of a required object; empty if it is missing or not an object}
     *
     * @param key name of the field
     */
    public Optional<ObjectDecoder> object(String key) {
        return required(key).flatMap(value -> decoder(key, value));
    }

    /**
     * {@return the decoder of an optional object; empty if it is missing or not an object}
     *
     * @param key name of the field
     */
    public Optional<ObjectDecoder> optionalObject(String key) {
        return optional(key).flatMap(value -> decoder(key, value));
    }

    /**
     * {@return the items of a required list of at least one}
     *
     * @param key name of the field
     */
    public List<Node> list(String key) {
        return filled(key).map(Node::items).orElse(List.of());
    }

    /**
     * {@return the items of a required list, which may be empty}
     *
     * @param key name of the field
     */
    public List<Node> anyList(String key) {
        return required(key)
                .map(value -> ValueDecoder.asList(value, name(key), problems))
                .orElse(List.of());
    }

    private Optional<Node> filled(String key) {
        return required(key).filter(value -> ValueDecoder.checkFilled(value, name(key), problems));
    }

    /**
     * {@return the items of a list that may be missing}
     *
     * @param key name of the field
     */
    public List<Node> optionalList(String key) {
        return optional(key)
                .map(value -> ValueDecoder.asList(value, name(key), problems))
                .orElse(List.of());
    }

    /**
     * {@return the strings of a required list of at least one}
     *
     * @param key name of the field
     */
    public List<String> strings(String key) {
        return filled(key)
                .map(value -> ValueDecoder.asStrings(value, name(key), problems))
                .orElse(List.of());
    }

    /**
     * {@return the strings of a list that may be missing}
     *
     * @param key name of the field
     */
    public List<String> optionalStrings(String key) {
        return optional(key)
                .map(value -> ValueDecoder.asStrings(value, name(key), problems))
                .orElse(List.of());
    }

    /**
     * {@return the finite numbers of a required list of at least one}
     *
     * @param key name of the field
     */
    public double[] numbers(String key) {
        return filled(key)
                .map(value -> ValueDecoder.asNumbers(value, name(key), problems))
                .orElseGet(() -> new double[0]);
    }

    /**
     * {@return a required list of at least two ascending numbers}
     *
     * @param key name of the field
     */
    public double[] ascendingNumbers(String key) {
        return required(key)
                .map(value -> ValueDecoder.asAscendingNumbers(value, name(key), problems))
                .orElseGet(() -> new double[0]);
    }

    /**
     * {@return the finite numbers of a list that may be missing}
     *
     * @param key name of the field
     */
    public double[] optionalNumbers(String key) {
        return optional(key)
                .map(value -> ValueDecoder.asNumbers(value, name(key), problems))
                .orElseGet(() -> new double[0]);
    }

    /**
     * {@return the choice that an optional string names; the fallback if it is missing or wrong}
     *
     * @param <E> type of the choices
     * @param key name of the field
     * @param choices what may be chosen, by name
     * @param fallback the value if the field is missing or wrong
     */
    public <E> E oneOf(String key, Map<String, E> choices, E fallback) {
        return optional(key)
                .map(value -> ValueDecoder.asChoice(value, name(key), choices, fallback, problems))
                .orElse(fallback);
    }

    /**
     * {@return the choice that a required string names; the placeholder if it is missing or wrong}
     *
     * @param <E> type of the choices
     * @param key name of the field
     * @param choices what may be chosen, by name
     * @param placeholder the value if the string is wrong
     */
    public <E> E requiredOneOf(String key, Map<String, E> choices, E placeholder) {
        return required(key)
                .map(value -> ValueDecoder.asChoice(value, name(key), choices, placeholder, problems))
                .orElse(placeholder);
    }

    /**
     * {@return whether any method has asked for a field}
     *
     * @param key name of the field
     */
    public boolean isKnown(String key) {
        return known.contains(key);
    }

    /** Ends decoding: every field that no method asked for is a problem. */
    public void finish() {
        finish(key -> Optional.empty());
    }

    /**
     * Ends decoding: every field that no method asked for is a problem.
     *
     * @param elsewhere where a field of this name belongs, in words such as {@code belongs in a study}; empty if nowhere
     */
    public void finish(Function<String, Optional<String>> elsewhere) {
        node.fields().keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> problems.add(
                        node.keyLocation(key),
                        elsewhere
                                .apply(key)
                                .map(place -> "the field \"" + key + "\" " + place)
                                .orElseGet(() -> "unknown field \"" + key + "\"" + hint(key))));
    }

    private String hint(String key) {
        int colon = key.indexOf(':');
        return colon > 0 && known.contains(key.substring(0, colon))
                ? "; a space is missing after the colon"
                : NearestName.hint(key, known);
    }

    private static String name(String key) {
        return "\"" + key + "\"";
    }

    private Optional<ObjectDecoder> decoder(String key, Node value) {
        ObjectDecoder decoder = new ObjectDecoder(value, name(key), problems);
        return value.kind() == Kind.OBJECT ? Optional.of(decoder) : Optional.empty();
    }
}
