package emiss.results;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.api.scenario.Complex;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TidyTablesTest {
    @Test
    void aRankingHasARowACouplingWithTheEndsOfItsInterval() {
        RankEntry entry = new RankEntry(
                "fit",
                "dirac-pair",
                0.6,
                null,
                Map.of("fVV", new Complex(1.5, -0.25)),
                Map.of("fVV", new Interval(1.25, 2.0)),
                -11.25,
                1,
                3.5,
                null);
        assertThat(new CompareResult(List.of(entry), null).table().csv())
                .isEqualTo("rank,study,hypothesis,mass[GeV],mass_low68[GeV],mass_high68[GeV],t,parameters,significance,"
                        + "significanceMassFloated,coupling,value,value_low68,value_high68\n"
                        + "1,fit,dirac-pair,0.6,,,-11.25,1,3.5,,fVV,1.5,1.25,2.0\n"
                        + "1,fit,dirac-pair,0.6,,,-11.25,1,3.5,,Im fVV,-0.25,,\n");
    }

    @Test
    void aRateWithoutASpectrumHasItsTotals() {
        RateResult rate = new RateResult("vector", "B0->K*0", Map.of(), 2e-18, 5e-6, 0.25, List.of(), null);
        assertThat(rate.table().csv())
                .isEqualTo("quantity,value\nwidth[GeV],2.0E-18\nB(B0->K*0),5.0E-6\nlongitudinalFraction,0.25\n");
        RateResult spectrum = new RateResult(
                "vector", "B0->K*0", Map.of(), 2e-18, 5e-6, 0.25, List.of(new RateResult.Point(1, 1, 1, 0.5)), null);
        assertThat(spectrum.tables()).extracting(Table::part).containsExactly("", "totals");
        assertThat(spectrum.table().columns().get(0)).isEqualTo("q2[GeV2]");
    }

    @Test
    void numbersHaveTheFewestDigits() {
        assertThat(Table.of(List.of("a", "b", "c"))
                        .row(List.of(2e23, 7, 5.0))
                        .build()
                        .csv())
                .isEqualTo("a,b,c\n2.0E23,7,5.0\n");
    }

    @Test
    void pullsHaveATableOfTheirOwn() {
        FitResult fit = new FitResult(
                "vector",
                2.1,
                -13,
                1,
                3.6,
                Map.of("hV", Complex.real(7e-9)),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of("p", 0.5),
                Map.of("p", 0.75),
                true,
                true,
                3.6,
                null);
        assertThat(fit.table().csv()).doesNotContain("p,").contains("hV,7.0E-9,,");
        assertThat(fit.tables().get(1).csv()).isEqualTo("parameter,pull,width\np,0.5,0.75\n");
    }

    @Test
    void referencesNameEveryCitationOnce() {
        Run.Input input = new Run.Input(
                "data set",
                "a b",
                "B+ -> K+ & more",
                "",
                "Group, Phys. Rev. D 1",
                List.of("arXiv:1234.5678", "doi:10.1/x_y"),
                "",
                null);
        Run.Input same = new Run.Input("data set", "c", "other", "", input.citation(), input.identifiers(), "", null);
        Run.Input none = new Run.Input("SM inputs", "sm", "", "", "", List.of(), "", null);
        Run run = new Run(
                null,
                "",
                null,
                null,
                "",
                List.of(),
                List.of(),
                List.of(input, same, none),
                1,
                0,
                List.of(),
                List.of(),
                List.of());
        assertThat(References.of(run)).startsWith("@misc{arXiv-2403.13887,\n").endsWith("""

                        @misc{a-b,
                          title = {B+ $\\to$ K+ \\& more},
                          eprint = {1234.5678},
                          archivePrefix = {arXiv},
                          doi = {10.1/x_y},
                          note = {Group, Phys. Rev. D 1; arXiv:1234.5678, doi:10.1/x\\_y}
                        }
                        """);
    }
}
