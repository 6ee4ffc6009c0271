package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.data.document.Node;
import emiss.results.FitResult;
import emiss.results.Interval;
import emiss.results.SignalStrengthResult;
import emiss.results.SignificanceResult;
import emiss.results.StudyResult;
import emiss.results.UpperLimitResult;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits with form factors floated and fixed, against {@code theory.json}, whose source it states. */
class CoherentFormFactorsTest {
    @TempDir
    private Path directory;

    private List<StudyResult> run(String uncertainty, String... studies) {
        String[] lines = new String[studies.length];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = "{id: s" + i + ", inputs: {formFactorUncertainty: " + uncertainty + "}, " + studies[i] + "}";
        }
        List<StudyResult> results = Program.belleII(directory, lines);
        assertThat(results).allSatisfy(study -> assertThat(study.reasons()).isEmpty());
        return results;
    }

    private static void assertEnds(Interval found, Node expected, double tolerance) {
        List<Node> ends = expected.items();
        assertThat(found.low())
                .isCloseTo(ends.get(0).number(), within(tolerance * ends.get(0).number()));
        assertThat(found.high())
                .isCloseTo(ends.get(1).number(), within(tolerance * ends.get(1).number()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "coherent"})
    void fitsOfTheBelleIIData(String uncertainty) {
        Node expected = Reference.THEORY.at("coherentFormFactors", uncertainty);
        Map<String, String> studies = new LinkedHashMap<>();
        studies.put("hV 2.1", "type: fit, scenario: vector, couplings: [hV], mass: 2.1");
        studies.put("fVV 0.6", "type: fit, scenario: dirac-pair, couplings: [fVV], mass: 0.6");
        studies.put("gSS 0.52", "type: fit, scenario: scalar-pair, couplings: [gSS], mass: 0.52");
        List<StudyResult> found = run(uncertainty, studies.values().toArray(String[]::new));
        int i = 0;
        for (String name : studies.keySet()) {
            Node fit = expected.fields().get(name);
            String coupling = name.split(" ")[0];
            FitResult result = (FitResult) found.get(i++).result();
            assertThat(result.t()).isCloseTo(Reference.number(fit, "t"), within(1e-4));
            assertThat(result.couplings().get(coupling).re())
                    .isCloseTo(Reference.number(fit, "coupling"), within(1e-5 * Reference.number(fit, "coupling")));
            assertEnds(result.intervals68().get(coupling), fit.fields().get("couplingInterval"), 1e-5);
            assertThat(result.pulls().keySet()).noneMatch(pull -> pull.contains("corr_ff"));
        }
        SignalStrengthResult mu = (SignalStrengthResult)
                run(uncertainty, "type: signal-strength").get(0).result();
        Node rescaled = expected.fields().get("mu");
        assertThat(mu.mu()).isCloseTo(Reference.number(rescaled, "best"), within(1e-4));
        assertThat(mu.interval68().low()).isCloseTo(Reference.number(rescaled, "low"), within(1e-4));
        assertThat(mu.interval68().high()).isCloseTo(Reference.number(rescaled, "high"), within(1e-4));
        assertThat(-mu.deltaMu1()).isCloseTo(Reference.number(rescaled, "t"), within(1e-4));
    }

    /** The limit of BABAR on a pseudoscalar coupling gains the error of A0, and is a little weaker. */
    @Test
    void limitsFromExcitedKaonsGainAnError() {
        String limit = "type: upper-limit, scenario: scalar, couplings: [gP], masses: 2.1, quantity: coupling,"
                + " experiments: [babar-kstar0]";
        double fixed = ((UpperLimitResult) run("none", limit).get(0).result())
                .points()
                .get(0)
                .observed();
        double floated = ((UpperLimitResult) run("coherent", limit).get(0).result())
                .points()
                .get(0)
                .observed();
        assertThat(floated / fixed).isBetween(1.005, 1.06);
    }

    /** Toys draw the strengths of form factors too, and Asimov data keep the fitted ones. */
    @Test
    void toysAndAsimovDataHaveFormFactors() {
        List<StudyResult> found = run(
                "coherent",
                "type: significance, scenario: vector, couplings: [hV], masses: 2.1, method: toys, toys: 300, null: background",
                "type: significance, scenario: vector, couplings: [hV], masses: 2.1,"
                        + " data: {asimov: {scenario: vector, couplings: [hV], mass: 2.1}}",
                "type: posterior, scenario: vector, couplings: [hV], masses: 2.1, points: 5, priors: {hV: {uniform: [0, 2e-8]}}");
        assertThat(((SignificanceResult) found.get(0).result()).toys().failed()).isZero();
        // the Asimov data of statistics.json with the published shapes have 3.707
        assertThat(((SignificanceResult) found.get(1).result()).local().sigma()).isCloseTo(3.707, within(0.02));
    }
}
