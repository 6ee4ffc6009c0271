package emiss.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.report.figure.Figure;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.text.MathText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The figure of a likelihood, and of responses. */
class YieldsViewTest {
    private static final String PROCESSES = """
            "processes": [
               {"name": "qq", "role": "background", "before": [%1$s], "after": [%1$s]},
               {"name": "SM", "role": "standard_model", "before": [1], "after": [1]},
               {"name": "vector", "role": "new_particles", "before": [2], "after": [3]}]""";

    private static final String STUDY = """
            {"id": "y", "type": "yields", "status": "ok", "reasons": [], "settings": {"experiments": ["d"]}, "hypothesis": "vector", "mass": 2.1,
             "couplings": {"hV": 7e-9}, "notes": [], "channels": [
              {"dataset": "d", "name": "SR", "variable": "q2_rec", "unit": "GeV^2",
               "bins": [{"label": "", "low": 0, "high": 4, "observed": 16, "errorLow": 4, "errorHigh": 4},
                        {"label": "", "low": 4, "high": 9, "observed": 9, "errorLow": 3, "errorHigh": 3}],
               "processes": [
                 {"name": "qq", "role": "background", "before": [10, 5], "after": [11, 6]},
                 {"name": "SM", "role": "standard_model", "before": [1, 1], "after": [1, 1]},
                 {"name": "vector", "role": "new_particles", "before": [2, 1], "after": [3, 1]}],
               "before": [13, 7], "beforeError": [2, 1], "after": [15, 8], "afterError": [1, 0.5]},
              {"dataset": "e", "name": "one", "variable": "x", "unit": "1", %1$s,
               "bins": [{"label": "", "low": 0, "high": 1, "observed": 4, "errorLow": 2, "errorHigh": 2}],
               "before": [5], "beforeError": [1], "after": [6], "afterError": null},
              {"dataset": "e", "name": "two", "variable": "x", "unit": "1", %2$s,
               "bins": [{"label": "", "low": 0, "high": 1, "observed": 0, "errorLow": 0, "errorHigh": 0}],
               "before": [6], "beforeError": [1], "after": [7], "afterError": null}]}""".formatted(PROCESSES.formatted("2"), PROCESSES.formatted("3"));

    private static <L extends Layer> List<L> layers(Panel panel, Class<L> kind) {
        return panel.layers().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void everyChannelHasAPanelBeforeOneAfterAndARatio() {
        Figure figure = Samples.figures(STUDY).get(0);
        assertThat(figure.title().unicode())
                .isEqualTo("Data and expectation, fit of vector, hV = 7 \u00d7 10\u207b\u2079, mX = 2.1 GeV");
        // the two channels of one bin are one row
        assertThat(figure.panels())
                .extracting(panel -> panel.title().unicode())
                .containsExactly("d, before", "d, after", "d, ratio", "e, before", "e, after", "e, ratio");
        Panel after = figure.panels().get(1);
        assertThat(after.x().title().unicode()).isEqualTo("qrec\u00b2 [GeV\u00b2]");
        List<Layer.Histogram> stack = layers(after, Layer.Histogram.class);
        assertThat(stack).extracting(layer -> layer.name().unicode()).containsExactly("qq", "Standard Model", "vector");
        assertThat(stack.get(1).bins()).containsExactly(new Layer.Bin(0, 4, 11, 12), new Layer.Bin(4, 9, 6, 7));
        assertThat(stack.get(2).bins()).containsExactly(new Layer.Bin(0, 4, 12, 15), new Layer.Bin(4, 9, 7, 8));
        assertThat(layers(after, Layer.Band.class).get(0).spans())
                .containsExactly(
                        new Layer.Span(0, 14, 16),
                        new Layer.Span(4, 14, 16),
                        new Layer.Span(4, 7.5, 8.5),
                        new Layer.Span(9, 7.5, 8.5));
        assertThat(layers(figure.panels().get(2), Layer.Measurements.class)
                        .get(0)
                        .points()
                        .get(1))
                .isEqualTo(new Layer.Measurement(new Point(6.5, 9 / 8.0), 6.5, 6.5, 6 / 8.0, 12 / 8.0));
        assertThat(figure.panels().get(3).y()).isEqualTo(figure.panels().get(4).y());
        assertThat(figure.panels().get(3).x().categories())
                .extracting(MathText::unicode)
                .containsExactly("one", "two");
    }

    @Test
    void theLineOnTheTerminalSaysWhatWasFitted() {
        RunView view = RunView.of(Samples.run(STUDY));
        assertThat(view.summary(view.run().studies().get(0)))
                .contains("3 channels, 4 bins, fit of vector at 2.1 GeV: hV = 7 \u00d7 10\u207b\u2079");
    }

    @Test
    void responsesArePanelsOfTheirDataSets() {
        Figure figure = Samples.figures("""
                {"id": "r", "type": "response", "status": "ok", "reasons": [], "settings": {}, "responses": [
                  {"dataset": "d", "channel": "SR", "transition": "B+->K+", "helicity": "total", "q2": [0, 1, 2], "total": [3e6, 1e6],
                   "selections": [{"name": "a", "events": [2e6, 1e6]}, {"name": "b", "events": [1e6, 0]}]},
                  {"dataset": "e", "channel": "one", "transition": "B0->K*0", "helicity": "longitudinal", "q2": [0, 4], "total": [5e6],
                   "selections": []}]}""").get(0);
        assertThat(figure.panels()).extracting(panel -> panel.title().unicode()).containsExactly("d", "e");
        List<Layer.Histogram> first = layers(figure.panels().get(0), Layer.Histogram.class);
        assertThat(first)
                .extracting(layer -> layer.name().unicode())
                .containsExactly(
                        "SR, B\u207a \u2192 K\u207a",
                        "SR, B\u207a \u2192 K\u207a",
                        "B\u207a \u2192 K\u207a, a",
                        "B\u207a \u2192 K\u207a, b");
        assertThat(first.get(1).bins()).containsExactly(new Layer.Bin(0, 1, 0, 3), new Layer.Bin(1, 2, 0, 1));
        assertThat(layers(figure.panels().get(1), Layer.Histogram.class)
                        .get(0)
                        .name()
                        .unicode())
                .endsWith(", longitudinal");
        assertThat(figure.caption().unicode()).contains("number of decaying mesons");
    }
}
