package emiss.report.view;

import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.ValueText;
import emiss.results.CompareResult;
import emiss.results.RankEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hypotheses by significance, the best on top: one bar each, in the colour of the scenario. */
final class RankingFigure {
    private RankingFigure() {}

    static Optional<Figure> figure(String id, List<StudyInRun<CompareResult>> studies) {
        List<Panel> panels = studies.stream()
                .filter(study -> !study.result().ranking().isEmpty())
                .map(study -> panel(study, studies.size() > 1))
                .toList();
        MathText caption = MathText.parse(
                        "Local significance *Z* of the improvement over the Standard Model, at the best mass and"
                                + " couplings of each hypothesis."
                                + (isFloated(studies) ? " Discs: with the mass counted as a parameter." : ""))
                .then(Wording.remarks(studies.subList(0, 1)));
        return Figure.of(id, MathText.plain("Hypotheses by significance"), caption, panels);
    }

    private static boolean isFloated(List<StudyInRun<CompareResult>> studies) {
        return studies.stream()
                .flatMap(study -> study.result().ranking().stream())
                .anyMatch(entry -> entry.significanceMassFloated() != null);
    }

    private static Panel panel(StudyInRun<CompareResult> study, boolean titled) {
        List<RankEntry> ranking = study.result().ranking();
        int size = ranking.size();
        List<MathText> names = new ArrayList<>();
        Map<Ink, List<List<Point>>> bars = new LinkedHashMap<>();
        List<Point> floated = new ArrayList<>();
        Range x = new Range().include(0);
        for (int i = size - 1; i >= 0; i--) {
            RankEntry entry = ranking.get(i);
            double z = entry.significance();
            double y = size - i;
            names.add(name(entry, study.names()));
            Ink ink = entry.isRescaledSm()
                    ? Palette.STANDARD_MODEL
                    : study.names().scenarioInk(entry.hypothesis());
            bars.computeIfAbsent(ink, key -> new ArrayList<>())
                    .add(List.of(
                            new Point(0, y - 0.35),
                            new Point(z, y - 0.35),
                            new Point(z, y + 0.35),
                            new Point(0, y + 0.35)));
            x.include(z);
            Double withMass = entry.significanceMassFloated();
            if (withMass != null) {
                floated.add(new Point(withMass, y));
            }
        }
        List<Layer> layers = new ArrayList<>();
        bars.forEach((ink, rings) -> layers.add(new Layer.Region(MathText.EMPTY, ink.with(0.75), rings)));
        if (!floated.isEmpty()) {
            layers.add(new Layer.Markers(
                    MathText.plain("mass counted as a parameter"), Palette.DATA, Layer.Shape.DISC, floated));
        }
        return new Panel(
                titled ? MathText.plain(study.id()) : MathText.EMPTY,
                x.axis(MathText.parse("local significance *Z*"), MathText.parse("*\u03c3*")),
                Axis.counting(MathText.EMPTY, names),
                layers);
    }

    /** A hypothesis with its couplings and its mass. */
    static MathText name(RankEntry entry, Names names) {
        MathText name = MathText.plain(names.scenario(entry.hypothesis()));
        if (entry.isRescaledSm()) {
            return name;
        }
        for (String coupling : entry.couplings().keySet()) {
            name = name.then(" ").then(Notation.coupling(coupling));
        }
        return entry.mass() == null || entry.mass() == 0
                ? name
                : name.then(" (" + ValueText.fixed(entry.mass(), 2) + " GeV)");
    }
}
