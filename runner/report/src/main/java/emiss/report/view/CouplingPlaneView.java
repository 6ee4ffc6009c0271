package emiss.report.view;

import emiss.api.scenario.Complex;
import emiss.report.figure.Figure;
import emiss.report.html.Html;
import emiss.report.html.Quantities;
import emiss.report.text.ValueText;
import emiss.results.CouplingPlaneResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows planes of two couplings. */
final class CouplingPlaneView extends TypedView<CouplingPlaneResult> {
    private static final int MOST_BEST_POINTS = 4;

    /** A best coupling that is smaller than this part of a step of the grid is written as zero. */
    private static final double NEGLIGIBLE = 2e-2;

    CouplingPlaneView() {
        super(CouplingPlaneResult.TYPE, "Coupling planes");
    }

    @Override
    public String summary(CouplingPlaneResult result) {
        List<CouplingPlaneResult.Best> best = result.best();
        StringBuilder text = new StringBuilder();
        if (!best.isEmpty()) {
            text.append(ValueText.t(best.get(0).t())).append("  ");
        }
        text.append(result.scenario())
                .append(": m = ")
                .append(ValueText.setting(result.mass()))
                .append(" GeV");
        if (!best.isEmpty()) {
            text.append(", best ")
                    .append(ValueText.couplings(resolved(best.get(0).couplings(), result)))
                    .append(isValley(result) ? " and along a valley" : "");
        }
        return text.toString();
    }

    @Override
    public String summary(StudyInRun<CouplingPlaneResult> study) {
        return summary(study.result())
                + study.result().limits().stream()
                        .map(limit -> "; " + limited(limit)
                                + (limit.value() == null ? " unbounded" : " < " + ValueText.number(limit.value()))
                                + " ("
                                + PlaneGuides.level(limit) + " %, "
                                + PlaneGuides.data(study, limit).unicode() + ")")
                        .collect(Collectors.joining());
    }

    private static String limited(CouplingPlaneResult.Limit limit) {
        return limit.coupling() != null
                ? "|" + limit.coupling() + "|"
                : limit.couplings().stream()
                        .map(name -> name + "\u00b2")
                        .collect(Collectors.joining(" + ", "\u221a(", ")"));
    }

    /** Whether the best points are points of a valley rather than separate ones. */
    static boolean isValley(CouplingPlaneResult result) {
        return result.valleys() != null && !result.valleys().isEmpty();
    }

    /** Couplings without digits that the grid does not resolve. */
    private static Map<String, Complex> resolved(Map<String, Complex> couplings, CouplingPlaneResult result) {
        Map<String, Complex> shown = new LinkedHashMap<>(couplings);
        for (CouplingPlaneResult.Axis axis : List.of(result.x(), result.y())) {
            shown.computeIfPresent(
                    axis.coupling(),
                    (name, value) -> value.im() == 0 && Math.abs(value.re()) < NEGLIGIBLE * Math.abs(axis.step())
                            ? Complex.ZERO
                            : value);
        }
        return shown;
    }

    @Override
    public KeyNumbers keyNumbers(StudyInRun<CouplingPlaneResult> study) {
        CouplingPlaneResult result = study.result();
        KeyNumbers numbers = new KeyNumbers().mass("", result.mass(), null);
        List<CouplingPlaneResult.Best> all = result.best();
        boolean isValley = isValley(result);
        List<CouplingPlaneResult.Best> best = isValley ? all.subList(0, 1) : all;
        for (CouplingPlaneResult.Best point : best.subList(0, Math.min(MOST_BEST_POINTS, best.size()))) {
            numbers.row(
                    isValley ? "best, and along a valley of \u0394<i>t</i> &lt; 0.1" : "best point",
                    Quantities.couplings(resolved(point.couplings(), result), Map.of()) + "<br><i>t</i> = "
                            + Quantities.t(point.t()));
        }
        if (best.size() > MOST_BEST_POINTS) {
            numbers.row("", "and " + (best.size() - MOST_BEST_POINTS) + " more of equal <i>t</i>");
        }
        for (CouplingPlaneResult.Limit limit : result.limits()) {
            numbers.row("limit, " + Quantities.percentage(limit.level()) + "\u202f% CL", describe(limit));
        }
        return numbers;
    }

    private static String describe(CouplingPlaneResult.Limit limit) {
        String what = limit.coupling() != null
                ? "|" + Quantities.symbol(limit.coupling()) + "|"
                : limit.couplings().stream()
                        .map(name -> Quantities.symbol(name) + "<sup>2</sup>")
                        .collect(Collectors.joining(" + ", "(", ")<sup>1/2</sup>"));
        return what + (limit.value() == null ? " not bounded" : " &lt; " + Quantities.number(limit.value())) + "<br>"
                + Html.escape(String.join(", ", limit.experiments())) + "; others: " + Html.escape(limit.others());
    }

    @Override
    public Optional<Figure> figure(String id, List<StudyInRun<CouplingPlaneResult>> studies) {
        return PlaneFigure.figure(id, studies);
    }

    @Override
    public boolean isOverlaid() {
        return true;
    }

    /** {@return all but the outlines, which follow from the values on the grid} */
    @Override
    public Object compared(CouplingPlaneResult result) {
        return new CouplingPlaneResult(
                        result.scenario(),
                        result.mass(),
                        result.x(),
                        result.y(),
                        result.t(),
                        result.best(),
                        new CouplingPlaneResult.Contours(Map.of(), Map.of()),
                        result.directions(),
                        result.limits(),
                        null)
                .tree();
    }
}
