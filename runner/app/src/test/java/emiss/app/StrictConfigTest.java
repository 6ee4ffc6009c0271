package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import emiss.api.experiment.DataFormatException;
import emiss.app.config.RunConfig;
import emiss.data.document.WorkLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What looks like a configuration and is none: what it says in place of what would be computed, and where. */
class StrictConfigTest {
    private static final String WORKSPACE = """
            {"version": "1.0.0",
             "channels": [{"name": "SR", "samples": [
               {"name": "new", "data": [12.0, 5.0], "modifiers": [{"name": "mu", "type": "normfactor", "data": null}]},
               {"name": "old", "data": [80.0, 60.0], "modifiers": [
                 {"name": "sim", "type": "staterror", "data": [2.0, 1.8]}]}]}],
             "observations": [{"name": "SR", "data": [104, 68]}],
             "measurements": [{"name": "count", "config": {"poi": "mu", "parameters": []}}]}
            """;

    @TempDir
    private Path directory;

    @AfterEach
    void reset() {
        System.clearProperty(WorkLimit.SETTING);
    }

    private List<String> problems(String text) {
        Path file = Program.write(directory, text);
        DataFormatException wrong = catchThrowableOfType(DataFormatException.class, () -> Program.read(file));
        assertThat(wrong).as("the complaint").isNotNull();
        return local(wrong.problems());
    }

    private List<String> warnings(String text) {
        RunConfig config = Program.read(Program.write(directory, text));
        return local(config.warnings());
    }

    private List<String> local(List<String> lines) {
        String folder = directory.toAbsolutePath() + "/";
        return lines.stream()
                .map(line -> line.replace(folder + "config.yaml:", "").replace(folder, ""))
                .toList();
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    @Test
    void emptyTextsAreNoTexts() {
        assertThat(problems("""
                        experiments: [belle2-hta]
                        studies:
                          - {id: a, type: mass-scan, scenario: "", couplings: [hV], masses: [1, 2]}
                          - {id: b, type: ""}
                          - {id: c, type: rate, scenario: vector, mass: 1, transition: "", couplings: {hV: 1.0e-8}}
                          - {id: d, type: coupling-plane, scenario: dirac-pair, mass: 0.6,
                             x: {coupling: "", from: -4, to: 4, points: 5}, y: {coupling: fTT, from: -4, to: 4, step: 2}}
                          - {id: "", type: signal-strength}
                          - {id: " ", type: signal-strength}
                          - {id: e, type: compare, of: [""]}
                          - {id: f, type: fit, scenario: vector, basis: "", couplings: [""], mass: 2}
                          - {id: g, type: signal-strength, experiments: [""]}
                        figures: [{id: "", overlay: [""]}]
                        groups: {mine: [""]}
                        title: ""
                        """))
                .containsExactly(
                        "3:40: \"scenario\" is empty, expected a text",
                        "4:19: \"type\" is empty, expected a text",
                        "5:64: \"transition\" is empty, expected a text",
                        "7:20: \"coupling\" is empty, expected a text",
                        "8:10: \"id\" is empty, expected a text",
                        "9:10: \"id\" is blank, expected a text",
                        "10:33: a study is empty, expected a text",
                        "11:49: \"basis\" is empty, expected a text",
                        "11:65: a coupling is empty, expected a text",
                        "12:50: an experiment is empty, expected a text",
                        "13:16: \"id\" is empty, expected a text",
                        "13:30: a study is empty, expected a text",
                        "14:17: a member of group \"mine\" is empty, expected a text",
                        "15:8: \"title\" is empty, expected a text");
        assertThat(problems("groups: {\"\": [belle2-ita]}")).containsExactly("1:10: the name of a field is empty");
    }

    @Test
    void emptyListsAreNoLists() {
        assertThat(problems("studies: []")).containsExactly("1:10: \"studies\" is empty, expected at least one item");
        assertThat(problems("""
                        experiments: [belle2-hta]
                        studies:
                          - {id: a, type: mass-scan, scenario: vector, couplings: [], masses: [1, 2]}
                          - {id: b, type: mass-scan, scenario: vector, couplings: [hV], masses: []}
                          - {id: c, type: compare, of: []}
                          - {id: d, type: likelihood, points: []}
                          - {id: e, type: signal-strength, experiments: []}
                          - {id: f, type: rate, scenario: vector, mass: 1, transition: "B+->K+", couplings: {}}
                        figures: [{id: g, overlay: []}]
                        groups: {mine: []}
                        """))
                .containsExactly(
                        "3:59: \"couplings\" is empty, expected at least one item",
                        "4:73: \"masses\" is empty, expected at least one item",
                        "5:32: \"of\" is empty, expected at least one item",
                        "6:39: \"points\" is empty, expected at least one item",
                        "7:49: \"experiments\" is empty, expected at least one item",
                        "8:85: \"couplings\" is empty, expected at least one value",
                        "9:28: \"overlay\" is empty, expected at least one item",
                        "10:16: group \"mine\" is empty, expected at least one item");
    }

    @Test
    void groupsHaveNamesOfTheirOwn() throws IOException {
        assertThat(problems("""
                        groups: {belle2-hta: [belle2-ita], belle2: [belle2-ita], junk: [no-such-data, belle2-hta, belle2-hta]}
                        experiments: [belle2-hta]
                        studies: [{id: ss, type: signal-strength}]
                        """))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("1:10: the group \"belle2-hta\" has the name of an experiment, expected"
                                        + " another name"),
                        line -> assertThat(line)
                                .isEqualTo("1:36: the group \"belle2\" has the name of a built-in group, expected"
                                        + " another name"),
                        line -> assertThat(line).startsWith("1:65: unknown experiment \"no-such-data\"; valid: "),
                        line -> assertThat(line).isEqualTo("1:91: group \"junk\" has \"belle2-hta\" twice"));
        file("own.json", WORKSPACE);
        String studies = "studies: [{id: ss, type: signal-strength, experiments: [{pyhf: own.json}]}]\n";
        assertThat(warnings("groups: {mine: [own, belle2-ita]}\n" + studies)).isEmpty();
        assertThat(problems("groups: {own: [belle2-ita]}\n" + studies))
                .containsExactly("1:10: the group \"own\" has the name of a data set, expected another name");
    }

