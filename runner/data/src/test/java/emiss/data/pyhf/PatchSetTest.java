package emiss.data.pyhf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import emiss.api.DoubleVector;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.DataFormatException;
import emiss.api.experiment.Sample;
import emiss.data.document.Node;
import emiss.data.document.Problems;
import emiss.data.document.Syntax;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Background-only workspaces, whose parameter of interest is declared nowhere, and patch sets that add a signal to them. */
class PatchSetTest {
    private static final String BACKGROUND = """
            {"channels": [
              {"name": "SR", "samples": [
                {"name": "rest", "data": [20.0, 3e1], "modifiers": [
                  {"name": "shape", "type": "histosys", "data": {"lo_data": [18, 31], "hi_data": [22, 29]}}]}]}],
             "observations": [{"name": "SR", "data": [25, 31]}],
             "measurements": [{"name": "m", "config": {"poi": "mu_SIG", "parameters": [{"name": "mu_SIG", "bounds": [[0, 5]]}]}}],
             "version": "1.0.0"}
            """;

    /** Digests by pyhf.utils.digest of pyhf 0.7.6 on Python 3.11. */
    private static final String PATCHES = """
            {"version": "1.0.0",
             "metadata": {"references": {"hepdata": "ins1"}, "description": "signals", "labels": ["m1", "m2"], "digests": {
               "sha256": "%s", "md5": "%s"}},
             "patches": [
               {"metadata": {"name": "S_100_1", "values": [100, 1]}, "patch": [
                 {"op": "add", "path": "/channels/0/samples/0", "value": {"name": "signal", "data": [2, 3], "modifiers": [
                   {"name": "mu_SIG", "type": "normfactor", "data": null}]}}]},
               {"metadata": {"name": "S_200_1", "values": [200, 1]}, "patch": [
                 {"op": "add", "path": "/channels/0/samples/-", "value": {"name": "signal", "data": [1], "modifiers": []}}]},
               {"metadata": {"name": "S_300_1", "values": [300, 1]}, "patch": [
                 {"op": "remove", "path": "/channels/1"}]}]}
            """.formatted(
            "127b32a5d5d7a7a72301f236d2a31bf1a7d77915613a755657043658baeef550", "b18681e22cc32e04c977880a23756d03");

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static CountingData read(String workspace, String patches, String name) {
        PatchSet set = PatchSet.read(stream(patches), "patches.json");
        return new WorkspaceReader()
                .read(
                        stream(workspace),
                        "bkg.json",
                        new WorkspaceChoice(
                                "w", "", Optional.empty(), Optional.of(new WorkspaceChoice.ChosenPatch(set, name))));
    }

    private static List<String> problems(String workspace, String patches, String name) {
        DataFormatException wrong =
                catchThrowableOfType(DataFormatException.class, () -> read(workspace, patches, name));
        assertThat(wrong).as("the complaint").isNotNull();
        return wrong.problems();
    }

    @Test
    void backgroundAloneHasNoSignal() {
        CountingData data = new WorkspaceReader().read(stream(BACKGROUND), "bkg.json", WorkspaceChoice.first("w"));

        assertThat(data.channels().get(0).samples()).extracting(Sample::role).containsOnly(Sample.Role.BACKGROUND);
        assertThat(data.title())
                .isEqualTo("pyhf workspace, measurement m, no signal: its parameter of interest \"mu_SIG\" belongs to"
                        + " no modifier");
    }

    @Test
    void aPatchAddsTheSignal() {
        CountingData data = read(BACKGROUND, PATCHES, "S_100_1");

        assertThat(data.title()).isEqualTo("pyhf workspace, measurement m, patch S_100_1");
        assertThat(data.signalStrength()).isEqualTo("mu_SIG");
        assertThat(data.channels().get(0).samples()).extracting(Sample::name).containsExactly("signal", "rest");
        assertThat(data.channels().get(0).samples().get(0).role()).isEqualTo(Sample.Role.SIGNAL);
        assertThat(data.channels().get(0).samples().get(0).nominal()).isEqualTo(DoubleVector.of(2, 3));
    }

    @Test
    void theSetIsListed() {
        PatchSet set = PatchSet.read(stream(PATCHES), "patches.json");

        assertThat(set.description()).isEqualTo("signals");
        assertThat(set.labels()).containsExactly("m1", "m2");
        assertThat(set.patches())
                .startsWith(
                        new PatchSet.Patch("S_100_1", List.of("100", "1")),
                        new PatchSet.Patch("S_200_1", List.of("200", "1")));
    }

    @Test
    void oneJsonPatchNeedsNoName() {
        CountingData data = read(BACKGROUND, """
                [{"op": "replace", "path": "/observations/0/data/1", "value": 7},
                 {"op": "replace", "path": "/measurements/0/config/poi", "value": ""}]
                """, "");

        assertThat(data.channels().get(0).observed()).isEqualTo(DoubleVector.of(25, 7));
        assertThat(data.title()).endsWith("patch patches.json, no signal: it names no parameter of interest");
    }

