package emiss.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.report.figure.Figure;
import emiss.report.figure.Ink;
import emiss.report.page.ReportPage;
import emiss.results.ResultsReader;
import emiss.results.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamesTest {
    private static final Names NAMES = new Names(Samples.RUN);

    @Test
    void pluginsAndGroupsSayHowTheyAreCalled() {
        assertThat(NAMES.scenario("dirac-pair")).isEqualTo("Dirac pair");
        assertThat(NAMES.experiment("babar-kstar0").html()).isEqualTo("BABAR <i>K</i><sup>\u22170</sup>");
        assertThat(NAMES.experiments(List.of("belle2", "babar")).unicode()).isEqualTo("Belle II + BABAR");
    }

    @Test
    void placesInTheOrderOfColoursDecide() {
        assertThat(NAMES.scenarioInk("vector")).isEqualTo(Ink.solid(0x0072b2));
        assertThat(NAMES.experimentInk("belle2")).isEqualTo(Ink.solid(0x004488));
        assertThat(NAMES.experimentInk("babar")).isEqualTo(new Ink(0xbb5566, 1, Ink.Stroke.DASHED));
        assertThat(NAMES.couplingInk("vector", "hV")).isEqualTo(NAMES.scenarioInk("vector"));
        assertThat(NAMES.couplingInk("vector", "hT")).isEqualTo(Palette.variant(NAMES.scenarioInk("vector"), 1));
    }

    @Test
    void whatARunDoesNotNameGoesByItsId() {
        assertThat(NAMES.scenario("mine")).isEqualTo("mine");
        assertThat(NAMES.scenarioInk("mine")).isEqualTo(Palette.scenario("mine", null));
        assertThat(NAMES.couplingInk("mine", "xQQ"))
                .isEqualTo(Palette.variant(Palette.scenario("mine", null), Palette.variantOf("xQQ")));
        assertThat(NAMES.experiment("my_*data").unicode()).isEqualTo("my_*data");
        assertThat(NAMES.experimentInk("my-data")).isEqualTo(Palette.experiment("my-data", null));
    }

    @Test
    void resultsOfTheFirstVersionAreDrawnByTheirIds(@TempDir Path directory) throws IOException {
        Run run = new ResultsReader()
                .read(Path.of("..", "results", "src", "test", "resources", "emiss", "results", "results-0.1.json"));
        RunView view = RunView.of(run);
        List<Figure> figures = view.figures();
        assertThat(figures)
                .extracting(Figure::id)
                .contains("rate", "curves", "bins", "sm", "fit", "scan", "plane", "limit", "points", "ranking");
        assertThat(figures)
                .filteredOn(figure -> figure.id().equals("fit"))
                .singleElement()
                .satisfies(figure -> assertThat(figure.title().unicode()).contains("dirac-pair"));
        ReportPage.write(view, figures, directory.resolve("report.html"));
        assertThat(directory.resolve("report.html")).content().contains("The data prefer");
    }
}
