package emiss.data.document;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Applies JSON Patch (RFC 6902) to documents that know their places: what a patch brings in keeps its place in the patch, the rest
 * that in the document. Stateless.
 */
public final class JsonPatch {
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final String LAST = "-";

    /** Why an operation cannot be applied. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    /** Changes one member of an object or list. */
    private interface Change {
        Node of(Node parent, String token) throws Refused;
    }

    private JsonPatch() {}

    /**
     * {@return the document after all operations; as it was before the first one that cannot be applied, which is a problem}
     *
     * @param document the document
     * @param operations the patch, a list of operations
     * @param problems collects what is wrong
     */
    public static Node apply(Node document, Node operations, Problems problems) {
        Node changed = document;
        for (Node operation : ValueDecoder.asList(operations, "a JSON patch", problems)) {
            int before = problems.count();
            ObjectDecoder decoder = new ObjectDecoder(operation, "an operation", problems);
            String op = decoder.string("op");
            String path = decoder.anyString("path");
            boolean takesValue = List.of("add", "replace", "test").contains(op);
            boolean takesFrom = List.of("move", "copy").contains(op);
            if (problems.count() == before && !takesValue && !takesFrom && !op.equals("remove")) {
                problems.add(
                        decoder.location("op"),
                        "\"op\" is \"" + op + "\""
                                + NearestName.hint(op, List.of("add", "remove", "replace", "move", "copy", "test")));
            }
            Node value = takesValue ? decoder.required("value").orElse(operation) : operation;
            String from = takesFrom ? decoder.anyString("from") : "";
            if (problems.count() > before) {
                return changed;
            }
            try {
                changed = apply(changed, op, tokens(path), value, from);
            } catch (Refused refused) {
                problems.add(operation.location(), op + " \"" + path + "\": " + refused.getMessage());
                return changed;
            }
        }
        return changed;
    }

    private static Node apply(Node document, String op, List<String> path, Node value, String from) throws Refused {
        switch (op) {
            case "add":
                return add(document, path, value);
            case "remove":
                return change(document, path, JsonPatch::without);
            case "replace":
                find(document, path);
                return path.isEmpty()
                        ? value
                        : change(document, path, (parent, token) -> with(parent, token, value, false));
            case "copy":
                return add(document, path, find(document, tokens(from)));
            case "move":
                List<String> source = tokens(from);
                if (path.size() > source.size()
                        && path.subList(0, source.size()).equals(source)) {
                    throw new Refused("a value cannot move into itself, from \"" + from + "\"");
                }
                Node moved = find(document, source);
                return path.equals(source) ? document : add(change(document, source, JsonPatch::without), path, moved);
            default:
                if (!areEqual(find(document, path), value)) {
                    throw new Refused("the value there is another one");
                }
                return document;
        }
    }

    private static Node add(Node document, List<String> path, Node value) throws Refused {
        return path.isEmpty() ? value : change(document, path, (parent, token) -> with(parent, token, value, true));
    }

    /** The tokens of a JSON pointer (RFC 6901). */
    private static List<String> tokens(String pointer) throws Refused {
        if (pointer.isEmpty()) {
            return List.of();
        }
        if (!pointer.startsWith("/")
                || pointer.replace("~0", "").replace("~1", "").contains("~")) {
            throw new Refused("\"" + pointer + "\" is no JSON pointer, expected /NAME/NUMBER/...");
        }
        List<String> tokens = new ArrayList<>();
        for (String token : pointer.substring(1).split("/", -1)) {
            tokens.add(token.replace("~1", "/").replace("~0", "~"));
        }
        return tokens;
    }

    private static Node find(Node document, List<String> path) throws Refused {
        Node found = document;
        for (String token : path) {
            found = member(found, token);
        }
        return found;
    }

    private static Node member(Node parent, String token) throws Refused {
        if (parent.kind() == Kind.ARRAY) {
            return parent.items().get(index(parent, token, parent.items().size() - 1));
        }
        Node found = parent.fields().get(token);
        if (found == null) {
            throw new Refused("there is no \"" + token + "\" at " + parent.location());
        }
        return found;
    }

    private static int index(Node list, String token, int last) throws Refused {
        int index = INDEX.matcher(token).matches() ? Integer.parseInt(token) : Integer.MAX_VALUE;
        if (index > last) {
            throw new Refused("there is no item " + token + " of the list at " + list.location() + ", which has "
                    + list.items().size());
        }
        return index;
    }

    private static Node change(Node node, List<String> path, Change change) throws Refused {
        if (path.isEmpty()) {
            throw new Refused("the whole document cannot be removed");
        }
        String token = path.get(0);
        if (path.size() == 1) {
            return change.of(node, token);
        }
        Node changed = change(member(node, token), path.subList(1, path.size()), change);
        return with(node, token, changed, false);
    }

    /** An object or list with a member: in place of the one of that name, or inserted before it in a list. */
    private static Node with(Node parent, String token, Node value, boolean inserted) throws Refused {
        if (parent.kind() == Kind.ARRAY) {
            List<Node> items = new ArrayList<>(parent.items());
            if (inserted) {
                items.add(token.equals(LAST) ? items.size() : index(parent, token, items.size()), value);
            } else {
                items.set(index(parent, token, items.size() - 1), value);
            }
            return Node.array(parent.location(), items);
        }
        if (parent.kind() != Kind.OBJECT) {
            throw new Refused("the value at " + parent.location() + " is " + parent.describe()
                    + ", expected an object or a list");
        }
        Map<String, Node> fields = new LinkedHashMap<>(parent.fields());
        Map<String, Location> places = places(parent);
        places.putIfAbsent(token, value.location());
        fields.put(token, value);
        return Node.object(parent.location(), fields, places);
    }

    private static Node without(Node parent, String token) throws Refused {
        member(parent, token);
        if (parent.kind() == Kind.ARRAY) {
            List<Node> items = new ArrayList<>(parent.items());
            items.remove(Integer.parseInt(token));
            return Node.array(parent.location(), items);
        }
        Map<String, Node> fields = new LinkedHashMap<>(parent.fields());
        Map<String, Location> places = places(parent);
        fields.remove(token);
        places.remove(token);
        return Node.object(parent.location(), fields, places);
    }

    private static Map<String, Location> places(Node object) {
        Map<String, Location> places = new LinkedHashMap<>();
        object.fields().keySet().forEach(name -> places.put(name, object.keyLocation(name)));
        return places;
    }

    private static boolean areEqual(Node one, Node other) {
        if (one.kind() != other.kind()) {
            return false;
        }
        return switch (one.kind()) {
            case NUMBER -> one.number() == other.number();
            case ARRAY -> {
                Iterator<Node> others = other.items().iterator();
                yield one.items().size() == other.items().size()
                        && one.items().stream().allMatch(item -> areEqual(item, others.next()));
            }
            case OBJECT ->
                one.fields().keySet().equals(other.fields().keySet())
                        && one.fields().entrySet().stream()
                                .allMatch(field -> areEqual(
                                        field.getValue(), other.fields().getOrDefault(field.getKey(), one)));
            default -> one.text().equals(other.text());
        };
    }
}
