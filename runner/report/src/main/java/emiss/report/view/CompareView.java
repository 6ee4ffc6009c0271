package emiss.report.view;

import emiss.data.document.Counted;
import emiss.report.figure.Figure;
import emiss.report.html.Html;
import emiss.report.html.HtmlTable;
import emiss.report.html.Quantities;
import emiss.report.text.TextTable;
import emiss.report.text.TextTable.Align;
import emiss.report.text.ValueText;
import emiss.results.CompareResult;
import emiss.results.RankEntry;
import java.util.List;
import java.util.Optional;

/** Shows rankings of hypotheses. */
final class CompareView extends TypedView<CompareResult> {
    CompareView() {
        super(CompareResult.TYPE, "Comparisons of hypotheses");
    }

    @Override
    public String summary(CompareResult result) {
        List<RankEntry> ranking = result.ranking();
        return ranking.isEmpty()
                ? "nothing to rank"
                : Counted.of(ranking.size(), "hypothesis", "hypotheses") + "; best: "
                        + ranking.get(0).hypothesis() + ", "
                        + ValueText.sigmas(ranking.get(0).significance());
    }

    @Override
    public Optional<TextTable> closing(CompareResult result) {
        TextTable table = new TextTable(
                        Align.DECIMAL,
                        Align.LEFT,
                        Align.DECIMAL,
                        Align.LEFT,
                        Align.DECIMAL,
                        Align.DECIMAL,
                        Align.DECIMAL)
                .header("", "scenario", "mass [GeV]", "couplings", "t", "\u03c3", "\u03c3, mass floated");
        int rank = 0;
        for (RankEntry entry : result.ranking()) {
            rank++;
            Double floated = entry.significanceMassFloated();
            table.row(
                    rank + ".",
                    entry.hypothesis(),
                    mass(entry),
                    entry.couplings().isEmpty()
                            ? TextTable.NOTHING
                            : ValueText.couplings(entry.couplings(), entry.couplingIntervals68()),
                    ValueText.fixed(entry.t(), 2),
                    ValueText.fixed(entry.significance(), 1),
                    floated == null ? TextTable.NOTHING : ValueText.fixed(floated, 1));
        }
        return Optional.of(table);
    }

    private static String mass(RankEntry entry) {
        if (entry.mass() == null) {
            return TextTable.NOTHING;
        }
        return entry.massInterval68() == null
                ? ValueText.setting(entry.mass())
                : ValueText.measured(entry.mass(), entry.massInterval68());
    }

    @Override
    public KeyNumbers keyNumbers(StudyInRun<CompareResult> study) {
        CompareResult result = study.result();
        KeyNumbers numbers = new KeyNumbers().below(new Ranking(result).html());
        if (result.separation() == null) {
            return numbers;
        }
        HtmlTable table = new HtmlTable("ttn").head("data made of", "fitted with", "separation");
        result.separation()
                .forEach(found -> table.row(
                        Html.escape(found.data()),
                        found.hypothesis().equals(CompareResult.STANDARD_MODEL)
                                ? "Standard Model"
                                : Html.escape(found.hypothesis()),
                        Quantities.sigma(found.sigma())));
        return numbers.below(Html.folded("Expected separation on Asimov data", table.html()));
    }

    @Override
    public boolean hasWideNumbers() {
        return true;
    }

    @Override
    public Optional<Conclusion> conclusion(StudyInRun<CompareResult> study) {
        Ranking ranking = new Ranking(study.result());
        return Optional.of(new Conclusion(ranking.text(), ranking.html() + Ranking.NOTE));
    }

    @Override
    public Optional<Figure> figure(String id, List<StudyInRun<CompareResult>> studies) {
        List<StudyInRun<CompareResult>> separated = studies.stream()
                .filter(study -> !SeparationFigure.separations(study).isEmpty())
                .toList();
        return separated.isEmpty() ? RankingFigure.figure(id, studies) : SeparationFigure.figure(id, separated);
    }
}
