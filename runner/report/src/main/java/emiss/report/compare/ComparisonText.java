package emiss.report.compare;

import emiss.report.text.Rounded;
import java.util.ArrayList;
import java.util.List;

/** A comparison of two runs in a few lines for a terminal. */
public final class ComparisonText {
    private static final int MOST_LINES = 12;
    private static final int LONGEST_TEXT = 44;

    private ComparisonText() {}

    /**
     * {@return a comparison in lines}
     *
     * @param comparison the comparison
     */
    public static List<String> lines(RunComparison comparison) {
        if (comparison.isIdentical()) {
            return List.of("identical: inputs, settings and all " + comparison.compared() + " numbers are equal");
        }
        List<String> lines = new ArrayList<>();
        texts("inputs", comparison.inputs(), lines);
        texts("settings", comparison.settings(), lines);
        ids("only in the first run", comparison.onlyBefore(), lines);
        ids("only in the second run", comparison.onlyAfter(), lines);
        texts("results other than numbers", comparison.words(), lines);
        int changed = comparison.numbers().stream()
                .mapToInt(Difference.Numbers::count)
                .sum();
        if (changed == 0) {
            lines.add("all " + comparison.compared() + " numbers that both runs have are equal");
            return List.copyOf(lines);
        }
        lines.add(changed + " of " + comparison.compared() + " numbers differ; the largest changes:");
        comparison.numbers().stream()
                .limit(MOST_LINES)
                .map(ComparisonText::line)
                .forEach(lines::add);
        rest(comparison.numbers().size(), lines);
        return List.copyOf(lines);
    }

    private static void texts(String heading, List<Difference.Text> differences, List<String> lines) {
        if (differences.isEmpty()) {
            return;
        }
        lines.add(heading + " that differ:");
        differences.stream()
                .limit(MOST_LINES)
                .map(text -> "  " + text.what() + ": " + shortened(text.before()) + " -> " + shortened(text.after()))
                .forEach(lines::add);
        rest(differences.size(), lines);
    }

    private static void rest(int count, List<String> lines) {
        if (count > MOST_LINES) {
            lines.add("  and " + (count - MOST_LINES) + " more");
        }
    }

    private static void ids(String heading, List<String> ids, List<String> lines) {
        if (!ids.isEmpty()) {
            lines.add(heading + ": " + String.join(", ", ids));
        }
    }

    private static String line(Difference.Numbers number) {
        String change = number.sigma().isPresent() ? signed(number.sigma().getAsDouble()) + " sigma" : number.percent();
        String others = number.count() > 1 ? ", the most of " + number.count() : "";
        return "  " + number.study() + " " + number.words() + ": "
                + number.roundedBefore().ascii() + " -> "
                + number.roundedAfter().ascii() + " (" + change + others + ")";
    }

    private static String signed(double value) {
        return (value > 0 ? "+" : "") + Rounded.of(value, 2).ascii();
    }

    private static String shortened(String text) {
        if (text.isEmpty()) {
            return "none";
        }
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 3) + "...";
    }
}
