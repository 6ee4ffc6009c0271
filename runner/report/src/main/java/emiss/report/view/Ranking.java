package emiss.report.view;

import emiss.report.html.Html;
import emiss.report.html.HtmlTable;
import emiss.report.html.Quantities;
import emiss.report.text.Notation;
import emiss.results.CompareResult;
import emiss.results.RankEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Hypotheses in the order in which the data prefer them, on a page: in words and as a table. */
final class Ranking {
    /** What the numbers of the table mean. */
    static final String NOTE = "<p class=\"note\"><i>t</i> = \u22122 ln (<i>L</i>/<i>L</i><sub>SM</sub>), negative is "
            + "better than the Standard Model. Uncertainties are 68 % intervals. <i>Local</i> is the "
            + "significance at the best mass; <i>mass floated</i> counts the mass as one more "
            + "parameter.</p>\n";

    /** Hypotheses whose t differs by less describe the data equally well. */
    private static final double TIE = 0.01;

    private final List<RankEntry> entries;

    Ranking(CompareResult result) {
        this.entries = result.ranking();
    }

    /** The best hypothesis with new particles. */
    private Optional<RankEntry> best() {
        return entries.stream().filter(entry -> !entry.isRescaledSm()).findFirst();
    }

    /** Hypotheses with new particles that describe the data as well as the best one. */
    private List<RankEntry> ties(RankEntry best) {
        return entries.stream()
                .filter(entry -> !entry.isRescaledSm() && entry != best && entry.t() - best.t() < TIE)
                .toList();
    }

    private static String couplings(RankEntry entry) {
        return Quantities.couplings(entry.couplings(), entry.couplingIntervals68());
    }

    private static String mass(RankEntry entry) {
        return entry.mass() == null ? Quantities.NONE : Quantities.measured(entry.mass(), entry.massInterval68());
    }

    /** What the data prefer, in one or more paragraphs. */
    String text() {
        Optional<RankEntry> best = best();
        if (best.isEmpty() || best.orElseThrow().t() >= 0) {
            return "<p class=\"lead\">None of the hypotheses with new particles describes the data better than the Standard "
                    + "Model.</p>\n" + rescaled();
        }
        RankEntry first = best.orElseThrow();
        String text = "<p class=\"lead\">The data prefer <strong>" + Html.escape(first.hypothesis()) + "</strong> with "
                + couplings(first)
                + (first.mass() == null
                        ? ""
                        : " at " + Notation.MASS.html() + " = <strong>"
                                + Quantities.mass(first.mass(), first.massInterval68()) + "</strong>")
                + ", at " + Quantities.sigma(first.significance()) + " local significance";
        if (first.significanceMassFloated() != null) {
            text += ", " + Quantities.sigma(first.significanceMassFloated()) + " with the mass floated";
        }
        text += " (<i>t</i> = " + Quantities.t(first.t()) + ").</p>\n";
        List<RankEntry> ties = ties(first);
        if (!ties.isEmpty()) {
            text += "<p>The data cannot tell it from "
                    + ties.stream()
                            .map(entry -> Html.escape(entry.hypothesis()) + " with " + couplings(entry))
                            .collect(Collectors.joining("; "))
                    + ".</p>\n";
        }
        return text + rescaled();
    }

    private String rescaled() {
        Optional<RankEntry> found =
                entries.stream().filter(RankEntry::isRescaledSm).findFirst();
        if (found.isEmpty()) {
            return "";
        }
        RankEntry sm = found.orElseThrow();
        String text = "<p>The Standard Model with a free normalisation reaches <i>t</i> = " + Quantities.t(sm.t())
                + " with " + couplings(sm) + ", " + Quantities.sigma(sm.significance()) + " from the Standard Model";
        Optional<RankEntry> best = best().filter(entry -> entry.t() < sm.t());
        if (best.isPresent()) {
            double gain = sm.t() - best.orElseThrow().t();
            text += "; the best new particle does better by \u0394<i>t</i> = " + Quantities.t(gain) + " ("
                    + Quantities.sigma(Math.sqrt(gain))
                    + ", a comparison of hypotheses that do not contain each other)";
        }
        return text + ".</p>\n";
    }

    /** The table, with the Standard Model, to which t refers, at its place. */
    String html() {
        HtmlTable table = new HtmlTable("ntntnnn")
                .kind("ranking")
                .head("", "hypothesis", "mass [GeV]", "couplings", "<i>t</i>", "local", "mass floated");
        int rank = 0;
        boolean reference = false;
        for (RankEntry entry : entries) {
            if (entry.t() > 0 && !reference) {
                standardModel(table);
                reference = true;
            }
            rank++;
            table.row(
                    rank + ".",
                    Html.studyLink(entry.study(), Html.escape(entry.hypothesis())),
                    mass(entry),
                    couplings(entry),
                    Quantities.t(entry.t()),
                    Quantities.sigma(entry.significance()),
                    Quantities.sigma(entry.significanceMassFloated()));
        }
        if (!reference) {
            standardModel(table);
        }
        return table.html();
    }

    private static void standardModel(HtmlTable table) {
        table.reference("", "Standard Model", Quantities.NONE, Quantities.NONE, "0", Quantities.NONE, Quantities.NONE);
    }
}
