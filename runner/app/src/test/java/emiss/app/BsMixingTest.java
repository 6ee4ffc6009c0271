package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.DataFormatException;
import emiss.results.FitResult;
import emiss.results.LikelihoodResult;
import emiss.results.RateResult;
import emiss.results.StudyResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code inputs.bsMixing}, from a configuration to rates and fits. */
class BsMixingTest {
    private static final double YS = 0.0592;

    @TempDir
    private Path directory;

    private List<StudyResult> run(String text) {
        return Program.run(Program.write(directory, text), 1).studies();
    }

    private static double branchingFraction(StudyResult study) {
        assertThat(study.reasons()).isEmpty();
        return ((RateResult) study.result()).branchingFraction();
    }

    @Test
    void ratesOfBsAreIntegratedOverTime() {
        String rate = "type: rate, scenario: vector, mass: 1, couplings: {hA: 1.0e-8}";
        List<StudyResult> studies = run("""
                studies:
                  - {id: phi, RATE, transition: Bs->phi}
                  - {id: phi-mixed, RATE, transition: Bs->phi, inputs: {bsMixing: {ys: 0.0592}}}
                  - {id: kstar, RATE, transition: B0->K*0}
                  - {id: kstar-mixed, RATE, transition: B0->K*0, inputs: {bsMixing: {ys: 0.0592}}}
                """.replace("RATE", rate));

        double ratio = branchingFraction(studies.get(1)) / branchingFraction(studies.get(0));
        assertThat(ratio).isCloseTo(1 / (1 + YS), within(1e-12));
        assertThat(branchingFraction(studies.get(3))).isEqualTo(branchingFraction(studies.get(2)));
        assertThat(studies.get(1)
                        .settings()
                        .inside("inputs")
                        .orElseThrow()
                        .inside("bsMixing")
                        .orElseThrow()
                        .number("ys"))
                .hasValue(YS);
        assertThat(studies.get(0).settings().inside("inputs").orElseThrow().inside("bsMixing"))
                .isEmpty();
    }

    /** One measurement of B(Bs -> inv): the fitted branching fraction is the measured one, the coupling takes the factor. */
    @Test
    void fitsUseTheSameRates() {
        String fit = "type: fit, scenario: dirac-pair, couplings: [fPS], mass: 1, experiments: [aleph-bs],"
                + " data: {asimov: {scenario: dirac-pair, couplings: {fPS: 2}, mass: 1}}";
        List<StudyResult> studies = run("studies:\n  - {id: plain, " + fit + "}\n  - {id: mixed, " + fit
                + ", inputs: {bsMixing: {ys: 0.0592}}}\n");

        double plain =
                ((FitResult) studies.get(0).result()).branchingFractions().get("Bs->inv");
        double mixed =
                ((FitResult) studies.get(1).result()).branchingFractions().get("Bs->inv");
        assertThat(mixed / plain).isCloseTo(1 / (1 + YS), within(1e-4));
    }

    @Test
    void complexCouplingsAreForRatesOnly() {
        List<StudyResult> studies = run("""
                inputs: {bsMixing: {ys: 0.0592}}
                experiments: [aleph-bs]
                studies:
                  - {id: fit, type: fit, scenario: dirac-pair, couplings: [fPS, fPP], complex: true, mass: 1}
                  - {id: l, type: likelihood, scenario: dirac-pair, points: [{mass: 1, couplings: {fPS: [1, 1]}},
                      {mass: 1, couplings: {fPS: 1}}]}
                """);

        assertThat(studies.get(0).reasons())
                .singleElement()
                .asString()
                .contains("with \"bsMixing\" rates depend on the common phase of the couplings, expected real ones");
        assertThat(studies.get(1).reasons()).singleElement().asString().contains("couplings must be real here");
        assertThat(((LikelihoodResult) studies.get(1).result()).points().get(1).t())
                .isNotNull();
    }

    @Test
    void wrongSettingsHaveTheirPlace() {
        String study = "studies: [{id: a, type: signal-strength, experiments: [aleph-bs]}]\n";
        assertThatThrownBy(() -> Program.read(Program.write(directory, study + "inputs: {bsMixing: {ys: 1.5}}\n")))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining(":2:25: ys is 1.5, expected at least 0 and below 1; measured is 0.06");
        assertThatThrownBy(() -> Program.read(Program.write(directory, study + "inputs: {bsMixing: {y: 0.1}}\n")))
                .hasMessageContaining("missing field \"ys\" of \"bsMixing\"");
    }
}
