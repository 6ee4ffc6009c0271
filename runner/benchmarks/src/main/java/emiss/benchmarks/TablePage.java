package emiss.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The table of docs/performance.md as text, and its place in the page. */
final class TablePage {
    /** The table begins after this line. */
    static final String BEGIN = "<!-- table -->\n";

    /** It ends before this one. */
    static final String END = "<!-- end of table -->\n";

    private static final String[] UNITS = {"ns", "µs", "ms", "s"};
    private static final String NOTHING = "";

    private TablePage() {}

    /**
     * The times of a row on one JDK [ns].
     *
     * @param ours as studies do it
     * @param plain what it is compared with; empty if there is nothing
     */
    record Times(double ours, OptionalDouble plain) {}

    /**
     * A row of the table with the times on every JDK.
     *
     * @param row what was measured
     * @param times in the order of the JDKs
     */
    record Line(TableRow row, List<Times> times) {}

    /**
     * The table in Markdown: benchmark and size, ratios, times, plain times.
     *
     * @param conditions a sentence on commit, machine and JDKs
     * @param jdks short names of the JDKs
     * @param lines the rows
     */
    static String table(String conditions, List<String> jdks, List<Line> lines) {
        StringBuilder text = new StringBuilder("\n" + conditions + "\n\n| benchmark | size |");
        for (String what : new String[] {"ratio", "ours", "plain"}) {
            jdks.forEach(jdk -> text.append(" " + what + ", JDK " + jdk + " |"));
        }
        text.append("\n|---|---|").append("---:|".repeat(3 * jdks.size())).append("\n");
        for (Line line : lines) {
            text.append("| `" + line.row.benchmark() + "` | " + line.row.size() + " |");
            line.times.forEach(times ->
                    cell(text, times.plain.isPresent() ? digits(times.plain.getAsDouble() / times.ours) : NOTHING));
            line.times.forEach(times -> cell(text, time(times.ours)));
            line.times.forEach(
                    times -> cell(text, times.plain.isPresent() ? time(times.plain.getAsDouble()) : NOTHING));
            text.append("\n");
        }
        return text.append("\n").toString();
    }

    private static void cell(StringBuilder text, String content) {
        text.append(content.isEmpty() ? " |" : " " + content + " |");
    }

    private static String time(double nanoseconds) {
        double value = nanoseconds;
        int unit = 0;
        // what is written as 1000 belongs to the next unit
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return digits(value) + " " + UNITS[unit];
    }

    /** Two digits, or all before the point. */
    private static String digits(double value) {
        int decimals = value >= 9.95 ? 0 : value >= 0.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /**
     * A page with another table in the place of its own.
     *
     * @param page the page
     * @param table the table
     * @throws IllegalArgumentException if the page has no place for a table
     */
    static String replace(String page, String table) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(
                    "the page has no table, expected the lines " + BEGIN.strip() + " and " + END.strip());
        }
        return page.substring(0, begin + BEGIN.length()) + table + page.substring(end);
    }
}
