package emiss.cli;

import emiss.report.text.Rounded;
import emiss.report.text.TextTable;
import emiss.report.text.TextTable.Align;
import emiss.report.text.ValueText;
import emiss.report.view.RunView;
import emiss.report.view.Views;
import emiss.results.Result;
import emiss.results.Run;
import emiss.results.StudyResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a run prints: a line per study, tables at the end, and where the results are. */
final class SummaryLines {
    private final PrintWriter out;
    private final CharacterSet letters;
    private final Views views;
    private final int idWidth;

    /**
     * Creates the printer.
     *
     * @param out where to print
     * @param letters the letters of the terminal
     * @param views what is printed about the types of study
     * @param ids names of the studies, which are printed in a column
     */
    SummaryLines(Console console, Views views, List<String> ids) {
        this.out = console.out();
        this.letters = console.letters();
        this.views = views;
        this.idWidth = ids.stream()
                .map(letters::write)
                .mapToInt(TextTable::width)
                .max()
                .orElse(0);
    }

    void begin(String title) {
        print(title);
    }

    /** Says what a study found; the run tells what its names mean. */
    void add(StudyResult study, Run run) {
        String id = letters.write(study.id());
        print("  " + id + " ".repeat(idWidth - TextTable.width(id)) + "  "
                + new RunView(run, views).summary(study).orElse("failed")
                + (study.status() == StudyResult.Status.PARTIAL ? "  (partial)" : ""));
        Result result = study.result();
        if (result != null) {
            result.notes().forEach(note -> print("  " + " ".repeat(idWidth) + "    " + note));
        }
    }

    void end(Run run, Path directory) {
        run.studies().forEach(study -> views.closing(study).ifPresent(this::print));
        if (!run.quoted().isEmpty()) {
            print(quoted(run.quoted()));
        }
        print("");
        print(String.format(
                Locale.ROOT, "%s written in %.1f s", directory.resolve("results.json"), run.elapsedSeconds()));
    }

    private static TextTable quoted(List<Run.Quoted> all) {
        TextTable table = new TextTable(Align.LEFT, Align.DECIMAL, Align.DECIMAL, Align.DECIMAL)
                .header("quantity", "computed", "published", "difference", "source");
        for (Run.Quoted quoted : all) {
            Double uncertainty = quoted.uncertainty();
            table.row(
                    quoted.label(),
                    computed(quoted),
                    uncertainty == null
                            ? ValueText.setting(quoted.value())
                            : Rounded.published(quoted.value(), uncertainty).unicode(),
                    ValueText.difference(quoted).orElse(TextTable.NOTHING),
                    quoted.source());
        }
        return table;
    }

    /** Without its sign where that is not determined. */
    private static String computed(Run.Quoted quoted) {
        Double computed = quoted.comparable();
        return computed == null ? TextTable.NOTHING : ValueText.measured(computed, quoted.comparableInterval68());
    }

    private void print(TextTable table) {
        print("");
        table.lines("  ", letters::write).forEach(out::println);
    }

    private void print(String line) {
        out.println(letters.write(line));
    }
}
