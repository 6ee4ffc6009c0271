package emiss.app.result;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a study found, as the tree of values that {@code results.json} holds, for JSON pointers into it. */
public final class PayloadTree {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final JsonNode tree;

    /** The results of a study; an empty tree if it failed. */
    public PayloadTree(StudyResult study) {
        this.tree = study.payload() == null ? MAPPER.missingNode() : MAPPER.valueToTree(study.payload());
    }

    /** The number at a pointer such as {@code /couplings/hV}; null if there is none. */
    public @Nullable Double number(String pointer) {
        JsonNode found = tree.at(pointer);
        return found.isNumber() ? found.doubleValue() : null;
    }

    /**
     * The 68 % interval that the study gives for the number at a pointer: absolute ends, null where open.
     *
     * @return null if there is none
     */
    public @Nullable List<@Nullable Double> interval68(String pointer) {
        int last = pointer.lastIndexOf('/');
        if (last < 0) {
            return null;
        }
        String parent = pointer.substring(0, last);
        String name = pointer.substring(last + 1);
        Stream<String> places = switch (name) {
            case "mu" -> Stream.of(parent + "/interval68");
            case "mass" -> Stream.of(parent + "/massInterval68", parent + "/intervals68/mass");
            default -> placesInMaps(parent, name);
        };
        return places.map(tree::at)
                .filter(found -> found.isArray() && found.size() == 2)
                .findFirst()
                .map(found -> Arrays.asList(end(found.get(0)), end(found.get(1))))
                .orElse(null);
    }

    /** Maps of values stand beside maps of intervals with the same names. */
    private static Stream<String> placesInMaps(String parent, String name) {
        for (String kind : List.of("coupling", "derived")) {
            String values = kind.equals("coupling") ? "/couplings" : "/derived";
            if (parent.endsWith(values)) {
                String owner = parent.substring(0, parent.length() - values.length());
                return Stream.of(owner + "/" + kind + "Intervals68/" + name, owner + "/intervals68/" + name);
            }
        }
        return Stream.empty();
    }

    private static @Nullable Double end(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : null;
    }
}
