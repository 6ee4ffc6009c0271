package emiss.report.view;

import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.html.HtmlTable;
import emiss.report.html.Quantities;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.ValueText;
import emiss.results.Interval;
import emiss.results.PredictResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows what fits predict, beside what was measured. */
final class PredictView extends TypedView<PredictResult> {
    private static final MathText LONGITUDINAL = MathText.parse("*F*_{L}");
    private static final MathText MEASURED = MathText.plain("measured");
    private static final MathText LIMIT = MathText.plain("upper limit, 90 %");
    /** A branching fraction is drawn from this part of the smallest prediction on. */
    private static final double ROOM = 0.3;

    PredictView() {
        super(PredictResult.TYPE, "Predictions");
    }

    @Override
    public String summary(PredictResult result) {
        return result.predictions().stream()
                .filter(prediction -> prediction.quantity().equals("B") && !prediction.includesSm())
                .map(prediction -> "B(" + prediction.transition() + ") = " + ValueText.number(prediction.value()))
                .collect(Collectors.joining(", "));
    }

    @Override
    public boolean hasWideNumbers() {
        return true;
    }

    @Override
    public KeyNumbers keyNumbers(StudyInRun<PredictResult> study) {
        PredictResult result = study.result();
        HtmlTable table = new HtmlTable("ttnnn").head("", "", "value", "fit", "form factors");
        for (PredictResult.Prediction prediction : result.predictions()) {
            table.row(
                    name(prediction).html(),
                    prediction.includesSm() ? "with the Standard Model" : "new particles alone",
                    Quantities.measured(prediction.value(), prediction.interval68()),
                    "+" + error(prediction.fitError().up()) + " \u2212"
                            + error(prediction.fitError().down()),
                    "\u00b1" + Quantities.number(prediction.formFactorError()));
        }
        return new KeyNumbers()
                .mass("", result.mass(), null)
                .couplings(result.couplings(), Map.of())
                .below(table.html());
    }

    private static String error(@Nullable Double error) {
        return error == null ? "\u221e" : Quantities.number(error);
    }

    private static MathText name(PredictResult.Prediction prediction) {
        return prediction.quantity().equals("B")
                ? Notation.branchingFraction(prediction.transition())
                : LONGITUDINAL.then(" of ").then(Notation.transition(prediction.transition()));
    }

    @Override
    public Optional<Figure> figure(String id, List<StudyInRun<PredictResult>> studies) {
        List<Panel> panels = new ArrayList<>();
        panels.add(fractions(studies));
        longitudinal(studies).ifPresent(panels::add);
        StudyInRun<PredictResult> first = studies.get(0);
        MathText caption = MathText.plain(
                        "Branching fractions that the best fits predict, with the Standard Model; bars: errors of"
                                + " fit and form factors in quadrature.")
                .then(Wording.quarkMasses(first, couplings(studies)))
                .then(Wording.incomplete(studies));
        return Optional.of(new Figure(id, MathText.plain("Predictions"), caption, panels));
    }

    private static List<String> couplings(List<StudyInRun<PredictResult>> studies) {
        return studies.stream()
                .flatMap(study -> study.result().couplings().keySet().stream())
                .toList();
    }

    private static MathText legend(StudyInRun<PredictResult> study) {
        PredictResult result = study.result();
        return MathText.plain(study.names().scenario(result.scenario()) + " ")
                .then(Wording.couplings(List.copyOf(result.couplings().keySet())));
    }

    private static Ink ink(StudyInRun<PredictResult> study) {
        PredictResult result = study.result();
        return study.names()
                .couplingInk(
                        result.scenario(),
                        result.couplings().keySet().stream().findFirst().orElse(""));
    }

