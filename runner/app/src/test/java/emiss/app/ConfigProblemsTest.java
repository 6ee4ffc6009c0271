package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import emiss.api.experiment.DataFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a wrong configuration is answered with: every problem, with its place and what would be right. */
class ConfigProblemsTest {
    @TempDir
    private Path directory;

    private List<String> problems(String text) {
        Path file = Program.write(directory, text);
        List<String> problems = new ArrayList<>();
        assertThatThrownBy(() -> Program.read(file))
                .isInstanceOfSatisfying(DataFormatException.class, wrong -> problems.addAll(wrong.problems()));
        return problems.stream()
                .map(line -> line.replace(file.toString() + ":", ""))
                .toList();
    }

    @Test
    void typosAreReportedAllAtOnce() {
        assertThat(problems("""
                        title: x
                        experimets: [belle2-ita]
                        experiments: [belle2-ita, belle2-hat]
                        studies:
                          - {id: a, type: mass-scna, scenario: vector}
                          - {id: b, type: mass-scan, scenario: vectr, couplings: [hV], masses: 2}
                          - {id: c, type: mass-scan, scenario: vector, couplings: [hv], masses: 2, widht: 0.1}
                        """))
                .containsExactly(
                        "2:1: unknown field \"experimets\"; did you mean \"experiments\"?",
                        "3:27: unknown experiment \"belle2-hat\"; did you mean \"belle2-hta\"?",
                        "5:19: unknown study type \"mass-scna\"; did you mean \"mass-scan\"?",
                        "6:40: unknown scenario \"vectr\"; did you mean \"vector\"?",
                        "7:60: unknown coupling of vector \"hv\"; did you mean \"hV\"?",
                        "7:76: unknown field \"widht\"; did you mean \"width\"?");
    }

    @Test
    void massesBeyondTheKinematicLimit() {
        assertThat(problems(Program.belleIIConfig(
                        "{id: a, type: mass-scan, scenario: vector, couplings: [hV], masses: {from: 2, to: 5, step: 0.05}}",
                        "{id: b, type: fit, scenario: dirac-pair, couplings: [fVV], mass: 2.5}",
                        "{id: c, type: fit, scenario: vector, couplings: [hV], mass: 0}")))
                .containsExactly(
                        "3:73: the mass 5.0 GeV is beyond the kinematic limit of B+->K+ for vector,"
                                + " expected at most 4.7857",
                        "4:70: the mass 2.5 GeV is beyond the kinematic limit of B+->K+ for dirac-pair,"
                                + " expected at most 2.3928",
                        "5:65: the mass 0.0 GeV is not possible for vector, expected > 0");
    }

    @Test
    void everyFieldIsCheckedForItsKind() {
        assertThat(problems("""
                        inputs: {formFactors: {"B->K": BK-GRvDV2032}, quarkMasses: {b: 0.05}, smUncertainty: -1}
                        data: asimov
                        experiments: [belle2-ita, belle2-ita]
                        studies:
                          - {id: a, type: mass-scan, scenario: vector, couplings: [hV, hV], masses: {from: 2, to: 1, step: 0.1}}
                          - {id: a, type: mass-scan, scenario: vector, couplings: [hV], masses: "2", lambda: -1}
                          - {id: b, type: compare, of: [aa, a]}
                          - {id: c, type: rate, scenario: scalar, transition: "B+->K++", couplings: {gS: 1}, mass: 1}
                          - {id: d, type: rate, scenario: scalar, transition: "B+->K+", couplings: {gS: [1]}, mass: 1, q2: 2}
                        figures:
                          - {id: f, overlay: [b, z]}
                        """))
                .containsExactly(
                        "1:32: unknown form-factor set for B->K \"BK-GRvDV2032\"; did you mean \"BK-GRvDV2023\"?",
                        "1:60: the quark masses are b = 0.05, s = 0.093 GeV, expected b > s",
                        "1:86: smUncertainty is -1.0, expected >= 0",
                        "2:7: \"data\" is \"asimov\"; valid: observed",
                        "3:27: data set belle2-ita is named twice",
                        "5:64: coupling hV is named twice",
                        "5:77: \"masses\" runs from 2.0 to 1.0, expected from <= to",
                        "6:10: a second study with id \"a\"",
                        "6:73: \"masses\" is \"2\", expected a number, a list, or {from, to, step or points}",
                        "6:86: lambda is -1.0 GeV, expected > 0",
                        "7:33: unknown earlier study \"aa\"; did you mean \"a\"?",
                        "8:55: unknown transition \"B+->K++\"; did you mean \"B+->K+\"?",
                        "9:81: coupling gS has 1 parts, expected a number or [re, im]",
                        "9:100: scalar in B+->K+ has no spectrum in q2",
                        "11:26: unknown study \"z\"; valid: a, b, c, d");
    }

    @Test
    void syntaxErrorsAndDuplicatesHaveTheirPlace() {
        assertThat(problems("title: x\ntitle: y\nstudies: []\n"))
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).startsWith("2:1: "));
        assertThat(problems("studies: [\n")).hasSize(1);
    }

    @Test
    void dataSetFilesAreReadRelativeToTheConfiguration() {
        assertThat(problems("""
                        experiments: [{file: missing.json}]
                        studies: [{id: a, type: signal-strength}]
                        """))
                .containsExactly("1:15: cannot read the data set "
                        + directory.toAbsolutePath().resolve("missing.json"));
    }

    @Test
    void aDataSetFileHasAName() {
        assertThat(problems("""
                        experiments: [{file: ""}]
                        studies: [{id: a, type: signal-strength}]
                        """)).containsExactly("1:22: \"file\" is empty, expected a text");
    }

    @Test
    void idsBecomeFileNames() {
        assertThat(problems(Program.belleIIConfig("{id: ../a, type: signal-strength}")))
                .containsExactly(
                        "3:10: the id \"../a\" cannot be a file name," + " expected letters, digits and . _ + - only");
    }

    @Test
    void dataSetsMadeFromTheSameEventsAreNotCombined() throws IOException {
        Path toy = Path.of("..", "..", "config", "data", "toy-babar-sb-histogram.json");
        Files.copy(toy, directory.resolve("histogram.json"));
        Files.writeString(
                directory.resolve("copy.json"),
                Files.readString(toy).replace("\"id\": \"toy-babar-sb-histogram\"", "\"id\": \"copy\""));

        assertThat(problems("""
                        experiments: [babar-kstar0, {file: histogram.json}]
                        studies: [{id: a, type: signal-strength, experiments: [{file: histogram.json}, {file: copy.json}]}]
                        """))
                .hasSize(2)
                .satisfies(lines -> assertThat(lines.get(0))
                        .startsWith("1:29: data sets babar-kstar0 and toy-babar-sb-histogram are made from some of the"
                                + " same events"))
                .satisfies(lines -> assertThat(lines.get(1))
                        .startsWith("2:80: data sets toy-babar-sb-histogram and copy both contain channel"));
    }

    @Test
    void aStudyNeedsData() {
        assertThat(problems("studies:\n  - {id: a, type: signal-strength}\n"))
                .containsExactly("2:5: the study has no data: \"experiments\" is missing in the study and in the run");
    }
}
