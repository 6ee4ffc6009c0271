package emiss.results;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a study of a type that this program does not know, for example one of a later version.
 *
 * @param fields what it holds: maps, lists, numbers, texts and truth values
 */
public record UnknownResult(Map<String, @Nullable Object> fields) implements Result {
    /**
     * Copies the map.
     *
     * @param fields what it holds: maps, lists, numbers, texts and truth values
     */
    public UnknownResult {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public Object tree() {
        return fields;
    }

    /** {@return its numbers and texts as one row} */
    @Override
    public Table table() {
        List<String> columns = new ArrayList<>();
        List<@Nullable Object> row = new ArrayList<>();
        fields.forEach((name, value) -> {
            if (value instanceof Number || value instanceof String || value instanceof Boolean) {
                columns.add(name);
                row.add(value);
            }
        });
        return Table.of(columns).row(row).build();
    }
}
