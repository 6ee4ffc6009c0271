package emiss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Form-factor sets and Standard-Model inputs in files of the user. */
class InputFilesTest {
    private static final Path INPUTS =
            Path.of("..", "..", "runner", "data", "src", "main", "resources", "emiss", "data");
    private static final JsonMapper JSON = new JsonMapper();

    /** One decay to a single particle, one that needs every form factor of B to K*, and one without form factors. */
    private static final List<String> RATES = List.of(
            "{id: k, type: rate, scenario: vector, transition: B+->K+, mass: 1, couplings: {hV: 1.0e-8, hT: 1.0}}",
            "{id: kstar, type: rate, scenario: dirac-pair, transition: B0->K*0, mass: 0.5, couplings: {fVV: 1.0, fTT: 0.5}}",
            "{id: bs, type: rate, scenario: dirac-pair, transition: Bs->inv, mass: 0.5, couplings: {fAA: 1.0}}");

    @TempDir
    private Path directory;

    private static ObjectNode builtIn(String... names) {
        Path file = Stream.of(names).reduce(INPUTS, Path::resolve, (one, other) -> other);
        return (ObjectNode) JSON.readTree(DataFormat.text(file));
    }

    private static ObjectNode scaled(double factor) {
        ObjectNode set = builtIn("form-factors", "BK-GRvDV2023.json");
        ArrayNode central = (ArrayNode) set.get("central");
        for (int i = 0; i < central.size(); i++) {
            central.set(i, central.get(i).doubleValue() * factor);
        }
        return set;
    }

    private static ObjectNode withLifetimeOfBs(double factor) {
        ObjectNode inputs = builtIn("sm-inputs.json");
        ObjectNode lifetime = (ObjectNode) inputs.at("/mesons/Bs/lifetime");
        lifetime.put("value", lifetime.get("value").doubleValue() * factor);
        return inputs;
    }

    private void write(String name, JsonNode content) throws IOException {
        Files.writeString(directory.resolve(name), content.toPrettyString());
    }

    /** Runs {@link #RATES} on the command line and reads {@code results.json}. */
    private JsonNode run(String inputs) {
        Path config = Program.write(
                directory,
                (inputs.isEmpty() ? "" : "inputs: " + inputs + "\n") + "studies:\n  - " + String.join("\n  - ", RATES)
                        + "\n");
        Path results = directory.resolve("results");
        Program.Printed printed =
                Program.execute("run", config.toString(), "--out", results.toString(), "--threads", "1");
        assertThat(printed.exitCode()).as(printed.err()).isZero();
        return JSON.readTree(DataFormat.text(results.resolve("results.json")));
    }

    private static JsonNode study(JsonNode results, String id) {
        for (JsonNode study : results.get("studies")) {
            if (study.get("id").asString().equals(id)) {
                return study;
            }
        }
        throw new IllegalArgumentException("no study " + id);
    }

    private static double branchingFraction(JsonNode results, String id) {
        return study(results, id).get("branchingFraction").doubleValue();
    }

    private static double ratio(JsonNode results, JsonNode reference, String id) {
        return branchingFraction(results, id) / branchingFraction(reference, id);
    }

    private static List<JsonNode> inputs(JsonNode results, String kind) {
        List<JsonNode> found = new ArrayList<>();
        results.get("inputs").forEach(input -> {
            if (input.get("kind").asString().equals(kind)) {
                found.add(input);
            }
        });
        return found;
    }

    private List<String> problems(String inputs, String... studies) {
        Path config = Program.write(
                directory, "inputs: " + inputs + "\nstudies:\n  - " + String.join("\n  - ", studies) + "\n");
        Program.Printed printed = Program.execute("check", config.toString());
        assertThat(printed.exitCode()).isEqualTo(2);
        String folder = directory.toAbsolutePath() + "/";
        return printed.err().lines().map(line -> line.replace(folder, "")).toList();
    }

    @Test
    void aFileThatEqualsTheBuiltInSetGivesTheSame() throws IOException {
        write("my-ff.json", builtIn("form-factors", "BK-GRvDV2023.json"));
        write("my-sm.json", builtIn("sm-inputs.json"));

        JsonNode reference = run("");
        JsonNode results = run("{formFactors: {B->K: {file: my-ff.json}}, standardModel: {file: my-sm.json}}");

        for (String id : List.of("k", "kstar", "bs")) {
            assertThat(ratio(results, reference, id)).as(id).isCloseTo(1, within(1e-12));
        }
        // the hash is that of the content, wherever it came from
        assertThat(inputs(results, "form factors"))
                .extracting(input -> input.get("sha256"))
                .isEqualTo(inputs(reference, "form factors").stream()
                        .map(input -> input.get("sha256"))
                        .toList());
        assertThat(inputs(results, "form factors").get(0).get("path").asString())
                .isEqualTo("my-ff.json");
        assertThat(inputs(results, "SM inputs").get(0).get("sha256"))
                .isEqualTo(inputs(reference, "SM inputs").get(0).get("sha256"));
    }

