package emiss.report.figure;

import emiss.report.result.Study;
import emiss.report.result.Value;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Hypotheses by significance, the best on top: one bar each, in the colour of the scenario. */
final class RankingFigure implements FigureBuilder {
    private static final String RESCALED = "rescaled SM";

    @Override
    public Optional<Figure> figure(String id, List<Study> studies) {
        List<Panel> panels = new ArrayList<>();
        for (Study study : studies) {
            List<Value> ranking = study.result().field("ranking").items();
            if (!ranking.isEmpty()) {
                panels.add(panel(studies.size() > 1 ? MathText.plain(study.id()) : MathText.EMPTY, ranking));
            }
        }
        if (panels.isEmpty()) {
            return Optional.empty();
        }
        MathText caption = MathText.parse(
                        "Local significance *Z* of the improvement over the Standard Model, at the best mass and"
                                + " couplings of each hypothesis. Discs: with the mass counted as a parameter.")
                .then(Wording.data(studies.get(0)))
                .then(Wording.incomplete(studies.get(0)));
        return Optional.of(new Figure(id, MathText.plain("Hypotheses by significance"), caption, panels));
    }

    private static Panel panel(MathText title, List<Value> ranking) {
        int size = ranking.size();
        List<MathText> names = new ArrayList<>();
        Map<String, List<List<Point>>> bars = new LinkedHashMap<>();
        List<Point> floated = new ArrayList<>();
        Range x = new Range().include(0);
        for (int i = size - 1; i >= 0; i--) {
            Value entry = ranking.get(i);
            String hypothesis = entry.field("hypothesis").text();
            double z = entry.field("significance").number();
            double y = size - i;
            names.add(name(entry));
            bars.computeIfAbsent(hypothesis, key -> new ArrayList<>())
                    .add(List.of(
                            new Point(0, y - 0.35),
                            new Point(z, y - 0.35),
                            new Point(z, y + 0.35),
                            new Point(0, y + 0.35)));
            x.include(z);
            entry.optionalNumber("significanceMassFloated").ifPresent(value -> floated.add(new Point(value, y)));
        }
        List<Layer> layers = new ArrayList<>();
        bars.forEach((hypothesis, rings) ->
                layers.add(new Layer.Region(MathText.EMPTY, ink(hypothesis).with(0.75), rings)));
        layers.add(new Layer.Markers(
                MathText.plain("mass counted as a parameter"), Palette.DATA, Layer.Shape.DISC, floated));
        return new Panel(
                title,
                x.axis(MathText.parse("local significance *Z*"), MathText.parse("*\u03c3*")),
                Axis.counting(MathText.EMPTY, names),
                layers);
    }

    private static Ink ink(String hypothesis) {
        return hypothesis.equals(RESCALED)
                ? Palette.STANDARD_MODEL
                : Palette.scenario(hypothesis).with(Ink.Stroke.SOLID);
    }

    private static MathText name(Value entry) {
        String hypothesis = entry.field("hypothesis").text();
        MathText name = MathText.plain(Wording.scenario(hypothesis));
        if (hypothesis.equals(RESCALED)) {
            return name;
        }
        List<String> couplings = List.copyOf(entry.field("couplings").fields().keySet());
        for (String coupling : couplings) {
            name = name.then(" ").then(Notation.coupling(coupling));
        }
        var mass = entry.optionalNumber("mass");
        return mass.isPresent() ? name.then(String.format(Locale.ROOT, " (%.2f GeV)", mass.getAsDouble())) : name;
    }
}
