package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.results.MassScanResult;
import emiss.results.StudyResult;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Mass scans against fits that were computed independently of this project. */
class ReferenceScanTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvFileSource(resources = "reference-scans.csv", numLinesToSkip = 3)
    void scanAgreesWithTheReference(
            String scenario, String coupling, double mass, double t, double branchingFraction, double couplingValue) {
        MassScanResult.Point point =
                scan(scenario, coupling, Double.toString(mass)).points().get(0);

        assertThat(point.converged()).isTrue();
        assertThat(point.t()).isCloseTo(t, Offset.offset(0.005));
        double value = point.couplings().get(coupling).re();
        if (couplingValue == 0) {
            assertThat(value).isLessThan(1e-12);
        } else {
            assertThat(value).isCloseTo(couplingValue, Percentage.withPercentage(0.1));
            assertThat(point.branchingFractions().get("B+->K+"))
                    .isCloseTo(branchingFraction, Percentage.withPercentage(0.1));
        }
    }

    @Test
    void couplingsOfOneParticleGiveTheSameCurve() {
        String masses = "[0.3, 1.0, 1.7, 2.1, 2.45, 2.8, 4.2]";
        List<MassScanResult.Point> vector = scan("vector", "hV", masses).points();
        List<MassScanResult.Point> tensor = scan("vector", "hT", masses).points();
        List<MassScanResult.Point> scalar = scan("scalar", "gS", masses).points();

        for (int i = 0; i < vector.size(); i++) {
            assertThat(tensor.get(i).t()).isCloseTo(vector.get(i).t(), within(1e-8));
            assertThat(scalar.get(i).t()).isCloseTo(vector.get(i).t(), within(1e-8));
        }
    }

    private MassScanResult scan(String scenario, String coupling, String masses) {
        List<StudyResult> studies = Program.belleII(
                directory,
                "{id: s, type: mass-scan, scenario: " + scenario + ", couplings: [" + coupling + "], masses: " + masses
                        + "}");
        return (MassScanResult) studies.get(0).result();
    }
}
