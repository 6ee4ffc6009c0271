package emiss.results;

import emiss.data.document.Kind;
import emiss.data.document.Node;
import emiss.data.document.Problems;
import emiss.data.document.ValueDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of the results that knows its name and its place, so that a wrong one is reported with both. Fields that are not
 * asked for do not matter: later versions may write more.
 *
 * @param name what it is called in messages
 * @param node the value
 */
record Value(String name, Node node) {
    /**
     * {@return a field that must be there}
     *
     * @param key name of the field
     * @throws ResultsException if it is not, or this is no object
     */
    public Value field(String key) {
        checkObject();
        Node found = node.fields().get(key);
        if (found == null) {
            throw new ResultsException(node.location() + ": missing field \"" + key + "\" of " + name);
        }
        return named(key, found);
    }

    /**
     * {@return a field that may be missing or null}
     *
     * @param key name of the field
     * @throws ResultsException if this is no object
     */
    public Optional<Value> optional(String key) {
        checkObject();
        return Optional.ofNullable(node.fields().get(key))
                .filter(found -> found.kind() != Kind.NULL)
                .map(found -> named(key, found));
    }

    /**
     * {@return the finite number that this is}
     *
     * @throws ResultsException if it is something else
     */
    public double number() {
        if (node.kind() == Kind.NUMBER && Double.isFinite(node.number())) {
            return node.number();
        }
        Problems problems = new Problems();
        double number = ValueDecoder.asNumber(node, name, problems);
        refuse(problems);
        return number;
    }

    /**
     * {@return the text that this is}
     *
     * @throws ResultsException if it is something else
     */
    public String text() {
        Problems problems = new Problems();
        ValueDecoder.check(node, Kind.STRING, name, problems);
        refuse(problems);
        return node.text();
    }

    /**
     * {@return the truth value that this is}
     *
     * @throws ResultsException if it is something else
     */
    public boolean bool() {
        Problems problems = new Problems();
        boolean answer = ValueDecoder.asBoolean(node, name, problems);
        refuse(problems);
        return answer;
    }

    /**
     * {@return the items of the list that this is}
     *
     * @throws ResultsException if it is something else
     */
    public List<Value> items() {
        Problems problems = new Problems();
        List<Node> items = ValueDecoder.asList(node, name, problems);
        refuse(problems);
        String itemName = "an item of " + name;
        return items.stream().map(item -> new Value(itemName, item)).toList();
    }

    /**
     * {@return the finite numbers of the list that this is}
     *
     * @throws ResultsException if it is something else
     */
    public List<Double> numbers() {
        return items().stream().map(Value::number).toList();
    }

    /**
     * {@return the fields of the object that this is, in the order of the file; those that are null too}
     *
     * @throws ResultsException if it is something else
     */
    public Map<String, Value> fields() {
        checkObject();
        Map<String, Value> fields = new LinkedHashMap<>();
        node.fields().forEach((key, value) -> fields.put(key, named(key, value)));
        return fields;
    }

    /** {@return whether this is null} */
    public boolean isNull() {
        return node.kind() == Kind.NULL;
    }

    private static Value named(String key, Node node) {
        return new Value("\"" + key + "\"", node);
    }

    private void checkObject() {
        Problems problems = new Problems();
        ValueDecoder.check(node, Kind.OBJECT, name, problems);
        refuse(problems);
    }

    private static void refuse(Problems problems) {
        if (!problems.isEmpty()) {
            throw new ResultsException(problems.lines().get(0));
        }
    }
}
