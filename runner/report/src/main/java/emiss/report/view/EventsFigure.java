package emiss.report.view;

import emiss.report.figure.Figure;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.text.MathText;
import emiss.report.text.Numbers;
import emiss.results.SpectrumResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Events in the bins of the data less the background (arXiv:2403.13887, Fig. 3). One study has a panel per channel and selection.
 * Several studies are one picture: the selections of a data set are added up, and all hypotheses stand over the same points, whose
 * background is that of the rescaled Standard Model.
 */
final class EventsFigure {
    private static final MathText STANDARD_MODEL = MathText.plain("SM");
    private static final double FILL_OPACITY = 0.3;

    private EventsFigure() {}

    static Optional<Figure> figure(String id, List<StudyInRun<SpectrumResult.Bins>> all) {
        List<StudyInRun<SpectrumResult.Bins>> studies =
                all.stream().filter(study -> !study.result().bins().isEmpty()).toList();
        if (studies.isEmpty()) {
            return Optional.empty();
        }
        boolean together = studies.size() > 1;
        StudyInRun<SpectrumResult.Bins> first = studies.get(0);
        boolean isCommon = together || !first.hasScenario();
        BinGroup.Background background = BinGroup.Background.of(first, isCommon);
        List<Panel> panels = (together ? BinGroup.summed(first) : BinGroup.of(first))
                .stream().map(group -> panel(group, studies, background)).toList();
        List<MathText> models = studies.stream()
                .filter(StudyInRun::hasScenario)
                .map(EventsFigure::hypothesis)
                .toList();
        MathText title = MathText.plain("Events less background: ")
                .then(models.isEmpty() ? MathText.plain("Standard Model") : Wording.list(models));
        MathText caption =
                MathText.plain("Observed events, with the square root of their number as error, less the background "
                        + background.words() + (together ? ", all selections of a data set added up" : "")
                        + ". Lines: the Standard Model, the same times the best signal strength");
        if (!models.isEmpty()) {
            caption = caption.then(", and the Standard Model with new particles: ")
                    .then(Wording.list(models));
        }
        caption = caption.then(".");
        if (!models.isEmpty()) {
            caption = caption.then(Wording.quarkMasses(first, Wording.couplingNames(studies)));
        }
        return Optional.of(new Figure(id, title, caption.then(Wording.incomplete(studies)), panels));
    }

    /** The scenario with its couplings and mass, for example {@code vector h_V = 7.1e-9, m_X = 2.1 GeV}. */
    private static MathText hypothesis(StudyInRun<SpectrumResult.Bins> study) {
        MathText text = MathText.plain(study.scenarioLabel() + " ")
                .then(Wording.values(study.result().couplings()));
        return study.settings().values().get("masses") instanceof List<?> masses
                        && !masses.isEmpty()
                        && masses.get(0) instanceof Number mass
                ? text.then(", ").then(Wording.mass(mass.doubleValue()))
                : text;
    }

    private static Panel panel(
            BinGroup group, List<StudyInRun<SpectrumResult.Bins>> studies, BinGroup.Background background) {
        List<BinGroup.Bin> bins = group.bins(studies.get(0));
        List<Layer> layers = new ArrayList<>();
        for (StudyInRun<SpectrumResult.Bins> study : studies) {
            if (study.hasScenario()) {
                List<Layer.Bin> total = group.bins(study).stream()
                        .map(bin -> new Layer.Bin(bin.low(), bin.high(), bin.sm(), bin.sm() + bin.signal()))
                        .toList();
                Ink ink = study.ink();
                MathText name = MathText.plain("SM + ").then(hypothesis(study));
                if (studies.size() == 1) {
                    layers.add(new Layer.Histogram(name, ink.with(FILL_OPACITY), true, total));
                }
                layers.add(new Layer.Histogram(name, ink, false, total));
            }
        }
        layers.add(new Layer.Histogram(
                rescaled(studies.get(0)),
                Palette.RESCALED_STANDARD_MODEL,
                false,
                bins.stream()
                        .map(bin -> new Layer.Bin(bin.low(), bin.high(), 0, bin.rescaledSm()))
                        .toList()));
        layers.add(new Layer.Histogram(
                STANDARD_MODEL,
                Palette.STANDARD_MODEL,
                false,
                bins.stream()
                        .map(bin -> new Layer.Bin(bin.low(), bin.high(), 0, bin.sm()))
                        .toList()));
        layers.add(new Layer.Rule(MathText.EMPTY, Palette.GUIDE, Layer.Orientation.HORIZONTAL, 0));
        layers.add(new Layer.Measurements(
                MathText.plain("data \u2212 background (" + background.fit() + ")"),
                Palette.DATA,
                bins.stream().map(bin -> bin.less(background)).toList()));
        Range x = new Range();
        bins.forEach(bin -> x.include(bin.low()).include(bin.high()));
        Range y = new Range().include(0).includeY(layers);
        return new Panel(
                group.title(studies.get(0)),
                x.tightAxis(group.variable(), group.unit()),
                y.airyAxis(MathText.plain("events \u2212 background"), MathText.EMPTY),
                layers);
    }

    /** The rescaled Standard Model with its strength, where the Standard Model is seen. */
    private static MathText rescaled(StudyInRun<SpectrumResult.Bins> study) {
        double sm = 0;
        double rescaled = 0;
        for (SpectrumResult.Bin bin : study.result().bins()) {
            sm += bin.sm();
            rescaled += bin.rescaledSm();
        }
        MathText name = MathText.plain("rescaled SM");
        return sm > 0 ? name.then(", ").then(Wording.MU).then(" = ").then(Numbers.number(rescaled / sm, 2)) : name;
    }
}
