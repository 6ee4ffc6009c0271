package emiss.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.report.figure.Figure;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.results.PosteriorResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class PosteriorViewTest {
    private static final String STUDY = """
            {"id": "p", "type": "posterior", "status": "ok", "reasons": [], "elapsedSeconds": 1,
             "settings": {"scenario": "vector", "couplings": ["hV"], "experiments": ["belle2-ita"]},
             "scenario": "vector", "quantity": "B(B+->K+)",
             "marginals": [
              {"name": "mass", "mode": 2.1, "mean": 2.2, "hpd68": [[1.75, 2.25]], "hpd95": [[1.5, 2.5]],
               "x": [1.5, 2, 2.5], "density": [0.5, 1.5, 0.5]},
              {"name": "B", "mode": 8e-6, "mean": 9e-6, "hpd68": [[0, 1e-6], [8e-6, 9e-6]], "hpd95": [[0, 1e-5]],
               "x": [0, 4e-6, 8e-6, 1e-5], "density": [3e5, 0, 4e5, 1e5]}],
             "jointMode": {"mass": 2.1, "B": 8e-6}, "bayesFactors": {"sm": 1.659, "background": null},
             "priors": {"mass": {"uniform": [1.5, 2.5]}, "B": {"uniform": [0, 1e-5]}}, "notes": []}""";

    private static PosteriorResult result() {
        return Samples.run(STUDY)
                .study("p")
                .flatMap(study -> study.result(PosteriorResult.class))
                .orElseThrow();
    }

    @Test
    void everyParameterHasAPanelWithItsSets() {
        Figure figure = Samples.figure(Samples.figures(STUDY), "p");
        List<Panel> panels = figure.panels();
        assertThat(panels)
                .extracting(panel -> panel.x().title().unicode())
                .containsExactly("mX [GeV]", "\u212c(B\u207a \u2192 K\u207a X)");
        List<Layer.Band> mass = Samples.layers(panels.get(0), Layer.Band.class);
        assertThat(mass).extracting(band -> band.name().unicode()).containsExactly("95 %", "68 %");
        // the ends of a set lie between the points of the grid, on the line between them
        assertThat(mass.get(1).spans())
                .containsExactly(new Layer.Span(1.75, 0, 1), new Layer.Span(2, 0, 1.5), new Layer.Span(2.25, 0, 1));
        assertThat(Samples.layers(panels.get(1), Layer.Band.class)).hasSize(3);
        assertThat(panels.get(0).y().title().unicode()).contains("GeV");
    }

    @Test
    void theLineOnTheTerminalNamesSetsAndTheBayesFactor() {
        assertThat(new PosteriorView().summary(result()))
                .startsWith("mass = 2.1")
                .contains("B(B+->K+) = 8")
                .contains(" and [")
                .endsWith("against the SM 1.66");
    }

    @Test
    void aModeHasItsIntervalIfThatIsOne() {
        assertThat(result().interval68("/marginals/0/mode"))
                .hasValueSatisfying(interval -> assertThat(interval.low()).isEqualTo(1.75));
        assertThat(result().interval68("/marginals/1/mode")).isEmpty();
        assertThat(result().table().rows()).hasSize(7);
    }
}
