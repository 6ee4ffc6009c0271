package emiss.app.command;

import emiss.app.config.QuotedValue;
import emiss.app.config.RunConfig;
import emiss.app.config.StudySettings;
import emiss.app.result.Comparison;
import emiss.app.result.RunResult;
import emiss.app.result.StudyResult;
import emiss.app.result.Words;
import emiss.app.study.CompareStudy;
import emiss.app.study.RankEntry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a run prints: a line per study, rankings at the end, and where the results are. */
final class SummaryLines {
    private final PrintWriter out;
    private final RunConfig config;
    private final int idWidth;

    SummaryLines(PrintWriter out, RunConfig config) {
        this.out = out;
        this.config = config;
        this.idWidth = config.studies().stream()
                .map(StudySettings::id)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    void begin() {
        out.println(config.title());
    }

    void add(StudyResult study) {
        String text = study.payload() == null ? "failed" : study.payload().summary();
        if (study.status() == StudyResult.Status.PARTIAL) {
            text += "  (partial)";
        }
        out.println("  " + study.id() + " ".repeat(idWidth - study.id().length()) + "  " + text);
    }

    private static TextTable ranking(CompareStudy.Result result) {
        TextTable table =
                new TextTable().row("", "scenario", "mass [GeV]", "couplings", "t", "sigma", "sigma, mass floated");
        int rank = 0;
        for (RankEntry entry : result.ranking()) {
            rank++;
            Double floated = entry.significanceMassFloated();
            table.row(
                    rank + ".",
                    entry.hypothesis(),
                    entry.mass() == null ? "-" : Words.fixed(entry.mass(), 2),
                    entry.couplings().isEmpty() ? "-" : Words.text(entry.couplings()),
                    Words.fixed(entry.t(), 2),
                    Words.fixed(entry.significance(), 1),
                    floated == null ? "-" : Words.fixed(floated, 1));
        }
        return table;
    }

    private static TextTable quoted(List<Comparison> comparisons) {
        TextTable table = new TextTable().row("quantity", "computed", "published", "source");
        for (Comparison comparison : comparisons) {
            QuotedValue quoted = comparison.quoted();
            Double computed = comparison.computed();
            Double uncertainty = quoted.uncertainty();
            table.row(
                    quoted.label(),
                    computed == null ? "-" : Words.text(Math.abs(computed)),
                    Words.text(quoted.value()) + (uncertainty == null ? "" : " +- " + Words.text(uncertainty)),
                    quoted.source());
        }
        return table;
    }

    void end(RunResult result, Path directory) {
        for (StudyResult study : result.studies()) {
            if (study.payload() instanceof CompareStudy.Result ranking) {
                out.println();
                ranking(ranking).lines("  ").forEach(out::println);
            }
        }
        if (!result.quoted().isEmpty()) {
            out.println();
            quoted(result.quoted()).lines("  ").forEach(out::println);
        }
        out.println();
        out.printf(Locale.ROOT, "%s written in %.1f s%n", directory.resolve("results.json"), result.elapsedSeconds());
    }
}
