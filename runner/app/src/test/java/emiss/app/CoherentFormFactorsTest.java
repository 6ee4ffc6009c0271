package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.data.document.Node;
import emiss.results.FitResult;
import emiss.results.ImpactsResult;
import emiss.results.Interval;
import emiss.results.LikelihoodResult;
import emiss.results.SignalStrengthResult;
import emiss.results.SignificanceResult;
import emiss.results.StudyResult;
import emiss.results.UpperLimitResult;
import java.io.IOException;
import java.nio.file.Files;
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

    /** The size of all pulls does not depend on the axes: that of the pulls z of the reference, of other axes, is the same. */
    @Test
    void strengthsAreNuisanceParametersOfAFit() {
        String pair = "type: fit, scenario: scalar-pair, couplings: [gSS], mass: 0.52";
        FitResult fit = (FitResult) run("coherent", pair).get(0).result();
        List<Node> z = Reference.THEORY
                .at("coherentFormFactors", "coherent", "gSS 0.52", "z")
                .items();
        double expected =
                z.stream().mapToDouble(pull -> pull.number() * pull.number()).sum();
        List<String> names = fit.pulls().keySet().stream()
                .filter(name -> name.startsWith("formFactors/"))
                .toList();
        assertThat(names).hasSize(8).startsWith("formFactors/B->K[0]");
        double found = names.stream()
                .mapToDouble(name -> fit.pulls().get(name) * fit.pulls().get(name))
                .sum();
        assertThat(Math.sqrt(found)).isCloseTo(Math.sqrt(expected), within(1e-4));
        assertThat(names)
                .allSatisfy(name -> assertThat(fit.constraints().get(name)).isBetween(0.99, 1.01));
        assertThat(((FitResult) run("none", pair).get(0).result()).pulls().keySet())
                .noneMatch(name -> name.startsWith("formFactors/"));
    }

    /** By fixing they make what the interval gains in the reference, by fluctuating what fits with drawn form factors spread by. */
    @Test
    void strengthsAreAmongTheImpacts() {
        ImpactsResult impacts = (ImpactsResult) run(
                        "coherent",
                        "type: impacts, of: {scenario: vector, coupling: hV, mass: 2.1, quantity: branchingFraction,"
                                + " transition: \"B+->K+\"}")
                .get(0)
                .result();
        List<ImpactsResult.Nuisance> strengths = impacts.nuisances().stream()
                .filter(nuisance -> nuisance.name().startsWith("formFactors/B->K["))
                .toList();
        assertThat(strengths).hasSize(8);
        double square = 0;
        for (ImpactsResult.Nuisance strength : strengths) {
            double up = strength.preFit().up();
            double down = strength.preFit().down();
            assertThat(up * down).isNegative();
            square += Math.pow((up - down) / 2, 2);
        }
        double extra = Reference.number(Reference.THEORY.at("predictions", "hV 2.1", "coherentCheck"), "extraCoherent");
        double linear = Reference.number(Reference.THEORY.at("predictions", "hV 2.1"), "relFormFactorsKLinear");
        double value = impacts.value();
        assertThat(Math.sqrt(square) / value).isCloseTo(linear, within(0.02 * linear));
        ImpactsResult.Fixing fixing = impacts.breakdown().fixing().stream()
                .filter(part -> part.group().equals("formFactors"))
                .findFirst()
                .orElseThrow();
        assertThat(fixing.sigma() / value).isCloseTo(extra, within(0.01 * extra));
        ImpactsResult.Fluctuating fluctuating = impacts.breakdown().fluctuating().stream()
                .filter(part -> part.group().equals("formFactors"))
                .findFirst()
                .orElseThrow();
        assertThat(fluctuating.sigma() / value).isCloseTo(linear, within(0.02 * linear));
    }

    /**
     * A measured branching fraction 0 +- 1e-6 makes -2 ln L the square of the prediction, so that its form-factor error follows from
     * points of the likelihood: (1.742 of 49.07)e-7 in {@code sm-predictions.json}, linearly and from other axes.
     */
    @Test
    void pointsOfTheLikelihoodSetStrengths() throws IOException {
        Files.writeString(directory.resolve("toy.json"), """
                {"format": "emiss-dataset/1", "kind": "branching-fractions", "id": "toy", "title": "toy",
                 "quality": "unpublished", "provenance": {"citation": "made up for a test", "identifiers": [], "note": ""},
                 "measurements": [{"transition": "B+->K+", "value": 0, "errorLow": 1e-6, "errorHigh": 1e-6}]}
                """);
        StringBuilder points = new StringBuilder("{mu: 1, nuisances: {}}");
        for (int axis = 0; axis < 8; axis++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                points.append(", {mu: 1, nuisances: {\"formFactors/B->K[" + axis + "]\": " + sign + "}}");
            }
        }
        points.append(", {mu: 1, nuisances: {formFactors/B->K: [1, 0, 0, 0, 0, 0, 0, 0]}}");
        LikelihoodResult result = (LikelihoodResult)
                run("coherent", "type: likelihood, experiments: [{file: toy.json}], points: [" + points + "]")
                        .get(0)
                        .result();
        double normalisation = Math.log(1e-6 * Math.sqrt(2 * Math.PI));
        double[] fractions = new double[18];
        for (int i = 0; i < fractions.length; i++) {
            double constraint = i == 0 ? 0 : 1;
            fractions[i] = 1e-6 * Math.sqrt(-2 * (result.points().get(i).logpdf() + normalisation) - constraint);
        }
        assertThat(fractions[0]).isCloseTo(4.90690673094007e-6, within(1e-11));
        double square = 0;
        for (int axis = 0; axis < 8; axis++) {
            square += Math.pow((fractions[2 * axis + 2] - fractions[2 * axis + 1]) / 2, 2);
        }
        assertThat(Math.sqrt(square)).isCloseTo(1.7420776112900645e-7, within(1e-3 * 1.742e-7));
        assertThat(fractions[17]).isEqualTo(fractions[2]);
    }

    @Test
    void unknownStrengthsAreRefusedWithTheirPlace() {
        String point = "type: likelihood, points: [{mu: 1, nuisances: {\"formFactors/B->K[8]\": 1}}]";
        assertThatThrownBy(() -> run("coherent", point))
                .hasMessageContaining(
                        "unknown nuisance parameter \"formFactors/B->K[8]\"; did you mean \"formFactors/B->K[");
        assertThatThrownBy(() -> run("none", point.replace("[8]", "[0]")))
                .hasMessageContaining("unknown nuisance parameter \"formFactors/B->K[0]\"");
    }
}
