package emiss.app.export;

import de.siegmar.fastcsv.reader.CsvReader;
import emiss.app.result.ResultWriter;
import emiss.app.result.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A table of the results of a study.
 *
 * @param part what it holds of the study, a word; empty for the table that every study has
 * @param description one line
 * @param columns names of the columns, with unit in brackets where there is one. Columns {@code NAME_low68} and {@code
 *     NAME_high68} ({@code 95}) are the ends of intervals of NAME
 * @param rows cells; empty where there is no value
 * @param independent the columns that say where a row belongs
 * @param qualifiers what holds for the whole table, by name with unit
 */
record StudyTable(
        String part,
        String description,
        List<String> columns,
        List<List<String>> rows,
        List<Integer> independent,
        Map<String, String> qualifiers) {

    /** A table with the first {@code independent} columns in front. */
    static StudyTable of(
            String part, String description, Table table, int independent, Map<String, String> qualifiers) {
        StudyTable plain = parse(part, description, ResultWriter.csv(table), qualifiers);
        return plain.with(IntStream.range(0, independent).boxed().toList());
    }

    /** The table that a study writes beside {@code results.json}. */
    static StudyTable main(String description, String csv, Map<String, String> qualifiers) {
        StudyTable plain = parse("", description, csv, qualifiers);
        return plain.with(plain.guessed());
    }

    private static StudyTable parse(String part, String description, String csv, Map<String, String> qualifiers) {
        List<List<String>> records = new ArrayList<>();
        CsvReader.builder().ofCsvRecord(csv).forEach(found -> records.add(found.getFields()));
        return new StudyTable(
                part, description, records.get(0), records.subList(1, records.size()), List.of(), qualifiers);
    }

    private StudyTable with(List<Integer> newIndependent) {
        return new StudyTable(part, description, columns, rows, newIndependent, qualifiers);
    }

    /** The table as CSV. */
    String csv() {
        Table.Builder table = Table.of(columns);
        rows.forEach(table::row);
        return ResultWriter.csv(table.build());
    }

    /** Whether edges of bins stand in columns {@code low} and {@code high}. */
    boolean isBinned() {
        int low = columns.indexOf("low");
        return low >= 0 && columns.indexOf("high") == low + 1 && !columns.contains("value");
    }

    /** Texts and masses or q2 in front, axes of a plane, coordinates of a likelihood; none for the row of a strength. */
    private List<Integer> guessed() {
        if (columns.contains("observed") && columns.contains("low")) {
            return List.of("channel", "variable", "selection").stream()
                    .map(columns::indexOf)
                    .filter(column -> column >= 0)
                    .toList();
        }
        if (columns.contains("logpdf")) {
            return IntStream.range(0, columns.indexOf("t"))
                    .filter(column ->
                            rows.stream().anyMatch(row -> !row.get(column).isEmpty()))
                    .boxed()
                    .toList();
        }
        if (endOf(0, "low", "68") >= 0) {
            return List.of();
        }
        boolean second = columns.size() > 1 && columns.get(1).startsWith("q2[")
                || columns.size() == 3 && columns.get(2).equals("t");
        return second ? List.of(0, 1) : List.of(0);
    }

    /** Whether a column is the end of an interval of another one. */
    boolean isError(int column) {
        Set<Integer> ends = new HashSet<>();
        for (int other = 0; other < columns.size(); other++) {
            for (String level : List.of("68", "95")) {
                ends.add(endOf(other, "low", level));
                ends.add(endOf(other, "high", level));
            }
        }
        return ends.contains(column);
    }

    /** The column with an end of the interval of another column; -1 if there is none. */
    int endOf(int column, String side, String level) {
        String name = columns.get(column);
        int bracket = name.endsWith("]") ? name.lastIndexOf('[') : name.length();
        String own = name.substring(0, bracket) + "_" + side + level + name.substring(bracket);
        if (columns.contains(own)) {
            return columns.indexOf(own);
        }
        return name.equals("value") && level.equals("68")
                ? Math.max(columns.indexOf(side + "68"), columns.indexOf(side))
                : -1;
    }
}
