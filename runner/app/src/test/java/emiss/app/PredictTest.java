package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.DataFormatException;
import emiss.data.document.Node;
import emiss.results.FitResult;
import emiss.results.PredictResult;
import emiss.results.RateResult;
import emiss.results.StudyResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Predictions against {@code theory.json}, whose source it states. */
class PredictTest {
    @TempDir
    private Path directory;

    private List<StudyResult> run(String... studies) {
        List<StudyResult> results = Program.belleII(directory, studies);
        assertThat(results).allSatisfy(study -> assertThat(study.reasons()).isEmpty());
        return results;
    }

    private static PredictResult.Prediction find(
            PredictResult result, String quantity, String transition, boolean includesSm) {
        return result.predictions().stream()
                .filter(prediction -> prediction.quantity().equals(quantity)
                        && prediction.transition().equals(transition)
                        && prediction.includesSm() == includesSm)
                .findFirst()
                .orElseThrow();
    }

    private static void assertRelative(double found, double expected, double tolerance) {
        assertThat(found).isCloseTo(expected, within(tolerance * Math.abs(expected)));
    }

    /** The reference takes derivatives with wide steps, which is good to 2 %; the errors of 1000 draws are 2.2 %. */
    @ParameterizedTest
    @CsvSource({
        "fVV 0.6, 'scenario: dirac-pair, couplings: [fVV], mass: 0.6'",
        "Cdpsi_VLL direction 0.6, 'scenario: dirac-pair, basis: chiral, couplings: [Cdpsi_VLL], mass: 0.6'",
        "hV 2.1, 'scenario: vector, couplings: [hV], mass: 2.1'"
    })
    void predictionsOfTheBelleIIData(String name, String hypothesis) {
        Node expected = Reference.THEORY.at("predictions", name);
        PredictResult result = (PredictResult) run("{id: p, type: predict, " + hypothesis + ", draws: 2000}")
                .get(0)
                .result();
        PredictResult.Prediction kaon = find(result, "B", "B+->K+", false);
        assertRelative(kaon.value(), Reference.number(expected, "BKplus"), 1e-5);
        PredictResult.Prediction excited = find(result, "B", "B0->K*0", false);
        double value = excited.value();
        assertRelative(value, Reference.number(expected, "BKstar0"), 1e-5);
        List<Node> fit = expected.fields().get("relFit").items();
        assertRelative(excited.fitError().down() / value, -fit.get(0).number(), 1e-4);
        assertRelative(excited.fitError().up() / value, fit.get(1).number(), 1e-4);
        double fromK = excited.formFactorErrors().get("B->K") / value;
        double fromKst = excited.formFactorErrors().get("B->K*") / value;
        assertRelative(fromK, Reference.number(expected, "relFormFactorsKLinear"), 2e-2);
        assertRelative(fromKst, Reference.number(expected, "relFormFactorsKstarLinear"), 1e-3);
        assertThat(excited.formFactorError()).isCloseTo(value * Math.hypot(fromK, fromKst), within(1e-9 * value));
        PredictResult.Draws draws = excited.draws();
        assertThat(draws.count()).isEqualTo(2000);
        assertRelative(draws.standardDeviation(), excited.formFactorError(), 0.06);
        assertRelative(draws.mean() / value, Reference.number(expected, "drawsMean"), 1.2e-2);
        assertThat(excited.interval68().high() - value)
                .isCloseTo(Math.hypot(excited.fitError().up(), excited.formFactorError()), within(1e-9 * value));
        PredictResult.Prediction longitudinal = find(result, "FL", "B0->K*0", false);
        if (Reference.number(expected, "FL") == 0) {
            assertThat(longitudinal.value()).isZero();
            assertThat(longitudinal.formFactorError()).isZero();
        } else {
            assertRelative(longitudinal.value(), Reference.number(expected, "FL"), 1e-5);
            assertRelative(longitudinal.formFactorError(), Reference.number(expected, "FLsigmaLinear"), 1e-2);
            assertRelative(longitudinal.draws().standardDeviation(), Reference.number(expected, "FLsigmaDraws"), 0.08);
        }
        assertThat(longitudinal.fitError()).isEqualTo(new PredictResult.Errors(0, 0));
        // with the Standard Model, whose branching fraction the study rate has too
        RateResult sm = (RateResult) run("{id: r, type: rate, scenario: neutrinos, transition: \"B0->K*0\"}")
                .get(0)
                .result();
        PredictResult.Prediction sum = find(result, "B", "B0->K*0", true);
        assertRelative(sum.value(), value + sm.branchingFraction(), 1e-6);
        assertThat(find(result, "FL", "B0->K*0", true).value())
                .isCloseTo(
                        (value * longitudinal.value() + sm.branchingFraction() * sm.longitudinalFraction())
                                / sum.value(),
                        within(1e-6));
    }

