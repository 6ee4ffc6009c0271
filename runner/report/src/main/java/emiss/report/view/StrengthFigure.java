package emiss.report.view;

import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.text.MathText;
import emiss.report.text.Numbers;
import emiss.results.Interval;
import emiss.results.SignalStrengthResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Signal strengths with their intervals, one row each. */
final class StrengthFigure {
    private StrengthFigure() {}

    static Optional<Figure> figure(String id, List<StudyInRun<SignalStrengthResult>> all) {
        List<StudyInRun<SignalStrengthResult>> studies =
                all.stream().filter(study -> study.result().mu() != null).toList();
        if (studies.isEmpty()) {
            return Optional.empty();
        }
        int size = studies.size();
        Range x = new Range().include(0).include(1);
        List<Layer.Measurement> rows = new ArrayList<>();
        List<MathText> names = new ArrayList<>();
        MathText values = MathText.EMPTY;
        for (int i = size - 1; i >= 0; i--) {
            StudyInRun<SignalStrengthResult> study = studies.get(i);
            double mu = Objects.requireNonNull(study.result().mu());
            Interval ends = study.result().interval68();
            double low = ends.low() == null ? mu : ends.low();
            double high = ends.high() == null ? mu : ends.high();
            double y = size - i;
            rows.add(new Layer.Measurement(new Point(mu, y), low, high, y, y));
            x.include(low).include(high);
            names.add(name(study));
            values = MathText.plain(" ")
                    .then(name(study))
                    .then(": ")
                    .then(Wording.MU)
                    .then(" = ")
                    .then(Numbers.measured(mu, low < mu && mu < high ? ends : null))
                    .then(
                            study.result().notes().isEmpty()
                                    ? "."
                                    : " (" + String.join("; ", study.result().notes()) + ").")
                    .then(values);
        }
        List<Layer> layers = List.of(
                new Layer.Rule(MathText.plain("SM"), Palette.STANDARD_MODEL, Layer.Orientation.VERTICAL, 1),
                new Layer.Measurements(MathText.plain("best value, 68 % interval"), Palette.DATA, rows));
        Panel panel = new Panel(
                MathText.EMPTY,
                x.airyAxis(MathText.plain("signal strength ").then(Wording.MU), MathText.EMPTY),
                Axis.counting(MathText.EMPTY, names),
                layers);
        MathText caption = MathText.plain("The Standard-Model signal times ")
                .then(Wording.MU)
                .then(", everything else profiled; the line is the Standard Model.")
                .then(values)
                .then(Wording.incomplete(studies));
        return Optional.of(new Figure(id, MathText.plain("Signal strength"), caption, List.of(panel)));
    }

    private static MathText name(StudyInRun<?> study) {
        List<String> data = study.settings().experiments();
        return data.isEmpty() ? MathText.plain(study.id()) : study.names().experiments(data);
    }
}
