package emiss.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import emiss.app.Emiss;
import emiss.data.document.JsonPrinter;
import emiss.results.MassScanResult;
import emiss.results.Records;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
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

    /** A scan finds its couplings by fits that begin elsewhere. */
    @Test
    void tIsThatOfAMassScan() {
        MassScanResult scan = Emiss.create()
                .study(
                        "mass-scan",
                        List.of("belle2-ita", "belle2-hta"),
                        Map.of(
                                "scenario",
                                "dirac-pair",
                                "couplings",
                                List.of("fVV", "fTT"),
                                "masses",
                                Map.of("from", 0.2, "to", 2.2, "step", 0.5)))
                .result(MassScanResult.class)
                .orElseThrow();
        String points = scan.points().stream()
                .map(point -> JsonPrinter.line(Map.of(
                        "mass", point.mass(), "couplings", Objects.requireNonNull(Records.tree(point.couplings())))))
                .collect(Collectors.joining(", "));

        JsonNode answers = ask("\"scenario\": \"dirac-pair\", \"points\": [" + points + "]")
                .get("points");

        assertThat(answers).hasSize(5);
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).get("t").asDouble())
                    .isCloseTo(scan.points().get(i).t(), within(1e-9));
        }
    }

    /** What the likelihood says of experiments alone and of bins, against studies of the same. */
    @Test
    void partsAreThoseOfStudies() {
        Map<String, Object> point = Map.of("mass", 0.6, "couplings", Map.of("fVV", 1.2));
        var babar = Emiss.create()
                .study(
                        "likelihood",
                        List.of("babar-kstar0"),
                        Map.of("scenario", "dirac-pair", "points", List.of(point)));
        var bins = Emiss.create()
                .study(
                        "spectrum",
                        List.of("belle2-hta", "babar-kstar0"),
                        Map.of("scenario", "dirac-pair", "masses", 0.6, "couplings", Map.of("fVV", 1.2)));
        var curve = Emiss.create()
                .study(
                        "spectrum",
                        List.of("belle2-hta"),
                        Map.of(
                                "scenario",
                                "dirac-pair",
                                "masses",
                                0.6,
                                "couplings",
                                Map.of("fVV", 1.2),
                                "transition",
                                "B0->K*0",
                                "normalised",
                                false,
                                "points",
                                7));
        var rate = Emiss.create()
                .study(
                        "rate",
                        List.of("belle2-hta"),
                        Map.of(
                                "scenario",
                                "dirac-pair",
                                "mass",
                                0.6,
                                "couplings",
                                Map.of("fVV", 1.2),
                                "transition",
                                "B0->K*0"));

        JsonNode answer =
                client.evaluate("{\"experiments\": [\"belle2-hta\", \"babar-kstar0\"], \"scenario\": \"dirac-pair\","
                        + " \"mass\": 0.6, \"couplings\": {\"fVV\": 1.2}, \"transitions\": [\"B0->K*0\"], \"curvePoints\": 7,"
                        + " \"answers\": [\"perExperiment\", \"events\", \"spectrum\", \"branchingFractions\"]}");

        assertThat(answer.at("/perExperiment/babar").asDouble()).isCloseTo(babar.number("/points/0/t"), within(1e-9));
        for (int i = 0; i < answer.get("events").size(); i++) {
            JsonNode bin = answer.get("events").get(i);
            for (String part : List.of("observed", "background", "sm", "signal")) {
                double expected = bins.number("/bins/" + i + "/" + part);
                assertThat(bin.get(part).asDouble())
                        .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
            }
        }
        for (int i = 0; i < 7; i++) {
            for (String part : List.of("q2", "value", "low", "high")) {
                double expected = curve.number("/curves/0/" + part + "/" + i);
                assertThat(answer.at("/spectrum/0/" + part + "/" + i).asDouble())
                        .isCloseTo(expected, within(1e-12 * Math.abs(expected)));
            }
        }
        JsonNode fraction = answer.at("/branchingFractions/0");
        assertThat(fraction.get("value").asDouble())
                .isCloseTo(rate.number("/branchingFraction"), withinPercentage(1e-4));
        assertThat(fraction.get("longitudinalFraction").asDouble())
                .isCloseTo(rate.number("/longitudinalFraction"), withinPercentage(1e-4));
    }

    /** -5.08e-6 +- 1.024e-5 is what the data set says; 0.466 the longitudinal fraction of the Standard Model with its form factors. */
    @Test
    void whatWasMeasuredStandsBeside() {
        JsonNode fraction = client.evaluate("{\"experiments\": [\"belle-2017\"], \"answers\": [\"branchingFractions\"],"
                        + " \"transitions\": [\"B0->K*0\"]}")
                .at("/branchingFractions/0");

        assertThat(fraction.get("value").isNull()).isTrue();
        assertThat(fraction.get("longitudinalFractionWithSm").asDouble()).isCloseTo(0.466, within(1e-3));
        JsonNode measured = fraction.at("/measured/0");
        assertThat(measured.get("experiment").asString()).isEqualTo("belle-2017");
        assertThat(measured.get("value").asDouble()).isEqualTo(-5.08e-6);
        assertThat(measured.get("limit90").asDouble()).isBetween(1.2e-5, 1.8e-5);
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