    @Test
    void ratesGoWithTheSquareOfTheFormFactors() throws IOException {
        write("my-ff.json", scaled(1.1));

        JsonNode reference = run("");
        JsonNode results = run("{formFactors: {B->K: {file: my-ff.json}}}");

        assertThat(ratio(results, reference, "k")).isCloseTo(1.1 * 1.1, within(1e-12));
        assertThat(ratio(results, reference, "kstar")).isEqualTo(1);
        assertThat(ratio(results, reference, "bs")).isEqualTo(1);
    }

    @Test
    void branchingFractionsGoWithTheLifetime() throws IOException {
        write("my-sm.json", withLifetimeOfBs(1.25));

        JsonNode reference = run("");
        JsonNode results = run("{standardModel: {file: my-sm.json}}");

        assertThat(ratio(results, reference, "bs")).isCloseTo(1.25, within(1e-12));
        assertThat(study(results, "bs").get("width"))
                .isEqualTo(study(reference, "bs").get("width"));
        assertThat(ratio(results, reference, "k")).isEqualTo(1);
        assertThat(ratio(results, reference, "kstar")).isEqualTo(1);
    }

    @Test
    void resultsNameTheFilesAndWhatToCite() throws IOException {
        ObjectNode set = scaled(1.1);
        set.put("title", "A set of one's own");
        ((ObjectNode) set.get("provenance")).put("citation", "made up for a test");
        write("my-ff.json", set);
        ObjectNode standardModel = withLifetimeOfBs(1.25);
        standardModel.put("title", "Inputs of one's own");
        standardModel.putObject("provenance").put("citation", "made up as well");
        write("My SM.json", standardModel);

        JsonNode reference = run("");
        JsonNode results = run("{formFactors: {B->K: {file: my-ff.json}}, standardModel: {file: My SM.json}}");

        JsonNode settings = study(results, "k").at("/settings/inputs");
        assertThat(settings.get("formFactors"))
                .isEqualTo(JSON.readTree("{\"B->K\": {\"file\": \"my-ff.json\"}, \"B->K*\": \"BKst-GRvDV2023\","
                        + " \"Bs->phi\": \"Bsphi-GRvDV2023\", \"Lambda_b->Lambda\": \"LbL-DM2016-total\"}"));
        assertThat(settings.get("standardModel")).isEqualTo(JSON.readTree("{\"file\": \"My SM.json\"}"));
        assertThat(study(reference, "k").at("/settings/inputs/standardModel").asString())
                .isEqualTo("built-in");
        JsonNode used = inputs(results, "form factors").get(0);
        assertThat(used.get("id").asString()).isEqualTo("BK-GRvDV2023");
        assertThat(used.get("title").asString()).isEqualTo("A set of one's own");
        assertThat(used.get("citation").asString()).isEqualTo("made up for a test");
        assertThat(used.get("sha256").asString())
                .hasSize(64)
                .isNotEqualTo(
                        inputs(reference, "form factors").get(0).get("sha256").asString());
        JsonNode constants = inputs(results, "SM inputs").get(0);
        assertThat(constants.get("id").asString()).isEqualTo("my-sm");
        assertThat(constants.get("title").asString()).isEqualTo("Inputs of one's own");
        assertThat(constants.get("citation").asString()).isEqualTo("made up as well");
        assertThat(constants.get("sha256").asString())
                .isNotEqualTo(
                        inputs(reference, "SM inputs").get(0).get("sha256").asString());
    }

    @Test
    void studiesOverrideTheRun() throws IOException {
        write("my-ff.json", scaled(2));
        ObjectNode masses = withLifetimeOfBs(2);
        ((ObjectNode) masses.at("/constants/bQuarkMass")).put("value", 4.18);
        ((ObjectNode) masses.at("/constants/sQuarkMass")).put("value", 0.1);
        write("my-sm.json", masses);
        String rate = "type: rate, scenario: vector, transition: B+->K+, mass: 1, couplings: {hV: 1.0e-8}";
        Path config = Program.write(directory, """
                inputs: {formFactors: {B->K: {file: my-ff.json}}, standardModel: {file: my-sm.json}, quarkMasses: {s: 0.12}}
                studies:
                  - {id: files, RATE}
                  - {id: built-in, RATE, inputs: {formFactors: {B->K: BK-GRvDV2023}, standardModel: built-in}}
                  - {id: other, RATE, inputs: {smUncertainty: 0.1}}
                """.replace("RATE", rate));
        Path out = directory.resolve("results");

        assertThat(Program.execute("run", config.toString(), "--out", out.toString())
                        .exitCode())
                .isZero();

        JsonNode results = JSON.readTree(DataFormat.text(out.resolve("results.json")));
        assertThat(overBuiltIn(results, "files")).isCloseTo(4, within(1e-12));
        assertThat(overBuiltIn(results, "other")).isCloseTo(4, within(1e-12));
        assertThat(inputs(results, "form factors")).hasSize(2 + 3);
        assertThat(inputs(results, "SM inputs")).hasSize(2);
        // masses that the configuration gives stay, the others are those of the inputs in use
        assertThat(study(results, "files").at("/settings/inputs/quarkMasses"))
                .isEqualTo(JSON.readTree("{\"b\": 4.18, \"s\": 0.12}"));
        assertThat(study(results, "built-in").at("/settings/inputs/quarkMasses"))
                .isEqualTo(JSON.readTree("{\"b\": 4.8, \"s\": 0.12}"));
    }

