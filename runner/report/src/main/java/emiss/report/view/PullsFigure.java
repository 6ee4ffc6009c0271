package emiss.report.view;

import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.Numbers;
import emiss.report.text.ValueText;
import emiss.results.FitResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The largest pulls of a fit, and its couplings in the caption. */
final class PullsFigure {
    private static final int MOST = 25;

    private PullsFigure() {}

    static Optional<Figure> figure(String id, List<StudyInRun<FitResult>> studies) {
        List<Panel> panels = new ArrayList<>();
        List<MathText> captions = new ArrayList<>();
        for (StudyInRun<FitResult> study : studies) {
            if (!study.result().pulls().isEmpty()) {
                panels.add(panel(study, studies.size() > 1));
                captions.add(caption(study));
            }
        }
        MathText title = studies.size() > 1
                ? MathText.plain("Pulls of several fits")
                : MathText.plain("Pulls of the fit of ").then(subject(studies.get(0)));
        return Figure.of(id, title, MathText.joined(" ", captions), panels);
    }

    private static MathText subject(StudyInRun<FitResult> study) {
        return Wording.couplings(study.couplings())
                .then(", " + study.scenarioLabel() + ", ")
                .then(Wording.mass(study.result().mass()));
    }

    private static Panel panel(StudyInRun<FitResult> study, boolean named) {
        List<Map.Entry<String, Double>> pulls = largest(study.result(), MOST);
        int size = pulls.size();
        List<MathText> names = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        Range x = new Range().include(-1.5).include(1.5);
        List<Layer.Measurement> widths = new ArrayList<>();
        Map<String, Double> constraints =
                study.result().constraints() == null ? Map.of() : study.result().constraints();
        List<String> shortened =
                NuisanceNames.shortened(pulls.stream().map(Map.Entry::getKey).toList());
        for (int i = size - 1; i >= 0; i--) {
            double pull = pulls.get(i).getValue();
            points.add(new Point(pull, size - i));
            names.add(MathText.plain(shortened.get(i)));
            x.include(pull).include(-pull);
            Double width = constraints.get(pulls.get(i).getKey());
            if (width != null) {
                widths.add(new Layer.Measurement(
                        new Point(pull, size - i), pull - width, pull + width, size - i, size - i));
                x.include(pull - width).include(pull + width);
            }
        }
        List<Layer> layers = new ArrayList<>(guides(size));
        layers.add(new Layer.Markers(MathText.plain("pull"), study.ink(), Layer.Shape.DISC, points));
        if (!widths.isEmpty()) {
            layers.add(new Layer.Measurements(MathText.plain("width after the fit"), study.ink(), widths));
        }
        return new Panel(
                named ? subject(study) : MathText.EMPTY,
                x.airyAxis(MathText.plain("pull"), MathText.EMPTY),
                Axis.counting(MathText.EMPTY, names),
                layers);
    }

    /** Where pulls are expected: a band of one standard deviation, and its middle. */
    static List<Layer> guides(int pulls) {
        double top = pulls + 0.5;
        return List.of(
                new Layer.Band(
                        MathText.plain("\u00b11"),
                        Palette.BACKGROUND.with(0.4),
                        List.of(new Layer.Span(-1, 0.5, top), new Layer.Span(1, 0.5, top))),
                new Layer.Rule(MathText.EMPTY, Palette.STANDARD_MODEL, Layer.Orientation.VERTICAL, 0));
    }

    /** The pulls with the largest absolute values, these first. */
    static List<Map.Entry<String, Double>> largest(FitResult result, int most) {
        return result.pulls().entrySet().stream()
                .sorted(Comparator.comparingDouble(pull -> -Math.abs(pull.getValue())))
                .limit(most)
                .toList();
    }

    private static MathText caption(StudyInRun<FitResult> study) {
        FitResult result = study.result();
        int all = result.pulls().size();
        MathText caption = MathText.plain("The "
                + (MOST < all ? MOST + " largest of " + all + " pulls" : all + " pulls")
                + ", (value \u2212 centre)/width, of nuisance parameters at the best fit: ");
        List<MathText> values = new ArrayList<>();
        result.couplings()
                .forEach((name, value) -> values.add(Wording.values(Map.of(name, value), result.intervals68())));
        result.derived().forEach((name, value) -> {
            if (value != null) {
                values.add(Notation.polynomial(name)
                        .then(" = ")
                        .then(Numbers.measured(value, result.intervals68().get(name))));
            }
        });
        if (!values.isEmpty()) {
            caption = caption.then(Wording.list(values)).then(" (68 % intervals), ");
        }
        return caption.then(Notation.T)
                .then(" = " + ValueText.fixed(result.t(), 2))
                .then(".")
                .then(Wording.remarks(List.of(study), study.couplings()));
    }
}
