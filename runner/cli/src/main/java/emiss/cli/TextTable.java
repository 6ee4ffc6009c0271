package emiss.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rows of text in aligned columns. */
final class TextTable {
    private static final String GAP = "  ";

    /** A dash means that there is no value; it stands where the digits before a decimal point would. */
    private static final String NOTHING = "-";

    private static final Pattern INTEGER_PART = Pattern.compile("^[^0-9]*[0-9]+");

    /** How the cells of a column stand below each other. */
    enum Align {
        /** At their beginnings. */
        LEFT,
        /** At the decimal points of the first numbers in them. */
        DECIMAL
    }

    private record Row(List<String> cells, boolean isHeader) {}

    private final List<Align> aligns;
    private final List<Row> rows = new ArrayList<>();

    /** A table whose columns are aligned like this; columns beyond stand at their beginnings. */
    TextTable(Align... aligns) {
        this.aligns = List.of(aligns);
    }

    /** Adds names of the columns, which stand at the beginnings. */
    TextTable header(String... cells) {
        rows.add(new Row(List.of(cells), true));
        return this;
    }

    TextTable row(List<String> cells) {
        rows.add(new Row(List.copyOf(cells), false));
        return this;
    }

    TextTable row(String... cells) {
        return row(List.of(cells));
    }

    /** The lines, each starting with {@code indent}. */
    List<String> lines(String indent) {
        int columns = rows.stream().mapToInt(row -> row.cells.size()).max().orElse(0);
        List<StringBuilder> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(new StringBuilder(indent)));
        for (int column = 0; column < columns; column++) {
            List<String> cells = aligned(column);
            int width = cells.stream().mapToInt(Letters::width).max().orElse(0);
            for (int i = 0; i < lines.size(); i++) {
                String cell = cells.get(i);
                lines.get(i)
                        .append(column == 0 ? "" : GAP)
                        .append(cell)
                        .append(" ".repeat(width - Letters.width(cell)));
            }
        }
        return lines.stream().map(line -> line.toString().stripTrailing()).toList();
    }

    private List<String> aligned(int column) {
        boolean decimal = column < aligns.size() && aligns.get(column) == Align.DECIMAL;
        int before = rows.stream()
                .filter(row -> decimal && !row.isHeader)
                .mapToInt(row -> beforePoint(cell(row, column)))
                .max()
                .orElse(0);
        return rows.stream()
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
        return integer.find() ? Letters.width(integer.group()) : cell.equals(NOTHING) ? 1 : 0;
    }
}
