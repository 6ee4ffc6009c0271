package emiss.results;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The resolved settings of a study, in the words of a configuration.
 *
 * @param values maps, lists, numbers, texts and truth values by name
 */
public record Settings(Map<String, @Nullable Object> values) {
    /**
     * Copies the map.
     *
     * @param values maps, lists, numbers, texts and truth values by name
     */
    public Settings {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * {@return a text; empty if there is none}
     *
     * @param name name of the setting
     */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    /**
     * {@return a number; empty if there is none}
     *
     * @param name name of the setting
     */
    public OptionalDouble number(String name) {
        return values.get(name) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    /**
     * {@return the texts of a list; none if there is no list}
     *
     * @param name name of the setting
     */
    public List<String> texts(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /**
     * {@return the settings inside a setting; empty if there are none}
     *
     * @param name name of the setting
     */
    public Optional<Settings> inside(String name) {
        if (!(values.get(name) instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> inside = new LinkedHashMap<>();
        map.forEach((key, value) -> inside.put(String.valueOf(key), value));
        return Optional.of(new Settings(inside));
    }

    /** {@return the id of the scenario, or the file of the table in its place; empty if the study has none} */
    public Optional<String> scenario() {
        return text("scenario").or(() -> inside("scenario").flatMap(table -> table.text("table")));
    }

    /** {@return the couplings that are named, whether with values or not} */
    public List<String> couplings() {
        return inside("couplings")
                .map(named -> List.copyOf(named.values().keySet()))
                .orElseGet(() -> texts("couplings"));
    }

    /** {@return the ids of the data sets} */
    public List<String> experiments() {
        return texts("experiments");
    }
}
