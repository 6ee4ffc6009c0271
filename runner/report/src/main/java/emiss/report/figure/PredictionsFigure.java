package emiss.report.figure;

import emiss.report.text.MathText;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Predicted values with their intervals. */
public final class PredictionsFigure {
    private PredictionsFigure() {}

    /**
     * A predicted value.
     *
     * @param name what is predicted
     * @param value the prediction
     * @param low lower end of its interval
     * @param high upper end of its interval
     * @param standardModel the value of the Standard Model, where there is one
     */
    public record Prediction(MathText name, double value, double low, double high, OptionalDouble standardModel) {
        /**
         * Checks the interval.
         *
         * @param name what is predicted
         * @param value the prediction
         * @param low lower end of its interval
         * @param high upper end of its interval
         * @param standardModel the value of the Standard Model, where there is one
         */
        public Prediction {
            if (!(low <= value && value <= high)) {
                throw new IllegalArgumentException("a prediction of " + value + " has the interval from " + low + " to "
                        + high + ", expected one around it");
            }
        }
    }

    /**
     * {@return a figure with one row per prediction of the same quantity, in the order given from the top}
     *
     * @param id name of the figure
     * @param quantity what the axis measures
     * @param unit its unit, empty for a pure number
     * @param scenario id of the scenario that predicts
     * @param predictions at least one
     * @throws IllegalArgumentException if there are none
     */
    public static Figure of(
            String id, MathText quantity, MathText unit, String scenario, List<Prediction> predictions) {
        if (predictions.isEmpty()) {
            throw new IllegalArgumentException("figure \"" + id + "\" has no predictions, expected at least one");
        }
        List<Layer.Measurement> values = new ArrayList<>();
        List<Point> standardModel = new ArrayList<>();
        List<MathText> names = new ArrayList<>();
        Range x = new Range().include(0);
        for (int i = predictions.size() - 1; i >= 0; i--) {
            Prediction prediction = predictions.get(i);
            double y = predictions.size() - i;
            values.add(new Layer.Measurement(new Point(prediction.value, y), prediction.low, prediction.high, y, y));
            names.add(prediction.name);
            x.include(prediction.low).include(prediction.high);
            prediction.standardModel.ifPresent(value -> {
                standardModel.add(new Point(value, y));
                x.include(value);
            });
        }
        List<Layer> layers = new ArrayList<>();
        if (!standardModel.isEmpty()) {
            layers.add(
                    new Layer.Markers(MathText.plain("SM"), Palette.STANDARD_MODEL, Layer.Shape.CROSS, standardModel));
        }
        layers.add(new Layer.Measurements(
                MathText.plain(Wording.scenario(scenario) + ", 68 % interval"), Palette.scenario(scenario), values));
        Panel panel =
                new Panel(MathText.EMPTY, x.airyAxis(quantity, unit), Axis.counting(MathText.EMPTY, names), layers);
        return new Figure(
                id,
                MathText.plain("Predictions: " + Wording.scenario(scenario)),
                MathText.plain("Predicted values with their 68 % intervals; crosses: the Standard Model."),
                List.of(panel));
    }
}
