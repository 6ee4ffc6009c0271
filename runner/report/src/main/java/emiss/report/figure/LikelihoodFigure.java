package emiss.report.figure;

import emiss.report.result.Study;
import emiss.report.result.Value;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** t at given points: against the one number in which they differ, or point by point. */
final class LikelihoodFigure implements FigureBuilder {
    @Override
    public Optional<Figure> figure(String id, List<Study> studies) {
        List<Panel> panels = new ArrayList<>();
        for (Study study : studies) {
            panel(study, studies.size() > 1).ifPresent(panels::add);
        }
        if (panels.isEmpty()) {
            return Optional.empty();
        }
        Study first = studies.get(0);
        MathText caption = Notation.T
                .then(MathText.parse(
                        " = \u22122 ln(*L*/*L*_{SM}) at the given points, nuisance parameters profiled unless given; 0 is the Standard"
                                + " Model."))
                .then(Wording.data(first))
                .then(Wording.quarkMasses(first, couplings(first)))
                .then(Wording.incomplete(first));
        return Optional.of(new Figure(id, MathText.plain("Likelihood at given points"), caption, panels));
    }

    private static List<String> couplings(Study study) {
        return study.result().field("points").items().stream()
                .flatMap(point -> point.field("couplings").fields().keySet().stream())
                .distinct()
                .toList();
    }

    private static Optional<Panel> panel(Study study, boolean titled) {
        Map<Integer, Double> t = new LinkedHashMap<>();
        List<Value> points = study.result().field("points").items();
        for (int i = 0; i < points.size(); i++) {
            OptionalDouble value = points.get(i).optionalNumber("t");
            if (value.isPresent()) {
                t.put(i, value.getAsDouble());
            }
        }
        if (t.isEmpty()) {
            return Optional.empty();
        }
        String scenario = Wording.scenarioOf(study);
        Ink ink = scenario.isEmpty() ? Palette.STANDARD_MODEL : Palette.scenario(scenario);
        MathText name = MathText.plain(scenario.isEmpty() ? "rescaled SM" : Wording.scenario(scenario));
        Optional<Map.Entry<String, List<Double>>> variable = onlyVariable(points);
        Range x = new Range();
        Range y = new Range().include(0);
        List<Point> marks = new ArrayList<>();
        t.forEach((index, value) -> {
            double at = variable.isPresent() ? variable.get().getValue().get(index) : index + 1;
            marks.add(new Point(at, value));
            x.include(at);
            y.include(value);
        });
        List<Layer> layers = List.of(
                new Layer.Rule(MathText.plain("SM"), Palette.STANDARD_MODEL, Layer.Orientation.HORIZONTAL, 0),
                new Layer.Markers(name, ink, Layer.Shape.DISC, marks));
        Axis horizontal = variable.map(found -> x.airyAxis(symbol(found.getKey()), unit(found.getKey())))
                .orElseGet(() -> new Range()
                        .include(0)
                        .include(points.size() + 1)
                        .tightAxis(MathText.plain("point, in the order given"), MathText.EMPTY));
        return Optional.of(new Panel(
                titled ? MathText.plain(study.id()) : MathText.EMPTY,
                horizontal,
                y.airyAxis(Notation.T, MathText.EMPTY),
                layers));
    }

    /** The number in which the points differ, if it is one alone: a mass, mu, or a real coupling. */
    private static Optional<Map.Entry<String, List<Double>>> onlyVariable(List<Value> points) {
        Map<String, List<Double>> columns = new LinkedHashMap<>();
        for (Value point : points) {
            Map<String, Value> numbers =
                    new LinkedHashMap<>(point.field("couplings").fields());
            for (String key : List.of("mass", "mu")) {
                point.optional(key).ifPresent(value -> numbers.put(key, value));
            }
            for (Map.Entry<String, Value> number : numbers.entrySet()) {
                if (number.getValue().isList()) {
                    return Optional.empty();
                }
                columns.computeIfAbsent(number.getKey(), key -> new ArrayList<>())
                        .add(number.getValue().number());
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

    private static MathText symbol(String variable) {
        return switch (variable) {
            case "mass" -> Notation.MASS;
            case "mu" -> MathText.parse("*\u03bc*");
            default -> Notation.coupling(variable);
        };
    }

    private static MathText unit(String variable) {
        return variable.equals("mass") ? Notation.GEV : MathText.EMPTY;
    }
}