    @Test
    void idsBecomeFilesOfTheirOwn() {
        assertThat(problems("""
                        experiments: [belle2-hta]
                        studies:
                          - {id: a, type: signal-strength}
                          - {id: A, type: signal-strength}
                          - {id: b, type: signal-strength}
                          - {id: %s, type: signal-strength}
                        figures:
                          - {id: b, overlay: [a]}
                          - {id: f, overlay: [a, a]}
                          - {id: f, overlay: [a]}
                          - {id: F, overlay: [a]}
                        """.formatted("x".repeat(260))))
                .containsExactly(
                        "4:10: the id \"A\" differs from \"a\" in upper and lower case only, which is the same file on some"
                                + " systems",
                        "6:10: the id \"" + "x".repeat(57) + "...\" has 260 characters, expected at most 100",
                        "8:10: the figure has the id of a study, \"b\", and would be the same file",
                        "9:26: study \"a\" is named twice",
                        "10:10: a second figure with id \"f\"",
                        "11:10: the id \"F\" differs from \"f\" in upper and lower case only, which is the same file on some"
                                + " systems");
    }

    @Test
    void panelsOfAFigureAreListsOfStudies() {
        assertThat(problems("""
                        experiments: [belle2-hta]
                        studies:
                          - {id: a, type: signal-strength}
                        figures:
                          - {id: f, panels: [[a], [b]]}
                          - {id: g, panels: [[a], [a]]}
                          - {id: h, panels: [a]}
                          - {id: i, overlay: [a], panels: [[a]]}
                        """))
                .containsExactly(
                        "5:28: unknown study \"b\"; valid: a",
                        "6:28: study \"a\" is named twice",
                        "7:22: a panel is the string \"a\", expected a list",
                        "8:35: a figure has either overlay or panels, expected one of them");
    }

    @Test
    void pathsAreFiles() throws IOException {
        Files.createDirectory(directory.resolve("folder"));
        file("w.json", WORKSPACE);
        assertThat(problems("""
                        inputs: {standardModel: {file: folder}}
                        studies:
                          - {id: a, type: signal-strength, experiments: [{file: folder}]}
                          - {id: b, type: signal-strength, experiments: [{pyhf: folder}]}
                          - {id: c, type: signal-strength, experiments: [{pyhf: w.json, id: ../../evil}]}
                          - {id: d, type: signal-strength, experiments: [{pyhf: none.json}]}
                        """))
                .containsExactly(
                        "1:32: the Standard-Model inputs folder is no file",
                        "3:50: the data set folder is no file",
                        "4:57: the workspace folder is no file",
                        "5:69: the id \"../../evil\" cannot be a file name, expected letters, digits and . _ + - only",
                        "6:57: cannot read the workspace none.json");
        assertThat(problems("studies: [{id: a, type: signal-strength, experiments: [{file: \"a\\0b\"}]}]"))
                .containsExactly("1:63: a text has the character U+0000, which cannot be printed");
    }

