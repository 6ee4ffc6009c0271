package emiss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import emiss.api.experiment.DataFormatException;
import emiss.data.SpectrumTableReader;
import emiss.results.MassScanResult;
import emiss.results.RateResult;
import emiss.results.Run;
import emiss.results.StudyResult;
import emiss.results.UpperLimitResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of docs/particles.md: config/particles.yaml, its table, and the schema of tables. */
class ParticlesPageTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Path CONFIG = ROOT.resolve("config");
    private static final Path TABLE = CONFIG.resolve("spectra").resolve("unequal-masses.json");
    private static final String LINE = """
            {"format": "emiss-spectrum/1", "id": "my-line", "title": "a line", "kind": "line", "q2": 4,
             "provenance": {"citation": "nobody"},
             "transitions": {"B+->K+": {"ratio": 1}, "B0->K*0": {"ratio": 0.5, "longitudinalFraction": 0.25}}}
            """;
    private static final String CONTINUUM = """
            {"format": "emiss-spectrum/1", "id": "my-curve", "title": "a curve", "kind": "continuum",
             "provenance": {"citation": "nobody", "identifiers": ["arXiv:0"], "note": "none", "overlaps": ["x"]},
             "masses": [1, 2],
             "transitions": {
               "B+->K+": {"q2": [[5, 10, 15], [10, 15]], "dBdq2": [[0, 0.2, 0], [0.2, 0.2]]},
               "B0->K*0": {"q2": [5, 10], "dBdq2": [[1, 2], [2, 3]], "longitudinalFraction": [[0.5, 0.6], [1, 0]]}}}
            """;

    private static Run run;

    @BeforeAll
    static void runTheConfiguration() {
        run = Program.run(CONFIG.resolve("particles.yaml"), 2);
    }

    private static <R> R result(String study, Class<R> type) {
        return type.cast(run.study(study).orElseThrow().result());
    }

    private static double limit(String study, int point) {
        return result(study, UpperLimitResult.class).points().get(point).observed();
    }

    @Test
    void everyStudyIsDone() {
        assertThat(run.studies()).allSatisfy(study -> assertThat(study.status()).isEqualTo(StudyResult.Status.OK));
        assertThat(result("map", UpperLimitResult.class).points()).hasSize(12 * 13);
        assertThat(result("scan-100-cm", MassScanResult.class).best().mass()).isBetween(2.0, 2.2);
        RateResult seen = result("seen", RateResult.class);
        assertThat(seen.notes()).isNotEmpty();
    }

    /** exp(-L m/(P c tau)) for a momentum of about 2.6 GeV, in the middle of what the boost makes of it. */
    @Test
    void aShortLifeWeakensTheLimitsOfHeavyParticlesMost() {
        double before = 0;
        for (int i = 0; i < 6; i++) {
            double mass =
                    result("stable", UpperLimitResult.class).points().get(i).mass();
            double lost = Math.log(limit("dark-photon", i) / limit("stable", i));
            assertThat(lost).isGreaterThan(before);
            assertThat(lost * 2.998 / (100 * mass)).isBetween(1 / 3.6, 1 / 1.8);
            before = lost;
        }
    }

    @Test
    void theManualSaysWhatIsFound() throws IOException {
        String page = Files.readString(ROOT.resolve("docs").resolve("particles.md"));
        List<UpperLimitResult.Point> points =
                result("dark-photon", UpperLimitResult.class).points();
        for (int i = 0; i < points.size(); i++) {
            assertThat(page)
                    .contains(String.format(
                            java.util.Locale.ROOT,
                            "| %s | %.3g | %.3g |",
                            points.get(i).mass(),
                            1e6 * limit("stable", i),
                            1e6 * points.get(i).observed()));
        }
        for (UpperLimitResult.Point point :
                result("my-curve", UpperLimitResult.class).points()) {
            assertThat(page)
                    .contains(String.format(
                            java.util.Locale.ROOT,
                            "| %s | %.3g | %.3g |",
                            point.mass(),
                            1e6 * point.observed(),
                            1e6 * point.expected().median()));
        }
        // excerpts of the configuration
        String config = Files.readString(CONFIG.resolve("particles.yaml"));
        page.lines()
                .filter(line -> line.startsWith("      - {id:"))
                .forEach(line -> assertThat(config).contains(line.strip()));
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(CONFIG.resolve("emiss-spectrum-1.schema.json")), InputFormat.JSON);
    }

    private static List<String> readerProblems(String json) {
        try {
            SpectrumTableReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "table.json");
            return List.of();
        } catch (DataFormatException wrong) {
            return wrong.problems();
        }
    }

    private static void bothRefuse(String json) throws IOException {
        assertThat(schema().validate(json, InputFormat.JSON))
                .as("schema: " + json)
                .isNotEmpty();
        assertThat(readerProblems(json)).as("reader: " + json).isNotEmpty();
    }

    @Test
    void tablesFollowTheSchema() throws IOException {
        for (String json : List.of(Files.readString(TABLE), LINE, CONTINUUM)) {
            assertThat(schema().validate(json, InputFormat.JSON)).isEmpty();
            assertThat(readerProblems(json)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "format",
                "id",
                "title",
                "provenance",
                "citation",
                "kind",
                "masses",
                "transitions",
                "q2",
                "dBdq2",
                "ratio"
            })
    void whatIsRequiredIsRequiredByBoth(String key) throws IOException {
        for (String json : List.of(LINE, CONTINUUM)) {
            if (json.contains("\"" + key + "\"")) {
                bothRefuse(json.replaceFirst("\"" + key + "\":", "\"surplus\":"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"masses\": [1, 2],; \"masses\": [-1, 2],; the masses are",
                "\"masses\": [1, 2],; \"masses\": [],; masses",
                "0.2, 0.2]; 0.2, -0.2]; dBdq2 is -0.2",
                "[0.5, 0.6]; [0.5, 1.6]; longitudinal fraction is 1.6",
                "\"continuum\"; \"histogram\"; histogram",
                "my-curve; ../x; id"
            })
    void valuesThatCannotBeAreRefusedByBoth(String from, String to, String part) throws IOException {
        assertThat(CONTINUUM).contains(from);
        String json = CONTINUUM.replace(from, to);
        bothRefuse(json);
        assertThat(readerProblems(json))
                .anySatisfy(line ->
                        assertThat(line).matches("table.json:\\d+:\\d+: .*").contains(part));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[0, 0.2, 0]; [0, 0.1, 0]; the integral of B+->K+ at 1.0 GeV is 0.5",
                "[0, 0.2, 0]; [0, 0.2]; 3 values of q2 and 2 of dBdq2",
                "[[1, 2], [2, 3]]; [[1, 2]]; has 1 row, expected 2",
                "\"masses\": [1, 2],; \"masses\": [2, 1],; item 2 of \"masses\" is 1.0",
                "[5, 10, 15]; [5, 15, 10]; ascending"
            })
    void whatOnlyTheReaderKnowsIsSaidWithItsPlace(String from, String to, String part) {
        assertThat(CONTINUUM).contains(from);
        assertThat(readerProblems(CONTINUUM.replace(from, to)))
                .anySatisfy(line ->
                        assertThat(line).matches("table.json:\\d+:\\d+: .*").contains(part));
    }

    @Test
    void aLineIsRelativeToItsFirstTransition() {
        assertThat(readerProblems(LINE.replace("\"ratio\": 1}", "\"ratio\": 2}")))
                .singleElement()
                .asString()
                .contains("the ratio of B+->K+ is 2.0, expected 1");
    }
}
