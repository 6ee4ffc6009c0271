package emiss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the commands print, write and exit with. */
class CommandLineTest {
    private static final String MU = "{id: mu, type: signal-strength}";

    @TempDir
    private Path directory;

    @Test
    void runWritesResultsAndOneTablePerStudy() throws IOException {
        Path config = Program.write(
                directory,
                Program.belleIIConfig(
                        MU,
                        "{id: scan, type: mass-scan, scenario: vector, couplings: [hV], masses: [2.0, 2.1, 2.2]}",
                        "{id: rate, type: rate, scenario: dirac-pair, mass: 0.6, transition: \"B0->K*0\","
                                + " couplings: {fVV: 1.0, fTT: [0.3, 0.2]}, q2: [2, 5, 10]}",
                        "{id: shape, type: spectrum, scenario: dirac-pair, masses: [0, 0.6], couplings: [fVV],"
                                + " transition: \"B+->K+\", points: 20}",
                        "{id: events, type: spectrum, scenario: vector, masses: 2.1, couplings: {hV: 7.06e-9}}",
                        "{id: points, type: likelihood, scenario: vector, points: [{mass: 2.1, couplings: {hV: 7.055301629487112e-9}}]}",
                        "{id: ranking, type: compare, of: [mu, scan]}"));
        Path out = directory.resolve("out");

        Program.Printed printed =
                Program.execute("run", config.toString(), "--out", out.toString(), "--figures", "none", "--no-report");

        assertThat(printed.exitCode()).isZero();
        assertThat(printed.err()).isEmpty();
        assertThat(printed.out())
                .contains("mu = 4.6 ± 1.3, 2.7 σ from the SM, 3.5 σ from no signal")
                .contains("1.  vector       2.1")
                .contains("2.  rescaled SM  -");
        JsonNode results = new JsonMapper().readTree(Files.readString(out.resolve("results.json")));
        assertThat(results.get("version").asString()).isEqualTo("emiss-results/1");
        assertThat(results.get("configHash").asString()).hasSize(64);
        assertThat(results.get("plugins")).hasSize(4);
        JsonNode studies = results.get("studies");
        assertThat(studies)
                .hasSize(7)
                .allSatisfy(study -> assertThat(study.get("status").asString()).isEqualTo("ok"));
        assertThat(studies.get(1).at("/points/1/branchingFractions/B+->K+").asDouble())
                .isBetween(8.6e-6, 8.7e-6);
        assertThat(studies.get(1).at("/best/couplings/hV").asDouble()).isBetween(7.0e-9, 7.1e-9);
        assertThat(studies.get(2).at("/points/1/longitudinalFraction").asDouble())
                .isBetween(0.0, 1.0);
        assertThat(studies.get(3).at("/curves/1/q2")).hasSize(20);
        assertThat(studies.get(4).at("/bins/0/channel").asString()).isEqualTo("belle2-ita/ITA-SR");
        assertThat(studies.get(4).at("/bins")).hasSize(18);
        // the reference scan at the same point
        assertThat(studies.get(5).at("/points/0/t").asDouble()).isBetween(-13.1729, -13.1719);
        assertThat(out.resolve("scan.csv"))
                .content()
                .startsWith("mass[GeV],t,hV,B(B+->K+)")
                .hasLineCount(4);
    }

    @Test
    void wrongInputExitsWithTwoAndRunsNothing() {
        Path config = Program.write(directory, Program.belleIIConfig("{id: a, type: fit}"));
        Path out = directory.resolve("out");

        Program.Printed printed =
                Program.execute("run", config.toString(), "--out", out.toString(), "--figures", "none", "--no-report");

        assertThat(printed.exitCode()).isEqualTo(2);
        assertThat(printed.out()).isEmpty();
        assertThat(printed.err())
                .isEqualTo(config + ":3:5: missing field \"scenario\" of a study" + System.lineSeparator());
        assertThat(out).doesNotExist();
        assertThat(Program.execute("check", config.toString()).exitCode()).isEqualTo(2);
        assertThat(Program.execute("check", "no-such-file.yaml").err())
                .isEqualTo("emiss: no such file: no-such-file.yaml" + System.lineSeparator());
        assertThat(Program.execute("check", directory.toString()).err()).startsWith("emiss: cannot read " + directory);
        assertThat(Program.execute("run", config.toString(), "--threads", "0").exitCode())
                .isEqualTo(2);
        assertThat(Program.execute("list", "scenario").err()).contains("cannot list \"scenario\"; valid: scenarios,");
        assertThat(Program.execute("show", "vectro").err())
                .contains("nothing is called \"vectro\"; did you mean \"vector\"?");
    }

