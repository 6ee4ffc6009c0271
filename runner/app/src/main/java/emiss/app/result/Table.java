package emiss.app.result;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Columns with names, and rows of numbers, texts or nothing.
 *
 * @param columns names of the columns, with unit in brackets where there is one
 * @param rows cells in the order of the columns; null means that there is no value
 */
public record Table(List<String> columns, List<List<@Nullable Object>> rows) {
    /** Checks that every row has one cell a column. */
    public Table {
        columns = List.copyOf(columns);
        for (List<@Nullable Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row has " + row.size() + " cells, expected " + columns.size() + ", one per column");
            }
        }
    }

    /** A builder for a table with these columns. */
    public static Builder of(List<String> columns) {
        return new Builder(columns);
    }

    /** Collects rows. */
    public static final class Builder {
        private final List<String> columns;
        private final List<List<@Nullable Object>> rows = new ArrayList<>();

        private Builder(List<String> columns) {
            this.columns = List.copyOf(columns);
        }

        /** Adds a row. */
        public Builder row(List<? extends @Nullable Object> cells) {
            rows.add(new ArrayList<@Nullable Object>(cells));
            return this;
        }

        /** The table. */
        public Table build() {
            return new Table(columns, List.copyOf(rows));
        }
    }
}
