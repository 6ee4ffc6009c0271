package emiss.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import emiss.report.text.MathText;
import emiss.report.text.Notation;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PreparedFiguresTest {
    @Test
    void impactsAreBarsInTheOrderGiven() {
        Figure figure = ImpactsFigure.of(
                "impacts",
                MathText.parse("*\u03bc*"),
                MathText.EMPTY,
                List.of(
                        new ImpactsFigure.Impact(MathText.plain("background"), -0.4, 0.5),
                        new ImpactsFigure.Impact(MathText.plain("form factors"), 0.1, -0.1)));
        Panel panel = figure.panels().get(0);
        assertThat(panel.y().categories()).extracting(MathText::unicode).containsExactly("form factors", "background");
        Layer.Region up = Samples.layer(panel, Layer.Region.class, "+1σ");
        assertThat(up.rings().get(1).get(1)).isEqualTo(new Point(0.5, 1.65));
        assertThat(up.rings().get(0).get(1)).isEqualTo(new Point(-0.1, 0.65));
    }

    @Test
    void predictionsHaveIntervalsAndTheStandardModel() {
        Figure figure = PredictionsFigure.of(
                "predictions",
                Notation.branchingFraction("B+->K+"),
                MathText.EMPTY,
                "vector",
                List.of(new PredictionsFigure.Prediction(
                        Notation.transition("B+->K+"), 2e-5, 1.5e-5, 2.6e-5, OptionalDouble.of(5e-6))));
        Panel panel = figure.panels().get(0);
        assertThat(Samples.layers(panel, Layer.Measurements.class).get(0).points())
                .containsExactly(new Layer.Measurement(new Point(2e-5, 1), 1.5e-5, 2.6e-5, 1, 1));
        assertThat(Samples.layer(panel, Layer.Markers.class, "SM").points()).containsExactly(new Point(5e-6, 1));
        assertThatThrownBy(() -> new PredictionsFigure.Prediction(MathText.EMPTY, 1, 2, 3, OptionalDouble.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a prediction of 1.0 has the interval from 2.0 to 3.0");
    }
}