    /** What comes from the patch has its place in the patch. */
    @Test
    void saysWhereAPatchIsWrong() {
        assertThat(problems(BACKGROUND, PATCHES, "S_200_1"))
                .containsExactly("patches.json:9:89: \"data\" has 1 numbers, expected 2 as in the observation");
        assertThat(problems(BACKGROUND, PATCHES, "S_300_1"))
                .containsExactly("patches.json:11:6: remove \"/channels/1\": there is no item 1 of the list at"
                        + " bkg.json:1:14, which has 1");
        assertThat(problems(BACKGROUND, PATCHES, "S_100_2"))
                .containsExactly("bkg.json:1:1: unknown patch \"S_100_2\" of patches.json; did you mean \"S_100_1\"?");
        assertThat(problems(BACKGROUND, PATCHES, ""))
                .containsExactly("bkg.json:1:1: no patch of patches.json is named; valid: S_100_1, S_200_1, S_300_1");
        assertThat(problems(BACKGROUND.replace("20.0", "20"), PATCHES, "S_100_1"))
                .hasSize(2)
                .first()
                .asString()
                .startsWith(
                        "bkg.json:1:1: this is not the workspace that the patches of patches.json are for: its sha256"
                                + " digest is ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[200, 1] | [200] | patches.json:8:47: patch \"S_200_1\" has 1 values, expected 2, one per label",
                "S_200_1 | S_100_1 | patches.json:8:26: a second patch \"S_100_1\" or with values [200, 1]",
                "[200, 1] | [100, 1] | patches.json:8:26: a second patch \"S_200_1\" or with values [100, 1]",
                "\"version\" | \"versions\": 1, \"version\" | patches.json:1:2: unknown field \"versions\"",
                "\"values\": [200, 1]}, | \"values\": [200, 1]}, \"pach\": 1, | patches.json:8:58: unknown field \"pach\"",
                "\"version\": \"1.0.0\" | \"version\": \"3\" | patches.json:1:13: \"version\" is \"3\"",
                "\"references\": {\"hepdata\": \"ins1\"}, | | patches.json:2:14: missing field \"references\" of \"metadata\""
            })
    void saysWhereASetIsWrong(String before, String after, String message) {
        assertThat(PATCHES).contains(before);
        assertThat(problems(BACKGROUND, PATCHES.replace(before, after == null ? "" : after), "S_100_1"))
                .anySatisfy(problem -> assertThat(problem).startsWith(message));
    }

    @Test
    void aSetAndAWorkspaceAreNotMistaken() {
        assertThat(catchThrowableOfType(
                                DataFormatException.class,
                                () -> new WorkspaceReader()
                                        .read(stream(PATCHES), "patches.json", WorkspaceChoice.first("w")))
                        .problems())
                .containsExactly("patches.json:1:1: this is a patch set, expected the workspace that it is for; a patch"
                        + " set is named as its patch: {file: ..., name: ...}");
        assertThat(catchThrowableOfType(DataFormatException.class, () -> PatchSet.read(stream(BACKGROUND), "bkg.json"))
                        .problems())
                .containsExactly("bkg.json:1:1: this is a workspace, expected a patch set or a JSON patch");
    }

    /** By json.dumps of Python 3.11 with sort_keys=True and ensure_ascii=False. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[9e15, 1e15, 12.5e-6, 9.9e-5, -1.5e300, 1e400, -1e400] | [9000000000000000.0, 1000000000000000.0, 1.25e-05, 9.9e-05, -1.5e+300, Infinity, -Infinity]",
                "[true, false, \"\\u001f \\b\\f\"] | [true, false, \"\\u001f \\b\\f\"]",
                "[1, 1.0, -0, -0.0, 1e5, 1E-5, 0.0001, 1e16] | [1, 1.0, 0, -0.0, 100000.0, 1e-05, 0.0001, 1e+16]",
                "[1234567890123456.7, 0.10000000000000000555, 1.50] | [1234567890123456.8, 0.1, 1.5]",
                "[5e-324, 5.684341886080802e-14, 9007199254740993.0] | [5e-324, 5.684341886080802e-14, 9007199254740992.0]",
                "{\"b\": null, \"a\": {\"x\": [], \"e\": {}}} | {\"a\": {\"e\": {}, \"x\": []}, \"b\": null}",
                "[\"\\t\\u00e9\\n\\/\"] | [\"\\t\u00e9\\n/\"]",
                "{\"\ud83d\ude00\": 1, \"\ufb01\": 2} | {\"\ufb01\": 2, \"\ud83d\ude00\": 1}",
            })
    void writesAsPythonDoes(String document, String written) {
        Problems problems = new Problems();
        Node node = Node.parse("d.json", stream(document), Syntax.JSON, problems);
        assertThat(problems.isEmpty()).isTrue();
        assertThat(Digest.text(node)).isEqualTo(written);
    }
}
