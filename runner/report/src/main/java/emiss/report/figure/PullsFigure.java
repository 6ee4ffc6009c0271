package emiss.report.figure;

import emiss.report.result.Study;
import emiss.report.result.Value;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.Rounded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The largest pulls of a fit, and its couplings in the caption. */
final class PullsFigure implements FigureBuilder {
    private static final int MOST = 25;

    @Override
    public Optional<Figure> figure(String id, List<Study> studies) {
        List<Panel> panels = new ArrayList<>();
        MathText caption = MathText.EMPTY;
        for (Study study : studies) {
            Optional<Panel> panel = panel(study, studies.size() > 1);
            panel.ifPresent(panels::add);
            if (panel.isPresent()) {
                caption = caption.then(caption.isEmpty() ? "" : " ").then(caption(study));
            }
        }
        if (panels.isEmpty()) {
            return Optional.empty();
        }
        Study first = studies.get(0);
        MathText title = studies.size() > 1
                ? MathText.plain("Pulls of several fits")
                : MathText.plain("Pulls of the fit of ").then(subject(first));
        return Optional.of(new Figure(id, title, caption, panels));
    }

    private static MathText subject(Study study) {
        return Wording.couplings(Wording.couplingNames(study))
                .then(", " + Wording.scenario(Wording.scenarioOf(study)) + ", ")
                .then(Wording.mass(study.result().field("mass").number()));
    }

    private static Optional<Panel> panel(Study study, boolean named) {
        List<Map.Entry<String, Value>> pulls = largest(study);
        if (pulls.isEmpty()) {
            return Optional.empty();
        }
        int size = pulls.size();
        List<MathText> names = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        Range x = new Range().include(-1.5).include(1.5);
        for (int i = size - 1; i >= 0; i--) {
            double pull = pulls.get(i).getValue().number();
            points.add(new Point(pull, size - i));
            names.add(MathText.plain(pulls.get(i).getKey()));
            x.include(pull).include(-pull);
        }
        double top = size + 0.5;
        List<Layer> layers = List.of(
                new Layer.Band(
                        MathText.plain("\u00b11"),
                        Palette.BACKGROUND.with(0.4),
                        List.of(new Layer.Span(-1, 0.5, top), new Layer.Span(1, 0.5, top))),
                new Layer.Rule(MathText.EMPTY, Palette.STANDARD_MODEL, Layer.Orientation.VERTICAL, 0),
                new Layer.Markers(
                        MathText.plain("pull"), Palette.scenario(Wording.scenarioOf(study)), Layer.Shape.DISC, points));
        return Optional.of(new Panel(
                named ? subject(study) : MathText.EMPTY,
                x.airyAxis(MathText.plain("pull"), MathText.EMPTY),
                Axis.counting(MathText.EMPTY, names),
                layers));
    }

    private static List<Map.Entry<String, Value>> largest(Study study) {
        return study.result().field("pulls").fields().entrySet().stream()
                .sorted(Comparator.comparingDouble(
                        entry -> -Math.abs(entry.getValue().number())))
                .limit(MOST)
                .toList();
    }

    private static MathText caption(Study study) {
        Value result = study.result();
        int all = result.field("pulls").fields().size();
        int drawn = Math.min(all, MOST);
        MathText caption = MathText.plain("The "
                + (drawn < all ? drawn + " largest of " + all + " pulls" : all + " pulls")
                + ", (value \u2212 centre)/width, of nuisance parameters at the best fit: ");
        List<MathText> values = new ArrayList<>();
        result.field("couplings")
                .fields()
                .forEach((name, value) ->
                        values.add(Notation.coupling(name).then(" = ").then(value(value, result, name))));
        result.field("derived").fields().forEach((name, value) -> {
            if (!value.isNull()) {
                values.add(Notation.polynomial(name).then(" = ").then(value(value, result, name)));
            }
        });
        if (!values.isEmpty()) {
            caption = caption.then(Wording.list(values)).then(" (68 % intervals), ");
        }
        return caption.then(Notation.T)
                .then(String.format(Locale.ROOT, " = %.2f", result.field("t").number())
                        .replace('-', '\u2212'))
                .then(".")
                .then(Wording.data(study))
                .then(Wording.quarkMasses(study, Wording.couplingNames(study)))
                .then(Wording.incomplete(study));
    }

    private static MathText value(Value value, Value result, String name) {
        if (value.isList()) {
            List<Double> parts = value.numbers();
            return Rounded.of(parts.get(0))
                    .mathText()
                    .then(" + ")
                    .then(Rounded.of(parts.get(1)).mathText())
                    .then(MathText.parse(" *i*"));
        }
        double central = value.number();
        Optional<List<Value>> ends = result.field("intervals68").optional(name).map(Value::items);
        boolean bounded = ends.isPresent() && ends.get().stream().noneMatch(Value::isNull);
        return bounded
                ? Wording.interval(
                        central, ends.get().get(0).number(), ends.get().get(1).number())
                : Rounded.of(central).mathText();
    }
}