    @Test
    void tablesAreCheckedCellByCell() throws IOException {
        file("w.json", WORKSPACE);
        file("d.csv", "8.6x,2.8\n0.3,2.9\n");
        file("n.csv", "low,high,b\n0,8,2.4e-6\n8,22,2.6e-6\n");
        String text = """
                experiments: [{pyhf: w.json, id: w, signal: {sample: new, transition: "B+->K+", q2Edges: %s, densities: {SR: d.csv}, nullSpectrum: n.csv}}]
                studies: [{id: m, type: fit, scenario: vector, couplings: [hV], mass: 2}]
                """;
        assertThat(problems(text.formatted("[0, 8, 23]")))
                .containsExactly("1:118: d.csv:1:1: cell 1 is \"8.6x\", expected a finite number such as 8.6 or 3e-7");
        file("d.csv", "8.6,-2.8\n0.3,2.9\n");
        assertThat(problems(text.formatted("[0, 8, 23]")))
                .containsExactly(
                        "1:45: d.csv:1:5: the number of events is -2.8, expected >= 0",
                        "1:45: n.csv:3:3: the upper edge of q2 bin 2 is 22.0, expected 23.0 as in \"q2Edges\"");
        assertThat(problems(text.formatted("{from: 0, to: 23, bins: 2147483647}")))
                .contains(
                        "1:114: \"q2Edges\" has 2147483647 bins, expected at most 10000 (-Demiss.limits=off lifts limits"
                                + " on work)");
    }

    @Test
    void workIsLimited() {
        String text = """
                experiments: [belle2-hta]
                studies:
                  - {id: a, type: coupling-plane, scenario: dirac-pair, mass: 0.6,
                     x: {coupling: fVV, from: -4, to: 4, points: 5000}, y: {coupling: fTT, from: -4, to: 4, points: 5000}}
                  - {id: b, type: mass-scan, scenario: vector, couplings: [hV], masses: {from: 0.1, to: 4, points: 20000}}
                  - {id: c, type: spectrum, scenario: dirac-pair, couplings: [fVV], transition: "B+->K+", points: 2000000000, masses: 1}
                  - {id: d, type: rate, scenario: dirac-pair, mass: 0, transition: "B+->K+", couplings: {fVV: 1}, q2: {from: 1, to: 2, step: 1.0e-9}}
                """;
        assertThat(problems(text))
                .containsExactly(
                        "4:9: the plane has 25000000 points, expected at most 1000000 (-Demiss.limits=off lifts limits on"
                                + " work)",
                        "5:73: \"masses\" has 20000 masses, expected at most 10000 (-Demiss.limits=off lifts limits on"
                                + " work)",
                        "6:99: a curve has 2000000000 points, expected at most 100000 (-Demiss.limits=off lifts limits on"
                                + " work)",
                        "6:119: all curves have 2000000000 points, expected at most 100000 (-Demiss.limits=off lifts limits"
                                + " on work)",
                        "7:103: \"q2\" has 1000000001 values, expected at most 100000 (-Demiss.limits=off lifts limits on"
                                + " work)");
        System.setProperty(WorkLimit.SETTING, "100");
        assertThat(problems(text)).hasSize(3);
    }

    @Test
    void theManualListsTheLimits() throws IOException {
        String page = Files.readString(Path.of("..", "..", "docs", "physics.md"));
        List<String> listed = Pattern.compile("\\| (\\d+) \\|\n")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(listed)
                .containsExactlyElementsOf(Stream.of(WorkLimit.values())
                        .map(limit -> Long.toString(limit.standard()))
                        .toList());
        assertThat(page).contains("-D" + WorkLimit.SETTING + "=off");
    }

    @Test
    void numbersAreInTheirUnits() {
        assertThat(problems("""
                        inputs: {quarkMasses: {b: 4800}, smUncertainty: 10}
                        experiments: [belle2-hta]
                        studies:
                          - {id: a, type: fit, scenario: vector, couplings: [hV], mass: 600}
                          - {id: b, type: fit, scenario: vector, couplings: [hV], mass: 2, width: 50}
                          - {id: c, type: rate, scenario: dirac-pair, mass: 0.6, transition: "B+->K+", couplings: {fVV: 1}, q2: [1, 5]}
                          - {id: d, type: mass-scan, scenario: vector, couplings: [hV], masses: [1, 2, 1]}
                        quoted: [{label: mu, study: a, at: /mu, value: 1, uncertainty: -3, source: s}]
                        """))
                .containsExactly(
                        "1:23: the quark mass b is 4800.0 GeV, expected at most 20.0; is it in MeV?",
                        "1:49: smUncertainty is 10.0, expected at most 1, because it is relative",
                        "4:65: the mass 600.0 GeV is beyond the kinematic limit of B+->K+ for vector, expected at most"
                                + " 4.7857; is it in MeV?",
                        "5:75: width is 50.0 GeV, expected at most 10.0; is it in MeV?",
                        "6:105: q2 is 1.0 GeV^2, outside the range of B+->K+, 1.44 to 22.9032",
                        "7:73: the mass 1.0 GeV is given twice",
                        "8:64: uncertainty is -3.0, expected > 0");
        assertThat(warnings("""
                        studies:
                          - {id: a, type: rate, scenario: dirac-pair, mass: 0.6, lambda: 10, transition: "B+->K+", couplings: {fVV: 1}}
                        """))
                .containsExactly(
                        "2:66: lambda is 10.0 GeV, which is not far above the mass of a B meson; 10 TeV are 10000");
    }

