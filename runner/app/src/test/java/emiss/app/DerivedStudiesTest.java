package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.DataFormatException;
import emiss.app.result.ResultWriter;
import emiss.app.result.RunResult;
import emiss.app.result.StudyResult;
import emiss.app.studies.FitStudy;
import emiss.app.studies.MassScanStudy;
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
        FitStudy.Result fit = (FitStudy.Result) study.payload();

        assertThat(study.reasons()).isEmpty();
        double v = (Double) fit.couplings().get("fVV");
        double a = (Double) fit.couplings().get("fVA");
        assertThat(fit.derived().get("fVV^2+fVA^2")).isCloseTo(v * v + a * a, within(1e-12));
        assertThat(fit.intervals68().get("fVV^2+fVA^2").get(0)).isLessThan(v * v + a * a);
        assertThat(fit.intervals68().get("fVV^2+fVA^2").get(1)).isGreaterThan(v * v + a * a);
        assertThat(fit.table().rows()).anySatisfy(row -> assertThat(row.get(0)).isEqualTo("fVV^2+fVA^2"));
    }

    @Test
    void scanAndJson() {
        String study = "{id: s, type: mass-scan, scenario: dirac-pair, couplings: [fVV, fAV],"
                + " masses: [0.5, 0.6, 0.7], derived: [2*fVV^2, fVV^2 + fAV^2]}";
        RunResult run = Program.run(Program.write(directory, Program.belleIIConfig(study)), 2);
        MassScanStudy.Best best = ((MassScanStudy.Result) run.studies().get(0).payload()).best();

        double v = (Double) best.couplings().get("fVV");
        assertThat(best.derived().get("2*fVV^2")).isCloseTo(2 * v * v, within(1e-12));
        for (int end = 0; end < 2; end++) {
            assertThat(best.derivedIntervals68().get("2*fVV^2").get(end))
                    .isCloseTo(
                            2 * Math.pow(best.couplingIntervals68().get("fVV").get(end), 2),
                            Percentage.withPercentage(1e-4));
        }
        // B -> K does not see fAV, so that the sum has no value and no upper end
        assertThat(best.derived()).containsEntry("fVV^2 + fAV^2", null);
        JsonNode json = new JsonMapper().readTree(new ResultWriter().json(run)).at("/studies/0");
        assertThat(json.at("/settings/derived/0").asString()).isEqualTo("2*fVV^2");
        assertThat(json.at("/best/derived").has("fVV^2 + fAV^2")).isTrue();
        assertThat(json.at("/best/derived/fVV^2 + fAV^2").isNull()).isTrue();
        assertThat(json.at("/best/derivedIntervals68/fVV^2 + fAV^2/0").doubleValue())
                .isCloseTo(best.derivedIntervals68().get("2*fVV^2").get(0) / 2, Percentage.withPercentage(1e-4));
        assertThat(json.at("/best/derivedIntervals68/fVV^2 + fAV^2/1").isNull()).isTrue();
    }

    @Test
    void withoutDerivedQuantitiesThereAreNone() {
        FitStudy.Result fit = (FitStudy.Result)
                Program.belleII(directory, "{id: f, type: fit, scenario: vector, couplings: [hV], mass: 2.1}")
                        .get(0)
                        .payload();

        assertThat(fit.derived()).isEmpty();
        assertThat(fit.intervals68()).containsOnlyKeys("hV");
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
