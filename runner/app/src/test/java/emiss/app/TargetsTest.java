package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.results.FitResult;
import emiss.results.MassScanResult;
import emiss.results.RateResult;
import emiss.results.SignalStrengthResult;
import java.nio.file.Path;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What arXiv:2403.13887 finds, redone with the public Belle II likelihood by an independent calculation (masses are rounded
 * to their last digit there), and arXiv:2602.09666 for a resonance of finite width.
 */
class TargetsTest {
    @TempDir
    private Path directory;

    @Test
    void rescaledStandardModel() {
        var combined = (SignalStrengthResult) Program.belleII(directory, "{id: mu, type: signal-strength}")
                .get(0)
                .result();

        assertThat(combined.mu()).isCloseTo(4.59905, within(1e-5));
        assertThat(combined.interval68().low() - combined.mu()).isCloseTo(-1.326, within(1e-3));
        assertThat(combined.interval68().high() - combined.mu()).isCloseTo(1.349, within(1e-3));
        assertThat(combined.minus2LnL()).isCloseTo(26.6423, within(1e-4));
        assertThat(combined.deltaMu0()).isCloseTo(11.9728, within(1e-4));
        assertThat(combined.deltaMu1()).isCloseTo(7.3771, within(1e-4));
        assertThat(combined.maxLogpdf()).isCloseTo(11.66714, within(1e-5));
    }

    @Test
    void singleParticleIsTheBestDescription() {
        MassScanResult scan = scan("vector", "hV", "{from: 0.1, to: 4.5, step: 0.1}");
        MassScanResult.Best best = scan.best();

        assertThat(best.mass()).isCloseTo(2.1, within(0.05));
        assertThat(best.t()).isCloseTo(-13.18, within(0.01));
        assertThat(best.significance()).isCloseTo(3.6, within(0.05));
        assertThat(best.significanceMassFloated()).isCloseTo(3.0, within(0.05));
        assertThat(best.massInterval68().low()).isBetween(1.9, 2.1);
        assertThat(best.massInterval68().high()).isBetween(2.1, 2.3);
        assertThat(scan.rescaledSm().t()).isCloseTo(-7.3771, within(1e-4));
        assertThat(scan.betterThanRescaledSm()).hasSize(1);
        assertThat(scan.betterThanRescaledSm().get(0).low()).isCloseTo(1.85, within(0.02));
        assertThat(scan.betterThanRescaledSm().get(0).high()).isCloseTo(2.7, within(0.05));
    }

    /** arXiv:2602.09666 allows 5 % for the normalisation of the Standard Model. */
    @Test
    void resonanceOfFiniteWidth() {
        MassScanResult.Best best = ((MassScanResult) Program.belleII(
                                directory,
                                "{id: s, type: mass-scan, scenario: vector, couplings: [hV], width: 0.1, inputs: {smUncertainty: 0.05},"
                                        + " masses: {from: 1.8, to: 2.4, step: 0.1}}")
                        .get(0)
                        .result())
                .best();

        assertThat(best.mass()).isCloseTo(2.113, within(0.001));
        assertThat(best.branchingFractions().get("B+->K+")).isCloseTo(9.02e-6, within(0.01e-6));
        assertThat(best.t()).isCloseTo(-13.14, within(0.01));
        assertThat(best.significanceMassFloated()).isCloseTo(2.99, within(0.01));
    }

    @Test
    void pairsPreferTheMassesOfThePaper() {
        String masses = "{from: 0.2, to: 1.0, step: 0.1}";

        assertThat(scan("scalar-pair", "gSS", masses).best().mass()).isCloseTo(0.57, within(0.015));
        assertThat(scan("scalar-pair", "gVV", masses).best().mass()).isCloseTo(0.47, within(0.015));
        assertThat(scan("dirac-pair", "fVV", masses).best().mass()).isCloseTo(0.65, within(0.015));
        assertThat(scan("scalar-pair", "gSS", masses).best().significance()).isCloseTo(3.3, within(0.05));
        assertThat(scan("scalar-pair", "gVV", masses).best().significance()).isCloseTo(3.3, within(0.05));
        assertThat(scan("dirac-pair", "fVV", masses).best().significance()).isCloseTo(3.4, within(0.05));
    }

