package emiss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A decay that the program does not know, from two files of data. The catalogue calls it {@code Bs->phi} but gives it the
 * masses of B0 -> K*0, and its form factors are those of B -> K*, 10 % larger: so its rates are known.
 */
class NewProcessTest {
    private static final Path INPUTS =
            Path.of("..", "..", "runner", "data", "src", "main", "resources", "emiss", "data");
    private static final JsonMapper JSON = new JsonMapper();
    private static final double FACTOR = 1.1;

    /** Lifetime of the Bs over that of the B0 in the built-in inputs. */
    private static final double LIFETIME_RATIO = 1.52 / 1.517;

    private static final String RATE = "type: rate, scenario: dirac-pair, mass: 0.5, couplings: {fVV: 1.0, fTT: 0.5},"
            + " q2: [4, 10], transition: ";
    private static final String NEUTRINOS = "type: rate, scenario: neutrinos, transition: ";
    private static final String FILES =
            "{standardModel: {file: my-sm.json}, formFactors: {\"Bs->phi\": {file: my-ff.json}}}";

    @TempDir
    private Path directory;

    private static ObjectNode read(Path file) {
        return (ObjectNode) JSON.readTree(DataFormat.text(file));
    }

    private void write(String name, JsonNode content) throws IOException {
        Files.writeString(directory.resolve(name), content.toPrettyString());
    }

    @BeforeEach
    void writeTheTwoFiles() throws IOException {
        ObjectNode standardModel = read(INPUTS.resolve("sm-inputs.json"));
        ObjectNode mesons = (ObjectNode) standardModel.get("mesons");
        mesons.set("phi", mesons.get("K*0"));
        ((ObjectNode) mesons.get("Bs")).set("mass", mesons.at("/B0/mass"));
        ((ArrayNode) standardModel.get("transitions"))
                .addObject()
                .put("id", "Bs->phi")
                .put("parent", "Bs")
                .put("daughter", "phi")
                .put("daughterKind", "vector")
                .put("process", "Bs->phi");
        write("my-sm.json", standardModel);
        ObjectNode set = read(INPUTS.resolve("form-factors").resolve("BKst-GRvDV2023.json"));
        set.put("id", "Bsphi-invented").put("process", "Bs->phi");
        ArrayNode central = (ArrayNode) set.get("central");
        for (int i = 0; i < central.size(); i++) {
            central.set(i, central.get(i).doubleValue() * FACTOR);
        }
        write("my-ff.json", set);
    }

