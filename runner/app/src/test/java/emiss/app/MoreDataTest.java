package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.results.CompareResult;
import emiss.results.FitResult;
import emiss.results.LikelihoodResult;
import emiss.results.RateResult;
import emiss.results.SignalStrengthResult;
import emiss.results.StudyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The data sets without information on q2, in fits: what they say of the Standard Model, and what may not be combined. */
class MoreDataTest {
    private static final double K_PLUS = 4.90690673094007e-06;
    private static final double K_ZERO = 4.534582755183417e-06;

    @TempDir
    private Path directory;

    private List<StudyResult> run(String text) {
        List<StudyResult> studies =
                Program.run(Program.write(directory, text), 1).studies();
        assertThat(studies).allSatisfy(study -> assertThat(study.reasons()).isEmpty());
        return studies;
    }

    private static double mu(StudyResult study) {
        return ((SignalStrengthResult) study.result()).mu();
    }

    @Test
    void theProjectionIsTheStandardModel() {
        StudyResult study = run("studies: [{id: mu, type: signal-strength, experiments: [fcc-ee]}]\n")
                .get(0);
        assertThat(mu(study)).isCloseTo(1, within(1e-8));
        // the weights of the four modes, 1/precision^2, give the error of a common factor
        double sum = 0;
        for (double percent : new double[] {0.53, 1.20, 3.37, 9.86}) {
            sum += 1e4 / (percent * percent);
        }
        assertThat(((SignalStrengthResult) study.result()).interval68().high() - 1)
                .isCloseTo(1 / Math.sqrt(sum), Percentage.withPercentage(0.1));
    }

    /** At FCC-ee three neutrinos of the Standard Model and 2 % more are far apart. */
    @Test
    void otherHypothesesComeFromAsimovData() {
        StudyResult study = run("""
                experiments: [fcc-ee]
                studies:
                  - {id: fit, type: fit, scenario: flavoured-neutrinos, couplings: [CVL_tautau],
                     data: {asimov: {scenario: flavoured-neutrinos, couplings: {CVL_tautau: 12}}}}
                """).get(0);
        FitResult fit = (FitResult) study.result();
        assertThat(fit.couplings().get("CVL_tautau").re()).isCloseTo(12, within(1e-4));
    }

