package emiss.data.pyhf;

import emiss.api.DoubleVector;
import emiss.api.experiment.DataFormatException;
import emiss.data.document.Counted;
import emiss.data.document.Location;
import emiss.data.document.Problems;
import emiss.data.document.Utf8;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A table of numbers in CSV: rows of equal length, separated by commas, with or without a line of names on top; {@code #}
 * comments. Numbers are written as in JSON, a plus sign allowed. Immutable.
 */
public final class NumberTable {
    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");

    /** A name has a letter, and no digit before it; so a mistyped number is none. */
    private static final Pattern NAME = Pattern.compile("[^0-9\\p{L}]*\\p{L}.*");

    private static final Set<String> NOT_NAMES =
            Set.of("nan", "inf", "infinity", "-inf", "-infinity", "+inf", "+infinity");

    private final String name;
    private final List<DoubleVector> rows = new ArrayList<>();
    /** The line of every row, and the columns where its cells begin. */
    private final List<int[]> places = new ArrayList<>();

    private NumberTable(String name) {
        this.name = name;
    }

    /**
     * Reads a table.
     *
     * @param content the text, UTF-8; read to its end but not closed
     * @param name what to call it in messages
     * @return the table
     * @throws DataFormatException listing every problem with its line and column
     */
    public static NumberTable read(InputStream content, String name) {
        NumberTable table = new NumberTable(name);
        Problems problems = new Problems();
        Utf8.read(content, new Location(name, 1, 1), problems).ifPresent(text -> table.read(text, problems));
        problems.throwIfAny();
        return table;
    }

    private void read(String text, Problems problems) {
        int columns = -1;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split(",", -1);
            boolean isFirst = columns < 0;
            if (isFirst) {
                columns = cells.length;
            } else if (cells.length != columns) {
                problems.add(
                        new Location(name, number, 1),
                        "the row has " + Counted.of(cells.length, "cell") + ", expected " + columns
                                + " as in the first");
                continue;
            }
            if (!(isFirst && Stream.of(cells).allMatch(NumberTable::isName))) {
                addRow(number, cells, problems);
            }
        }
        if (rows.isEmpty() && problems.isEmpty()) {
            problems.add(new Location(name, 1, 1), "there are no numbers, expected rows of them");
        }
    }

    private static boolean isName(String cell) {
        String text = cell.strip();
        return NAME.matcher(text).matches() && !NOT_NAMES.contains(text.toLowerCase(Locale.ROOT));
    }

    /**
     * {@return the finite number that a text is; empty if it is none}
     *
     * @param text digits with a sign, a decimal point and an exponent where they are needed; no other literals of Java
     */
    public static OptionalDouble number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    private void addRow(int line, String[] cells, Problems problems) {
        int[] place = new int[cells.length + 1];
        double[] numbers = new double[cells.length];
        place[0] = line;
        int column = 1;
        for (int i = 0; i < cells.length; i++) {
            String cell = cells[i].strip();
            place[i + 1] = column + Math.max(0, cells[i].indexOf(cell));
            column += cells[i].length() + 1;
            numbers[i] = number(cell).orElse(Double.NaN);
            if (Double.isNaN(numbers[i])) {
                problems.add(
                        new Location(name, line, place[i + 1]),
                        cell.isEmpty()
                                ? "cell " + (i + 1) + " is empty, expected a number"
                                : "cell " + (i + 1) + " is \"" + cell
                                        + "\", expected a finite number such as 8.6 or 3e-7");
            }
        }
        if (problems.isEmpty()) {
            rows.add(DoubleVector.of(numbers));
            places.add(place);
        }
    }

    /** {@return the rows, at least one} */
    public List<DoubleVector> rows() {
        return List.copyOf(rows);
    }

    /** {@return how many numbers a row has} */
    public int columns() {
        return rows.get(0).size();
    }

    /** Where the table begins. */
    Location location() {
        return location(0, 0);
    }

    /** Where a number stands. */
    Location location(int row, int column) {
        return new Location(name, places.get(row)[0], places.get(row)[column + 1]);
    }
}
