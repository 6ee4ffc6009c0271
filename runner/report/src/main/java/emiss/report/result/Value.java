package emiss.report.result;

import emiss.data.document.Kind;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A value of the results that knows its name and its place, so that a wrong one is reported with both. Fields that are not
 * asked for do not matter: later versions may write more.
 *
 * @param name what it is called in messages
 * @param node the value
 */
public record Value(String name, Node node) {
    /**
     * A field that must be there.
     *
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
     * The value that a JSON pointer (RFC 6901) leads to.
     *
     * @throws ResultsException if there is none
     */
    public Value at(String pointer) {
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            throw new ResultsException(
                    "\"" + pointer + "\" is no JSON pointer into " + name + ", expected something like /best/mass");
        }
        Value found = this;
        String[] tokens = pointer.split("/", -1);
        for (int i = 1; i < tokens.length; i++) {
            String token = tokens[i].replace("~1", "/").replace("~0", "~");
            found = found.isList() ? found.item(token) : found.field(token);
        }
        return found;
    }

    private Value item(String index) {
        List<Value> items = items();
        if (!index.matches("0|[1-9]\\d{0,8}") || Integer.parseInt(index) >= items.size()) {
            throw new ResultsException(
                    node.location() + ": " + name + " has " + items.size() + " items, and no item " + index);
        }
        return items.get(Integer.parseInt(index));
    }

    /**
     * A field that may be missing or null.
     *
     * @throws ResultsException if this is no object
     */
    public Optional<Value> optional(String key) {
        checkObject();
        return Optional.ofNullable(node.fields().get(key))
                .filter(found -> found.kind() != Kind.NULL)
                .map(found -> named(key, found));
    }

    /**
     * A number that may be missing or null.
     *
     * @throws ResultsException if it is something else
     */
    public OptionalDouble optionalNumber(String key) {
        return optional(key).map(value -> OptionalDouble.of(value.number())).orElse(OptionalDouble.empty());
    }

    /**
     * The finite number that this is.
     *
     * @throws ResultsException if it is something else
     */
    public double number() {
        if (node.kind() == Kind.NUMBER && Double.isFinite(node.number())) {
            return node.number();
        }
        Problems problems = new Problems();
        double number = ObjectDecoder.asNumber(node, name, problems);
        refuse(problems);
        return number;
    }

    /**
     * The text that this is.
     *
     * @throws ResultsException if it is something else
     */
    public String text() {
        Problems problems = new Problems();
        String text = ObjectDecoder.asString(node, name, problems);
        refuse(problems);
        return text;
    }

    /**
     * The truth value that this is.
     *
     * @throws ResultsException if it is something else
     */
    public boolean bool() {
        Problems problems = new Problems();
        boolean answer = ObjectDecoder.asBoolean(node, name, problems);
        refuse(problems);
        return answer;
    }

    /**
     * The items of the list that this is.
     *
     * @throws ResultsException if it is something else
     */
    public List<Value> items() {
        Problems problems = new Problems();
        List<Node> items = ObjectDecoder.asList(node, name, problems);
        refuse(problems);
        String itemName = "an item of " + name;
        return items.stream().map(item -> new Value(itemName, item)).toList();
    }

    /**
     * The texts of the list that this is.
     *
     * @throws ResultsException if it is something else
     */
    public List<String> texts() {
        return items().stream().map(Value::text).toList();
    }

    /**
     * The finite numbers of the list that this is.
     *
     * @throws ResultsException if it is something else
     */
    public List<Double> numbers() {
        return items().stream().map(Value::number).toList();
    }

    /**
     * The fields of the object that this is, in the order of the file; those that are null too.
     *
     * @throws ResultsException if it is something else
     */
    public Map<String, Value> fields() {
        checkObject();
        Map<String, Value> fields = new LinkedHashMap<>();
        node.fields().forEach((key, value) -> fields.put(key, named(key, value)));
        return fields;
    }

    /** Whether this is null. */
    public boolean isNull() {
        return node.kind() == Kind.NULL;
    }

    /** Whether this is a list. */
    public boolean isList() {
        return node.kind() == Kind.ARRAY;
    }

    private static Value named(String key, Node node) {
        return new Value("\"" + key + "\"", node);
    }

    private void checkObject() {
        Problems problems = new Problems();
        ObjectDecoder.check(node, Kind.OBJECT, name, problems);
        refuse(problems);
    }

    private static void refuse(Problems problems) {
        if (!problems.isEmpty()) {
            throw new ResultsException(problems.lines().get(0));
        }
    }
}
