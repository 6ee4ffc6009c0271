package emiss.report.compare;

import emiss.data.document.Kind;
import emiss.data.document.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A tree of values as a map from paths to scalars. Items of a list are named by what identifies them: their study or mass, or
 * else their position. Contours are left out, because they follow from the values on their grid.
 *
 * @param values every scalar by its path, in the order of the document
 */
record Flattened(Map<Place, Node> values) {
    private static final List<String> IDENTIFYING = List.of("study", "mass");
    private static final Set<String> LEFT_OUT = Set.of("settings", "contours", "id", "type", "reasons");
    private static final int LONGEST_PAIR = 2;

    /**
     * Where a value stands.
     *
     * @param path its names from the root on, joined by slashes
     * @param group the same with a star for what names an item of a longer list
     */
    record Place(String path, String group) {
        private Place child(String name) {
            return path.isEmpty() ? new Place(name, name) : new Place(path + "/" + name, group + "/" + name);
        }

        private Place item(String name) {
            return new Place(path + "/" + name, group + "/*");
        }
    }

    /** The result of a study. */
    static Flattened result(Node payload) {
        Map<Place, Node> values = new LinkedHashMap<>();
        payload.fields().forEach((name, value) -> {
            if (!LEFT_OUT.contains(name)) {
                walk(new Place(name, name), value, LONGEST_PAIR, values);
            }
        });
        return new Flattened(values);
    }

    /** Settings; every list is one group. */
    static Flattened settings(Node settings) {
        Map<Place, Node> values = new LinkedHashMap<>();
        walk(new Place("", ""), settings, 0, values);
        return new Flattened(values);
    }

    private static void walk(Place place, Node node, int longestPair, Map<Place, Node> values) {
        switch (node.kind()) {
            case OBJECT -> node.fields().forEach((name, value) -> walk(place.child(name), value, longestPair, values));
            case ARRAY -> {
                List<Node> items = node.items();
                for (int i = 0; i < items.size(); i++) {
                    String name = name(items.get(i), i);
                    Place item = items.size() <= longestPair ? place.child(name) : place.item(name);
                    walk(item, items.get(i), longestPair, values);
                }
            }
            default -> values.put(place, node);
        }
    }

    private static String name(Node item, int position) {
        for (String field : IDENTIFYING) {
            Node identity = item.fields().get(field);
            if (identity != null && identity.kind() != Kind.NULL) {
                return field + " " + identity.text();
            }
        }
        return String.valueOf(position);
    }
}
