package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.results.FitResult;
import emiss.results.LikelihoodResult;
import emiss.results.StudyResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Belle II, BABAR and ALEPH say together about the scenarios of arXiv:2403.13887. */
class JointLikelihoodTest {
    /** The rise of -2 ln L that contains 68 % for two parameters. */
    private static final double REGION_68 = 2.30;

    @TempDir
    private Path directory;

    private List<StudyResult> run(String experiments, String... studies) {
        StringBuilder text = new StringBuilder("experiments: " + experiments + "\nstudies:\n");
        for (String study : studies) {
            text.append("  - ").append(study).append('\n');
        }
        return Program.run(Program.write(directory, text.toString()), 2).studies();
    }

    private double fit(String experiments, String settings) {
        FitResult result = (FitResult)
                run(experiments, "{id: f, type: fit, " + settings + "}").get(0).result();
        assertThat(result.converged()).isTrue();
        return result.t();
    }

    @ParameterizedTest
    @CsvSource({
        "scalar, 2.1, Cdphi_SL, Cdphi_SR",
        "scalar-pair, 0.52, Cdphiphi_SL, Cdphiphi_SR",
        "scalar-pair, 0.38, Cdphiphi_VL, Cdphiphi_VR",
        "dirac-pair, 0.6, Cdpsi_VLL, Cdpsi_VLR",
        "dirac-pair, 0.6, Cdpsi_VRL, Cdpsi_VRR",
        "dirac-pair, 0.6, Cdpsi_VLL, Cdpsi_VRL",
        "vector, 2.1, CdV_VL, CdV_VR"
    })
    void purelyChiralCouplingsLieInTheRegionOf68Percent(String scenario, double mass, String one, String other) {
        String data = "[belle2, babar, aleph-bs]";
        String common = "scenario: " + scenario + ", basis: chiral, mass: " + mass + ", couplings: ";

        double both = fit(data, common + "[" + one + ", " + other + "]");

        assertThat(fit(data, common + "[" + one + "]")).isBetween(both - 1e-6, both + REGION_68);
        assertThat(fit(data, common + "[" + other + "]")).isBetween(both - 1e-6, both + REGION_68);
    }

    @Test
    void babarExcludesTheTensorCouplingOfBelleII() {
        LikelihoodResult points = (LikelihoodResult) run(
                        "[babar]",
                        "{id: l, type: likelihood, scenario: vector, points: [{mass: 2.1, couplings: {hT: 4.7e-5}}]}")
                .get(0)
                .result();
        double best = fit("[babar]", "scenario: vector, couplings: [hT], mass: 2.1");

        assertThat(points.points().get(0).t() - best).isGreaterThan(9);
    }

    @Test
    void orderOfTheDataSetsDoesNotMatter() {
        String settings = "scenario: dirac-pair, couplings: [fVV, fAA], mass: 0.6";

        double t = fit("[belle2-ita, belle2-hta, babar, aleph-bs, belle-2017]", settings);

        assertThat(fit(
                        "[belle-2017, babar-kstar0, aleph-bs, belle2-hta, babar-kplus, babar-kstarplus, belle2-ita,"
                                + " babar-kzero]",
                        settings))
                .isCloseTo(t, within(1e-7));
    }

    @Test
    void massiveVectorOfAGaugeFieldStaysFinite() {
        FitResult light = (FitResult) run(
                        "[belle2]",
                        "{id: f, type: fit, scenario: vector, basis: field-strength, couplings: [hV_F], mass: 0.001}")
                .get(0)
                .result();
        FitResult lighter = (FitResult) run(
                        "[belle2]",
                        "{id: f, type: fit, scenario: vector, basis: field-strength, couplings: [hV_F], mass: 0.0005}")
                .get(0)
                .result();

        // the amplitude of hV goes like hV/m = hV_F m/Lambda^2: the product of hV_F and the mass is what is measured
        assertThat(lighter.couplings().get("hV_F").re()
                        / light.couplings().get("hV_F").re())
                .isCloseTo(2, within(1e-3));
        assertThat(lighter.t()).isCloseTo(light.t(), within(1e-6));
    }
}
