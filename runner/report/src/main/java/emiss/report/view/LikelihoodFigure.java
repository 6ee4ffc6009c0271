package emiss.report.view;

import emiss.api.scenario.Complex;
import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.results.LikelihoodResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** t at given points: against the one number in which they differ, or point by point. */
final class LikelihoodFigure {
    private static final String MASS = "mass";
    private static final String STRENGTH = "mu";

    private LikelihoodFigure() {}

    static Optional<Figure> figure(String id, List<StudyInRun<LikelihoodResult>> studies) {
        List<Panel> panels = new ArrayList<>();
        for (StudyInRun<LikelihoodResult> study : studies) {
            if (study.result().points().stream().anyMatch(point -> point.t() != null)) {
                panels.add(panel(study, studies.size() > 1));
            }
        }
        StudyInRun<LikelihoodResult> first = studies.get(0);
        List<String> couplings = first.result().points().stream()
                .flatMap(point -> point.couplings().keySet().stream())
                .toList();
        MathText caption = Notation.T
                .then(MathText.parse(
                        " = \u22122 ln(*L*/*L*_{SM}) at the given points, nuisance parameters profiled unless given; 0 is the Standard"
                                + " Model."))
                .then(Wording.remarks(List.of(first), couplings));
        return Figure.of(id, MathText.plain("Likelihood at given points"), caption, panels);
    }

    private static Panel panel(StudyInRun<LikelihoodResult> study, boolean titled) {
        List<LikelihoodResult.Point> points = study.result().points();
        Optional<Map.Entry<String, List<Double>>> variable = onlyVariable(points);
        Range x = new Range();
        Range y = new Range().include(0);
        List<Point> marks = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            Double t = points.get(i).t();
            if (t != null) {
                double at = variable.isPresent() ? variable.get().getValue().get(i) : i + 1;
                marks.add(new Point(at, t));
                x.include(at);
                y.include(t);
            }
        }
        MathText name = MathText.plain(study.hasScenario() ? study.scenarioLabel() : "rescaled SM");
        List<Layer> layers = List.of(
                new Layer.Rule(MathText.plain("SM"), Palette.STANDARD_MODEL, Layer.Orientation.HORIZONTAL, 0),
                new Layer.Markers(name, study.ink(), Layer.Shape.DISC, marks));
        Axis horizontal = variable.map(found -> x.airyAxis(symbol(found.getKey()), unit(found.getKey())))
                .orElseGet(() -> new Range()
                        .include(0)
                        .include(points.size() + 1)
                        .tightAxis(MathText.plain("point, in the order given"), MathText.EMPTY));
        return new Panel(
                titled ? MathText.plain(study.id()) : MathText.EMPTY,
                horizontal,
                y.airyAxis(Notation.T, MathText.EMPTY),
                layers);
    }

    /** The number in which the points differ, if it is one alone: a mass, mu, or a real coupling. */
    private static Optional<Map.Entry<String, List<Double>>> onlyVariable(List<LikelihoodResult.Point> points) {
        Map<String, List<Double>> columns = new LinkedHashMap<>();
        for (LikelihoodResult.Point point : points) {
            for (Map.Entry<String, Complex> coupling : point.couplings().entrySet()) {
                if (coupling.getValue().im() != 0) {
                    return Optional.empty();
                }
                column(columns, coupling.getKey()).add(coupling.getValue().re());
            }
            if (point.mass() != null) {
                column(columns, MASS).add(point.mass());
            }
            if (point.mu() != null) {
                column(columns, STRENGTH).add(point.mu());
            }
        }
        List<Map.Entry<String, List<Double>>> varying = columns.entrySet().stream()
                .filter(column -> column.getValue().stream().distinct().count() > 1
                        || column.getValue().size() < points.size())
                .toList();
        return varying.size() == 1 && varying.get(0).getValue().size() == points.size()
                ? Optional.of(varying.get(0))
                : Optional.empty();
    }

    private static List<Double> column(Map<String, List<Double>> columns, String name) {
        return columns.computeIfAbsent(name, key -> new ArrayList<>());
    }

    private static MathText symbol(String variable) {
        return switch (variable) {
            case MASS -> Notation.MASS;
            case STRENGTH -> Wording.MU;
            default -> Notation.coupling(variable);
        };
    }

    private static MathText unit(String variable) {
        return variable.equals(MASS) ? Notation.GEV : MathText.EMPTY;
    }
}
