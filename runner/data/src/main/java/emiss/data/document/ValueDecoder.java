package emiss.data.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Decodes single values strictly. Where one is wrong the problem is recorded and a harmless placeholder returned, as by
 * {@link ObjectDecoder}.
 */
public final class ValueDecoder {
    /** A field whose colon YAML does not see. */
    private static final Pattern GLUED = Pattern.compile("[A-Za-z]+:\\S");

    private ValueDecoder() {}

    /**
     * {@return the text of a string of more than blanks; a problem and empty otherwise}
     *
     * @param value the value
     * @param what what to call the value in messages
     * @param problems collects what is wrong
     */
    public static String asString(Node value, String what, Problems problems) {
        if (!check(value, Kind.STRING, what, problems)) {
            return "";
        }
        if (value.text().isBlank()) {
            problems.add(
                    value.location(),
                    what + " is " + (value.text().isEmpty() ? "empty" : "blank") + ", expected a text");
            return "";
        }
        return value.text();
    }

    /**
     * {@return a finite number; a problem and 0 otherwise}
     *
     * @param value the value
     * @param what what to call the value in messages
     * @param problems collects what is wrong
     */
    public static double asNumber(Node value, String what, Problems problems) {
        return checkNumber(value, what, problems) ? value.number() : 0;
    }

    /**
     * {@return a whole number; a problem and 0 otherwise}
     *
     * @param value the value
     * @param what what to call the value in messages
     * @param problems collects what is wrong
     */
    public static int asInteger(Node value, String what, Problems problems) {
        return checkInteger(value, what, problems) ? (int) value.number() : 0;
    }

    /**
     * {@return a truth value; a problem and false otherwise}
     *
     * @param value the value
     * @param what what to call the value in messages
     * @param problems collects what is wrong
     */
    public static boolean asBoolean(Node value, String what, Problems problems) {
        return check(value, Kind.BOOLEAN, what, problems) && value.bool();
    }

    /**
     * {@return the items of a list; a problem and none otherwise}
     *
     * @param value the value
     * @param what what to call the value in messages
     * @param problems collects what is wrong
     */
    public static List<Node> asList(Node value, String what, Problems problems) {
        return check(value, Kind.ARRAY, what, problems) ? value.items() : List.of();
    }

    /**
     * {@return whether a list has items; a problem otherwise}
     *
     * @param value the value
     * @param what what to call the value in messages
     * @param problems collects what is wrong
     */
    public static boolean checkFilled(Node value, String what, Problems problems) {
        if (!check(value, Kind.ARRAY, what, problems)) {
            return false;
        }
        if (value.items().isEmpty()) {
            problems.add(value.location(), what + " is empty, expected at least one item");
        }
        return !value.items().isEmpty();
    }

    /**
     * {@return the strings of a list; every other item is a problem}
     *
     * @param value the value
     * @param what what to call the value in messages
     * @param problems collects what is wrong
     */
    public static List<String> asStrings(Node value, String what, Problems problems) {
        List<String> strings = new ArrayList<>();
        List<Node> items = asList(value, what, problems);
        for (int i = 0; i < items.size(); i++) {
            strings.add(asString(items.get(i), item(i, what), problems));
        }
        return List.copyOf(strings);
    }

    /**
     * {@return the finite numbers of a list; every other item is a problem}
     *
     * @param value the value
     * @param what what to call the value in messages
     * @param problems collects what is wrong
     */
    public static double[] asNumbers(Node value, String what, Problems problems) {
        List<Node> items = asList(value, what, problems);
        double[] numbers = new double[items.size()];
        for (int i = 0; i < numbers.length; i++) {
            Node number = items.get(i);
            // Data sets hold many thousand numbers; the words for a message are put together only if it is needed.
            numbers[i] = number.kind() == Kind.NUMBER && Double.isFinite(number.number())
                    ? number.number()
                    : asNumber(number, item(i, what), problems);
        }
        return numbers;
    }

    /**
     * {@return the numbers of a list of at least two that ascend; whatever does not is a problem}
     *
     * @param value the value
     * @param what what to call the value in messages
     * @param problems collects what is wrong
     */
    public static double[] asAscendingNumbers(Node value, String what, Problems problems) {
        int before = problems.count();
        double[] numbers = asNumbers(value, what, problems);
        if (problems.count() == before && numbers.length < 2) {
            problems.add(
                    value.location(), what + " has " + Counted.of(numbers.length, "number") + ", expected at least 2");
        }
        for (int i = 1; problems.count() == before && i < numbers.length; i++) {
            if (!(numbers[i] > numbers[i - 1])) {
                problems.add(
                        value.items().get(i).location(),
                        item(i, what) + " is " + numbers[i] + ", expected more than the one before, " + numbers[i - 1]);
            }
        }
        return numbers;
    }

    /**
     * {@return the choice that a string names; a problem and the placeholder otherwise}
     *
     * @param <E> type of the choices
     * @param value the value
     * @param what what to call the value in messages
     * @param choices what may be chosen, by name
     * @param placeholder the value if the string is wrong
     * @param problems collects what is wrong
     */
    public static <E> E asChoice(Node value, String what, Map<String, E> choices, E placeholder, Problems problems) {
        if (!check(value, Kind.STRING, what, problems)) {
            return placeholder;
        }
        E choice = choices.get(value.text());
        if (choice == null) {
            problems.add(
                    value.location(),
                    what + " is \"" + value.text() + "\"" + NearestName.hint(value.text(), choices.keySet()));
            return placeholder;
        }
        return choice;
    }

    /**
     * {@return whether the value is of the kind; a problem otherwise}
     *
     * @param value the value
     * @param expected the kind that it should have
     * @param what what to call the value in messages
     * @param problems collects what is wrong
     */
    public static boolean check(Node value, Kind expected, String what, Problems problems) {
        if (value.kind() == expected) {
            return true;
        }
        if (value.isReadable()) {
            boolean isGlued =
                    expected == Kind.OBJECT && GLUED.matcher(value.text()).lookingAt();
            problems.add(
                    value.location(),
                    what + " is " + value.describe() + ", expected " + expected.text()
                            + (isGlued ? "; a space is missing after the colon" : ""));
        }
        return false;
    }

    static boolean checkNumber(Node value, String what, Problems problems) {
        if (!check(value, Kind.NUMBER, what, problems)) {
            return false;
        }
        if (!Double.isFinite(value.number())) {
            problems.add(value.location(), what + " is " + value.text() + ", expected a finite number");
            return false;
        }
        return true;
    }

    static boolean checkInteger(Node value, String what, Problems problems) {
        if (!checkNumber(value, what, problems)) {
            return false;
        }
        if (value.number() != (int) value.number()) {
            problems.add(value.location(), what + " is " + value.text() + ", expected a whole number");
            return false;
        }
        return true;
    }

    private static String item(int index, String what) {
        return "item " + (index + 1) + " of " + what;
    }
}
