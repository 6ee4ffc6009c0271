package emiss.results;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import emiss.data.document.Decimal;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Columns with names, and rows of numbers, texts or nothing.
 *
 * @param part what it holds of a study with several tables, a word; empty for the main one
 * @param description what it holds, one line; empty where the type of the study says it
 * @param columns names of the columns, with unit in brackets where there is one. Columns {@code NAME_low68} and {@code
 *     NAME_high68} ({@code 95}) are the ends of intervals of NAME
 * @param independent the columns that say where a row belongs
 * @param rows cells in the order of the columns; null means that there is no value
 */
public record Table(
        String part,
        String description,
        List<String> columns,
        List<String> independent,
        List<List<@Nullable Object>> rows) {
    private static final String FORMULA = "=+-@\t\r";
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.]+([eE][+-]?[0-9]+)?");

    /**
     * Checks that every row has one cell a column.
     *
     * @param part what it holds of a study with several tables, a word; empty for the main one
     * @param description what it holds, one line; empty where the type of the study says it
     * @param columns names of the columns, with unit in brackets where there is one
     * @param independent the columns that say where a row belongs
     * @param rows cells in the order of the columns; null means that there is no value
     */
    public Table {
        columns = List.copyOf(columns);
        independent = List.copyOf(independent);
        for (List<@Nullable Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row has " + row.size() + " cells, expected " + columns.size() + ", one per column");
            }
        }
    }

    /**
     * {@return a builder of a table whose rows are told apart by their first column, unless it is told otherwise}
     *
     * @param columns names of the columns
     */
    public static Builder of(List<String> columns) {
        return new Builder(columns);
    }

    /**
     * {@return a builder of a table with one row an item}
     *
     * @param <T> what a row is about
     * @param items the items, in the order of the rows
     */
    public static <T> Rows<T> rows(List<T> items) {
        return new Rows<>(items);
    }

    /**
     * {@return the table as CSV (RFC 4180) with line feeds} A text that a spreadsheet would take for a formula gets an apostrophe
     * before it.
     */
    public String csv() {
        StringWriter text = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            writer.writeRecord(columns.stream().map(Table::cell).toList());
            rows.forEach(row -> writer.writeRecord(row.stream().map(Table::cell).toList()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static String cell(@Nullable Object value) {
        if (value instanceof String text) {
            boolean isFormula = !text.isEmpty()
                    && FORMULA.indexOf(text.charAt(0)) >= 0
                    && !NUMBER.matcher(text).matches();
            return isFormula ? "'" + text : text;
        }
        if (value instanceof Double number) {
            return Decimal.text(number);
        }
        return value == null ? "" : value.toString();
    }

    /** Collects rows. */
    public static final class Builder {
        private final List<String> columns;
        private final List<List<@Nullable Object>> rows = new ArrayList<>();
        private List<String> independent;
        private String part = "";
        private String description = "";

        private Builder(List<String> columns) {
            this.columns = List.copyOf(columns);
            this.independent = this.columns.stream().limit(1).toList();
        }

        /**
         * {@return this builder, with one more row}
         *
         * @param cells one per column
         */
        public Builder row(List<? extends @Nullable Object> cells) {
            rows.add(new ArrayList<@Nullable Object>(cells));
            return this;
        }

        /**
         * {@return this builder, with other columns that say where a row belongs}
         *
         * @param names names of columns
         */
        public Builder independent(String... names) {
            independent = List.of(names);
            return this;
        }

        /**
         * {@return this builder, with a word for what the table holds of its study}
         *
         * @param word the word
         */
        public Builder part(String word) {
            part = word;
            return this;
        }

        /**
         * {@return this builder, with a line about what the table holds}
         *
         * @param line the line
         */
        public Builder description(String line) {
            description = line;
            return this;
        }

        /** {@return the table} */
        public Table build() {
            return new Table(part, description, columns, independent, List.copyOf(rows));
        }
    }

    /**
     * Collects columns, each with what it says about an item.
     *
     * @param <T> what a row is about
     */
    public static final class Rows<T> {
        private final List<T> items;
        private final List<String> names = new ArrayList<>();
        private final List<Function<? super T, ? extends @Nullable Object>> cells = new ArrayList<>();
        private final List<String> independent = new ArrayList<>();

        private Rows(List<T> items) {
            this.items = items;
        }

        /**
         * {@return this builder, with one more column}
         *
         * @param name name of the column
         * @param cell what it says about an item; null where there is no value
         */
        public Rows<T> column(String name, Function<? super T, ? extends @Nullable Object> cell) {
            names.add(name);
            cells.add(cell);
            return this;
        }

        /**
         * {@return this builder, with one more column, which says where a row belongs}
         *
         * @param name name of the column
         * @param cell what it says about an item
         */
        public Rows<T> key(String name, Function<? super T, ? extends @Nullable Object> cell) {
            independent.add(name);
            return column(name, cell);
        }

        /** {@return the main table of a study} */
        public Table build() {
            return build("", "");
        }

        /**
         * {@return the table}
         *
         * @param part what it holds of its study, a word; empty for the main table
         * @param description what it holds, one line
         */
        public Table build(String part, String description) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (T item : items) {
                List<@Nullable Object> row = new ArrayList<>();
                cells.forEach(cell -> row.add(cell.apply(item)));
                rows.add(row);
            }
            return new Table(part, description, names, independent, rows);
        }
    }
}
