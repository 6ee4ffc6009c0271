package emiss.data.pyhf;

import emiss.data.document.Kind;
import emiss.data.document.Location;
import emiss.data.document.NearestName;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.ValueDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The components of an HS3 document, by the list that they are in and by name. */
final class Hs3Index {
    private static final List<String> LISTS =
            List.of("distributions", "functions", "data", "likelihoods", "domains", "parameter_points", "analyses");

    private final Map<String, Map<String, Node>> lists = new LinkedHashMap<>();
    private final Problems problems;

    Hs3Index(ObjectDecoder root, Problems problems) {
        this.problems = problems;
        for (String list : LISTS) {
            Map<String, Node> named = new LinkedHashMap<>();
            root.optionalList(list).forEach(item -> add(item, list, named));
            lists.put(list, named);
        }
    }

    private void add(Node item, String list, Map<String, Node> named) {
        if (ValueDecoder.check(item, Kind.OBJECT, "an item of \"" + list + "\"", problems)) {
            ObjectDecoder decoder = new ObjectDecoder(item, "an item of \"" + list + "\"", problems);
            String name = decoder.string("name");
            if (!name.isEmpty() && named.putIfAbsent(name, item) != null) {
                problems.add(decoder.location("name"), "there are two items \"" + name + "\" in \"" + list + "\"");
            }
        }
    }

    /** The components of a list by name. */
    Map<String, Node> all(String list) {
        return lists.getOrDefault(list, Map.of());
    }

    boolean has(String list, String name) {
        return all(list).containsKey(name);
    }

    /** A component that is named at a place; a problem if there is none. */
    Optional<Node> find(String list, String name, Location where) {
        Node found = all(list).get(name);
        if (found == null && !name.isEmpty()) {
            problems.add(
                    where,
                    "there is no \"" + name + "\" in \"" + list + "\""
                            + NearestName.hint(name, all(list).keySet()));
        }
        return Optional.ofNullable(found);
    }

    /** The type of a distribution or function; empty, and a problem, if it has none. */
    String type(Node component) {
        return new ObjectDecoder(component, "the distribution", problems).string("type");
    }
}