    /** Of a fit, of a scan, and made here: the same; whatever the fit used for form factors. */
    @Test
    void theBestPointOfAFitOrAScanPredicts() {
        String predict = ", transitions: [\"B0->K*0\", \"Bs->inv\"], draws: 0}";
        List<StudyResult> found = run(
                "{id: fit, type: fit, scenario: vector, couplings: [hV], mass: 2.1}",
                "{id: coherent, type: fit, scenario: vector, couplings: [hV], mass: 2.1,"
                        + " inputs: {formFactorUncertainty: coherent}}",
                "{id: scan, type: mass-scan, scenario: dirac-pair, couplings: [fVV], masses: [0.5, 0.6, 0.7]}",
                "{id: p1, type: predict, of: fit" + predict,
                "{id: p2, type: predict, of: coherent" + predict,
                "{id: p3, type: predict, scenario: vector, couplings: [hV], mass: 2.1" + predict,
                "{id: p4, type: predict, of: scan, experiments: [belle-2017, aleph-bs]" + predict);
        PredictResult first = (PredictResult) found.get(3).result();
        assertThat(((PredictResult) found.get(4).result()).predictions()).isEqualTo(first.predictions());
        assertThat(((PredictResult) found.get(5).result()).predictions()).isEqualTo(first.predictions());
        PredictResult scan = (PredictResult) found.get(6).result();
        assertThat(scan.mass()).isBetween(0.6, 0.7);
        assertThat(scan.curves()).hasSize(1);
        PredictResult.Curve curve = scan.curves().get(0);
        double step = curve.q2().at(1) - curve.q2().at(0);
        double value = find(scan, "B", "B0->K*0", false).value();
        assertRelative(curve.value().sum() * step, value, 1e-2);
        assertThat(curve.low().at(20)).isLessThan(curve.value().at(20));
        assertThat(scan.measured())
                .extracting(PredictResult.Measured::experiment)
                .containsExactly("belle-2017", "aleph-bs");
        // ALEPH: the two-sided 90 % interval ends at 6.9e-4
        assertThat(scan.measured().get(1).limit90()).isCloseTo(6.92e-4, within(1e-6));
    }

    /** A rate for the couplings of a fit; in another basis they are those of the scenario. */
    @Test
    void ratesOfAFit() {
        List<StudyResult> found = run(
                "{id: f, type: fit, scenario: dirac-pair, basis: chiral, couplings: [Cdpsi_VLL], mass: 0.6}",
                "{id: r, type: rate, scenario: dirac-pair, transition: \"B0->K*0\", couplings: {from: f}, q2: [2, 10]}",
                "{id: p, type: predict, of: f, transitions: [\"B0->K*0\"], draws: 0}");
        FitResult fit = (FitResult) found.get(0).result();
        RateResult rate = (RateResult) found.get(1).result();
        assertThat(rate.branchingFraction())
                .isCloseTo(fit.branchingFractions().get("B0->K*0"), within(1e-9 * rate.branchingFraction()));
        assertThat(rate.couplings()).containsOnlyKeys("fVV", "fVA", "fAV", "fAA");
        assertThat(rate.couplings().get("fVV").re())
                .isCloseTo(0.25 * fit.couplings().get("Cdpsi_VLL").re(), within(1e-9));
        PredictResult predicted = (PredictResult) found.get(2).result();
        assertThat(rate.longitudinalFraction())
                .isCloseTo(find(predicted, "FL", "B0->K*0", false).value(), within(1e-9));
    }

    @Test
    void badInputGetsItsLine() {
        Path file = Program.write(
                directory,
                Program.belleIIConfig(
                        "{id: first, type: predict}",
                        "{id: b, type: predict, of: d}",
                        "{id: c, type: predict, of: first, scenario: vector}",
                        "{id: d, type: predict, of: first, transitions: [\"B0->K*1\"]}",
                        "{id: e, type: predict, scenario: vector, couplings: [hV], mass: 2, draws: -1}",
                        "{id: f, type: rate, scenario: vector, transition: \"B+->K+\", couplings: {from: firsd}}",
                        "{id: g, type: rate, scenario: vector, transition: \"B+->K+\", couplings: {hV: 1}}"));
        assertThatThrownBy(() -> Program.read(file))
                .isInstanceOfSatisfying(
                        DataFormatException.class,
                        wrong -> assertThat(wrong.problems())
                                .extracting(line ->
                                        line.replace(file.toString() + ":", "").replaceFirst("^(\\d+):\\d+", "$1"))
                                .containsExactly(
                                        "3: a prediction needs the id of an earlier fit (of), or a scenario",
                                        "4: study \"d\" is not before this one; move this one behind it",
                                        "5: \"scenario\" does not apply to this study",
                                        "6: unknown transition \"B0->K*1\"; did you mean \"B0->K*0\"?",
                                        "7: draws is -1, expected at least 0",
                                        "8: unknown earlier study \"firsd\"; did you mean \"first\"?",
                                        "9: missing field \"mass\" of a study",
                                        "9: the mass 0.0 GeV is not possible for vector, expected > 0"));
    }

    @Test
    void predictionsOfAsimovDataAreRefused() {
        List<StudyResult> found = Program.belleII(
                directory,
                "{id: f, type: fit, scenario: vector, couplings: [hV], mass: 2.1, data: {asimov: sm}}",
                "{id: p, type: predict, of: f}",
                "{id: r, type: rate, scenario: scalar, transition: \"B+->K+\", couplings: {from: f}}");
        assertThat(found.get(1).reasons())
                .containsExactly("predictions are made from real data, and these are Asimov data");
        assertThat(found.get(2).reasons().get(0)).contains("study f is about vector");
    }
}
