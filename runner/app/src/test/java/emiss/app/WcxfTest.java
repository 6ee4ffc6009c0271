package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.DataFormatException;
import emiss.app.config.RunConfig;
import emiss.results.LikelihoodResult;
import emiss.results.RateResult;
import emiss.results.StudyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WCxf files as couplings, and flavoured neutrinos in fits. */
class WcxfTest {
    private static final String FILE = """
            {"eft": "WET", "basis": "flavio", "scale": 4.8, "values": {"CL_bsnutaunutau": {"Re": -3, "Im": 0}}}
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void writeTheFile() throws IOException {
        Files.writeString(directory.resolve("tau.json"), FILE);
    }

    private List<StudyResult> run(String text) {
        return Program.run(Program.write(directory, text), 1).studies();
    }

    private String problem(String study) {
        try {
            Program.read(Program.write(directory, "studies:\n  - {id: a, " + study + "}\n"));
        } catch (DataFormatException wrong) {
            return wrong.getMessage();
        }
        throw new AssertionError("no problem");
    }

    /** Branching fractions of an independent evaluation with the default inputs. */
    @Test
    void theStandardModelIsAddedToTheFile() {
        List<StudyResult> studies =
                run("""
                studies:
                  - {id: k, RATE, transition: B+->K+}
                  - {id: kstar, RATE, transition: B0->K*0}
                  - {id: phi, RATE, transition: Bs->phi}
                  - {id: l, RATE, transition: Lambda_b->Lambda}
                """.replace("RATE", "type: rate, scenario: flavoured-neutrinos, couplings: {wcxf: tau.json}"));

        double[] expected = {
            6.744891122327048e-06, 1.223825650304516e-05, 1.5094957152858052e-05, 1.1629821227416584e-05
        };
        for (int i = 0; i < expected.length; i++) {
            RateResult result = (RateResult) studies.get(i).result();
            assertThat(result.branchingFraction()).isCloseTo(expected[i], within(1e-8 * expected[i]));
            assertThat(result.couplings().keySet()).containsExactlyInAnyOrder("CVL_ee", "CVL_mumu", "CVL_tautau");
            assertThat(result.couplings().get("CVL_tautau").re()).isCloseTo(9.624266084060707, within(1e-12));
        }
        assertThat(studies.get(0).settings().inside("couplings").orElseThrow().text("wcxf"))
                .contains("tau.json");
    }

    /** A point of a file is the point of its couplings, and three equal couplings are those of three equal flavours. */
    @Test
    void likelihoodsTakeThemToo() {
        List<StudyResult> studies = run("""
                experiments: [belle2-ita, belle2-hta]
                studies:
                  - {id: file, type: likelihood, scenario: flavoured-neutrinos, points: [{couplings: {wcxf: tau.json}},
                      {couplings: {CVL_ee: 6.604192815115236, CVL_mumu: 6.604192815115236, CVL_tautau: 9.624266084060707}},
                      {couplings: {CVL_ee: 8, CVL_mumu: 8, CVL_tautau: 8}}]}
                  - {id: equal, type: likelihood, scenario: neutrinos, points: [{couplings: {CVL: 8}}]}
                """);

        assertThat(studies.get(0).reasons()).isEmpty();
        LikelihoodResult file = (LikelihoodResult) studies.get(0).result();
        LikelihoodResult equal = (LikelihoodResult) studies.get(1).result();
        assertThat(file.points().get(0).t()).isCloseTo(file.points().get(1).t(), within(1e-9));
        assertThat(file.points().get(2).t()).isCloseTo(equal.points().get(0).t(), within(1e-7));
        assertThat(file.points().get(0).t()).isNotZero();
    }

    @Test
    void withoutCouplingsItIsTheStandardModel() {
        List<StudyResult> studies = run("""
                studies:
                  - {id: a, type: rate, scenario: flavoured-neutrinos, transition: Lambda_b->Lambda}
                  - {id: b, type: rate, scenario: neutrinos, transition: Lambda_b->Lambda}
                """);

        double flavoured = ((RateResult) studies.get(0).result()).branchingFraction();
        double plain = ((RateResult) studies.get(1).result()).branchingFraction();
        assertThat(flavoured).isCloseTo(plain, within(1e-12 * plain));
    }

    @Test
    void wrongFilesAreRefused() throws IOException {
        String rate = "type: rate, scenario: flavoured-neutrinos, transition: B+->K+, couplings: {wcxf: tau.json}";
        Files.writeString(directory.resolve("tau.json"), FILE.replace("4.8", "160"));
        assertThat(problem(rate))
                .contains(
                        ":2:94: the coefficients of tau.json are those at 160.0 GeV, expected 4.8 GeV; they are not run"
                                + " here");
        Files.writeString(directory.resolve("tau.json"), FILE.replace("flavio", "JMS"));
        assertThat(problem(rate)).contains("\"basis\" is \"JMS\", expected \"flavio\"");
        Files.writeString(directory.resolve("tau.json"), FILE.replace("WET", "SMEFT"));
        assertThat(problem(rate)).contains("\"eft\" is \"SMEFT\", expected \"WET\"");
        assertThat(problem(rate.replace("tau.json", "no.json"))).contains("cannot read the WCxf file");
        Files.writeString(directory.resolve("tau.json"), FILE);
        assertThat(problem(rate.replace("flavoured-neutrinos", "neutrinos")))
                .contains("scenario neutrinos does not have the couplings of a WCxf file, CVL_ee to CVR_tautau");
        assertThat(problem(rate.replace("{wcxf: tau.json}", "{wcxf: tau.json, CVL_ee: 1}")))
                .contains("unknown field \"CVL_ee\"");
        assertThatThrownBy(() -> Program.read(Program.write(
                        directory,
                        "studies: [{id: a, " + rate.replace("type: rate", "type: spectrum, masses: 0") + "}]")))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("wcxf");
    }

    @Test
    void coefficientsOfOtherSectorsAreNamed() throws IOException {
        Files.writeString(
                directory.resolve("tau.json"), FILE.replace("\"values\": {", "\"values\": {\"C9_bsmumu\": -1, "));
        RunConfig config = Program.read(Program.write(
                directory,
                "studies: [{id: a, type: rate, scenario: flavoured-neutrinos, transition: B+->K+, couplings: {wcxf:"
                        + " tau.json}}]"));
        assertThat(config.warnings())
                .singleElement()
                .asString()
                .contains("coefficients of tau.json that are not of b -> s nu nubar are not used: C9_bsmumu");
    }
}
