package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.DataFormatException;
import emiss.results.FitResult;
import emiss.results.Interval;
import emiss.results.MassScanResult;
import emiss.results.ResultsWriter;
import emiss.results.Run;
import emiss.results.StudyResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Derived quantities in {@code fit} and {@code mass-scan}. */
class DerivedStudiesTest {
    @TempDir
    private Path directory;

    @Test
    void fitOfTwoCouplings() {
        StudyResult study = Program.belleII(
                        directory,
                        "{id: f, type: fit, scenario: dirac-pair, couplings: [fVV, fVA], mass: 0.6,"
                                + " derived: [fVV^2+fVA^2, fVV]}")
                .get(0);
        FitResult fit = (FitResult) study.result();

        assertThat(study.reasons()).isEmpty();
        double v = fit.couplings().get("fVV").re();
        double a = fit.couplings().get("fVA").re();
        assertThat(fit.derived().get("fVV^2+fVA^2")).isCloseTo(v * v + a * a, within(1e-12));
        assertThat(fit.intervals68().get("fVV^2+fVA^2").low()).isLessThan(v * v + a * a);
        assertThat(fit.intervals68().get("fVV^2+fVA^2").high()).isGreaterThan(v * v + a * a);
        assertThat(fit.table().rows()).anySatisfy(row -> assertThat(row.get(0)).isEqualTo("fVV^2+fVA^2"));
    }

    @Test
    void scanAndJson() {
        String study = "{id: s, type: mass-scan, scenario: dirac-pair, couplings: [fVV, fAV],"
                + " masses: [0.5, 0.6, 0.7], derived: [2*fVV^2, fVV^2 + fAV^2]}";
        Run run = Program.run(Program.write(directory, Program.belleIIConfig(study)), 2);
        MassScanResult.Best best = ((MassScanResult) run.studies().get(0).result()).best();

        double v = best.couplings().get("fVV").re();
        assertThat(best.derived().get("2*fVV^2")).isCloseTo(2 * v * v, within(1e-12));
        Interval coupling = best.couplingIntervals68().get("fVV");
        Interval square = best.derivedIntervals68().get("2*fVV^2");
        assertThat(square.low()).isCloseTo(2 * Math.pow(coupling.low(), 2), Percentage.withPercentage(1e-4));
        assertThat(square.high()).isCloseTo(2 * Math.pow(coupling.high(), 2), Percentage.withPercentage(1e-4));
        // B -> K does not see fAV, so that the sum has no value and no upper end
        assertThat(best.derived()).containsEntry("fVV^2 + fAV^2", null);
        JsonNode json = new JsonMapper().readTree(new ResultsWriter().json(run)).at("/studies/0");
        assertThat(json.at("/settings/derived/0").asString()).isEqualTo("2*fVV^2");
        assertThat(json.at("/best/derived").has("fVV^2 + fAV^2")).isTrue();
        assertThat(json.at("/best/derived/fVV^2 + fAV^2").isNull()).isTrue();
        assertThat(json.at("/best/derivedIntervals68/fVV^2 + fAV^2/0").doubleValue())
                .isCloseTo(best.derivedIntervals68().get("2*fVV^2").low() / 2, Percentage.withPercentage(1e-4));
        assertThat(json.at("/best/derivedIntervals68/fVV^2 + fAV^2/1").isNull()).isTrue();
    }

    @Test
    void withoutDerivedQuantitiesThereAreNone() {
        FitResult fit = (FitResult)
                Program.belleII(directory, "{id: f, type: fit, scenario: vector, couplings: [hV], mass: 2.1}")
                        .get(0)
                        .result();

        assertThat(fit.derived()).isEmpty();
        assertThat(fit.intervals68()).containsOnlyKeys("hV");
    }

    /** fVV and fSS do not interfere, so that only |fSS| matters: all of it may be real, or imaginary. */
    @Test
    void complexCouplingsHaveIntervalsOfTheirParts() {
        List<StudyResult> studies = Program.belleII(
                directory,
                "{id: real, type: fit, scenario: dirac-pair, couplings: [fVV, fSS], mass: 0.6}",
                "{id: complex, type: fit, scenario: dirac-pair, couplings: [fVV, fSS], complex: true, mass: 0.6}");
        FitResult real = (FitResult) studies.get(0).result();
        FitResult complex = (FitResult) studies.get(1).result();
        assertThat(complex.intervals68()).containsOnlyKeys("fVV", "fSS", "Im fSS");
        double end = real.intervals68().get("fSS").high();
        assertThat(complex.intervals68().get("fSS").high()).isCloseTo(end, within(1e-3 * end));
        assertThat(complex.intervals68().get("Im fSS").high()).isCloseTo(end, within(1e-3 * end));
        assertThat(complex.couplingIntervals68()).containsKey("Im fSS");
        assertThat(complex.table().csv()).contains("\nIm fSS,0.0,0.0,");
    }

    @Test
    void problems() {
        Path file = Program.write(
                directory,
                Program.belleIIConfig(
                        "{id: a, type: fit, scenario: dirac-pair, couplings: [fVV, fVA], mass: 0.6,"
                                + " derived: [fvv^2, fVV^3, fVV^2, fVV^2, fVV + fVA^2]}",
                        "{id: b, type: mass-scan, scenario: dirac-pair, couplings: [fVV, fTT], masses: 0.6,"
                                + " complex: true, derived: [fVV, fTT^2]}"));
        List<String> problems = new ArrayList<>();
        assertThatThrownBy(() -> Program.read(file))
                .isInstanceOfSatisfying(DataFormatException.class, wrong -> problems.addAll(wrong.problems()));

        assertThat(problems)
                .extracting(line -> line.replace(file.toString() + ":", ""))
                .containsExactly(
                        "3:90: unknown coupling among those that float \"fvv\"; did you mean \"fVV\"?",
                        "3:97: the derived quantity \"fVV^3\" cannot be read from \"^3\" on, expected a sum of terms like"
                                + " 2*fVV, fVV^2 or 0.5*fVV*fVA",
                        "3:111: the derived quantity \"fVV^2\" is named twice",
                        "3:118: the derived quantity \"fVV + fVA^2\" adds couplings and products of couplings, and their"
                                + " relative sign is not determined",
                        "4:113: the derived quantity \"fVV\" depends on the common phase of complex couplings, expected"
                                + " squares or products");
    }
}