    private static JsonNode study(JsonNode results, String id) {
        return StreamSupport.stream(results.get("studies").spliterator(), false)
                .filter(study -> study.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Program.Printed check(String inputs) {
        Path config =
                Program.write(directory, "inputs: " + inputs + "\nstudies:\n  - {id: a, " + NEUTRINOS + "B+->K+}\n");
        return Program.execute("check", config.toString());
    }

    private List<String> problems(String inputs) {
        Program.Printed printed = check(inputs);
        assertThat(printed.exitCode()).isEqualTo(2);
        String folder = directory.toAbsolutePath() + "/";
        return printed.err().lines().map(line -> line.replace(folder, "")).toList();
    }

    @Test
    void bothFilesFollowTheirSchemas() {
        for (String name : List.of("my-sm.json", "my-ff.json")) {
            String json = DataFormat.text(directory.resolve(name));
            assertThat(DataFormat.of(json).schemaProblems(json)).as(name).isEmpty();
        }
    }

    @Test
    void ratesAndSpectraFollowFromTheTwoFiles() throws IOException {
        Path config = Program.write(directory, """
                inputs: INPUTS
                studies:
                  - {id: kstar, RATE B0->K*0}
                  - {id: phi, RATE Bs->phi}
                  - {id: sm-kstar, NEUTRINOS B0->K*0}
                  - {id: sm-phi, NEUTRINOS Bs->phi}
                  - {id: spectrum-kstar, type: spectrum, scenario: vector-pair, masses: [1], SHAPE, transition: B0->K*0}
                  - {id: spectrum-phi, type: spectrum, scenario: vector-pair, masses: [1], SHAPE, transition: Bs->phi}
                """.replace("INPUTS", FILES)
                .replace("RATE ", RATE)
                .replace("NEUTRINOS ", NEUTRINOS)
                .replace("SHAPE", "couplings: {hP: 1.0}, normalised: false, points: 5"));
        Path out = directory.resolve("results");

        Program.Printed printed = Program.execute("run", config.toString(), "--out", out.toString(), "--threads", "1");

        assertThat(printed.exitCode()).as(printed.err()).isZero();
        JsonNode results = JSON.readTree(DataFormat.text(out.resolve("results.json")));
        for (String prefix : List.of("", "sm-")) {
            JsonNode kstar = study(results, prefix + "kstar");
            JsonNode phi = study(results, prefix + "phi");
            assertThat(ratio(phi, kstar, "/width")).isCloseTo(FACTOR * FACTOR, within(1e-12));
            assertThat(ratio(phi, kstar, "/branchingFraction"))
                    .isCloseTo(FACTOR * FACTOR * LIFETIME_RATIO, within(1e-12));
            assertThat(ratio(phi, kstar, "/longitudinalFraction")).isCloseTo(1, within(1e-12));
        }
        JsonNode phi = study(results, "phi");
        assertThat(ratio(phi, study(results, "kstar"), "/points/1/dGammaDq2"))
                .isCloseTo(FACTOR * FACTOR, within(1e-12));
        assertThat(phi.at("/settings/inputs/formFactors"))
                .isEqualTo(JSON.readTree("{\"B->K\": \"BK-GRvDV2023\", \"B->K*\": \"BKst-GRvDV2023\","
                        + " \"Bs->phi\": {\"file\": \"my-ff.json\"}}"));
        assertThat(results.get("inputs"))
                .extracting(input -> input.get("id").asString())
                .containsExactly("BK-GRvDV2023", "BKst-GRvDV2023", "Bsphi-invented", "my-sm");
        JsonNode curve = study(results, "spectrum-phi").at("/curves/0");
        JsonNode twin = study(results, "spectrum-kstar").at("/curves/0");
        assertThat(curve.get("value")).hasSize(5);
        for (int i = 0; i < 5; i++) {
            assertThat(ratio(curve, twin, "/value/" + i)).isCloseTo(FACTOR * FACTOR * LIFETIME_RATIO, within(1e-12));
        }
        assertThat(printed.out()).contains("dirac-pair: B(Bs \u2192 \u03c6)");
        assertThat(out.resolve("report.html"))
                .content()
                .contains("<i>B</i><sub>s</sub> \u2192 <i>\u03c6</i>")
                .contains("<i>F</i><sub>L</sub>");
    }

    private static double ratio(JsonNode study, JsonNode reference, String pointer) {
        return study.at(pointer).doubleValue() / reference.at(pointer).doubleValue();
    }

    @Test
    void aProcessNeedsFormFactorsOfItsKind() throws IOException {
        assertThat(problems("{standardModel: {file: my-sm.json}}"))
                .first()
                .isEqualTo("config.yaml:1:9: no form-factor set for Bs->phi, the process of Bs->phi,"
                        + " expected one in \"formFactors\"");
        assertThat(problems("{standardModel: {file: my-sm.json}, formFactors: {\"Bs->phi\": Bsphi-invented}}"))
                .first()
                .isEqualTo("config.yaml:1:70: no form-factor set for Bs->phi comes with Emiss, expected {file: ...}");
        assertThat(problems("{standardModel: {file: my-sm.json}, formFactors: {\"Bs->ph\": {file: my-ff.json}}}"))
                .first()
                .isEqualTo("config.yaml:1:59: unknown process \"Bs->ph\"; did you mean \"Bs->phi\"?");

        ObjectNode kaon = read(INPUTS.resolve("form-factors").resolve("BK-GRvDV2023.json"));
        write("my-ff.json", kaon.put("process", "Bs->phi"));
        assertThat(problems(FILES))
                .first()
                .isEqualTo("config.yaml:1:9: the form-factor set BK-GRvDV2023 has f+, f0, fT,"
                        + " expected A0, A1, A12, V, T1, T2, T23 for Bs->phi");
    }
}
