package emiss.report.compare;

import emiss.report.text.ValueText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tree of values as a map from paths to scalars. Items of a list are named by what identifies them: their study or mass, or
 * else their position.
 *
 * @param values every scalar by its path, in the order of the tree
 */
record Flattened(Map<Place, Scalar> values) {
    private static final List<String> IDENTIFYING = List.of("study", "mass");
    private static final int LONGEST_PAIR = 2;

    /**
     * Where a value stands.
     *
     * @param path its names from the root on, joined by slashes
     * @param group the same with a star for what names an item of a longer list
     */
    record Place(String path, String group) {
        private static final Place ROOT = new Place("", "");

        private Place child(String name) {
            return path.isEmpty() ? new Place(name, name) : new Place(path + "/" + name, group + "/" + name);
        }

        private Place item(String name) {
            return new Place(path + "/" + name, group + "/*");
        }
    }

    /**
     * A number, text or truth value.
     *
     * @param value the value; may be null
     * @param pointer where it stands in the tree, a JSON pointer
     */
    record Scalar(@Nullable Object value, String pointer) {
        /** The value as result files have it. */
        String text() {
            return ValueText.exact(value);
        }
    }

    /** The result of a study. */
    static Flattened result(Object tree) {
        return flattened(tree, LONGEST_PAIR);
    }

    /** Settings; every list is one group. */
    static Flattened settings(Map<String, @Nullable Object> settings) {
        return flattened(settings, 0);
    }

    private static Flattened flattened(Object tree, int longestPair) {
        Map<Place, Scalar> values = new LinkedHashMap<>();
        walk(Place.ROOT, "", tree, longestPair, values);
        return new Flattened(values);
    }

    private static void walk(
            Place place, String pointer, @Nullable Object value, int longestPair, Map<Place, Scalar> values) {
        if (value instanceof Map<?, ?> fields) {
            fields.forEach((key, field) -> {
                String name = String.valueOf(key);
                String escaped = name.replace("~", "~0").replace("/", "~1");
                walk(place.child(name), pointer + "/" + escaped, field, longestPair, values);
            });
        } else if (value instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                String name = name(items.get(i), i);
                Place item = items.size() <= longestPair ? place.child(name) : place.item(name);
                walk(item, pointer + "/" + i, items.get(i), longestPair, values);
            }
        } else {
            values.put(place, new Scalar(value, pointer));
        }
    }

    private static String name(@Nullable Object item, int position) {
        if (item instanceof Map<?, ?> fields) {
            for (String field : IDENTIFYING) {
                if (fields.get(field) != null) {
                    return field + " " + ValueText.exact(fields.get(field));
                }
            }
        }
        return String.valueOf(position);
    }
}
