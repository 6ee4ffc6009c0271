package emiss.report.view;

import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.html.Quantities;
import emiss.report.text.MathText;
import emiss.report.text.ValueText;
import emiss.results.GoodnessOfFitResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows tests of goodness of fit. */
final class GoodnessOfFitView extends TypedView<GoodnessOfFitResult> {
    GoodnessOfFitView() {
        super(GoodnessOfFitResult.TYPE, "Goodness of fit");
    }

    private static String hypothesis(GoodnessOfFitResult result) {
        return switch (result.hypothesis()) {
            case "sm" -> "Standard Model";
            case "rescaled-sm" -> "rescaled Standard Model";
            default ->
                result.hypothesis() + (result.mass() == null ? "" : " at " + ValueText.setting(result.mass()) + " GeV");
        };
    }

    @Override
    public String summary(GoodnessOfFitResult result) {
        return hypothesis(result) + ": p = " + ValueText.number(result.p()) + ", \u22122 ln L = "
                + ValueText.fixed(result.statistic(), 2) + " for " + result.dof() + " degrees of freedom";
    }

    @Override
    public KeyNumbers keyNumbers(StudyInRun<GoodnessOfFitResult> study) {
        GoodnessOfFitResult result = study.result();
        Double error = result.pError();
        KeyNumbers numbers = new KeyNumbers().text(MathText.plain("hypothesis"), MathText.plain(hypothesis(result)));
        if (result.mass() != null) {
            numbers.mass(result.massFloated() ? "best " : "fixed ", result.mass(), null);
        }
        return numbers.couplings(result.couplings(), Map.of())
                .row("\u22122 ln <i>L</i>, saturated model 0", ValueText.fixed(result.statistic(), 2))
                .row(
                        "<i>p</i> by toys",
                        (error == null ? "&lt; " : "")
                                + Quantities.number(result.p())
                                + (error == null ? "" : " \u00b1 " + Quantities.number(error)))
                .row(
                        "<i>p</i> of \u03c7<sup>2</sup> with " + result.dof() + " degrees of freedom",
                        Quantities.number(result.pChiSquare()))
                .row(
                        "toys",
                        SignificanceView.toys(
                                        result.toys().count(), result.toys().failed())
                                + ", mean " + ValueText.fixed(result.toys().mean(), 2));
    }

    @Override
    public Optional<Figure> figure(String id, List<StudyInRun<GoodnessOfFitResult>> studies) {
        List<Panel> panels = new ArrayList<>();
        for (StudyInRun<GoodnessOfFitResult> study : studies) {
            GoodnessOfFitResult result = study.result();
            panels.add(DistributionPanel.of(
                    MathText.plain(hypothesis(result)),
                    MathText.parse("\u22122 ln *L*"),
                    result.distribution(),
                    result.statistic()));
            panels.add(residuals(result));
        }
        MathText caption = MathText.parse(
                        "Left: \u22122 ln of the likelihood ratio to the saturated model in toys of the fitted"
                                + " hypothesis, and of a \u03c7^{2} variable. Right: (observed \u2212 expected)/\u221aexpected at the best fit,"
                                + " bin by bin, measured branching fractions over their errors; dotted lines are between the channels ")
                .then(Wording.list(channels(studies.get(0).result())))
                .then(".")
                .then(Wording.remarks(studies));
        return Optional.of(new Figure(id, MathText.plain("Goodness of fit"), caption, panels));
    }

    private static List<MathText> channels(GoodnessOfFitResult result) {
        return result.bins().stream()
                .map(GoodnessOfFitResult.Bin::channel)
                .distinct()
                .map(name -> MathText.plain(name.substring(name.lastIndexOf('/') + 1)))
                .toList();
    }

    private static Panel residuals(GoodnessOfFitResult result) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        List<Layer.Bin> bars = new ArrayList<>();
        Range y = new Range().include(-3).include(3);
        for (GoodnessOfFitResult.Bin bin : result.bins()) {
            int number = bars.size() + 1;
            sizes.merge(bin.channel(), 1, Integer::sum);
            bars.add(new Layer.Bin(number - 0.5, number + 0.5, 0, bin.residual()));
            y.include(bin.residual());
        }
        List<Layer> layers = new ArrayList<>(List.of(
                new Layer.Rule(MathText.EMPTY, Palette.STANDARD_MODEL, Layer.Orientation.HORIZONTAL, 0),
                new Layer.Histogram(MathText.plain("residual"), Palette.LOWERED.with(0.6), true, bars)));
        Axis vertical = y.airyAxis(MathText.plain("residual"), MathText.EMPTY);
        int end = 0;
        for (Map.Entry<String, Integer> channel : sizes.entrySet()) {
            end += channel.getValue();
            layers.add(new Layer.Rule(MathText.EMPTY, Palette.GUIDE, Layer.Orientation.VERTICAL, end + 0.5));
        }
        return new Panel(
                MathText.plain("residuals"),
                Axis.linear(MathText.plain("bin"), MathText.EMPTY, 0.5, bars.size() + 0.5),
                vertical,
                layers);
    }
}
