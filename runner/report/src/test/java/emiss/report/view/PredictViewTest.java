package emiss.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.results.PredictResult;
import org.junit.jupiter.api.Test;

class PredictViewTest {
    private static final String STUDY = """
            {"id": "p", "type": "predict", "status": "ok", "reasons": [], "elapsedSeconds": 1,
             "settings": {"of": "f", "experiments": ["belle-2017"]},
             "scenario": "vector", "mass": 2.1, "t": -13.2, "couplings": {"hV": 7e-9},
             "predictions": [
              {"quantity": "B", "transition": "B0->K*0", "includesSm": false, "value": 2e-6, "interval68": [1.4e-6, 2.6e-6],
               "fitError": [5e-7, 6e-7], "formFactorError": 3e-7, "formFactorErrors": {"B->K*": 3e-7}, "draws": null},
              {"quantity": "B", "transition": "B0->K*0", "includesSm": true, "value": 1.1e-5, "interval68": [1.0e-5, 1.2e-5],
               "fitError": [5e-7, 6e-7], "formFactorError": 8e-7, "formFactorErrors": {"B->K*": 8e-7}, "draws": null},
              {"quantity": "FL", "transition": "B0->K*0", "includesSm": true, "value": 0.38, "interval68": [0.35, 0.41],
               "fitError": [0.02, 0.02], "formFactorError": 0.02, "formFactorErrors": {"B->K*": 0.02}, "draws": null}],
             "curves": [],
             "measured": [{"transition": "B0->K*0", "experiment": "belle-2017", "value": -5e-6, "errorLow": 1e-5,
               "errorHigh": 1e-5, "limit90": 1.4e-5}],
             "notes": []}""";

    @Test
    void limitsStandBesideThePredictions() {
        Figure figure = Samples.figure(Samples.figures(STUDY), "p");
        assertThat(figure.panels()).hasSize(2);
        Panel fractions = figure.panels().get(0);
        assertThat(fractions.x().scale()).isEqualTo(Axis.Scale.LOGARITHMIC);
        Layer.Measurement bar = Samples.layers(fractions, Layer.Measurements.class)
                .get(0)
                .points()
                .get(0);
        assertThat(bar.at().x()).isEqualTo(1.1e-5);
        assertThat(bar.left()).isEqualTo(1.0e-5);
        assertThat(bar.right()).isEqualTo(1.2e-5);
        assertThat(Samples.layer(fractions, Layer.Markers.class, "upper limit, 90 %")
                        .points())
                .extracting(Point::x)
                .containsExactly(1.4e-5);
        Panel longitudinal = figure.panels().get(1);
        assertThat(Samples.layers(longitudinal, Layer.Measurements.class)
                        .get(0)
                        .points()
                        .get(0)
                        .right())
                .isEqualTo(0.41);
    }

    @Test
    void everyPredictionHasAnInterval() {
        PredictResult result = Samples.run(STUDY)
                .study("p")
                .flatMap(study -> study.result(PredictResult.class))
                .orElseThrow();
        assertThat(result.interval68("/predictions/1/value"))
                .hasValueSatisfying(interval -> assertThat(interval.high()).isEqualTo(1.2e-5));
        assertThat(result.table().rows()).hasSize(3);
        assertThat(new PredictView().summary(result)).startsWith("B(B0->K*0) = 2");
    }
}
