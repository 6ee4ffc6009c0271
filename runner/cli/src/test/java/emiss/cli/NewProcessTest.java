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
 * A decay that the program does not know, from two files of data. The catalogue calls it {@code Bc+->Ds*+} but gives it the
 * masses of B0 -> K*0, and its form factors are those of B -> K*, 10 % larger: so its rates are known.
 */
class NewProcessTest {
    private static final Path INPUTS =
            Path.of("..", "..", "runner", "data", "src", "main", "resources", "emiss", "data");
    private static final JsonMapper JSON = new JsonMapper();
    private static final double FACTOR = 1.1;

    /** Invented lifetime over that of the B0 in the built-in inputs. */
    private static final double LIFETIME_RATIO = 1.52 / 1.517;

    private static final String RATE = "type: rate, scenario: dirac-pair, mass: 0.5, couplings: {fVV: 1.0, fTT: 0.5},"
            + " q2: [4, 10], transition: ";
    private static final String NEUTRINOS = "type: rate, scenario: neutrinos, transition: ";
    private static final String FILES =
            "{standardModel: {file: my-sm.json}, formFactors: {\"Bc->Ds*\": {file: my-ff.json}}}";

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
        mesons.set("Ds*+", mesons.get("K*0"));
        mesons.set("Bc+", mesons.get("Bs").deepCopy());
        ((ObjectNode) mesons.get("Bc+")).set("mass", mesons.at("/B0/mass"));
        ((ArrayNode) standardModel.get("transitions"))
                .addObject()
                .put("id", "Bc+->Ds*+")
                .put("parent", "Bc+")
                .put("daughter", "Ds*+")
                .put("daughterKind", "vector")
                .put("process", "Bc->Ds*");
        write("my-sm.json", standardModel);
        ObjectNode set = read(INPUTS.resolve("form-factors").resolve("BKst-GRvDV2023.json"));
        set.put("id", "BcDs-invented").put("process", "Bc->Ds*");
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
                  - {id: ds, RATE Bc+->Ds*+}
                  - {id: sm-kstar, NEUTRINOS B0->K*0}
                  - {id: sm-ds, NEUTRINOS Bc+->Ds*+}
                  - {id: spectrum-kstar, type: spectrum, scenario: vector-pair, masses: [1], SHAPE, transition: B0->K*0}
                  - {id: spectrum-ds, type: spectrum, scenario: vector-pair, masses: [1], SHAPE, transition: Bc+->Ds*+}
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
            JsonNode ds = study(results, prefix + "ds");
            assertThat(ratio(ds, kstar, "/width")).isCloseTo(FACTOR * FACTOR, within(1e-12));
            assertThat(ratio(ds, kstar, "/branchingFraction"))
                    .isCloseTo(FACTOR * FACTOR * LIFETIME_RATIO, within(1e-12));
            assertThat(ratio(ds, kstar, "/longitudinalFraction")).isCloseTo(1, within(1e-12));
        }
        JsonNode ds = study(results, "ds");
        assertThat(ratio(ds, study(results, "kstar"), "/points/1/dGammaDq2")).isCloseTo(FACTOR * FACTOR, within(1e-12));
        assertThat(ds.at("/settings/inputs/formFactors"))
                .isEqualTo(JSON.readTree("{\"B->K\": \"BK-GRvDV2023\", \"B->K*\": \"BKst-GRvDV2023\","
                        + " \"Bc->Ds*\": {\"file\": \"my-ff.json\"}, \"Bs->phi\": \"Bsphi-GRvDV2023\","
                        + " \"Lambda_b->Lambda\": \"LbL-DM2016-total\"}"));
        assertThat(results.get("inputs"))
                .extracting(input -> input.get("id").asString())
                .containsExactly(
                        "BK-GRvDV2023",
                        "BKst-GRvDV2023",
                        "BcDs-invented",
                        "Bsphi-GRvDV2023",
                        "LbL-DM2016-total",
                        "my-sm");
        JsonNode curve = study(results, "spectrum-ds").at("/curves/0");
        JsonNode twin = study(results, "spectrum-kstar").at("/curves/0");
        assertThat(curve.get("value")).hasSize(5);
        for (int i = 0; i < 5; i++) {
            assertThat(ratio(curve, twin, "/value/" + i)).isCloseTo(FACTOR * FACTOR * LIFETIME_RATIO, within(1e-12));
        }
        assertThat(printed.out()).contains("dirac-pair: B(Bc\u207a \u2192 Ds*\u207a)");
        assertThat(out.resolve("report.html"))
                .content()
                .contains("<i>B</i><sub>c</sub><sup>+</sup> \u2192 <i>D</i><sub>s</sub><sup>*+</sup>")
                .contains("<i>F</i><sub>L</sub>");
    }

    private static double ratio(JsonNode study, JsonNode reference, String pointer) {
        return study.at(pointer).doubleValue() / reference.at(pointer).doubleValue();
    }

    @Test
    void aProcessNeedsFormFactorsOfItsKind() throws IOException {
        assertThat(problems("{standardModel: {file: my-sm.json}}"))
                .first()
                .isEqualTo("config.yaml:1:9: no form-factor set for Bc->Ds*, the process of Bc+->Ds*+,"
                        + " expected one in \"formFactors\"");
        assertThat(problems("{standardModel: {file: my-sm.json}, formFactors: {\"Bc->Ds*\": BcDs-invented}}"))
                .first()
                .isEqualTo("config.yaml:1:70: no form-factor set for Bc->Ds* comes with Emiss, expected {file: ...}");
        assertThat(problems("{standardModel: {file: my-sm.json}, formFactors: {\"Bc->Ds\": {file: my-ff.json}}}"))
                .first()
                .isEqualTo("config.yaml:1:59: unknown process \"Bc->Ds\"; did you mean \"Bc->Ds*\"?");

        ObjectNode kaon = read(INPUTS.resolve("form-factors").resolve("BK-GRvDV2023.json"));
        write("my-ff.json", kaon.put("process", "Bc->Ds*"));
        assertThat(problems(FILES))
                .first()
                .isEqualTo("config.yaml:1:9: the form-factor set BK-GRvDV2023 has f+, f0, fT,"
                        + " expected A0, A1, A12, V, T1, T2, T23 for Bc+->Ds*+");
    }
}
