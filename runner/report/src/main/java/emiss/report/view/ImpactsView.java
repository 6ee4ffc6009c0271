package emiss.report.view;

import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.html.Html;
import emiss.report.html.HtmlTable;
import emiss.report.html.Quantities;
import emiss.report.text.MathText;
import emiss.report.text.ValueText;
import emiss.results.ImpactsResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows impacts of nuisance parameters: pulls with their post-fit widths beside the shifts of the parameter, ranked. */
final class ImpactsView extends TypedView<ImpactsResult> {
    private static final int MOST = 20;

    ImpactsView() {
        super(ImpactsResult.TYPE, "Impacts of nuisance parameters");
    }

    @Override
    public String summary(ImpactsResult result) {
        String text = Wording.subject(result.scenario(), result.parameter()) + " = "
                + ValueText.measured(result.value(), result.interval68());
        return result.nuisances().isEmpty()
                ? text
                : text + ", largest impact: "
                        + NuisanceNames.shortened(
                                        List.of(result.nuisances().get(0).name()))
                                .get(0);
    }

    @Override
    public KeyNumbers keyNumbers(StudyInRun<ImpactsResult> study) {
        ImpactsResult result = study.result();
        HtmlTable fixing = new HtmlTable("tn").head("source", "error by fixing");
        result.breakdown()
                .fixing()
                .forEach(part -> fixing.row(Html.escape(part.group()), Quantities.orNone(part.sigma())));
        HtmlTable fluctuating = new HtmlTable("tn").head("source", "error by fluctuating");
        result.breakdown()
                .fluctuating()
                .forEach(part -> fluctuating.row(Html.escape(part.group()), Quantities.orNone(part.sigma())));
        return new KeyNumbers()
                .number(LimitFigure.quantity(result.parameter()), result.value(), result.interval68())
                .below(fluctuating.html())
                .below(Html.folded("By fixing", fixing.html()));
    }

    @Override
    public Optional<Figure> figure(String id, List<StudyInRun<ImpactsResult>> studies) {
        List<Panel> panels = new ArrayList<>();
        for (StudyInRun<ImpactsResult> study : studies) {
            if (!study.result().nuisances().isEmpty()) {
                panels.addAll(panels(study.result(), studies.size() > 1 ? study.id() + ": " : ""));
            }
        }
        MathText caption = MathText.plain(
                        "The nuisance parameters with the largest impacts. Pulls: (value \u2212 centre)/width"
                                + " with the width after the fit. Impacts: shifts of the parameter if a nuisance parameter is held at its"
                                + " best value plus or minus its width after the fit (filled) and before it (outlined), all others"
                                + " fitted again.")
                .then(Wording.remarks(studies));
        return Figure.of(id, MathText.plain("Impacts"), caption, panels);
    }

    private static List<Panel> panels(ImpactsResult result, String prefix) {
        List<ImpactsResult.Nuisance> shown =
                result.nuisances().stream().limit(MOST).toList();
        List<String> shortened = NuisanceNames.shortened(
                shown.stream().map(ImpactsResult.Nuisance::name).toList());
        int size = shown.size();
        List<MathText> names = new ArrayList<>();
        List<Layer.Measurement> pulls = new ArrayList<>();
        Range x = new Range().include(-1.5).include(1.5);
        for (int i = size - 1; i >= 0; i--) {
            ImpactsResult.Nuisance nuisance = shown.get(i);
            double width = nuisance.constraint() == null ? 0 : nuisance.constraint();
            double y = size - i;
            pulls.add(new Layer.Measurement(
                    new Point(nuisance.pull(), y), nuisance.pull() - width, nuisance.pull() + width, y, y));
            x.include(nuisance.pull() - width).include(nuisance.pull() + width);
            names.add(MathText.plain(shortened.get(i)));
        }
        List<Layer> layers = new ArrayList<>(PullsFigure.guides(size));
        layers.add(new Layer.Measurements(MathText.plain("pull, width after the fit"), Palette.DATA, pulls));
        Panel pullPanel = new Panel(
                MathText.plain(prefix + "pulls"),
                x.airyAxis(MathText.plain("pull"), MathText.EMPTY),
                Axis.counting(MathText.EMPTY, names),
                layers);
        return List.of(pullPanel, impacts(result, shown, names, prefix));
    }

    private static Panel impacts(
            ImpactsResult result, List<ImpactsResult.Nuisance> shown, List<MathText> names, String prefix) {
        List<List<Point>> raised = new ArrayList<>();
        List<List<Point>> lowered = new ArrayList<>();
        List<List<Point>> raisedBefore = new ArrayList<>();
        List<List<Point>> loweredBefore = new ArrayList<>();
        Range x = new Range().include(0);
        int size = shown.size();
        for (int i = 0; i < size; i++) {
            ImpactsResult.Nuisance nuisance = shown.get(i);
            double y = size - i;
            bar(raised, nuisance.postFit().up(), y, x);
            bar(lowered, nuisance.postFit().down(), y, x);
            bar(raisedBefore, nuisance.preFit().up(), y, x);
            bar(loweredBefore, nuisance.preFit().down(), y, x);
        }
        List<Layer> layers = List.of(
                new Layer.Region(MathText.plain("raised"), Palette.RAISED.with(0.7), raised),
                new Layer.Region(MathText.plain("lowered"), Palette.LOWERED.with(0.7), lowered),
                new Layer.Curve(MathText.plain("raised by the width before"), Palette.RAISED, raisedBefore),
                new Layer.Curve(MathText.plain("lowered by the width before"), Palette.LOWERED, loweredBefore),
                new Layer.Rule(MathText.EMPTY, Palette.STANDARD_MODEL, Layer.Orientation.VERTICAL, 0));
        MathText label = MathText.plain("shift of ").then(LimitFigure.quantity(result.parameter()));
        return new Panel(
                MathText.plain(prefix + "impacts"),
                x.airyAxis(label, MathText.EMPTY),
                Axis.counting(MathText.EMPTY, names),
                layers);
    }

    private static void bar(List<List<Point>> bars, @Nullable Double shift, double y, Range x) {
        if (shift != null) {
            bars.add(List.of(
                    new Point(0, y - 0.35),
                    new Point(shift, y - 0.35),
                    new Point(shift, y + 0.35),
                    new Point(0, y + 0.35),
                    new Point(0, y - 0.35)));
            x.include(shift);
        }
    }
}
