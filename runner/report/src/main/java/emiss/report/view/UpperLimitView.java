package emiss.report.view;

import emiss.report.figure.Figure;
import emiss.report.html.Html;
import emiss.report.html.HtmlTable;
import emiss.report.html.Quantities;
import emiss.report.text.ValueText;
import emiss.results.Interval;
import emiss.results.UpperLimitResult;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Shows upper limits against mass. */
final class UpperLimitView extends TypedView<UpperLimitResult> {
    UpperLimitView() {
        super(UpperLimitResult.TYPE, "Upper limits");
    }

    @Override
    public String summary(UpperLimitResult result) {
        List<UpperLimitResult.Point> bounded = result.points().stream()
                .filter(point -> point.observed() != null)
                .sorted(Comparator.comparing(UpperLimitResult.Point::observed))
                .toList();
        String subject = Wording.subject(result.scenario(), result.quantity());
        String confidence = " at " + ValueText.setting(100 * result.level()) + " % CL";
        if (bounded.isEmpty()) {
            return subject + " has no limit" + confidence;
        }
        int all = result.points().size();
        String text = subject + " < " + at(bounded.get(0));
        if (all > 1) {
            text += " (strongest) to "
                    + (bounded.size() < all
                            ? "no limit for " + (all - bounded.size()) + " of " + all
                                    + (result.hasLifetimes() ? " points" : " masses")
                            : at(bounded.get(all - 1)) + " (weakest)");
        }
        return text + confidence;
    }

    private static String at(UpperLimitResult.Point point) {
        Double mass = point.mass();
        Double ctau = point.ctau();
        return ValueText.number(point.observed())
                + (mass == null ? "" : " at " + ValueText.setting(mass) + " GeV")
                + (ctau == null ? "" : ", c\u03c4 = " + ValueText.setting(ctau) + " cm");
    }

    @Override
    public KeyNumbers keyNumbers(StudyInRun<UpperLimitResult> study) {
        UpperLimitResult result = study.result();
        HtmlTable limits = new HtmlTable(result.hasLifetimes() ? "nnnnnn" : "n-nnnn")
                .head(
                        "mass [GeV]",
                        LifetimeMap.CTAU.html() + " [cm]",
                        "observed",
                        "toy error",
                        "expected",
                        "68 % of expected");
        for (UpperLimitResult.Point point : result.points()) {
            UpperLimitResult.Expected expected = point.expected();
            limits.row(
                    Quantities.orNone(point.mass()),
                    Quantities.orNone(point.ctau()),
                    Quantities.orNone(point.observed()),
                    Quantities.orNone(point.observedError()),
                    Quantities.orNone(point.expected(UpperLimitResult.Expected::median)),
                    expected == null
                            ? Quantities.NONE
                            : Quantities.range(new Interval(expected.minus1(), expected.plus1())));
        }
        return new KeyNumbers()
                .row("limit on", LimitFigure.quantity(result.quantity()).html())
                .row(
                        "method",
                        result.method() == null
                                ? "profile"
                                : LimitFigure.METHODS.getOrDefault(result.method(), Html.escape(result.method())))
                .row("confidence level", Quantities.percentage(result.level()) + "\u202f%")
                .below(Html.folded("Limits by mass", limits.html()));
    }

    @Override
    public Optional<Figure> figure(String id, List<StudyInRun<UpperLimitResult>> studies) {
        return LimitFigure.figure(id, studies);
    }
}
