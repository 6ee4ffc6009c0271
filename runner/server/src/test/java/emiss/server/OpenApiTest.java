package emiss.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import emiss.app.evaluate.Evaluations;
import emiss.app.study.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description of the service, against what it answers. */
final class OpenApiTest {
    private static final String ALL = "\"answers\": [\"t\", \"perExperiment\", \"gradient\", \"logpdf\", \"events\","
            + " \"spectrum\", \"branchingFractions\", \"nuisances\"], \"curvePoints\": 5";

    @TempDir
    private static Path folder;

    private static Client client;
    private static JsonNode description;

    @BeforeAll
    static void start() {
        client = Client.start(folder);
        description = client.get("api/openapi.json").json();
    }

    @AfterAll
    static void end() {
        client.close();
    }

    private static List<String> errors(String schema, String document) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("$ref", "#/components/schemas/" + schema);
        root.set("components", description.get("components"));
        Schema checked = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root.toString(), InputFormat.JSON);
        List<String> errors = new ArrayList<>();
        checked.validate(document, InputFormat.JSON).forEach(error -> errors.add(error.toString()));
        return errors;
    }

    @Test
    void itHasThePathsOfTheService() {
        List<String> described = new ArrayList<>();
        description
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method ->
                                described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));

        assertThat(described).containsExactlyInAnyOrderElementsOf(client.answered());
    }

    /** Each setting with its explanation, those of points too. */
    @Test
    void itHasTheSettingsOfEvaluate() {
        JsonNode schemas = description.get("components").get("schemas");
        Map<String, String> expected = new TreeMap<>();
        Evaluations.fields().forEach(field -> expected.put(field.name(), field.help()));
        Map<String, String> described = new TreeMap<>();
        schemas.get("EvaluateRequest").get("properties").properties().forEach(property -> {
            JsonNode schema = property.getValue();
            JsonNode named = schema.has("$ref")
                    ? schemas.get(schema.get("$ref").asString().replaceFirst(".*/", ""))
                    : schema;
            described.put(property.getKey(), named.get("description").asString());
        });
        assertThat(described.keySet()).containsAll(expected.keySet());
        assertThat(described.keySet()).contains("inputs", "experiments", "data", "groups");
        for (String plain : List.of(
                "scenario",
                "mass",
                "width",
                "lifetime",
                "lambda",
                "basis",
                "points",
                "answers",
                "transitions",
                "curvePoints")) {
            assertThat(described.get(plain)).isEqualTo(expected.get(plain));
        }
        Field points = field("points");
        assertThat(new TreeSet<>(schemas.get("Point").get("properties").propertyNames()))
                .isEqualTo(
                        new TreeSet<>(points.inside().stream().map(Field::name).toList()));
        List<String> answers = new ArrayList<>();
        schemas.at("/EvaluateRequest/properties/answers/items/enum").forEach(answer -> answers.add(answer.asString()));
        assertThat(answers).isEqualTo(field("answers").choices());
    }

    private static Field field(String name) {
        return Evaluations.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"scenario\": \"scalar\", \"mass\": 2.1, \"couplings\": {\"gS\": 1e-8, \"gP\": [1e-8, 2e-8]}",
                "\"scenario\": \"dirac-pair\", \"mass\": 0.6, \"couplings\": {\"fVV\": 1.2}",
                "\"scenario\": \"vector\", \"mass\": 1.5, \"width\": 0.3, \"couplings\": {\"hV\": 1e-8}",
                "\"scenario\": \"neutrinos\", \"couplings\": {\"CVL\": 8}",
                "\"mu\": 3",
                "\"mu\": 3, \"nuisances\": {\"corr_pid_c1\": 0.5}",
                "\"scenario\": \"scalar\", \"mass\": 2.1, \"couplings\": {\"gS\": 1e-8}, \"nuisances\": {}",
                "\"data\": {\"asimov\": \"sm\"}"
            })
    void answersAreAsDescribed(String point) {
        String request = "{\"experiments\": [\"belle2\", \"babar-kstar0\", \"aleph-bs\"], " + ALL + ", " + point + "}";
        Client.Response response = client.post("api/evaluate", request);

        assertThat(response.status()).as(response.body()).isEqualTo(200);
        assertThat(response.json().has("failed")).as(response.body()).isFalse();
        assertThat(errors("EvaluateRequest", request)).isEmpty();
        assertThat(errors("PointAnswer", response.body())).isEmpty();
    }

    @Test
    void otherAnswersAreAsDescribed() {
        Client.Response points = client.post(
                "api/evaluate",
                "{\"experiments\": [\"belle2\"], \"scenario\": \"scalar\", \"points\": [{\"mass\": 9}, {\"mass\": 1}]}");
        Client.Response limit = client.post(
                "api/limit",
                "{\"experiments\": [\"belle2\"], \"scenario\": \"vector\", \"couplings\": [\"hV\"], \"masses\": 2.1, \"quantity\":"
                        + " \"branchingFraction\", \"transition\": \"B+->K+\"}");
        Client.Response wrong = client.post("api/evaluate", "{\"experiments\": [\"belle3\"]}");

        assertThat(points.status()).isEqualTo(200);
        assertThat(errors("PointAnswers", points.body())).isEmpty();
        assertThat(limit.status()).as(limit.body()).isEqualTo(200);
        assertThat(errors("StudyResult", limit.body())).isEmpty();
        assertThat(limit.json().get("type").asString()).isEqualTo("upper-limit");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(errors("Problems", wrong.body())).isEmpty();
        assertThat(errors("Catalogue", client.get("api/catalogue").body())).isEmpty();
        assertThat(errors("PointAnswer", "{\"t\": 1, \"u\": 2}"))
                .as("what is not described")
                .isNotEmpty();
    }
}