    @Test
    void correctedTensorRateBeatsTheRescaledStandardModel() {
        MassScanResult scan = scan("dirac-pair", "fTT", "{from: 0.05, to: 1.5, step: 0.05}");

        assertThat(scan.best().t()).isCloseTo(-8.45, within(0.01));
        assertThat(scan.best().mass()).isCloseTo(0.45, within(0.03));
        assertThat(scan.betterThanRescaledSm().get(0).high()).isCloseTo(0.7, within(0.03));
        assertThat(scan("dirac-pair", "fSS", "0.001").best().t()).isCloseTo(-6.1, within(0.05));
    }

    @Test
    void vectorAndSpinThreeHalvesPairsDoNotDescribeTheData() {
        String masses = "{from: 0.1, to: 2.3, step: 0.2}";

        assertThat(scan("vector-pair", "hS", masses).best().t()).isGreaterThan(-1);
        for (String coupling : new String[] {"FVV", "FVA", "FSS", "FSP", "FTT", "FTtT", "FTS", "FTP", "FTtS", "FTtP"}) {
            assertThat(scan("spin32-pair", coupling, masses).best().t()).isGreaterThan(-1);
        }
    }

    @Test
    void majoranaCouplingIsSmallerBySquareRootOfTwo() {
        double dirac = coupling("dirac-pair", "fVA");
        double majorana = coupling("majorana-pair", "fVA");

        assertThat(majorana).isCloseTo(dirac / Math.sqrt(2), Percentage.withPercentage(1e-4));
    }

    @Test
    void massFloatsInAFit() {
        FitResult fit = (FitResult) Program.belleII(
                        directory,
                        "{id: f, type: fit, scenario: vector, couplings: [hV], mass: {from: 1.5, to: 3, step: 0.1}}")
                .get(0)
                .result();

        assertThat(fit.mass()).isCloseTo(2.11, within(0.01));
        assertThat(fit.parameters()).isEqualTo(2);
        assertThat(fit.significance()).isCloseTo(2.99, within(0.01));
        assertThat(fit.intervals68()).containsOnlyKeys("mass", "hV");
        assertThat(fit.pulls()).containsKey("belle2-hta/KL_1_had").hasSizeGreaterThan(200);
    }

    @Test
    void massFloatsFreely() {
        FitResult fit = (FitResult)
                Program.belleII(directory, "{id: f, type: fit, scenario: dirac-pair, couplings: [fVV], mass: free}")
                        .get(0)
                        .result();

        assertThat(fit.mass()).isCloseTo(0.65, within(0.015));
        assertThat(fit.t()).isCloseTo(-11.388, within(0.005));
    }

    @Test
    void couplingsWithoutEffectAreReportedAsSuch() {
        MassScanResult.Point point = scan("vector", "hA", "2.0").points().get(0);

        assertThat(point.t()).isZero();
        assertThat(point.couplings()).containsEntry("hA", null);
    }

    @Test
    void neutrinosAtTheStandardModelPoint() {
        RateResult rate = (RateResult)
                Program.belleII(directory, "{id: r, type: rate, scenario: neutrinos, transition: \"B+->K+\"}")
                        .get(0)
                        .result();

        assertThat(rate.branchingFraction()).isCloseTo(4.90690673094007e-06, Percentage.withPercentage(1e-4));
        assertThat(rate.couplings().get("CVL").re()).isCloseTo(6.604, within(0.001));
    }

    @Test
    void neutrinosContainTheStandardModel() {
        FitResult fit =
                (FitResult) Program.belleII(directory, "{id: f, type: fit, scenario: neutrinos, couplings: [CVL]}")
                        .get(0)
                        .result();

        // the same shape up to the form factors, hence nearly the same t as the rescaled template
        assertThat(fit.t()).isCloseTo(-7.377, within(0.2));
        assertThat(fit.branchingFractions().get("B+->K+")).isCloseTo(4.599 * 4.966e-6, Percentage.withPercentage(3));
    }

    private double coupling(String scenario, String coupling) {
        return scan(scenario, coupling, "0.6")
                .points()
                .get(0)
                .couplings()
                .get(coupling)
                .re();
    }

    private MassScanResult scan(String scenario, String coupling, String masses) {
        return (MassScanResult) Program.belleII(
                        directory,
                        "{id: s, type: mass-scan, scenario: " + scenario + ", couplings: [" + coupling + "], masses: "
                                + masses + "}")
                .get(0)
                .result();
    }
}
