package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import emiss.app.study.Field;
import emiss.app.study.StudyType;
import emiss.results.StudyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The settings that types of study declare, against the schema of configurations and against what results tell of them. */
class StudyFieldsTest {
    private static final Path SCHEMA = Path.of("../../config/emiss-config.schema.json");

    /** Settings that every study has. */
    private static final Set<String> COMMON = Set.of("inputs", "experiments", "groups", "data");

    @TempDir
    private Path directory;

    static Stream<StudyType> types() {
        return EmissModule.injector().getInstance(Key.get(new TypeLiteral<Set<StudyType>>() {})).stream();
    }

    private static JsonNode schema() throws IOException {
        return new JsonMapper().readTree(Files.readString(SCHEMA));
    }

    /** A schema with its reference followed. */
    private static JsonNode resolved(JsonNode root, JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null
                ? node
                : resolved(root, root.at(reference.asString().substring(1)));
    }

    private static Set<String> names(List<Field> fields) {
        return fields.stream().map(Field::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The properties of a schema; of its alternatives those of all together. */
    private static Map<String, JsonNode> properties(JsonNode root, JsonNode node) {
        Map<String, JsonNode> properties = new TreeMap<>();
        JsonNode schema = resolved(root, node);
        schema.path("properties").properties().forEach(property -> {
            if (!property.getValue().isBoolean()) {
                properties.put(property.getKey(), resolved(root, property.getValue()));
            }
        });
        schema.path("oneOf").forEach(choice -> properties(root, choice).forEach(properties::putIfAbsent));
        return properties;
    }

    @ParameterizedTest
    @MethodSource("types")
    void theSchemaHasTheSameSettings(StudyType type) throws IOException {
        JsonNode root = schema();
        JsonNode study = root.at("/$defs/study");
        JsonNode branch = Stream.of(study.get("oneOf"))
                .flatMap(all -> StreamSupport.stream(all.spliterator(), false))
                .filter(candidate ->
                        candidate.at("/properties/type/const").asString().equals(type.name()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no entry for " + type.name() + " under oneOf of study"));
        Map<String, JsonNode> properties = properties(root, branch);
        properties.remove("type");
        // what every type may have is said once, and refused where it has no meaning
        for (String common : List.of("scenario", "lambda")) {
            if (!branch.at("/properties/" + common).isBoolean()) {
                properties.putIfAbsent(common, resolved(root, study.at("/properties/" + common)));
            }
        }

        assertThat(properties.keySet()).as("settings of %s", type.name()).isEqualTo(names(type.fields()));
        for (Field field : type.fields()) {
            compare(root, field, properties.get(field.name()));
            assertThat(field.help()).as(field.name()).isNotBlank();
        }
        Set<String> required =
                type.fields().stream().filter(Field::required).map(Field::name).collect(Collectors.toSet());
        branch.path("required")
                .forEach(name -> assertThat(required).as(type.name()).contains(name.asString()));
    }

    private static void compare(JsonNode root, Field field, JsonNode schema) {
        if (!field.choices().isEmpty()) {
            List<String> choices = new ArrayList<>();
            schema.path("enum").forEach(choice -> choices.add(choice.asString()));
            // a name or an object
            schema.path("oneOf").forEach(one -> one.path("enum").forEach(choice -> choices.add(choice.asString())));
            assertThat(choices).as("what %s may be", field.name()).containsExactlyInAnyOrderElementsOf(field.choices());
        }
        if (!field.inside().isEmpty()) {
            JsonNode object = schema.has("items") ? resolved(root, schema.get("items")) : schema;
            Map<String, JsonNode> inside = properties(root, object);
            assertThat(inside.keySet()).as("settings inside %s", field.name()).isEqualTo(names(field.inside()));
            field.inside().forEach(inner -> compare(root, inner, inside.get(inner.name())));
        }
    }

    /** One study of every type, with many of their settings. */
    private static final List<String> STUDIES = List.of(
            "type: rate, scenario: dirac-pair, mass: 0.6, transition: \"B0->K*0\", couplings: {fVV: 1.7, fSS: [0.1, 0.2]},"
                    + " q2: {from: 2, to: 10, points: 3}",
            "type: spectrum, scenario: dirac-pair, couplings: {fVV: 1}, masses: [0, 0.6], transition: \"B+->K+\", points: 5",
            "type: spectrum, scenario: vector, couplings: [hV], masses: 2.1",
            "type: signal-strength",
            "type: fit, scenario: dirac-pair, basis: chiral, couplings: [Cdpsi_VLL], mass: 0.6",
            "type: fit, scenario: vector, couplings: [hV], mass: {from: 2, to: 2.2, step: 0.1}, width: 0.1",
            "type: mass-scan, scenario: vector, couplings: [hV], masses: [2, 2.2], derived: [hV^2]",
            "type: coupling-plane, scenario: dirac-pair, basis: chiral, mass: 0.6, experiments: [belle2, aleph-bs],"
                    + " x: {coupling: Cdpsi_VLL, from: -4, to: 4, points: 5}, y: {coupling: Cdpsi_VRR, from: 0, to: 4, step: 1},"
                    + " profiled: [Cdpsi_VLR], couplings: {Cdpsi_VRL: 0.5},"
                    + " limits: [{coupling: Cdpsi_VLL, experiments: [aleph-bs], others: zero}]",
            "type: upper-limit, scenario: vector, couplings: [hV], masses: 2.1, quantity: branchingFraction,"
                    + " transition: \"B+->K+\", level: 0.95",
            "type: likelihood, scenario: vector, points: [{mass: 2.1, couplings: {hV: [7e-9, 0]}, nuisances: {}}]",
            "type: likelihood, points: [{mu: 2}]",
            "type: upper-limit, method: cls, data: {asimov: {scenario: vector, couplings: [hV], mass: 2.1}, luminosityScale: 2}",
            "type: upper-limit, method: cls-toys, toys: 20, scenario: vector, couplings: [hV, hT], of: hT, ratios: {hV: 1e-3},"
                    + " masses: 2.1, quantity: coupling",
            "type: upper-limit, method: cls, scenario: dirac-pair, couplings: [fVV, fSS], others: zero, masses: 0.6,"
                    + " quantity: coupling",
            "type: interval, method: feldman-cousins, toys: 20, grid: [0, 2, 4, 6, 8], levels: 0.9",
            "type: interval, scenario: vector, couplings: [hV], masses: [2, 2.1], quantity: coupling",
            "type: significance, scenario: vector, couplings: [hV], masses: [2, 2.1], null: background, toys: 20",
            "type: significance",
            "type: goodness-of-fit, hypothesis: {scenario: vector, couplings: [hV], masses: [2, 2.1]}, toys: 20",
            "type: goodness-of-fit, hypothesis: rescaled-sm, toys: 20",
            "type: impacts, of: {scenario: vector, coupling: hV, mass: 2.1, quantity: coupling}",
            "type: posterior, scenario: vector, couplings: [hV], width: 0.1, masses: [2, 2.2, 2.4], points: 5,"
                    + " quantity: branchingFraction, transition: \"B+->K+\", priors: {B: {uniform: [0, 2e-5]},"
                    + " mass: {normal: [2.1, 0.2, 2, 2.4]}}",
            "type: posterior, points: 5, priors: {mu: {normal: [1, 2, 0, 9]}}",
            "type: rate, scenario: dirac-pair, transition: \"B0->K*0\", couplings: {from: s4}, q2: [2, 10]",
            "type: predict, of: s5, transitions: [\"B0->K*0\"], draws: 20",
            "type: predict, scenario: dirac-pair, basis: chiral, couplings: [Cdpsi_VLL], mass: 0.6, draws: 0,"
                    + " transitions: [\"B+->K+\"]",
            "type: fit, scenario: vector, couplings: [hV], mass: 2.1, inputs: {formFactorUncertainty: coherent}",
            "type: compare, of: [s3, s6], expected: true",
            "type: yields",
            "type: yields, experiments: [belle2, aleph-bs], hypothesis: {scenario: dirac-pair, couplings: [fVV, fAA], mass: 0.6}",
            "type: response");

    private List<StudyResult> run(List<String> studies) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < studies.size(); i++) {
            lines.add("{id: s" + i + ", " + studies.get(i) + "}");
        }
        return Program.belleII(directory, lines.toArray(String[]::new));
    }

    /** Results hold all that a repetition needs: the settings that they tell are a configuration, which gives the same. */
    @Test
    void settingsInResultsRepeatTheStudies() {
        List<StudyResult> first = run(STUDIES);
        List<String> again = first.stream()
                .map(study -> {
                    Map<String, Object> settings =
                            new LinkedHashMap<>(study.settings().values());
                    settings.remove("groups");
                    settings.put("type", study.type());
                    String json = new JsonMapper().writeValueAsString(settings);
                    return json.substring(1, json.length() - 1);
                })
                .toList();
        List<StudyResult> second = run(again);

        for (int i = 0; i < first.size(); i++) {
            assertThat(second.get(i).reasons())
                    .as(STUDIES.get(i))
                    .isEqualTo(first.get(i).reasons());
            assertThat(second.get(i).result())
                    .as(STUDIES.get(i))
                    .isEqualTo(first.get(i).result());
            assertThat(second.get(i).settings())
                    .as(STUDIES.get(i))
                    .isEqualTo(first.get(i).settings());
        }
    }

    @Test
    void everyDeclaredSettingWithAValueIsInTheResults() {
        Map<String, StudyType> types = types().collect(Collectors.toMap(StudyType::name, type -> type));
        for (StudyResult study : run(STUDIES)) {
            Set<String> declared = names(types.get(study.type()).fields());
            Set<String> told = new TreeSet<>(study.settings().values().keySet());
            told.removeAll(COMMON);
            assertThat(declared).as(study.type()).containsAll(told);
            for (Field field : types.get(study.type()).fields()) {
                boolean applies =
                        field.fallback() != null && (study.settings().scenario().isPresent());
                if (applies) {
                    assertThat(told).as("settings of %s", study.type()).contains(field.name());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"normalised", "q2", "masses"})
    void aSettingOfAnotherTypeIsUnknown(String setting) {
        Path file =
                Program.write(directory, Program.belleIIConfig("{id: a, type: signal-strength, " + setting + ": 1}"));
        assertThat(catchThrowable(() -> Program.read(file))).hasMessageContaining("unknown field \"" + setting + "\"");
    }
}