    @Test
    void aStudyThatFailsDoesNotStopTheOthers() throws IOException {
        Path config = Program.write(
                directory,
                Program.belleIIConfig(
                        "{id: overflow, type: rate, scenario: vector, transition: \"B+->K+\", mass: 1, couplings: {hV: 1.0e+308}}",
                        MU));
        Path out = directory.resolve("out");

        Program.Printed printed =
                Program.execute("run", config.toString(), "--out", out.toString(), "--figures", "none", "--no-report");

        assertThat(printed.exitCode()).isEqualTo(3);
        assertThat(printed.err()).startsWith("overflow: the result is not finite: Infinity at /width");
        assertThat(printed.out()).contains("overflow  failed").contains("mu        mu = 4.6 ± 1.3");
        assertThat(out.resolve("results.json")).content().contains("\"failed\"").contains("\"ok\"");
    }

    @Test
    void resultsThatCannotBeWritten() throws IOException {
        Path config = Program.write(directory, Program.belleIIConfig(MU));
        Path file = Files.writeString(directory.resolve("a-file"), "");

        Program.Printed printed = Program.execute(
                "run", config.toString(), "--out", file.resolve("out").toString());

        assertThat(printed.exitCode()).isEqualTo(4);
        assertThat(printed.out()).as("nothing is computed").isEmpty();
        assertThat(printed.err())
                .isEqualTo("emiss: cannot write " + file.resolve("out") + ": Not a directory" + System.lineSeparator());
    }

    @Test
    void listAndShowTellWhatThereIs() {
        assertThat(Program.execute("list", "scenarios").out())
                .contains("dirac-pair", "majorana-pair", "neutrinos", "real-scalar-pair", "real-vector-pair", "scalar")
                .contains("scalar-pair", "spin32-majorana-pair", "spin32-pair", "vector", "vector-pair");
        JsonNode experiments = new JsonMapper()
                .readTree(Program.execute("list", "experiments", "--json").out())
                .get("experiments");
        assertThat(experiments)
                .extracting(experiment -> experiment.get("id").asString())
                .containsExactly(
                        "aleph-bs",
                        "babar-2010",
                        "babar-kplus",
                        "babar-kstar0",
                        "babar-kstarplus",
                        "babar-kzero",
                        "belle-2013",
                        "belle-2017",
                        "belle2-hta",
                        "belle2-ita",
                        "belle2-xs",
                        "delphi-bsphi",
                        "fcc-ee");
        assertThat(Program.execute("list", "transitions").out())
                .contains("B0->K*0           B->K*             BKst-GRvDV2023")
                .contains("Bs->phi           Bs->phi           Bsphi-GRvDV2023")
                .contains("Lambda_b->Lambda  Lambda_b->Lambda  LbL-DM2016-total")
                .contains("Bs->inv           Bs                -");
        assertThat(Program.execute("show", "dirac-pair").out()).contains("fTtT  TT             T");
        assertThat(Program.execute("show", "belle2-ita").out())
                .contains("Quality: published likelihood")
                .contains("arXiv:2507.12393")
                .contains("1830");
        assertThat(Program.execute("show", "BK-GRvDV2023").out()).contains("0.331964");
        assertThat(Program.execute("show", "coupling-plane").out())
                .contains("limits on couplings of the plane")
                .containsPattern("    others +profile, best-fit, zero +- +profile ");
        assertThat(Program.execute("--help").out()).contains("130");
    }

    /** B of the Standard Model: 1.098e-5, 4.907e-6 and 8.461e-6 with the default form factors, as other tests compare. */
    @Test
    void decaysAreShown() {
        assertThat(Program.execute("show", "Bs->phi").out())
                .contains("Parent: Bs, mass 5.36693 GeV, lifetime 1.52")
                .contains("Daughter: vector, mass 1.019461 GeV")
                .contains("Invisible q2: up to 18.90 GeV2")
                .contains("Bs->phi by Bsphi-GRvDV2023 (default), Bsphi-GvDV2020")
                .contains("Standard Model: B = (1.10 ")
                .contains("  delphi-bsphi  DELPHI")
                .contains("  fcc-ee        FCC-ee")
                .doesNotContain("belle2");
        assertThat(Program.execute("show", "B+->K+").out())
                .contains("B = (4.91 ")
                .contains("  belle2-xs ")
                .doesNotContain("aleph");
        assertThat(Program.execute("show", "Lambda_b->Lambda").out()).contains("baryon", "B = (8.5 ");
        assertThat(Program.execute("show", "Bs->inv").out())
                .contains("Daughter: none", "no decay into massless neutrinos alone", "  aleph-bs ");
        assertThat(Program.execute("show", "Bs->ph").err()).contains("did you mean \"Bs->phi\"?");
    }

    @Test
    void anExperimentIsDrawn() {
        Program.Printed shown = Program.execute("show", "belle2-hta", "--plot", directory.toString());
        assertThat(shown.exitCode()).isZero();
        for (String figure : List.of("belle2-hta-yields", "belle2-hta-response")) {
            assertThat(directory.resolve("figures").resolve(figure + ".svg")).isNotEmptyFile();
        }
        assertThat(Program.execute("show", "vector", "--plot", directory.toString())
                        .err())
                .contains("\"vector\" is no experiment");
    }
}