    /** Four Gaussian measurements: the separations of couplings that were fitted to other data follow by hand. */
    @Test
    void hypothesesOfTodayAreSeparatedOnTheProjection() {
        List<StudyResult> studies = run("""
                experiments: [belle2]
                studies:
                  - {id: v, type: fit, scenario: vector, couplings: [hV], mass: 2.1}
                  - {id: f, type: fit, scenario: dirac-pair, couplings: [fVV], mass: 0.6}
                  - {id: mu, type: signal-strength}
                  - {id: c, type: compare, experiments: [fcc-ee], of: [v, f, mu], expected: true}
                """);
        List<String> modes = List.of("B0->K*0", "Bs->phi", "B0->K0", "Lambda_b->Lambda");
        double[] standardModel = {8.903328774e-06, 1.098157784e-05, 4.534582755e-06, 8.460692252e-06};
        double[] precision = {0.0053, 0.0120, 0.0337, 0.0986};
        Map<String, double[]> pulls = new HashMap<>();
        for (int study = 0; study < 2; study++) {
            Map<String, Double> rates = ((FitResult) studies.get(study).result()).branchingFractions();
            double[] pull = new double[4];
            for (int i = 0; i < 4; i++) {
                pull[i] = rates.get(modes.get(i)) / (precision[i] * standardModel[i]);
            }
            pulls.put(studies.get(study).id(), pull);
        }
        pulls.put(
                "mu",
                Arrays.stream(precision)
                        .map(relative -> (mu(studies.get(2)) - 1) / relative)
                        .toArray());
        List<CompareResult.Separation> separations =
                ((CompareResult) studies.get(3).result()).separation();
        assertThat(separations).hasSize(9);
        for (CompareResult.Separation found : separations) {
            double[] data = pulls.get(found.data());
            double[] fitted = pulls.getOrDefault(found.hypothesis(), new double[4]);
            double square = product(fitted, fitted);
            double scale = square == 0 ? 0 : product(data, fitted) / square;
            assertThat(scale).isNotNegative();
            assertThat(found.sigma())
                    .as(found.toString())
                    .isCloseTo(
                            Math.sqrt(product(data, data) - scale * scale * square), Percentage.withPercentage(0.01));
        }
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Belle measured B(B+ -> K+) as (1.0 +- 0.6)e-5; what is expected of FCC-ee is no measurement. */
    @Test
    void aRateFarAboveWhatWasMeasuredHasItsLine() {
        String rate = "scenario: vector, mass: 2.1, transition: \"B+->K+\"";
        List<StudyResult> studies = run(
                "studies:\n  - {id: a, type: rate, " + rate + ", couplings: {hV: 1.0e-6}}\n"
                        + "  - {id: b, type: rate, " + rate + ", couplings: {hV: 1.0e-8}}\n"
                        + "  - {id: c, type: rate, scenario: vector, mass: 2.1, transition: \"Lambda_b->Lambda\", couplings: {hV: 1.0e-6}}\n");
        RateResult large = (RateResult) studies.get(0).result();
        assertThat(large.branchingFraction()).isBetween(0.1, 0.3);
        assertThat(large.notes())
                .singleElement()
                .asString()
                .contains("B(B+->K+) is 1.7e-1, ", "standard deviations above what b");
        assertThat(((RateResult) studies.get(1).result()).notes()).isEmpty();
        assertThat(((RateResult) studies.get(2).result()).notes()).isEmpty();
    }

    /** What is seen of K is 0.73 B(B+ -> K+) + 0.27 B(B0 -> K0). */
    @Test
    void mixturesAddUp() {
        StudyResult study = run("""
                experiments: [belle2-xs]
                studies:
                  - {id: l, type: likelihood, scenario: scalar, points: [{mass: 1, couplings: {gS: 0}}, {mass: 1, couplings: {gS: 1.0e-8}}]}
                """).get(0);
        LikelihoodResult result = (LikelihoodResult) study.result();
        double scalar = scalar("B+->K+") * 0.73 + scalar("B0->K0") * 0.27;
        double standardModel = 0.73 * K_PLUS + 0.27 * K_ZERO;
        double value = 6 / (2 * 3.871e8 * 2.93e-3);
        double t = square(standardModel + scalar - value) - square(standardModel - value);
        assertThat(result.points().get(1).t()).isCloseTo(t, Percentage.withPercentage(0.2));
    }

    private static double square(double difference) {
        double error = difference > 0 ? 1.154e-5 : 1.029e-5;
        return difference * difference / (error * error);
    }

    private double scalar(String transition) {
        StudyResult study = run("studies: [{id: r, type: rate, scenario: scalar, mass: 1, couplings: {gS: 1.0e-8},"
                        + " transition: \"" + transition + "\"}]\n")
                .get(0);
        return ((emiss.results.RateResult) study.result()).branchingFraction();
    }

    @ParameterizedTest
    @CsvSource({"belle-2013, belle-2017", "belle2-xs, belle2-ita", "belle2-hta, belle2-xs"})
    void sharedEventsAreRefused(String one, String other) {
        assertThatThrownBy(() -> Program.read(Program.write(
                        directory,
                        "studies: [{id: mu, type: signal-strength, experiments: [" + one + ", " + other + "]}]\n")))
                .hasMessageContaining(one)
                .hasMessageContaining(other);
    }

    /** Longitudinal is the invisible system, which the decay of a Lambda does not analyse. */
    @Test
    void baryonsHaveNoHelicitiesInData() throws IOException {
        Files.writeString(directory.resolve("toy.json"), """
                {"format": "emiss-dataset/1", "kind": "counting", "id": "toy", "title": "toy", "quality": "unpublished",
                 "provenance": {"citation": "made up for a test"},
                 "channels": [{"name": "c", "title": "c", "variable": "x", "unit": "1", "bins": [{"low": 0, "high": 1}],
                   "observed": [5], "samples": [{"name": "s", "role": "signal", "nominal": [1], "systematics": []}]}],
                 "responses": [{"transition": "Lambda_b->Lambda", "helicity": "longitudinal", "channel": "c",
                   "q2Edges": [0, 20], "eventsPerBranchingFraction": [[1e5]]}]}
                """);
        Path config = Program.write(
                directory, "studies: [{id: mu, type: signal-strength, experiments: [{file: toy.json}]}]\n");
        assertThatThrownBy(() -> Program.read(config))
                .hasMessageContaining(
                        "data set toy has a response to Lambda_b->Lambda for one helicity, expected the total");
    }

    /** All that may be combined can be: two tags of BABAR, Belle, Belle II, LEP. */
    @Test
    void theRestMayBeCombined() {
        StudyResult study =
                run("studies: [{id: mu, type: signal-strength, experiments: [belle2, babar, babar-2010, belle-2013,"
                                + " aleph-bs, delphi-bsphi]}]\n")
                        .get(0);
        assertThat(mu(study)).isBetween(1.0, 8.0);
    }
}
