package emiss.report.view;

import emiss.report.figure.Figure;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.text.MathText;
import emiss.results.SpectrumResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events in the bins of the data less the background (arXiv:2403.13887, Fig. 3), one panel per channel and selection. The
 * background is the one fitted for the signal of the study, so several studies do not share a panel.
 */
final class EventsFigure {
    private static final MathText DATA = MathText.plain("data \u2212 background");
    private static final MathText STANDARD_MODEL = MathText.plain("SM");
    private static final MathText RESCALED = MathText.plain("rescaled SM");
    private static final double FILL_OPACITY = 0.3;

    private EventsFigure() {}

    static Optional<Figure> figure(String id, List<StudyInRun<SpectrumResult.Bins>> studies) {
        List<Panel> panels = new ArrayList<>();
        List<MathText> models = new ArrayList<>();
        for (StudyInRun<SpectrumResult.Bins> study : studies) {
            groups(study).forEach((group, bins) -> panels.add(panel(study, group, bins, studies.size() > 1)));
            if (study.hasScenario()) {
                models.add(describe(study));
            }
        }
        if (panels.isEmpty()) {
            return Optional.empty();
        }
        MathText title = MathText.plain("Events less background: ")
                .then(models.isEmpty() ? MathText.plain("Standard Model") : Wording.list(models));
        MathText caption =
                MathText.plain("Observed events, with the square root of their number as error, less the background"
                        + " that is fitted together with the signal shown. Lines: the Standard Model, the same times the best"
                        + " signal strength");
        if (!models.isEmpty()) {
            caption = caption.then(", and the Standard Model with new particles: ")
                    .then(Wording.list(models));
        }
        caption = caption.then(".");
        if (!models.isEmpty()) {
            caption = caption.then(Wording.quarkMasses(studies.get(0), Wording.couplingNames(studies)));
        }
        return Optional.of(new Figure(id, title, caption.then(Wording.incomplete(studies)), panels));
    }

    private static MathText describe(StudyInRun<SpectrumResult.Bins> study) {
        MathText text = MathText.plain(study.scenarioLabel() + " with ")
                .then(Wording.values(study.result().couplings()));
        return study.settings().values().get("masses") instanceof List<?> masses
                        && !masses.isEmpty()
                        && masses.get(0) instanceof Number mass
                ? text.then(" at ").then(Wording.mass(mass.doubleValue()))
                : text;
    }

    /** Bins that share an axis. */
    private record Group(String channel, String selection, String variable) {
        MathText title() {
            String name = channel.substring(channel.lastIndexOf('/') + 1);
            return selection.isEmpty()
                    ? MathText.plain(name)
                    : MathText.plain(name + ", ").then(symbols(selection));
        }
    }

    private static Map<Group, List<SpectrumResult.Bin>> groups(StudyInRun<SpectrumResult.Bins> study) {
        Map<Group, List<SpectrumResult.Bin>> groups = new LinkedHashMap<>();
        for (SpectrumResult.Bin bin : study.result().bins()) {
            groups.computeIfAbsent(new Group(bin.channel(), bin.selection(), bin.variable()), key -> new ArrayList<>())
                    .add(bin);
        }
        return groups;
    }

    private static Panel panel(
            StudyInRun<SpectrumResult.Bins> study, Group group, List<SpectrumResult.Bin> bins, boolean named) {
        List<Layer.Bin> standardModel = new ArrayList<>();
        List<Layer.Bin> rescaled = new ArrayList<>();
        List<Layer.Bin> total = new ArrayList<>();
        List<Layer.Measurement> data = new ArrayList<>();
        Range x = new Range();
        for (SpectrumResult.Bin bin : bins) {
            double low = bin.low();
            double high = bin.high();
            double excess = bin.observed() - bin.background();
            double error = Math.sqrt(bin.observed());
            standardModel.add(new Layer.Bin(low, high, 0, bin.sm()));
            rescaled.add(new Layer.Bin(low, high, 0, bin.rescaledSm()));
            total.add(new Layer.Bin(low, high, bin.sm(), bin.sm() + bin.signal()));
            data.add(new Layer.Measurement(
                    new Point(0.5 * (low + high), excess), low, high, excess - error, excess + error));
            x.include(low).include(high);
        }
        List<Layer> layers = new ArrayList<>();
        if (study.hasScenario()) {
            Ink ink = study.ink();
            MathText name = MathText.plain("SM + ").then(Wording.scenarioAndCouplings(study));
            layers.add(new Layer.Histogram(name, ink.with(FILL_OPACITY), true, total));
            layers.add(new Layer.Histogram(name, ink, false, total));
        }
        layers.add(new Layer.Histogram(RESCALED, Palette.RESCALED_STANDARD_MODEL, false, rescaled));
        layers.add(new Layer.Histogram(STANDARD_MODEL, Palette.STANDARD_MODEL, false, standardModel));
        layers.add(new Layer.Rule(MathText.EMPTY, Palette.GUIDE, Layer.Orientation.HORIZONTAL, 0));
        layers.add(new Layer.Measurements(DATA, Palette.DATA, data));
        Range y = new Range().include(0);
        layers.forEach(y::includeY);
        MathText title = named && study.hasScenario()
                ? group.title().then(": ").then(Wording.couplings(study.couplings()))
                : group.title();
        return new Panel(
                title,
                x.tightAxis(variable(group.variable), unit(group.variable)),
                y.airyAxis(MathText.plain("events \u2212 background"), MathText.EMPTY),
                layers);
    }

    private static MathText variable(String text) {
        int unit = text.indexOf(" [");
        return symbols(unit < 0 ? text : text.substring(0, unit));
    }

    private static MathText unit(String text) {
        int unit = text.indexOf(" [");
        String name = unit < 0 ? "1" : text.substring(unit + 2, text.length() - 1);
        return name.equals("1") ? MathText.EMPTY : MathText.parse(name.replaceAll("\\^(\\d+)", "^{$1}"));
    }

    /** Names of variables as the data sets spell them, in the notation of {@link MathText}. */
    private static MathText symbols(String text) {
        return MathText.parse(text.replace("q2_rec", "*q*_{rec}^{2}")
                .replace("eta(", "*\u03b7*(")
                .replaceAll("BDT(\\w)", "BDT_{$1}"));
    }
}
