package emiss.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.app.Emiss;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the likelihood says at a point, against studies of the same. */
final class EvaluateTest {
    private static final String BELLE_II = "\"experiments\": [\"belle2-ita\", \"belle2-hta\"]";

    @TempDir
    private static Path folder;

    private static Client client;

    @BeforeAll
    static void start() {
        client = Client.start(folder);
    }

    @AfterAll
    static void end() {
        client.close();
    }

    private static JsonNode ask(String rest) {
        return client.evaluate("{" + BELLE_II + ", " + rest + "}");
    }

    @Test
    void tIsThatOfALikelihoodStudy() {
        List<Map<String, Object>> points = List.of(
                Map.of("mass", 2.1, "couplings", Map.of("gS", 1e-8, "gP", 2e-8)),
                Map.of("mass", 0.6, "couplings", Map.of("gS", List.of(1e-8, 3e-9), "gP", -1e-8)));
        var study = Emiss.create()
                .study(
                        "likelihood",
                        List.of("belle2-ita", "belle2-hta"),
                        Map.of("scenario", "scalar", "points", points));

        JsonNode answers = ask("""
                "scenario": "scalar", "answers": ["t", "logpdf"], "points": [
                  {"mass": 2.1, "couplings": {"gS": 1e-8, "gP": 2e-8}},
                  {"mass": 0.6, "couplings": {"gS": [1e-8, 3e-9], "gP": -1e-8}}]""").get("points");

        for (int i = 0; i < points.size(); i++) {
            assertThat(answers.get(i).get("t").asDouble()).isCloseTo(study.number("/points/" + i + "/t"), within(1e-9));
            assertThat(answers.get(i).get("logpdf").asDouble())
                    .isCloseTo(study.number("/points/" + i + "/logpdf"), within(1e-9));
        }
    }

    @Test
    void theGradientIsThatOfDifferences() {
        String template = """
                "scenario": "dirac-pair", "mass": 0.6, "answers": ["t", "gradient"], "couplings": {"fVV": %s, "fTT": %s, "fSP": [%s, %s]}""";
        double[] at = {1.2, 0.4, 0.7, -0.3};
        JsonNode gradient =
                ask(String.format(template, at[0], at[1], at[2], at[3])).get("gradient");
        double[] found = {
            gradient.get("fVV").asDouble(),
            gradient.get("fTT").asDouble(),
            gradient.get("fSP").get(0).asDouble(),
            gradient.get("fSP").get(1).asDouble()
        };
        double step = 1e-4;
        for (int k = 0; k < at.length; k++) {
            double[] up = at.clone();
            double[] down = at.clone();
            up[k] += step;
            down[k] -= step;
            double slope = (ask(String.format(template, up[0], up[1], up[2], up[3]))
                                    .get("t")
                                    .asDouble()
                            - ask(String.format(template, down[0], down[1], down[2], down[3]))
                                    .get("t")
                                    .asDouble())
                    / (2 * step);

            assertThat(found[k]).isCloseTo(slope, within(1e-5 * Math.max(1, Math.abs(slope))));
        }
    }

    @Test
    void aWrongNameHasItsPlace() {
        JsonNode problem = ask("\"scenario\": \"scalar\", \"mass\": 2.1,\n  \"couplings\": {\"gX\": 1}")
                .get("problems")
                .get(0);

        assertThat(problem.get("message").asString())
                .isEqualTo("unknown coupling of scalar \"gX\"; did you mean \"gS\"?");
        assertThat(problem.get("line").asInt()).isEqualTo(2);
        assertThat(problem.get("column").asInt()).isEqualTo(17);
        assertThat(problem.get("pointer").asString()).isEqualTo("/couplings/gX");
    }

    @Test
    void aPointThatFailsLeavesTheOthers() {
        JsonNode answers = ask("""
                "scenario": "scalar", "couplings": {"gS": 1e-8}, "points": [{"mass": 9}, {"mass": 1}]""").get("points");

        assertThat(answers.get(0).get("failed").asString()).startsWith("the mass 9.0 GeV is beyond");
        assertThat(answers.get(1).get("t").isNumber()).isTrue();
    }
}
