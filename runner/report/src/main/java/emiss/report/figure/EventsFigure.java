package emiss.report.figure;

import emiss.report.result.Study;
import emiss.report.result.Value;
import emiss.report.text.MathText;
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

    static Optional<Figure> figure(String id, List<Study> studies) {
        List<Panel> panels = new ArrayList<>();
        List<MathText> models = new ArrayList<>();
        for (Study study : studies) {
            groups(study).forEach((group, bins) -> panels.add(panel(study, group, bins, studies.size() > 1)));
            if (hasScenario(study)) {
                models.add(describe(study));
            }
        }
        if (panels.isEmpty()) {
            return Optional.empty();
        }
        Study first = studies.get(0);
        MathText title = models.isEmpty()
                ? MathText.plain("Events less background: Standard Model")
                : MathText.plain("Events less background: ").then(Wording.list(models));
        MathText caption =
                MathText.plain("Observed events, with the square root of their number as error, less the background"
                        + " that is fitted together with the signal shown. Lines: the Standard Model, the same times the best"
                        + " signal strength");
        if (!models.isEmpty()) {
            List<String> couplings = studies.stream()
                    .flatMap(study -> Wording.couplingNames(study).stream())
                    .toList();
            caption = caption.then(", and the Standard Model with new particles: ")
                    .then(Wording.list(models))
                    .then(".")
                    .then(Wording.quarkMasses(first, couplings));
        } else {
            caption = caption.then(".");
        }
        for (Study study : studies) {
            caption = caption.then(Wording.incomplete(study));
        }
        return Optional.of(new Figure(id, title, caption, panels));
    }

    private static boolean hasScenario(Study study) {
        return !Wording.scenarioOf(study).isEmpty();
    }

    private static MathText describe(Study study) {
        MathText text = MathText.plain(Wording.scenario(Wording.scenarioOf(study)) + " with ")
                .then(Wording.values(study.result().field("couplings")));
        List<Double> masses =
                study.setting().optional("masses").map(Value::numbers).orElse(List.of());
        return masses.isEmpty() ? text : text.then(" at ").then(Wording.mass(masses.get(0)));
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

    private static Map<Group, List<Value>> groups(Study study) {
        Map<Group, List<Value>> groups = new LinkedHashMap<>();
        for (Value bin : study.result().field("bins").items()) {
            Group group = new Group(
                    bin.field("channel").text(),
                    bin.field("selection").text(),
                    bin.field("variable").text());
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(bin);
        }
        return groups;
    }

    private static Panel panel(Study study, Group group, List<Value> bins, boolean named) {
        List<Layer.Bin> standardModel = new ArrayList<>();
        List<Layer.Bin> rescaled = new ArrayList<>();
        List<Layer.Bin> total = new ArrayList<>();
        List<Layer.Measurement> data = new ArrayList<>();
        Range x = new Range();
        for (Value bin : bins) {
            double low = bin.field("low").number();
            double high = bin.field("high").number();
            double sm = bin.field("sm").number();
            double observed = bin.field("observed").number();
            double excess = observed - bin.field("background").number();
            double error = Math.sqrt(observed);
            standardModel.add(new Layer.Bin(low, high, 0, sm));
            rescaled.add(new Layer.Bin(low, high, 0, bin.field("rescaledSm").number()));
            total.add(new Layer.Bin(low, high, sm, sm + bin.field("signal").number()));
            data.add(new Layer.Measurement(
                    new Point(0.5 * (low + high), excess), low, high, excess - error, excess + error));
            x.include(low).include(high);
        }
        List<Layer> layers = new ArrayList<>();
        if (hasScenario(study)) {
            Ink ink = Palette.scenario(Wording.scenarioOf(study));
            MathText name = MathText.plain("SM + " + Wording.scenario(Wording.scenarioOf(study)) + " ")
                    .then(Wording.couplings(Wording.couplingNames(study)));
            layers.add(new Layer.Histogram(name, ink.with(FILL_OPACITY), true, total));
            layers.add(new Layer.Histogram(name, ink, false, total));
        }
        layers.add(new Layer.Histogram(RESCALED, Palette.RESCALED_STANDARD_MODEL, false, rescaled));
        layers.add(new Layer.Histogram(STANDARD_MODEL, Palette.STANDARD_MODEL, false, standardModel));
        layers.add(new Layer.Rule(MathText.EMPTY, Palette.GUIDE, Layer.Orientation.HORIZONTAL, 0));
        layers.add(new Layer.Measurements(DATA, Palette.DATA, data));
        Range y = new Range().include(0);
        layers.forEach(y::includeY);
        MathText title = named && hasScenario(study)
                ? group.title().then(": ").then(Wording.couplings(Wording.couplingNames(study)))
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
