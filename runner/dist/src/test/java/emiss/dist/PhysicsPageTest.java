package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tables of settings in docs/physics.md, against config/emiss-config.schema.json. */
final class PhysicsPageTest {
    private static final String PAGE = "physics.md";
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9]*");

    /** Said once, before the table. */
    private static final Set<String> COMMON =
            Set.of("id", "type", "scenario", "lambda", "inputs", "experiments", "data");

    private static JsonNode schema;

    @BeforeAll
    static void readSchema() throws IOException {
        schema = new JsonMapper()
                .readTree(Files.readString(Distribution.root().resolve("config/emiss-config.schema.json")));
    }

    /** Rows of the tables on the page, the words of their code by the code of the first column. */
    private static Map<String, Set<String>> rows() {
        Map<String, Set<String>> rows = new LinkedHashMap<>();
        Manual.text(PAGE).lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            String[] cells = line.split("\\|");
            Set<String> words = new HashSet<>();
            Matcher code = CODE.matcher(cells[2]);
            while (code.find()) {
                Matcher word = WORD.matcher(code.group(1));
                while (word.find()) {
                    words.add(word.group());
                }
            }
            rows.put(cells[1].strip().replace("`", ""), words);
        });
        return rows;
    }

    /** Names of the properties of a schema and, through references, of what is inside them. */
    private static Set<String> settings(JsonNode node, boolean deep) {
        Set<String> names = new TreeSet<>();
        JsonNode reference = node.get("$ref");
        if (reference != null) {
            names.addAll(settings(schema.at(reference.asString().substring(1)), deep));
        }
        for (String key : List.of("oneOf", "items")) {
            JsonNode inside = node.get(key);
            if (inside != null && inside.isArray()) {
                inside.forEach(choice -> names.addAll(settings(choice, deep)));
            } else if (inside != null) {
                names.addAll(settings(inside, deep));
            }
        }
        JsonNode properties = node.get("properties");
        if (properties != null) {
            properties.properties().forEach(property -> {
                if (property.getValue().isBoolean() || property.getKey().contains(">")) {
                    return;
                }
                names.add(property.getKey());
                if (deep) {
                    names.addAll(settings(property.getValue(), true));
                }
            });
        }
        return names;
    }

    /** Grids are explained once, before the table, with their own settings. */
    private static Set<String> grid() {
        return settings(schema.at("/$defs/grid"), true);
    }

    @Test
    void everyStudyTypeHasARowWithEverySetting() {
        Map<String, Set<String>> rows = rows();
        JsonNode studies = schema.at("/$defs/study/oneOf");
        assertThat(studies.size()).isPositive();
        for (JsonNode study : studies) {
            String type = study.at("/properties/type/const").asString();
            assertThat(rows).as("rows of the table of settings").containsKey(type);
            Set<String> expected = settings(study, true);
            expected.removeAll(COMMON);
            if (!type.equals("coupling-plane")) {
                expected.removeAll(grid());
            }
            assertThat(rows.get(type)).as("settings of %s", type).containsAll(expected);
        }
    }

    @Test
    void everySettingOfARunHasARow() {
        Map<String, Set<String>> rows = rows();
        schema.get("properties").properties().forEach(property -> {
            String name = property.getKey();
            assertThat(rows).as("rows of the table of settings of a run").containsKey(name);
            if (!name.equals("studies")) {
                Set<String> inside = settings(property.getValue(), true);
                inside.removeAll(Set.of("from", "to", "bins"));
                assertThat(rows.get(name)).as("settings inside %s", name).containsAll(inside);
            }
        });
    }

    @Test
    void commonSettingsAndGridsAreExplained() {
        String common = Manual.text(PAGE)
                .lines()
                .dropWhile(line -> !line.startsWith("Common:"))
                .takeWhile(line -> !line.isBlank())
                .reduce("", (one, other) -> one + " " + other);

        assertThat(common).contains(grid());
        assertThat(common).contains("`scenario`", "`lambda`", "`inputs`", "`experiments`");
    }
}