    private static double overBuiltIn(JsonNode results, String id) {
        return branchingFraction(results, id) / branchingFraction(results, "built-in");
    }

    @Test
    void limitsOfTheMassAreThoseOfTheFile() throws IOException {
        ObjectNode inputs = builtIn("sm-inputs.json");
        ((ObjectNode) inputs.at("/mesons/K+/mass")).put("value", 0.6);
        write("my-sm.json", inputs);

        assertThat(problems(
                        "{standardModel: {file: my-sm.json}}",
                        "{id: a, type: rate, scenario: vector, transition: B+->K+, mass: 4.7, couplings: {hV: 1}}"))
                .containsExactly(
                        "config.yaml:3:69: the mass 4.7 GeV is beyond the kinematic limit of B+->K+ for vector,"
                                + " expected at most 4.6794");
    }

    @Test
    void problemsHaveTheirPlaceInTheFileAndInTheConfiguration() throws IOException {
        Files.writeString(
                directory.resolve("my-ff.json"),
                DataFormat.text(INPUTS.resolve("form-factors").resolve("BK-GRvDV2023.json"))
                        .replace("\"process\": \"B->K\"", "\"proces\": \"B->K\""));
        Files.writeString(
                directory.resolve("my-sm.json"),
                DataFormat.text(INPUTS.resolve("sm-inputs.json")).replace("\"GeV^-2\"", "\"GeV-2\""));

        assertThat(problems(
                        "{formFactors: {B->K: {file: my-ff.json}}, standardModel: {file: my-sm.json}}", RATES.get(0)))
                .containsExactly(
                        "config.yaml:1:30: my-ff.json:1:1: missing field \"process\" of the form-factor set",
                        "config.yaml:1:30: my-ff.json:4:3: unknown field \"proces\"; did you mean \"process\"?",
                        "config.yaml:1:66: my-sm.json:7:15: the unit of \"fermiConstant\" is \"GeV-2\","
                                + " expected \"GeV^-2\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{formFactors: {B->K: {file: kstar.json}}};"
                        + " 1:30: the form-factor set kstar.json is for B->K*, expected one for B->K",
                "{formFactors: {B->K: {file: missing.json}}}; 1:37: cannot read the form-factor set missing.json",
                "{formFactors: {B->K: {fiel: kstar.json}}}; 1:30: missing field \"file\" of the form-factor set"
                        + "; 1:31: unknown field \"fiel\"; did you mean \"file\"?",
                "{formFactors: {B->K: 5}}; 1:30: \"B->K\" is the number 5, expected a string",
                "{standardModel: sm-inputs}; 1:25: \"standardModel\" is \"sm-inputs\","
                        + " expected {file: ...} or built-in",
                "{standardModel: {file: kstar.json}}; 1:25: kstar.json:2:13: \"format\" is"
                        + " \"emiss-form-factors/1\", expected \"emiss-sm-inputs/1\"",
                "{standardModel: {file: quarks.json}}; 1:25: the quark masses are b = 0.05, s = 0.093 GeV,"
                        + " expected b > s",
                "{standardModel: {file: heavy.json}}; 1:9: the form-factor set BK-GRvDV2023 has a pole or its threshold"
                        + " at q2 = 29.3222 GeV^2, expected beyond the end point of B+->K+, 30.3067"
            })
    void wrongInputsAreRefused(String example) throws IOException {
        Files.copy(INPUTS.resolve("form-factors").resolve("BKst-GRvDV2023.json"), directory.resolve("kstar.json"));
        ObjectNode quarks = builtIn("sm-inputs.json");
        ((ObjectNode) quarks.at("/constants/bQuarkMass")).put("value", 0.05);
        write("quarks.json", quarks);
        ObjectNode heavy = builtIn("sm-inputs.json");
        ((ObjectNode) heavy.at("/mesons/B+/mass")).put("value", 5.99883);
        write("heavy.json", heavy);
        String[] parts = example.split("; (?=1:)");

        assertThat(problems(parts[0], RATES.get(2)))
                .startsWith(Stream.of(parts)
                        .skip(1)
                        .map(line -> "config.yaml:" + line)
                        .toArray(String[]::new));
    }

    @Test
    void dataNeedTransitionsOfTheCatalogueInUse() throws IOException {
        ObjectNode inputs = builtIn("sm-inputs.json");
        ((ArrayNode) inputs.get("transitions")).remove(4);
        write("my-sm.json", inputs);
        Path config = Program.write(directory, """
                experiments: [aleph-bs]
                studies:
                  - {id: a, type: signal-strength, inputs: {standardModel: {file: my-sm.json}}}
                """);

        assertThat(Program.execute("check", config.toString()).err())
                .startsWith(config + ":3:44: data set aleph-bs: unknown transition \"Bs->inv\"");
    }
}
