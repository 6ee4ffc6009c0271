package emiss.report.figure;

import emiss.report.result.Study;
import emiss.report.result.Value;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Spectra in q2 with form-factor bands (arXiv:2403.13887, Fig. 2); events in bins are left to {@link EventsFigure}. */
final class SpectrumFigure implements FigureBuilder {
    private static final double BAND_OPACITY = 0.25;

    @Override
    public Optional<Figure> figure(String id, List<Study> studies) {
        List<Study> curves = studies.stream().filter(SpectrumFigure::isInQ2).toList();
        List<Study> events = studies.stream().filter(study -> !isInQ2(study)).toList();
        Optional<Figure> inQ2 = spectra(id, curves);
        Optional<Figure> inBins = EventsFigure.figure(id, events);
        if (inQ2.isEmpty() || inBins.isEmpty()) {
            return inQ2.or(() -> inBins);
        }
        List<Panel> panels = new ArrayList<>(inQ2.get().panels());
        panels.addAll(inBins.get().panels());
        MathText caption = inQ2.get().caption().then(" ").then(inBins.get().caption());
        return Optional.of(new Figure(id, inQ2.get().title(), caption, panels));
    }

    private static boolean isInQ2(Study study) {
        return study.result().optional("curves").isPresent();
    }

    /** What studies must share to be drawn in one panel. */
    private record Kind(String transition, boolean normalised) {
        static Kind of(Study study) {
            return new Kind(
                    study.setting().field("transition").text(),
                    study.setting().field("normalised").bool());
        }
    }

    private static Optional<Figure> spectra(String id, List<Study> studies) {
        Map<Kind, List<Study>> byKind = new LinkedHashMap<>();
        studies.stream()
                .filter(study -> !study.result().field("curves").items().isEmpty())
                .forEach(study -> byKind.computeIfAbsent(Kind.of(study), kind -> new ArrayList<>())
                        .add(study));
        if (byKind.isEmpty()) {
            return Optional.empty();
        }
        List<Panel> panels = new ArrayList<>();
        byKind.forEach((kind, drawn) -> panels.add(panel(kind, drawn, byKind.size() > 1)));
        Study first = studies.get(0);
        List<String> couplings = studies.stream()
                .flatMap(study -> Wording.couplingNames(study).stream())
                .toList();
        MathText title = studies.size() == 1
                ? MathText.plain("Spectrum of ")
                        .then(Notation.transition(Kind.of(first).transition()))
                        .then(": " + Wording.scenario(Wording.scenarioOf(first)) + " ")
                        .then(Wording.couplings(Wording.couplingNames(first)))
                : MathText.plain("Spectra");
        MathText caption = MathText.plain("Spectra of the invariant mass squared ")
                .then(Notation.Q2)
                .then(" of the invisible system, ")
                .then(Kind.of(first).normalised() ? "each divided by its integral" : "as branching fractions")
                .then(". Bands: one standard deviation of the form factors.")
                .then(Wording.quarkMasses(first, couplings));
        for (Study study : studies) {
            caption = caption.then(Wording.incomplete(study));
        }
        return Optional.of(new Figure(id, title, caption, panels));
    }

    private static Panel panel(Kind kind, List<Study> studies, boolean titled) {
        List<Layer> bands = new ArrayList<>();
        List<Layer> lines = new ArrayList<>();
        Range x = new Range().include(0);
        Map<String, Integer> drawn = new HashMap<>();
        for (Study study : studies) {
            List<Value> curves = study.result().field("curves").items();
            String scenario = Wording.scenarioOf(study);
            boolean single = studies.stream()
                    .filter(other -> Wording.scenarioOf(other).equals(scenario))
                    .allMatch(other -> other.result().field("curves").items().size() == 1);
            for (int i = 0; i < curves.size(); i++) {
                Value curve = curves.get(i);
                List<Double> q2 = curve.field("q2").numbers();
                List<Double> value = curve.field("value").numbers();
                List<Double> low = curve.field("low").numbers();
                List<Double> high = curve.field("high").numbers();
                MathText name = name(study, curve.field("mass").number(), studies.size() > 1);
                int index = drawn.merge(scenario, 1, Integer::sum) - 1;
                Ink ink = single ? ofCoupling(study) : Palette.variant(Palette.scenario(scenario), index);
                List<Point> line = new ArrayList<>();
                List<Layer.Span> band = new ArrayList<>();
                for (int k = 0; k < q2.size(); k++) {
                    line.add(new Point(q2.get(k), value.get(k)));
                    band.add(new Layer.Span(q2.get(k), low.get(k), high.get(k)));
                    x.include(q2.get(k));
                }
                bands.add(new Layer.Band(name, ink.with(BAND_OPACITY), band));
                lines.add(new Layer.Curve(name, ink, List.of(line)));
            }
        }
        List<Layer> layers = new ArrayList<>(bands);
        layers.addAll(lines);
        Range y = new Range().include(0);
        layers.forEach(y::includeY);
        MathText label = kind.normalised()
                ? MathText.parse("(1/*\u0393*) d*\u0393*/d*q*^{2}")
                : MathText.parse("d\u212c/d*q*^{2}");
        return new Panel(
                titled ? Notation.transition(kind.transition()) : MathText.EMPTY,
                x.axis(Notation.Q2, Notation.GEV2),
                y.airyAxis(label, MathText.parse("GeV^{\u22122}")),
                layers);
    }

    private static Ink ofCoupling(Study study) {
        List<String> couplings = Wording.couplingNames(study);
        return Palette.coupling(Wording.scenarioOf(study), couplings.isEmpty() ? "" : couplings.get(0));
    }

    private static MathText name(Study study, double mass, boolean several) {
        MathText at = Wording.mass(mass);
        return several
                ? MathText.plain(Wording.scenario(Wording.scenarioOf(study)) + " ")
                        .then(Wording.couplings(Wording.couplingNames(study)))
                        .then(", ")
                        .then(at)
                : at;
    }
}
