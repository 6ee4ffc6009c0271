package emiss.report.view;

import emiss.report.figure.Figure;
import emiss.report.html.Html;
import emiss.report.html.HtmlTable;
import emiss.report.html.Quantities;
import emiss.report.text.ValueText;
import emiss.results.ResultType;
import emiss.results.UpperLimitResult;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Shows upper limits against mass. */
final class UpperLimitView implements StudyView<UpperLimitResult> {
    @Override
    public ResultType<UpperLimitResult> type() {
        return UpperLimitResult.TYPE;
    }

    @Override
    public String heading() {
        return "Upper limits";
    }

    @Override
    public String summary(UpperLimitResult result) {
        List<UpperLimitResult.Point> bounded = result.points().stream()
                .filter(point -> point.observed() != null)
                .sorted(Comparator.comparing(UpperLimitResult.Point::observed))
                .toList();
        String confidence = " at " + ValueText.setting(100 * result.level()) + " % CL";
        if (bounded.isEmpty()) {
            return result.scenario() + ": " + result.quantity() + " has no limit" + confidence;
        }
        int all = result.points().size();
        String text = result.scenario() + ": " + result.quantity() + " < " + at(bounded.get(0));
        if (all > 1) {
            text += " (strongest) to "
                    + (bounded.size() < all
                            ? "no limit for " + (all - bounded.size()) + " of " + all + " masses"
                            : at(bounded.get(all - 1)) + " (weakest)");
        }
        return text + confidence;
    }

    private static String at(UpperLimitResult.Point point) {
        return ValueText.number(point.observed()) + " at " + ValueText.setting(point.mass()) + " GeV";
    }

    @Override
    public KeyNumbers keyNumbers(StudyInRun<UpperLimitResult> study) {
        UpperLimitResult result = study.result();
        HtmlTable limits = new HtmlTable("nnn").head("mass [GeV]", "observed", "expected");
        for (UpperLimitResult.Point point : result.points()) {
            UpperLimitResult.Expected expected = point.expected();
            limits.row(
                    Quantities.number(point.mass()),
                    Quantities.orNone(point.observed()),
                    Quantities.orNone(expected == null ? null : (Double) expected.median()));
        }
        return new KeyNumbers()
                .row("limit on", Html.escape(result.quantity()))
                .row("confidence level", Quantities.percentage(result.level()) + "\u202f%")
                .below(Html.folded("Limits by mass", limits.html()));
    }

    @Override
    public Optional<Figure> figure(String id, List<StudyInRun<UpperLimitResult>> studies) {
        return LimitFigure.figure(id, studies);
    }
}
