package emiss.report.figure;

import emiss.report.result.Study;
import emiss.report.result.Value;
import emiss.report.text.MathText;
import emiss.report.text.Rounded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Signal strengths with their intervals, one row each. */
final class StrengthFigure implements FigureBuilder {
    private static final MathText MU = MathText.parse("*\u03bc*");

    @Override
    public Optional<Figure> figure(String id, List<Study> studies) {
        int size = studies.size();
        Range x = new Range().include(0).include(1);
        List<Layer.Measurement> rows = new ArrayList<>();
        List<MathText> names = new ArrayList<>();
        MathText values = MathText.EMPTY;
        for (int i = size - 1; i >= 0; i--) {
            Study study = studies.get(i);
            double mu = study.result().field("mu").number();
            List<Value> ends = study.result().field("interval68").items();
            double low = ends.get(0).isNull() ? mu : ends.get(0).number();
            double high = ends.get(1).isNull() ? mu : ends.get(1).number();
            double y = size - i;
            rows.add(new Layer.Measurement(new Point(mu, y), low, high, y, y));
            x.include(low).include(high);
            names.add(name(study));
            boolean bounded = low < mu && mu < high;
            MathText value = MU.then(" = ")
                    .then(
                            bounded
                                    ? Wording.interval(mu, low, high)
                                    : Rounded.of(mu).mathText());
            values = MathText.plain(" ")
                    .then(name(study))
                    .then(": ")
                    .then(value)
                    .then(".")
                    .then(values);
        }
        List<Layer> layers = List.of(
                new Layer.Rule(MathText.plain("SM"), Palette.STANDARD_MODEL, Layer.Orientation.VERTICAL, 1),
                new Layer.Measurements(MathText.plain("best value, 68 % interval"), Palette.DATA, rows));
        Panel panel = new Panel(
                MathText.EMPTY,
                x.airyAxis(MathText.plain("signal strength ").then(MU), MathText.EMPTY),
                Axis.counting(MathText.EMPTY, names),
                layers);
        MathText caption = MathText.plain("The Standard-Model signal times ")
                .then(MU)
                .then(", everything else profiled; the line is the Standard Model.")
                .then(values);
        for (Study study : studies) {
            caption = caption.then(Wording.incomplete(study));
        }
        return Optional.of(new Figure(id, MathText.plain("Signal strength"), caption, List.of(panel)));
    }

    private static MathText name(Study study) {
        List<String> data =
                study.setting().optional("experiments").map(Value::texts).orElse(List.of());
        return data.isEmpty() ? MathText.plain(study.id()) : Wording.experiments(data);
    }
}