    /** Rows by transition, the first one on top; those of several studies beside each other. */
    private static Panel fractions(List<StudyInRun<PredictResult>> studies) {
        List<String> transitions = transitions(studies, "B");
        Range x = new Range();
        List<Layer> layers = bars(studies, "B", transitions, ROOM, x);
        List<Layer.Measurement> measured = new ArrayList<>();
        List<Point> limits = new ArrayList<>();
        for (PredictResult.Measured found : studies.get(0).result().measured()) {
            if (!transitions.contains(found.transition())) {
                continue;
            }
            double y = y(transitions, found.transition()) - 0.3;
            double from = found.value() - found.errorLow();
            double to = found.value() + found.errorHigh();
            if (from > 0) {
                measured.add(new Layer.Measurement(new Point(found.value(), y), from, to, y, y));
                x.include(from).include(to);
            }
            limits.add(new Point(found.limit90(), y));
            x.include(found.limit90());
        }
        if (!measured.isEmpty()) {
            layers.add(new Layer.Measurements(MEASURED, Palette.DATA, measured));
        }
        if (!limits.isEmpty()) {
            layers.add(new Layer.Markers(LIMIT, Palette.DATA, Layer.Shape.CROSS, limits));
        }
        return new Panel(
                MathText.EMPTY,
                x.isEmpty() ? x.axis(fraction(), MathText.EMPTY) : x.logarithmicAxis(fraction(), MathText.EMPTY),
                names(transitions),
                layers);
    }

    private static MathText fraction() {
        return MathText.parse("\u212c");
    }

    /** F_L of new particles alone; its error is that of form factors. */
    private static Optional<Panel> longitudinal(List<StudyInRun<PredictResult>> studies) {
        List<String> transitions = transitions(studies, "FL");
        if (transitions.isEmpty()) {
            return Optional.empty();
        }
        List<Layer> layers = bars(studies, "FL", transitions, 0, new Range());
        return Optional.of(
                new Panel(MathText.EMPTY, Axis.linear(LONGITUDINAL, MathText.EMPTY, 0, 1), names(transitions), layers));
    }

    /**
     * The bars of a quantity, study by study.
     *
     * @param transitions those that are shown, from the top
     * @param least what a bar has of its value at least on a logarithmic axis
     * @param x includes all bars
     */
    private static List<Layer> bars(
            List<StudyInRun<PredictResult>> studies, String quantity, List<String> transitions, double least, Range x) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < studies.size(); i++) {
            List<Layer.Measurement> bars = new ArrayList<>();
            for (PredictResult.Prediction found : studies.get(i).result().predictions()) {
                if (isShown(found, quantity)) {
                    double y = y(transitions, found.transition()) + 0.15 - 0.3 * i / Math.max(1, studies.size() - 1);
                    bars.add(bar(found, y, least * found.value(), x));
                }
            }
            layers.add(new Layer.Measurements(legend(studies.get(i)), ink(studies.get(i)), bars));
        }
        return layers;
    }

    private static boolean isShown(PredictResult.Prediction found, String quantity) {
        return found.quantity().equals(quantity) && found.includesSm() && found.value() > 0;
    }

    private static Layer.Measurement bar(PredictResult.Prediction found, double y, double least, Range x) {
        Interval interval = found.interval68();
        double low = interval.low() == null ? found.value() : Math.max(least, interval.low());
        double high = interval.high() == null ? found.value() : interval.high();
        x.include(low).include(high);
        return new Layer.Measurement(new Point(found.value(), y), low, high, y, y);
    }

    private static List<String> transitions(List<StudyInRun<PredictResult>> studies, String quantity) {
        Set<String> found = new LinkedHashSet<>();
        studies.forEach(study -> study.result().predictions().stream()
                .filter(prediction -> isShown(prediction, quantity))
                .forEach(prediction -> found.add(prediction.transition())));
        return List.copyOf(found);
    }

    private static double y(List<String> transitions, String transition) {
        return transitions.size() - transitions.indexOf(transition);
    }

    private static Axis names(List<String> transitions) {
        List<MathText> names = new ArrayList<>();
        for (int i = transitions.size() - 1; i >= 0; i--) {
            names.add(Notation.transition(transitions.get(i)));
        }
        return Axis.counting(MathText.EMPTY, names);
    }
}
