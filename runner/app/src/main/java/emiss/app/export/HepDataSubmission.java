package emiss.app.export;

import de.siegmar.fastcsv.reader.CsvReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A table of results as a HEPData submission: {@code submission.yaml} with one data file. Numbers with 68 % ends become values
 * with asymmetric errors, low and high edges become bins.
 */
final class HepDataSubmission {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final String MISSING = "'-'";
    private static final int LONGEST_NAME = 64;

    private final String study;
    private final String type;
    private final String title;

    /**
     * @param type type of the study; empty if unknown
     * @param title title of the run
     */
    HepDataSubmission(String study, String type, String title) {
        this.study = study;
        this.type = type;
        this.title = title;
    }

    /** The files by name. */
    Map<String, String> files(String csv) {
        Table table = Table.parse(csv);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("submission.yaml", submission());
        files.put(study + ".yaml", data(table));
        return files;
    }

    private String submission() {
        return "---\ncomment: " + quoted("Results of Emiss. " + title) + "\n---\nname: "
                + quoted(study.length() <= LONGEST_NAME ? study : study.substring(0, LONGEST_NAME))
                + "\ndescription: "
                + quoted(title + ": study " + study + (type.isEmpty() ? "" : " (" + type + ")"))
                + "\nkeywords:\n  - name: phrases\n    values: ['new invisible particles', 'b -> s nu nubar']\ndata_file: "
                + quoted(study + ".yaml") + "\n";
    }

    private static String data(Table table) {
        List<Integer> independent = table.independent();
        boolean none = independent.isEmpty() && !table.columns.contains("low");
        StringBuilder text = new StringBuilder("independent_variables:" + (none ? " []\n" : "\n"));
        for (int column : independent) {
            header(text, table.columns.get(column));
            for (List<String> row : table.rows) {
                text.append("      - {value: ").append(scalar(row.get(column))).append("}\n");
            }
        }
        int low = table.columns.indexOf("low");
        int high = table.columns.indexOf("high");
        boolean binned = low >= 0 && high == low + 1 && !table.columns.contains("value");
        if (binned) {
            header(text, "bin");
            for (List<String> row : table.rows) {
                text.append("      - {low: ")
                        .append(scalar(row.get(low)))
                        .append(", high: ")
                        .append(scalar(row.get(high)))
                        .append("}\n");
            }
        }
        text.append("dependent_variables:\n");
        for (int column = 0; column < table.columns.size(); column++) {
            boolean isEnd = binned && (column == low || column == high);
            if (!independent.contains(column) && !isEnd && !table.isError(column)) {
                dependent(text, table, column);
            }
        }
        return text.toString();
    }

    private static void dependent(StringBuilder text, Table table, int column) {
        header(text, table.columns.get(column));
        int low = table.endOf(column, "low");
        int high = table.endOf(column, "high");
        for (List<String> row : table.rows) {
            text.append("      - {value: ").append(scalar(row.get(column)));
            if (low >= 0 && high >= 0 && isNumber(row.get(column))) {
                error(text, row.get(column), row.get(low), row.get(high));
            }
            text.append("}\n");
        }
    }

    /** An end that is not there leaves the value without errors, because HEPData needs both. */
    private static void error(StringBuilder text, String value, String low, String high) {
        if (isNumber(low) && isNumber(high)) {
            double centre = Double.parseDouble(value);
            text.append(String.format(
                    Locale.ROOT,
                    ", errors: [{asymerror: {minus: %s, plus: %s}}]",
                    Double.parseDouble(low) - centre,
                    Double.parseDouble(high) - centre));
        }
    }

    private static void header(StringBuilder text, String column) {
        int bracket = column.endsWith("]") ? column.lastIndexOf('[') : -1;
        text.append("  - header: {name: ").append(quoted(bracket > 0 ? column.substring(0, bracket) : column));
        if (bracket > 0) {
            text.append(", units: ").append(quoted(column.substring(bracket + 1, column.length() - 1)));
        }
        text.append("}\n    values:\n");
    }

    private static boolean isNumber(String cell) {
        return NUMBER.matcher(cell).matches();
    }

    private static String scalar(String cell) {
        return cell.isEmpty() ? MISSING : isNumber(cell) ? cell : quoted(cell);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''").replace("\n", " ") + "'";
    }

    /** A parsed table. */
    private record Table(List<String> columns, List<List<String>> rows) {
        static Table parse(String csv) {
            List<List<String>> records = new ArrayList<>();
            CsvReader.builder().ofCsvRecord(csv).forEach(found -> records.add(found.getFields()));
            return new Table(records.get(0), records.subList(1, records.size()));
        }

        /**
         * The columns that say where a row belongs: texts and masses or q2 in front, and both axes of a plane; none for the
         * single row of a strength.
         */
        List<Integer> independent() {
            List<Integer> found = new ArrayList<>();
            if (columns.contains("observed") && columns.contains("low")) {
                for (String name : List.of("channel", "variable", "selection")) {
                    found.add(columns.indexOf(name));
                }
                return found.stream().filter(column -> column >= 0).toList();
            }
            if (endOf(0, "low") >= 0) {
                return found;
            }
            found.add(0);
            if (columns.size() > 1 && columns.get(1).startsWith("q2[")
                    || columns.size() == 3 && columns.get(2).equals("t")) {
                found.add(1);
            }
            return found;
        }

        boolean isError(int column) {
            for (int other = 0; other < columns.size(); other++) {
                if (other != column && (endOf(other, "low") == column || endOf(other, "high") == column)) {
                    return true;
                }
            }
            return false;
        }

        /** The column with an end of the interval of another column; -1 if there is none. */
        int endOf(int column, String side) {
            String name = columns.get(column);
            int bracket = name.endsWith("]") ? name.lastIndexOf('[') : name.length();
            String own = name.substring(0, bracket) + "_" + side + "68" + name.substring(bracket);
            if (columns.contains(own)) {
                return columns.indexOf(own);
            }
            return name.equals("value") ? Math.max(columns.indexOf(side + "68"), columns.indexOf(side)) : -1;
        }
    }
}
