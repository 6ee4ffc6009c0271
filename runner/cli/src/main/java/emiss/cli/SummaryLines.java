package emiss.cli;

import emiss.app.config.QuotedValue;
import emiss.app.config.RunConfig;
import emiss.app.config.StudySettings;
import emiss.app.result.Comparison;
import emiss.app.result.RunResult;
import emiss.app.result.StudyResult;
import emiss.app.result.Words;
import emiss.app.studies.CompareStudy;
import emiss.app.study.RankEntry;
import emiss.cli.TextTable.Align;
import emiss.report.text.Rounded;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a run prints: a line per study, rankings at the end, and where the results are. */
final class SummaryLines {
    private static final String NOTHING = "-";

    private final PrintWriter out;
    private final Letters letters;
    private final RunConfig config;
    private final int idWidth;

    SummaryLines(PrintWriter out, Letters letters, RunConfig config) {
        this.out = out;
        this.letters = letters;
        this.config = config;
        this.idWidth = config.studies().stream()
                .map(StudySettings::id)
                .map(letters::write)
                .mapToInt(Letters::width)
                .max()
                .orElse(0);
    }

    void begin() {
        print(config.title());
    }

    void add(StudyResult study) {
        String text = study.payload() == null ? "failed" : study.payload().summary();
        String id = letters.write(study.id());
        print("  " + id + " ".repeat(idWidth - Letters.width(id)) + "  " + text
                + (study.status() == StudyResult.Status.PARTIAL ? "  (partial)" : ""));
    }

    void end(RunResult result, Path directory) {
        for (StudyResult study : result.studies()) {
            if (study.payload() instanceof CompareStudy.Result ranking) {
                print("");
                ranking(ranking).lines("  ").forEach(this::print);
            }
        }
        if (!result.quoted().isEmpty()) {
            print("");
            quoted(result.quoted()).lines("  ").forEach(this::print);
        }
        print("");
        print(String.format(
                Locale.ROOT, "%s written in %.1f s", directory.resolve("results.json"), result.elapsedSeconds()));
    }

    private TextTable ranking(CompareStudy.Result result) {
        TextTable table = new TextTable(
                        Align.DECIMAL,
                        Align.LEFT,
                        Align.DECIMAL,
                        Align.LEFT,
                        Align.DECIMAL,
                        Align.DECIMAL,
                        Align.DECIMAL)
                .header(cells("", "scenario", "mass [GeV]", "couplings", "t", "\u03c3", "\u03c3, mass floated"));
        int rank = 0;
        for (RankEntry entry : result.ranking()) {
            rank++;
            Double floated = entry.significanceMassFloated();
            table.row(cells(
                    rank + ".",
                    entry.hypothesis(),
                    mass(entry),
                    entry.couplings().isEmpty() ? NOTHING : Words.text(entry.couplings(), entry.couplingIntervals68()),
                    Words.fixed(entry.t(), 2),
                    Words.fixed(entry.significance(), 1),
                    floated == null ? NOTHING : Words.fixed(floated, 1)));
        }
        return table;
    }

    private static String mass(RankEntry entry) {
        if (entry.mass() == null) {
            return NOTHING;
        }
        return entry.massInterval68() == null
                ? Words.setting(entry.mass())
                : Words.text(entry.mass(), entry.massInterval68());
    }

    private TextTable quoted(List<Comparison> comparisons) {
        TextTable table = new TextTable(Align.LEFT, Align.DECIMAL, Align.DECIMAL, Align.DECIMAL)
                .header(cells("quantity", "computed", "published", "difference", "source"));
        for (Comparison comparison : comparisons) {
            QuotedValue quoted = comparison.quoted();
            Double uncertainty = quoted.uncertainty();
            table.row(cells(
                    quoted.label(),
                    computed(comparison),
                    uncertainty == null
                            ? Words.setting(quoted.value())
                            : Rounded.published(quoted.value(), uncertainty).unicode(),
                    difference(comparison),
                    quoted.source()));
        }
        return table;
    }

    /** Without its sign where that is not determined: intervals are then on the side on which the value is reported. */
    private static String computed(Comparison comparison) {
        Double computed = comparison.computed();
        if (computed == null) {
            return NOTHING;
        }
        return computed < 0 ? Words.text(-computed) : Words.text(computed, comparison.computedInterval68());
    }

    /** In units of the published uncertainty; relative to the published value where that has none. */
    private static String difference(Comparison comparison) {
        Double computed = comparison.computed();
        if (computed == null) {
            return NOTHING;
        }
        QuotedValue quoted = comparison.quoted();
        Double uncertainty = quoted.uncertainty();
        double difference = Math.abs(computed) - quoted.value();
        if (uncertainty != null && uncertainty > 0) {
            return signed(difference / uncertainty, 1) + " \u03c3";
        }
        return quoted.value() == 0 ? NOTHING : signed(100 * difference / quoted.value(), 0) + " %";
    }

    private static String signed(double value, int decimals) {
        String text = Words.fixed(value, decimals);
        return value > 0 && text.chars().anyMatch(c -> c >= '1' && c <= '9') ? "+" + text : text;
    }

    private String[] cells(String... texts) {
        String[] written = new String[texts.length];
        for (int i = 0; i < texts.length; i++) {
            written[i] = letters.write(texts[i]);
        }
        return written;
    }

    private void print(String line) {
        out.println(letters.write(line));
    }
}
