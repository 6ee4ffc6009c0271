package emiss.app.study;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A setting of a type of study. It is declared once: the decoder, the settings in the results and the help follow from it, and
 * tests compare the JSON schema and the manual with it.
 *
 * @param name its name in a configuration
 * @param kind what it holds
 * @param unit its unit; empty if it has none
 * @param fallback its value where it is not given; null if it has none
 * @param required whether it must be given
 * @param choices the texts that it may be; empty if that is open
 * @param inside the settings inside an object, or inside every object of a list
 * @param help what it means, one line
 */
public record Field(
        String name,
        Kind kind,
        String unit,
        @Nullable Object fallback,
        boolean required,
        List<String> choices,
        List<Field> inside,
        String help) {
    /** What a setting holds. */
    public enum Kind {
        /** A text. */
        TEXT("text"),
        /** A number. */
        NUMBER("number"),
        /** A whole number. */
        WHOLE("whole number"),
        /** True or false. */
        FLAG("true or false"),
        /** A number, a list of numbers, or {@code {from, to, step | points, scale}}. */
        GRID("grid"),
        /** A list of texts. */
        NAMES("list of names"),
        /** Values by name, each a number or [re, im]. */
        VALUES("values by name"),
        /** A list of names, or values by name. */
        NAMES_OR_VALUES("list of names, or values by name"),
        /** A text, or other settings. */
        TEXT_OR_OBJECT("name, or object"),
        /** Other settings. */
        OBJECT("object"),
        /** A list of objects. */
        OBJECTS("list of objects");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The kind in words. */
        public String text() {
            return text;
        }
    }

    /** Copies the lists. */
    public Field {
        choices = List.copyOf(choices);
        inside = List.copyOf(inside);
    }

    /** A setting that must be given. */
    public static Field required(String name, Kind kind, String help) {
        return new Field(name, kind, "", null, true, List.of(), List.of(), help);
    }

    /** A setting that may be missing and has no value then. */
    public static Field optional(String name, Kind kind, String help) {
        return new Field(name, kind, "", null, false, List.of(), List.of(), help);
    }

    /** A setting that has a value if it is missing. */
    public static Field of(String name, Kind kind, Object fallback, String help) {
        return new Field(name, kind, "", fallback, false, List.of(), List.of(), help);
    }

    /** The same with a unit. */
    public Field in(String newUnit) {
        return new Field(name, kind, newUnit, fallback, required, choices, inside, help);
    }

    /** The same with the texts that it may be. */
    public Field from(String... newChoices) {
        return new Field(name, kind, unit, fallback, required, List.of(newChoices), inside, help);
    }

    /** The same with settings inside. */
    public Field with(Field... fields) {
        return new Field(name, kind, unit, fallback, required, choices, List.of(fields), help);
    }

    /** The same with another explanation. */
    public Field meaning(String newHelp) {
        return new Field(name, kind, unit, fallback, required, choices, inside, newHelp);
    }

    /** The same as one that must be given, or need not. */
    public Field required(boolean newRequired) {
        return new Field(name, kind, unit, fallback, newRequired, choices, inside, help);
    }

    /** The value where it is not given, as a number. */
    double number() {
        return fallback instanceof Number number ? number.doubleValue() : 0;
    }
}
