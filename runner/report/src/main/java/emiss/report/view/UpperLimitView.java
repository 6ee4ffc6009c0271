package emiss.report.view;

import emiss.report.figure.Figure;
import emiss.report.html.Html;
import emiss.report.html.HtmlTable;
import emiss.report.html.Quantities;
import emiss.report.text.ValueText;
import emiss.results.ResultType;
import emiss.results.UpperLimitResult;
import java.util.ArrayList;
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
            return subject(result) + " has no limit" + confidence;
        }
        int all = result.points().size();
        String text = subject(result) + " < " + at(bounded.get(0));
        if (all > 1) {
            text += " (strongest) to "
                    + (bounded.size() < all
                            ? "no limit for " + (all - bounded.size()) + " of " + all
                                    + (result.points().stream().anyMatch(point -> point.ctau() != null)
                                            ? " points"
                                            : " masses")
                            : at(bounded.get(all - 1)) + " (weakest)");
        }
        return text + confidence;
    }

    private static String subject(UpperLimitResult result) {
        String quantity = Wording.plainQuantity(result.quantity());
        return result.scenario() == null ? quantity : result.scenario() + ": " + quantity;
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
        boolean hasCtau = result.points().stream().anyMatch(point -> point.ctau() != null);
        HtmlTable limits = new HtmlTable(hasCtau ? "nnnnnn" : "nnnnn");
        List<String> head =
                new ArrayList<>(List.of("mass [GeV]", "observed", "toy error", "expected", "68 % of expected"));
        if (hasCtau) {
            head.add(1, LifetimeMap.CTAU.html() + " [cm]");
        }
        limits.head(head.toArray(String[]::new));
        for (UpperLimitResult.Point point : result.points()) {
            UpperLimitResult.Expected expected = point.expected();
            List<String> row = new ArrayList<>(List.of(
                    Quantities.orNone(point.mass()),
                    Quantities.orNone(point.observed()),
                    Quantities.orNone(point.observedError()),
                    Quantities.orNone(expected == null ? null : expected.median()),
                    expected == null
                            ? Quantities.NONE
                            : Quantities.orNone(expected.minus1()) + " to " + Quantities.orNone(expected.plus1())));
            if (hasCtau) {
                row.add(1, Quantities.orNone(point.ctau()));
            }
            limits.row(row.toArray(String[]::new));
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
