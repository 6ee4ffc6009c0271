package emiss.results;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** JSON pointers (RFC 6901) into the tree of a result. */
final class Pointers {
    private Pointers() {}

    /** The name below one of these parents that a pointer ends with. */
    static Optional<String> nameBelow(String pointer, String... parents) {
        for (String parent : parents) {
            if (pointer.startsWith(parent) && pointer.indexOf('/', parent.length()) < 0) {
                return Optional.of(unescaped(pointer.substring(parent.length())));
            }
        }
        return Optional.empty();
    }

    /** The item of a list in which a pointer leads to a field. */
    static <T> Optional<T> item(String pointer, String list, List<T> items, String field) {
        return IntStream.range(0, items.size())
                .filter(i -> pointer.equals(list + i + field))
                .mapToObj(items::get)
                .findFirst();
    }

    /**
     * The value that a pointer leads to; empty if there is none, or it is null.
     *
     * @throws ResultsException if this is no pointer
     */
    static Optional<Object> find(@Nullable Object tree, String pointer) {
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            throw new ResultsException("\"" + pointer + "\" is no JSON pointer, expected something like /best/mass");
        }
        Object found = tree;
        String[] names = pointer.split("/", -1);
        for (int i = 1; i < names.length && found != null; i++) {
            String name = unescaped(names[i]);
            if (found instanceof Map<?, ?> fields) {
                found = fields.get(name);
            } else if (found instanceof List<?> items && name.matches("0|[1-9]\\d{0,8}")) {
                int index = Integer.parseInt(name);
                found = index < items.size() ? items.get(index) : null;
            } else {
                found = null;
            }
        }
        return Optional.ofNullable(found);
    }

    private static String unescaped(String name) {
        return name.replace("~1", "/").replace("~0", "~");
    }
}
