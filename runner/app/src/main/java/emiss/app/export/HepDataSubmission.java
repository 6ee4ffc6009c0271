package emiss.app.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tables of results as a HEPData submission: {@code submission.yaml} with one data file a table. Numbers with ends of intervals
 * become values with asymmetric errors, low and high edges become bins.
 */
final class HepDataSubmission {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final String MISSING = "'-'";
    private static final int LONGEST_NAME = 64;

    private final String study;
    private final String title;

    /**
     * @param study id of the study
     * @param title title of the run
     */
    HepDataSubmission(String study, String title) {
        this.study = study;
        this.title = title;
    }

    /** The files by name. */
    Map<String, String> files(List<StudyTable> tables) {
        Map<String, String> files = new LinkedHashMap<>();
        StringBuilder submission = new StringBuilder("---\ncomment: " + quoted("Results of Emiss. " + title) + "\n");
        files.put("submission.yaml", "");
        for (StudyTable table : tables) {
            if (!table.rows().isEmpty()) {
                String suffix = table.part().isEmpty() ? "" : "-" + table.part();
                String name = study.substring(0, Math.min(study.length(), LONGEST_NAME - suffix.length())) + suffix;
                String file = study + suffix + ".yaml";
                submission.append(entry(name, table.description(), file));
                files.put(file, data(table));
            }
        }
        files.put("submission.yaml", submission.toString());
        return files;
    }

    private String entry(String name, String description, String file) {
        return "---\nname: " + quoted(name) + "\ndescription: "
                + quoted(title + ": study " + study + ". " + description)
                + "\nkeywords:\n  - name: phrases\n    values: ['new invisible particles', 'b -> s nu nubar']\ndata_file: "
                + quoted(file) + "\n";
    }

    private static String data(StudyTable table) {
        boolean none = table.independent().isEmpty() && !table.isBinned();
        StringBuilder text = new StringBuilder("independent_variables:" + (none ? " []\n" : "\n"));
        for (int column : table.independent()) {
            header(text, table.columns().get(column));
            text.append("    values:\n");
            for (List<String> row : table.rows()) {
                text.append("      - {value: ").append(scalar(row.get(column))).append("}\n");
            }
        }
        int low = table.columns().indexOf("low");
        int high = table.columns().indexOf("high");
        if (table.isBinned()) {
            header(text, "bin");
            text.append("    values:\n");
            for (List<String> row : table.rows()) {
                text.append("      - {low: ")
                        .append(scalar(row.get(low)))
                        .append(", high: ")
                        .append(scalar(row.get(high)))
                        .append("}\n");
            }
        }
        text.append("dependent_variables:\n");
        for (int column = 0; column < table.columns().size(); column++) {
            boolean isEdge = table.isBinned() && (column == low || column == high);
            boolean isEmpty = isEmpty(table, column);
            if (!table.independent().contains(column) && !isEdge && !isEmpty && !table.isError(column)) {
                dependent(text, table, column);
            }
        }
        return text.toString();
    }

    /** The points of a scenario have no mu, and those of mu no mass. */
    private static boolean isEmpty(StudyTable table, int column) {
        return table.columns().contains("logpdf")
                && table.rows().stream().allMatch(row -> row.get(column).isEmpty());
    }

    private static void dependent(StringBuilder text, StudyTable table, int column) {
        header(text, table.columns().get(column));
        if (!table.qualifiers().isEmpty()) {
            text.append("    qualifiers:\n");
            table.qualifiers()
                    .forEach((name, value) -> text.append("      - {name: ")
                            .append(quoted(name(name)))
                            .append(", value: ")
                            .append(scalar(value))
                            .append(units(name))
                            .append("}\n"));
        }
        text.append("    values:\n");
        for (List<String> row : table.rows()) {
            text.append("      - {value: ")
                    .append(scalar(row.get(column)))
                    .append(errors(table, column, row))
                    .append("}\n");
        }
    }

    /** An end that is not there leaves the value without errors, because HEPData needs both. */
    private static String errors(StudyTable table, int column, List<String> row) {
        String one = error(table, column, row, "68", "1 sigma");
        String two = error(table, column, row, "95", "2 sigma");
        String both = one + (one.isEmpty() || two.isEmpty() ? "" : ", ") + two;
        return both.isEmpty() ? "" : ", errors: [" + both + "]";
    }

    private static String error(StudyTable table, int column, List<String> row, String level, String label) {
        int low = table.endOf(column, "low", level);
        int high = table.endOf(column, "high", level);
        if (low < 0 || high < 0 || !isNumber(row.get(column)) || !isNumber(row.get(low)) || !isNumber(row.get(high))) {
            return "";
        }
        double centre = Double.parseDouble(row.get(column));
        return String.format(
                Locale.ROOT,
                "{label: '%s', asymerror: {minus: %s, plus: %s}}",
                label,
                Double.parseDouble(row.get(low)) - centre,
                Double.parseDouble(row.get(high)) - centre);
    }

    private static void header(StringBuilder text, String column) {
        text.append("  - header: {name: ")
                .append(quoted(name(column)))
                .append(units(column))
                .append("}\n");
    }

    private static int bracket(String column) {
        return column.endsWith("]") ? column.lastIndexOf('[') : -1;
    }

    private static String name(String column) {
        return bracket(column) > 0 ? column.substring(0, bracket(column)) : column;
    }

    private static String units(String column) {
        return bracket(column) > 0
                ? ", units: " + quoted(column.substring(bracket(column) + 1, column.length() - 1))
                : "";
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
}
