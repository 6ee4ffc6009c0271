package emiss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The published schemas of the data formats say what the readers say. */
class DataSchemasTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Path INPUTS =
            ROOT.resolve(Path.of("runner", "data", "src", "main", "resources", "emiss", "data"));
    private static final Path EXAMPLES = Path.of("src", "test", "resources", "emiss", "cli", "schemas");
    private static final Pattern JSON_BLOCK = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    /** Every document in one of the formats that comes with Emiss. */
    static Stream<Path> shipped() {
        return Stream.of(
                        ROOT.resolve("plugins-experiments"),
                        ROOT.resolve("config").resolve("data"),
                        INPUTS)
                .flatMap(DataSchemasTest::documents);
    }

    private static Stream<Path> documents(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().contains("target"))
                    .filter(file -> !file.endsWith("index.json"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Documents that have every key of their format between them. */
    static Stream<Path> examples() {
        Path sets = INPUTS.resolve("form-factors");
        return Stream.concat(
                documents(EXAMPLES), Stream.of(sets.resolve("BKst-GRvDV2023.json"), sets.resolve("LbL-DM2016.json")));
    }

    private static void bothAccept(String json) {
        DataFormat format = DataFormat.of(json);
        assertThat(format.schemaProblems(json)).isEmpty();
        assertThat(format.readerProblems(json)).isEmpty();
    }

    private static void bothRefuse(DataFormat format, String json, String change) {
        assertThat(format.schemaProblems(json)).as("schema: " + change).isNotEmpty();
        assertThat(format.readerProblems(json)).as("reader: " + change).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource({"shipped", "examples"})
    void documentsFollowTheirSchema(Path file) {
        bothAccept(DataFormat.text(file));
    }

    @Test
    void everyFormatIsShipped() {
        assertThat(shipped().map(DataFormat::text).map(DataFormat::of).distinct())
                .containsExactlyInAnyOrder(DataFormat.values());
    }

    @Test
    void examplesOfTheManualFollowTheirSchema() {
        List<String> blocks = JSON_BLOCK
                .matcher(DataFormat.text(ROOT.resolve("docs").resolve("data-formats.md")))
                .results()
                .map(block -> block.group(1))
                .toList();

        assertThat(blocks).hasSize(4).allSatisfy(DataSchemasTest::bothAccept);
    }

    @Test
    void importedWorkspacesFollowTheSchema(@TempDir Path directory) throws IOException {
        Path config = Program.write(directory, Program.belleIIConfig("{id: mu, type: signal-strength}"));
        Path workspace = directory.resolve("workspace.json");
        Path imported = directory.resolve("imported.json");
        assertThat(Program.execute("export", "pyhf", config.toString(), "mu", "--out", workspace.toString())
                        .exitCode())
                .isZero();
        assertThat(Program.execute("import", "pyhf", workspace.toString(), "--out", imported.toString())
                        .exitCode())
                .isZero();

        bothAccept(Files.readString(imported));
    }

    @ParameterizedTest
    @EnumSource
    void theVersionIsTheOneThatIsRead(DataFormat format) {
        assertThat(format.schema().findValuesAsString("const")).contains(format.id);
        examples()
                .map(DataFormat::text)
                .filter(json -> DataFormat.of(json) == format)
                .map(json -> json.replace(format.id, format.id.replace("/1", "/2")))
                .forEach(json -> bothRefuse(format, json, "another version"));
    }

    @ParameterizedTest
    @EnumSource
    void theExamplesHaveEveryKey(DataFormat format) {
        Set<String> described = new TreeSet<>();
        for (ObjectNode object : objects(format.schema())) {
            if (object.get("properties") instanceof ObjectNode properties) {
                described.addAll(properties.propertyNames());
            }
        }
        Set<String> used = new TreeSet<>();
        examples()
                .map(DataFormat::text)
                .filter(json -> DataFormat.of(json) == format)
                .forEach(json -> objects(new JsonMapper().readTree(json))
                        .forEach(object -> used.addAll(object.propertyNames())));
        assertThat(used).containsAll(described);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aKeyIsRequiredByBothOrByNeither(Path file) {
        String json = DataFormat.text(file);
        DataFormat format = DataFormat.of(json);
        JsonNode root = new JsonMapper().readTree(json);
        int required = 0;
        for (ObjectNode object : objects(root)) {
            for (String key : List.copyOf(object.propertyNames())) {
                ObjectNode whole = object.deepCopy();
                object.remove(key);
                boolean refused = !format.schemaProblems(root.toString()).isEmpty();
                List<String> problems = format.readerProblems(root.toString());
                if (refused) {
                    required++;
                    assertThat(problems).as("reader, without " + key).isNotEmpty();
                } else {
                    assertThat(problems).as("schema, without " + key).noneMatch(line -> line.contains("missing field"));
                }
                object.removeAll();
                object.setAll(whole);
            }
        }
        assertThat(required).isPositive();
        assertThat(new JsonMapper().readTree(json)).isEqualTo(root);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anUnknownKeyIsRefusedByBoth(Path file) {
        String json = DataFormat.text(file);
        DataFormat format = DataFormat.of(json);
        JsonNode root = new JsonMapper().readTree(json);
        for (ObjectNode object : objects(root)) {
            object.put("surplus", "x");
            bothRefuse(format, root.toString(), "surplus in " + object);
            object.remove("surplus");
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aValueOfTheWrongKindIsRefusedByBoth(Path file) {
        String json = DataFormat.text(file);
        DataFormat format = DataFormat.of(json);
        JsonNode root = new JsonMapper().readTree(json);
        for (ObjectNode object : objects(root)) {
            for (String key : List.copyOf(object.propertyNames())) {
                JsonNode value = object.get(key);
                if (value.isNumber()) {
                    object.put(key, "5");
                } else {
                    object.put(key, 5);
                }
                bothRefuse(format, root.toString(), key + " is " + object.get(key));
                object.set(key, value);
            }
        }
    }

    /** What a text may be where it must be given: not empty, and no path where it becomes the name of a file. */
    @ParameterizedTest
    @MethodSource("examples")
    void emptyTextsAndPathsAreRefusedByBoth(Path file) {
        String json = DataFormat.text(file);
        DataFormat format = DataFormat.of(json);
        ObjectNode root = (ObjectNode) new JsonMapper().readTree(json);
        for (String key : List.of("id", "title")) {
            if (root.has(key) && !format.id.startsWith("emiss-sm-inputs")) {
                JsonNode value = root.get(key);
                root.put(key, " ");
                bothRefuse(format, root.toString(), key + " is blank");
                root.set(key, value);
            }
        }
        if (root.has("id")) {
            root.put("id", "../../x");
            bothRefuse(format, root.toString(), "id is a path");
            root.put("id", "x".repeat(101));
            bothRefuse(format, root.toString(), "id is long");
        }
    }

    @Test
    void rangesAreThoseOfTheReader() {
        List<List<String>> changes = List.of(
                List.of("form-factors.json", "\"f+_1\"", "\"g+_1\""),
                List.of("form-factors.json", "\"f0_1\"", "\"f0_0\""),
                List.of("form-factors.json", "\"f0\":", "\"A0\":"),
                List.of(
                        "form-factors.json",
                        "\"f+\": 5.415, \"f0\": 5.63, \"fT\": 5.415",
                        "\"A0\": 5.367, \"A1\": 5.83"),
                List.of("form-factors.json", "\"B->K\"", "\" \""),
                List.of("LbL-DM2016.json", "\"g0_0\"", "\"gperp_0\""),
                List.of("LbL-DM2016.json", "\"expansion\": \"sse\"", "\"expansion\": \"bsz\""),
                List.of("BKst-GRvDV2023.json", "\"parentMass\":", "\"tPlus\": 38, \"parentMass\":"),
                List.of("sm-inputs.json", "\"GeV^-2\"", "\"GeV-2\""),
                List.of("sm-inputs.json", "\"value\": 1.1663788e-05", "\"value\": 0"),
                List.of("sm-inputs.json", "\"uncertainty\": 6e-12", "\"uncertainty\": -1"),
                List.of("sm-inputs.json", "\"daughterKind\": \"none\"", "\"daughterKind\": \"vector\""),
                List.of("sm-inputs.json", "\"process\": \"Bs\"", "\"process\": \"B->K\""),
                List.of("sm-inputs.json", "\"process\": \"B->K\"", "\"process\": \"Bs\""),
                List.of("sm-inputs.json", "\"process\": \"B->K\"", "\"process\": \"\""),
                List.of("counting.json", "[12, 20]", "[12, -1]"),
                List.of("counting.json", "\"low\": 0.9", "\"low\": 0"),
                List.of("counting.json", "\"uncertainty\": 0.02", "\"uncertainty\": 0"),
                List.of("counting.json", "\"draws\": 100", "\"draws\": 1"),
                List.of("counting.json", "\"seed\": 7", "\"seed\": 7.5"),
                List.of("counting.json", "[1e-6, 2e-6]", "[1e-6, 0]"),
                List.of("counting.json", "\"numberDensity\": [[1, 0.5]", "\"numberDensity\": [[-1, 0.5]"),
                List.of("counting.json", "\"helicity\": \"total\"", "\"helicity\": \"all\""),
                List.of("counting.json", "[[0, 10]]", "[[0]]"),
                List.of("counting.json", "\"B0->K0\": 0.3", "\"B0->K0\": 0"),
                List.of("counting.json", "\"boost\": 0.28", "\"boost\": -1"),
                List.of("counting.json", "\"lengthCm\": 100", "\"lengthCm\": 0"),
                List.of("counting.json", "\"normalisation\": [", "\"others\": ["),
                List.of("counting.json", "[\"shared/*\"]", "[]"),
                List.of("branching-fractions.json", "{\"B0->K*0\": 0.4, \"B+->K*+\": 0.6}", "{}"),
                List.of("counting.json", "\"made up for a test\"", "\" \""),
                List.of("branching-fractions.json", "\"errorLow\": 4e-4", "\"errorLow\": 1e-320"),
                List.of("branching-fractions.json", "\"errorLow\": 4e-4", "\"errorLow\": 4"),
                List.of("branching-fractions.json", "[[1, 0.2], [0.2, 1]]", "null"),
                List.of("counting.json", "[1e-6, 2e-6]", "[1e-6, 2]"),
                List.of("counting.json", "\"helicity\": \"total\"", "\"helicity\": \"\""),
                List.of("form-factors.json", "\"f0\": 5.63", "\"f0\": 5630"),
                List.of("branching-fractions.json", "\"errorLow\": 4e-4", "\"errorLow\": 0"));
        for (List<String> change : changes) {
            Path file = examples()
                    .filter(example -> example.endsWith(change.get(0)))
                    .findFirst()
                    .orElseThrow();
            String json = DataFormat.text(file);
            assertThat(json).contains(change.get(1));

            bothRefuse(DataFormat.of(json), json.replace(change.get(1), change.get(2)), change.toString());
        }
    }

    private static List<ObjectNode> objects(JsonNode node) {
        List<ObjectNode> objects = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            objects.add(object);
            object.forEach(child -> objects.addAll(objects(child)));
        } else if (node instanceof ArrayNode array) {
            array.forEach(child -> objects.addAll(objects(child)));
        }
        return objects;
    }
}