    @Test
    void couplingsThatTheDataCannotSeeAreSaid() throws IOException {
        file("w.json", WORKSPACE);
        assertThat(warnings("""
                        experiments: [belle2-ita, belle2-hta]
                        studies:
                          - {id: a, type: fit, scenario: vector, couplings: [hA], mass: 2}
                          - {id: b, type: fit, scenario: vector, couplings: [hV], mass: 2}
                          - {id: c, type: fit, scenario: vector, couplings: [hV, hA], mass: 2, experiments: [babar-kstar0]}
                          - {id: d, type: fit, scenario: vector, couplings: [hV], mass: 2, experiments: [{pyhf: w.json}]}
                          - {id: e, type: spectrum, scenario: dirac-pair, couplings: [fAA], masses: 0.5, transition: "B+->K+"}
                          - {id: f, type: coupling-plane, scenario: dirac-pair, mass: 0.6,
                             x: {coupling: fVV, from: -4, to: 4, points: 5}, y: {coupling: fAA, from: -4, to: 4, step: 2}}
                        """))
                .containsExactly(
                        "3:53: the coupling hA contributes to none of B+->K+",
                        "6:53: the data have no response to new particles, so that nothing is known about hV",
                        "7:62: the coupling fAA contributes to none of B+->K+",
                        "9:57: the coupling fAA contributes to none of B+->K+");
    }

    @Test
    void fieldsAreSentWhereTheyBelong() {
        assertThat(problems("""
                        lambda: 10000
                        masses: [1, 2]
                        experiments: [belle2-hta]
                        studies:
                          - {id: a, type: compare, of: [b, a, z]}
                          - {id: b, type: signal-strength, title: x, studies: []}
                          - {id:s, type: signal-strength}
                          - id:c
                        """))
                .containsExactly(
                        "1:1: the field \"lambda\" belongs in a study",
                        "2:1: the field \"masses\" belongs in a study",
                        "5:33: study \"b\" is not before this one; move this one behind it",
                        "5:36: study \"a\" is not before this one; move this one behind it",
                        "5:39: unknown earlier study \"z\"; nothing is valid here",
                        "6:36: the field \"title\" belongs at the top level of the configuration",
                        "6:46: the field \"studies\" belongs at the top level of the configuration",
                        "7:5: missing field \"id\" of a study",
                        "7:6: unknown field \"id:s\"; a space is missing after the colon",
                        "8:5: a study is the string \"id:c\", expected an object; a space is missing after the colon");
    }

    @Test
    void dataSetsThatDoNotFitTogetherAreFound() throws IOException {
        file(
                "a.json",
                WORKSPACE
                        .replace("\"sim\"", "\"shared/lumi\"")
                        .replace(
                                "staterror\", \"data\": [2.0, 1.8]",
                                "normsys\", \"data\": {\"lo\": 0.9, \"hi\": 1.1}"));
        file(
                "b.json",
                WORKSPACE
                        .replace("\"sim\"", "\"shared/lumi\"")
                        .replace("staterror\", \"data\": [2.0, 1.8]", "normfactor\", \"data\": null"));
        assertThat(problems("studies: [{id: a, type: signal-strength, experiments: [{pyhf: a.json}, {pyhf: b.json}]}]"))
                .singleElement()
                .asString()
                .startsWith("1:55: parameter shared/lumi has the constraint");
    }

    @Test
    void namesOfAnyLengthStayReadable() {
        assertThat(problems("studies: [{id: a, type: " + "y".repeat(100_000) + "}]"))
                .singleElement()
                .asString()
                .startsWith("1:25: unknown study type \"" + "y".repeat(57) + "...\"; valid: rate")
                .hasSizeLessThan(300);
    }
}
