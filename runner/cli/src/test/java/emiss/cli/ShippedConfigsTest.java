package emiss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import emiss.results.CompareResult;
import emiss.results.Run;
import emiss.results.StudyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The configurations that are shipped, and the schema that describes them. */
class ShippedConfigsTest {
    private static final Path CONFIG = Path.of("..", "..", "config");
    private static final Path SCHEMA = CONFIG.resolve("emiss-config.schema.json");

    static Stream<Path> configs() throws IOException {
        try (Stream<Path> files = Files.list(CONFIG)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void readsAndFollowsTheSchema(Path config) throws IOException {
        assertThat(Program.read(config).studies()).isNotEmpty();
        assertThat(schemaErrors(Files.readString(config))).isEmpty();
    }

    @Test
    void schemaRejectsWhatTheReaderRejects() throws IOException {
        assertThat(schemaErrors("studies: [{id: a, type: mass-scna}]")).isNotEmpty();
        assertThat(schemaErrors("studies: [{id: a, type: compare, of: [], masses: 2}]"))
                .isNotEmpty();
        assertThat(schemaErrors("studies: [{id: a, type: signal-strength}]\nexperimets: []"))
                .isNotEmpty();
        for (String wrong : List.of(
                "studies: []",
                "studies: [{id: '', type: signal-strength}]",
                "studies: [{id: a/b, type: signal-strength}]",
                "studies: [{id: " + "x".repeat(101) + ", type: signal-strength}]",
                "studies: [{id: a, type: signal-strength, experiments: []}]",
                "studies: [{id: a, type: fit, scenario: '', couplings: [hV], mass: 1}]",
                "studies: [{id: a, type: mass-scan, scenario: vector, couplings: [hV], masses: []}]",
                "studies: [{id: a, type: rate, scenario: vector, transition: x, mass: 1, couplings: {}}]",
                "studies: [{id: a, type: signal-strength}]\nfigures: [{id: f, overlay: []}]",
                "studies: [{id: a, type: signal-strength}]\ninputs: {quarkMasses: {b: 4800}}",
                "studies: [{id: a, type: signal-strength}]\ngroups: {mine: []}",
                "studies: [{id: a, type: signal-strength}]\n"
                        + "quoted: [{label: l, study: a, at: /mu, value: 1, uncertainty: -3, source: s}]")) {
            assertThat(schemaErrors(wrong)).as(wrong).isNotEmpty();
        }
    }

    @Test
    void schemaKnowsEveryStudyType() throws IOException {
        JsonNode types = new JsonMapper().readTree(Files.readString(SCHEMA)).at("/$defs/study/properties/type/enum");
        List<String> named = new ArrayList<>();
        types.forEach(type -> named.add(type.asString()));

        JsonNode listed = new JsonMapper()
                .readTree(Program.execute("list", "studies", "--json").out())
                .get("studies");
        List<String> existing = new ArrayList<>();
        listed.forEach(entry -> existing.add(entry.get("id").asString()));
        assertThat(named).containsExactlyInAnyOrderElementsOf(existing);
    }

    @Test
    void mainJobRanksEveryScenario() {
        Run run = Program.run(CONFIG.resolve("paper.yaml"), 2);

        assertThat(run.studies())
                .allSatisfy(study -> assertThat(study.reasons()).as(study.id()).isEmpty())
                .allSatisfy(study -> assertThat(study.status()).isEqualTo(StudyResult.Status.OK));
        var ranking =
                (CompareResult) run.studies().get(run.studies().size() - 1).result();
        assertThat(ranking.ranking().stream().map(entry -> entry.hypothesis()).distinct())
                .containsExactlyInAnyOrder(
                        "rescaled SM",
                        "scalar",
                        "vector",
                        "scalar-pair",
                        "real-scalar-pair",
                        "vector-pair",
                        "real-vector-pair",
                        "dirac-pair",
                        "majorana-pair",
                        "spin32-pair",
                        "spin32-majorana-pair");
        assertThat(ranking.ranking().get(0).hypothesis()).isIn("scalar", "vector");
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() {
        Path config = CONFIG.resolve("quickstart.yaml");

        assertThat(results(Program.run(config, 4))).isEqualTo(results(Program.run(config, 1)));
    }

    private static List<?> results(Run run) {
        return run.studies().stream().map(StudyResult::result).toList();
    }

    private static List<?> schemaErrors(String yaml) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
        return schema.validate(yaml, InputFormat.YAML);
    }
}
