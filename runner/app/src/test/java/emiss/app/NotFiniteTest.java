package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import emiss.app.study.Outcome;
import emiss.app.study.Points;
import emiss.results.RateResult;
import emiss.results.Run;
import emiss.results.StudyResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers that are not finite are no results, and branching fractions above 1 are said to be. */
class NotFiniteTest {
    @TempDir
    private Path directory;

    private Run run(String text) {
        return Program.run(Program.write(directory, text), 1);
    }

    @Test
    void aStudyWhoseNumbersOverflowFails() {
        Run run = run("""
                studies:
                  - {id: a, type: rate, scenario: vector, mass: 1, transition: "B+->K+", couplings: {hV: 1.0e+308}}
                  - {id: b, type: rate, scenario: vector, mass: 1, transition: "B+->K+", couplings: {hV: 1.0e-8}}
                """);
        StudyResult failed = run.studies().get(0);
        assertThat(failed.status()).isEqualTo(StudyResult.Status.FAILED);
        assertThat(failed.result()).isNull();
        assertThat(failed.reasons())
                .containsExactly(
                        "the result is not finite: Infinity at /width; a coupling, a form factor or another input"
                                + " may be out of range");
        assertThat(run.studies().get(1).status()).isEqualTo(StudyResult.Status.OK);
    }

    @Test
    void noResultHasANumberThatIsNotFinite() {
        RateResult result = new RateResult(
                "s",
                "t",
                Map.of(),
                1,
                2,
                0.5,
                List.of(new RateResult.Point(1, 2, 3, null), new RateResult.Point(2, 3, Double.NaN, null)),
                List.of());
        assertThatThrownBy(() -> new Outcome(result, List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "the result is not finite: NaN at /points/1/dBrDq2; a coupling, a form factor or another input"
                                + " may be out of range");
        assertThatThrownBy(() -> new Points.Attempt<>(Optional.of(new RateResult.Point(1, 2, 1 / 0.0, null)), ""))
                .hasMessageStartingWith("the point is not finite: Infinity at /dBrDq2");
    }

    @Test
    void aPointWhoseNumbersOverflowFails() {
        StudyResult study = run("""
                        experiments: [belle2-hta]
                        studies:
                          - id: a
                            type: likelihood
                            scenario: vector
                            points: [{mass: 1, couplings: {hV: 1.0e-8}}, {mass: 1, couplings: {hV: 1.0e+200}}]
                        """).studies().get(0);
        assertThat(study.status()).isEqualTo(StudyResult.Status.PARTIAL);
        assertThat(study.reasons())
                .singleElement()
                .asString()
                .startsWith("the point m = 1.0 GeV, {hV=1.0E200} failed: ");
    }

    @Test
    void branchingFractionsAboveOneAreSaid() {
        List<StudyResult> studies = run("""
                        studies:
                          - {id: a, type: rate, scenario: vector, mass: 1, transition: "B+->K+", couplings: {hV: 1}}
                          - {id: b, type: rate, scenario: vector, mass: 1, transition: "B+->K+", couplings: {hV: 1.0e-9}}
                        """).studies();
        RateResult large = studies.get(0).result(RateResult.class).orElseThrow();
        assertThat(studies.get(0).status()).isEqualTo(StudyResult.Status.OK);
        assertThat(large.notes())
                .singleElement()
                .asString()
                .matches(
                        "B\\(B\\+->K\\+\\) is [0-9.]+e\\+[0-9]+, which exceeds 1: the couplings are larger than they can be");
        assertThat(studies.get(1).result(RateResult.class).orElseThrow().notes())
                .isEmpty();
    }
}
