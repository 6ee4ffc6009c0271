package emiss.report.view;

import emiss.report.figure.Figure;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.html.Html;
import emiss.report.html.HtmlTable;
import emiss.report.html.Quantities;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.ValueText;
import emiss.results.Interval;
import emiss.results.PosteriorResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows posteriors: one panel per parameter. */
final class PosteriorView extends TypedView<PosteriorResult> {
    private static final MathText DENSITY = MathText.plain("posterior density");

    PosteriorView() {
        super(PosteriorResult.TYPE, "Posteriors");
    }

    @Override
    public String summary(PosteriorResult result) {
        String marginals = result.marginals().stream()
                .map(marginal -> name(result, marginal) + " = " + ValueText.number(marginal.mode()) + ", 68 %: "
                        + marginal.hpd68().stream().map(Wording::ends).collect(Collectors.joining(" and ")))
                .collect(Collectors.joining("; "));
        Double sm = result.bayesFactors().sm();
        return marginals + (sm == null ? "" : "; log10 Bayes factor against the SM " + ValueText.fixed(sm, 2));
    }

    private static String name(PosteriorResult result, PosteriorResult.Marginal marginal) {
        return marginal.name().equals("B") ? result.quantity() : marginal.name();
    }

    @Override
    public KeyNumbers keyNumbers(StudyInRun<PosteriorResult> study) {
        PosteriorResult result = study.result();
        HtmlTable table = new HtmlTable("tnnnn").head("", "mode", "mean", "68\u202f%", "95\u202f%");
        for (PosteriorResult.Marginal marginal : result.marginals()) {
            table.row(
                    label(result, marginal).html(),
                    Quantities.number(marginal.mode()),
                    Quantities.number(marginal.mean()),
                    intervals(marginal.hpd68()),
                    intervals(marginal.hpd95()));
        }
        return new KeyNumbers()
                .row(
                        "log\u2081\u2080 Bayes factor against the Standard Model",
                        factor(result.bayesFactors().sm()))
                .row(
                        "log\u2081\u2080 Bayes factor against background alone",
                        factor(result.bayesFactors().background()))
                .below(table.html());
    }

    private static String factor(@Nullable Double logarithm) {
        return logarithm == null ? Quantities.orNone(null) : ValueText.fixed(logarithm, 2);
    }

    private static String intervals(List<Interval> intervals) {
        return Html.escape(intervals.stream().map(Quantities::range).collect(Collectors.joining(", ")));
    }

    private static MathText label(PosteriorResult result, PosteriorResult.Marginal marginal) {
        return switch (marginal.name()) {
            case "mass" -> Notation.MASS;
            case "B", "mu" -> LimitFigure.quantity(result.quantity());
            default -> Notation.coupling(marginal.name());
        };
    }

    @Override
    public Optional<Figure> figure(String id, List<StudyInRun<PosteriorResult>> studies) {
        List<Panel> panels = new ArrayList<>();
        for (StudyInRun<PosteriorResult> study : studies) {
            for (PosteriorResult.Marginal marginal : study.result().marginals()) {
                panels.add(panel(study, marginal, studies.size() > 1));
            }
        }
        StudyInRun<PosteriorResult> first = studies.get(0);
        MathText caption = MathText.plain("Posterior densities, each with all other parameters integrated over;"
                        + " shaded: the smallest sets with 68 % and 95 % probability.")
                .then(Wording.remarks(studies, Wording.couplingNames(studies)));
        MathText title = studies.size() == 1 && first.hasScenario()
                ? MathText.plain("Posterior: ").then(Wording.scenarioAndCouplings(first))
                : MathText.plain("Posteriors");
        return Figure.of(id, title, caption, panels);
    }

    private static Panel panel(StudyInRun<PosteriorResult> study, PosteriorResult.Marginal marginal, boolean titled) {
        Ink ink = study.hasScenario() ? study.couplingInk() : Palette.DATA;
        List<Layer> layers = new ArrayList<>();
        marginal.hpd95().forEach(set -> layers.add(band("95 %", ink.with(0.2), marginal, set)));
        marginal.hpd68().forEach(set -> layers.add(band("68 %", ink.with(0.35), marginal, set)));
        List<Point> line = new ArrayList<>();
        Range x = new Range();
        Range y = new Range().include(0);
        for (int i = 0; i < marginal.x().size(); i++) {
            line.add(new Point(marginal.x().at(i), marginal.density().at(i)));
            x.include(marginal.x().at(i));
            y.include(marginal.density().at(i));
        }
        layers.add(new Layer.Curve(DENSITY, ink, List.of(line)));
        MathText unit = marginal.name().equals("mass") ? Notation.GEV : MathText.EMPTY;
        return new Panel(
                titled ? MathText.plain(study.id()) : MathText.EMPTY,
                x.tightAxis(label(study.result(), marginal), unit),
                y.airyAxis(DENSITY, unit.isEmpty() ? unit : MathText.parse("GeV^{\u22121}")),
                layers);
    }

    /** The area below the density over a set. */
    private static Layer band(String name, Ink ink, PosteriorResult.Marginal marginal, Interval set) {
        double low = set.low() == null ? Double.NEGATIVE_INFINITY : set.low();
        double high = set.high() == null ? Double.POSITIVE_INFINITY : set.high();
        List<Layer.Span> spans = new ArrayList<>();
        for (int i = 0; i < marginal.x().size(); i++) {
            double at = marginal.x().at(i);
            if (i > 0) {
                double before = marginal.x().at(i - 1);
                addEnd(spans, marginal, i, low, before, at);
                addEnd(spans, marginal, i, high, before, at);
            }
            if (at >= low && at <= high) {
                spans.add(new Layer.Span(at, 0, marginal.density().at(i)));
            }
        }
        return new Layer.Band(MathText.plain(name), ink, spans);
    }

    /** An end of the set, if it lies between two points of the grid. */
    private static void addEnd(
            List<Layer.Span> spans, PosteriorResult.Marginal marginal, int i, double end, double before, double at) {
        if (end > before && end < at) {
            double share = (end - before) / (at - before);
            double value = marginal.density().at(i - 1)
                    + share * (marginal.density().at(i) - marginal.density().at(i - 1));
            spans.add(new Layer.Span(end, 0, value));
        }
    }
}
