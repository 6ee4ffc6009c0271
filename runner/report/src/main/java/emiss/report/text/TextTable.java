package emiss.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rows of text in aligned columns, for a terminal. */
public final class TextTable {
    private static final String GAP = "  ";

    /** A dash means that there is no value; it stands where the digits before a decimal point would. */
    public static final String NOTHING = "-";

    private static final Pattern INTEGER_PART = Pattern.compile("^[^0-9]*[0-9]+");

    /** How the cells of a column stand below each other. */
    public enum Align {
        /** At their beginnings. */
        LEFT,
        /** At the decimal points of the first numbers in them. */
        DECIMAL
    }

    private record Row(List<String> cells, boolean isHeader) {}

    private final List<Align> aligns;
    private final List<Row> rows = new ArrayList<>();

    /**
     * Creates a table without rows.
     *
     * @param aligns how the columns are aligned; columns beyond stand at their beginnings
     */
    public TextTable(Align... aligns) {
        this.aligns = List.of(aligns);
    }

    /**
     * Adds names of the columns, which stand at the beginnings.
     *
     * @param cells the names
     * @return this table
     */
    public TextTable header(String... cells) {
        rows.add(new Row(List.of(cells), true));
        return this;
    }

    /**
     * Adds a row.
     *
     * @param cells one a column
     * @return this table
     */
    public TextTable row(List<String> cells) {
        rows.add(new Row(List.copyOf(cells), false));
        return this;
    }

    /**
     * Adds a row.
     *
     * @param cells one a column
     * @return this table
     */
    public TextTable row(String... cells) {
        return row(List.of(cells));
    }

    /**
     * {@return the lines}
     *
     * @param indent what each begins with
     */
    public List<String> lines(String indent) {
        return lines(indent, UnaryOperator.identity());
    }

    /**
     * {@return the lines, for a terminal that lacks some characters}
     *
     * @param indent what each begins with
     * @param spelling gives a text in the characters that the terminal has; it may become longer
     */
    public List<String> lines(String indent, UnaryOperator<String> spelling) {
        List<Row> spelled = rows.stream()
                .map(row -> new Row(row.cells.stream().map(spelling).toList(), row.isHeader))
                .toList();
        int columns = spelled.stream().mapToInt(row -> row.cells.size()).max().orElse(0);
        List<StringBuilder> lines = new ArrayList<>();
        spelled.forEach(row -> lines.add(new StringBuilder(indent)));
        for (int column = 0; column < columns; column++) {
            List<String> cells = aligned(spelled, column);
            int width = cells.stream().mapToInt(TextTable::width).max().orElse(0);
            for (int i = 0; i < lines.size(); i++) {
                String cell = cells.get(i);
                lines.get(i).append(column == 0 ? "" : GAP).append(cell).append(" ".repeat(width - width(cell)));
            }
        }
        return lines.stream().map(line -> line.toString().stripTrailing()).toList();
    }

    /**
     * {@return how many columns of a terminal a text takes: combining marks take none}
     *
     * @param text the text
     */
    public static int width(String text) {
        return (int) text.codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .count();
    }

    private List<String> aligned(List<Row> spelled, int column) {
        boolean decimal = column < aligns.size() && aligns.get(column) == Align.DECIMAL;
        int before = spelled.stream()
                .filter(row -> decimal && !row.isHeader)
                .mapToInt(row -> beforePoint(cell(row, column)))
                .max()
                .orElse(0);
        return spelled.stream()
                .map(row -> {
                    String cell = cell(row, column);
                    boolean moves = decimal && !row.isHeader;
                    return moves ? " ".repeat(before - beforePoint(cell)) + cell : cell;
                })
                .toList();
    }

    private static String cell(Row row, int column) {
        return column < row.cells.size() ? row.cells.get(column) : "";
    }

    private static int beforePoint(String cell) {
        Matcher integer = INTEGER_PART.matcher(cell);
        return integer.find() ? width(integer.group()) : cell.equals(NOTHING) ? 1 : 0;
    }
}
