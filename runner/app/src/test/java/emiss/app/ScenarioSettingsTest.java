package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.app.study.Field;
import emiss.app.study.StudyType;
import emiss.results.FitResult;
import emiss.results.LikelihoodResult;
import emiss.results.RateResult;
import emiss.results.SignalStrengthResult;
import emiss.results.SpectrumResult;
import emiss.results.StudyResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever has a scenario, a study or Asimov data, accepts its width, scale, lifetime and basis. */
class ScenarioSettingsTest {
    /** Studies of one coupling: SCENARIO, COUPLING and MORE are filled in. */
    private static final Map<String, String> STUDIES = new LinkedHashMap<>();

    static {
        STUDIES.put("rate", "scenario: SCENARIO, transition: \"B+->K+\", couplings: {COUPLING: 1e-9}, mass: 2MORE");
        STUDIES.put("spectrum", "scenario: SCENARIO, couplings: [COUPLING], masses: 2MORE");
        STUDIES.put("fit", "scenario: SCENARIO, couplings: [COUPLING], mass: 2MORE");
        STUDIES.put("mass-scan", "scenario: SCENARIO, couplings: [COUPLING], masses: [2]MORE");
        STUDIES.put(
                "coupling-plane",
                "scenario: SCENARIO, mass: 2, x: {coupling: COUPLING, from: 0, to: 1e-8, points: 2},"
                        + " y: {coupling: SECOND, from: 0, to: 1e-8, points: 2}MORE");
        String strength = "scenario: SCENARIO, couplings: [COUPLING], masses: 2, QUANTITYMORE";
        STUDIES.put("upper-limit", strength);
        STUDIES.put("interval", strength);
        STUDIES.put("significance", "scenario: SCENARIO, couplings: [COUPLING], masses: 2MORE");
        STUDIES.put("goodness-of-fit", "hypothesis: {scenario: SCENARIO, couplings: [COUPLING], mass: 2MORE}, toys: 1");
        STUDIES.put("yields", "hypothesis: {scenario: SCENARIO, couplings: [COUPLING], mass: 2MORE}");
        STUDIES.put("impacts", "of: {scenario: SCENARIO, coupling: COUPLING, mass: 2, QUANTITYMORE}");
        STUDIES.put(
                "posterior",
                "scenario: SCENARIO, couplings: [COUPLING], masses: 2, QUANTITY, points: 3, priors: {PARAMETER: {uniform: [0, 1]}}MORE");
        STUDIES.put("predict", "scenario: SCENARIO, couplings: [COUPLING], mass: 2, draws: 0MORE");
        STUDIES.put("likelihood", "scenario: SCENARIO, points: [{mass: 2, couplings: {COUPLING: 1e-9}}]MORE");
        STUDIES.put("signal-strength", "data: {asimov: {scenario: SCENARIO, couplings: [COUPLING], mass: 2MORE}}");
    }

    @TempDir
    private Path directory;

    /** The settings beside a scenario, wherever a type has one. */
    private static Stream<List<Field>> besideScenario(List<Field> fields) {
        Stream<List<Field>> inside = fields.stream().flatMap(field -> besideScenario(field.inside()));
        return fields.stream().anyMatch(field -> field.name().equals("scenario"))
                ? Stream.concat(Stream.of(fields), inside)
                : inside;
    }

    @Test
    void everyTypeWithAScenarioDeclaresThem() {
        List<String> found = new ArrayList<>();
        for (StudyType type : StudyFieldsTest.types().toList()) {
            besideScenario(type.fields()).forEach(fields -> {
                found.add(type.name());
                List<String> names = fields.stream().map(Field::name).collect(Collectors.toList());
                assertThat(names).as(type.name()).contains("width", "lambda", "lifetime", "basis");
                if (names.contains("quantity")) {
                    assertThat(names).as(type.name()).contains("transition");
                }
            });
        }
        found.add("signal-strength");
        assertThat(found).containsExactlyInAnyOrderElementsOf(STUDIES.keySet());
    }

    private static String vector(String type, String more) {
        return line(type, "vector", "hV", "hT", more);
    }

    private static String line(String type, String scenario, String coupling, String second, String more) {
        String quantity = more.contains("transition") ? "quantity: branchingFraction" : "quantity: coupling";
        return "type: " + type + ", "
                + STUDIES.get(type)
                        .replace("SCENARIO", scenario)
                        .replace("COUPLING", coupling)
                        .replace("SECOND", second)
                        .replace("QUANTITY", quantity)
                        .replace("PARAMETER", more.contains("transition") ? "B" : coupling)
                        .replace("MORE", more);
    }

    private static boolean hasQuantity(String type) {
        return STUDIES.get(type).contains("QUANTITY");
    }

    static Stream<Arguments> types() {
        return STUDIES.keySet().stream().map(Arguments::of);
    }

    private void read(String study) {
        Program.read(Program.write(directory, Program.belleIIConfig("{id: a, " + study + "}")));
    }

    /** A wrong value is a problem only where the setting is read. */
    private void assertRefused(String study, String message) {
        assertThatThrownBy(() -> read(study)).as(study).hasMessageContaining(message);
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeReadsThem(String type) {
        read(vector(type, ", width: 0.1"));
        assertRefused(vector(type, ", width: -1"), "width is -1.0 GeV, expected >= 0");
        read(vector(type, ", lambda: 5000"));
        assertRefused(vector(type, ", lambda: 0"), "lambda is 0.0 GeV, expected > 0");
        read(vector(type, ", lifetime: {ctau: 100}"));
        assertRefused(vector(type, ", lifetime: {ctau: -1}"), "c tau is -1.0 cm, expected");
        assertRefused(vector(type, ", width: 0.1, lifetime: {ctau: 1}"), "expected one of them");
        read(line(type, "dirac-pair", "Cdpsi_VLL", "Cdpsi_VLR", ", basis: chiral"));
        assertRefused(
                line(type, "dirac-pair", "Cdpsi_VLL", "Cdpsi_VLR", ", basis: chiraal"),
                "unknown basis of dirac-pair \"chiraal\"; did you mean \"chiral\"?");
        assertRefused(
                line(type, "dirac-pair", "fVV", "fVA", ", basis: chiral"), "unknown coupling of dirac-pair \"fVV\"");
        if (hasQuantity(type)) {
            read(vector(type, ", transition: \"B+->K+\""));
            assertRefused(vector(type, ", transition: \"B+->K\""), "unknown transition \"B+->K\"");
        }
    }

    private StudyResult study(String settings) {
        StudyResult study =
                Program.belleII(directory, "{id: a, " + settings + "}").get(0);
        assertThat(study.reasons()).isEmpty();
        return study;
    }

    private RateResult rate(String settings) {
        return (RateResult)
                study("type: rate, transition: \"B+->K+\", " + settings).result();
    }

    /** k/((q2 - m^2)^2 + m^2 Gamma^2) with k = m Gamma/(pi/2 + arctan(m/Gamma)), arXiv:2602.09666; the factor in front is B. */
    @Test
    void aRateOfAParticleWithAWidthHasALine() {
        String vector = "scenario: vector, couplings: {hV: 7e-9, hT: 1e-8}, mass: 2";
        RateResult sharp = rate(vector);
        RateResult wide = rate(vector + ", width: 0.5, q2: [0, 4, 9]");
        assertThat(wide.branchingFraction()).isEqualTo(sharp.branchingFraction());
        assertThat(wide.width()).isEqualTo(sharp.width());
        double k = 1 / (Math.PI / 2 + Math.atan(4));
        double[] expected = {k / 17, k, k / 26};
        for (int i = 0; i < expected.length; i++) {
            RateResult.Point point = wide.points().get(i);
            assertThat(point.dBrDq2() / sharp.branchingFraction()).isCloseTo(expected[i], within(1e-12));
            assertThat(point.dGammaDq2() / sharp.width()).isCloseTo(expected[i], within(1e-12));
        }
        // arctan(22.90 - 4) of 2.896
        assertThat(wide.notes()).singleElement().asString().contains("of which 0.9818 is below the end point");
        RateResult excited = (RateResult) study(
                        "type: rate, transition: \"B0->K*0\", scenario: vector, couplings: {hA: 1e-9}, mass: 2, width: 0.5, q2: [1]")
                .result();
        assertThat(excited.points().get(0).longitudinalFraction()).isEqualTo(excited.longitudinalFraction());
        assertRefused(
                "type: rate, transition: \"B+->K+\", " + vector + ", q2: [4]",
                "vector in B+->K+ has no spectrum in q2");
    }

    @Test
    void aSpectrumOfAParticleWithAWidthIsALine() {
        String curve =
                "type: spectrum, transition: \"B+->K+\", scenario: vector, couplings: {hV: 7e-9}, masses: 2, width: 0.5,"
                        + " points: 2000, normalised: ";
        SpectrumResult.Curve normalised = ((SpectrumResult.Curves)
                        study(curve + "true").result())
                .curves()
                .get(0);
        double step = normalised.q2().at(1) - normalised.q2().at(0);
        assertThat(normalised.value().sum() * step).isCloseTo(1, within(1e-4));
        SpectrumResult.Curve whole = ((SpectrumResult.Curves)
                        study(curve + "false").result())
                .curves()
                .get(0);
        double fraction =
                rate("scenario: vector, couplings: {hV: 7e-9}, mass: 2").branchingFraction();
        assertThat(whole.value().sum() * step / fraction).isCloseTo(0.9818, within(1e-4));
        // the form factor scales the line, and a line of area 1 knows none
        assertThat(whole.high().at(300)).isGreaterThan(1.02 * whole.value().at(300));
        assertThat(normalised.high().at(300)).isCloseTo(normalised.value().at(300), within(1e-12));
        String wide = ", scenario: vector, couplings: [hV], width: 0.1, ";
        SpectrumResult.Bins bins =
                (SpectrumResult.Bins) study("type: spectrum, masses: 2.1" + wide.substring(0, wide.length() - 2))
                        .result();
        FitResult fit = (FitResult) study("type: fit" + wide + "mass: 2.1").result();
        assertThat(bins.couplings()).isEqualTo(fit.couplings());
    }

    /** Cdpsi_VLL is fVV = -fVA = -fAV = fAA = Cdpsi_VLL/4; Cdpsi_VRR the same with plus. */
    @Test
    void anotherBasisMeansOtherCouplings() {
        String chiral = "scenario: dirac-pair, basis: chiral, couplings: {Cdpsi_VLL: 4, Cdpsi_VRR: [0, 2]}";
        String plain =
                "scenario: dirac-pair, couplings: {fVV: [1, 0.5], fVA: [-1, 0.5], fAV: [-1, 0.5], fAA: [1, 0.5]}";
        RateResult first = rate(chiral + ", mass: 0.6, q2: [3, 9]");
        RateResult second = rate(plain + ", mass: 0.6, q2: [3, 9]");
        assertThat(first.couplings()).containsOnlyKeys("fVV", "fVA", "fAV", "fAA");
        assertThat(first.branchingFraction()).isCloseTo(second.branchingFraction(), Percentage.withPercentage(1e-9));
        assertThat(first.points().get(1).dBrDq2())
                .isCloseTo(second.points().get(1).dBrDq2(), Percentage.withPercentage(1e-9));
        String spectrum = "type: spectrum, masses: 0.6, ";
        SpectrumResult.Bins bins =
                (SpectrumResult.Bins) study(spectrum + chiral).result();
        SpectrumResult.Bins same = (SpectrumResult.Bins) study(spectrum + plain).result();
        assertThat(bins.couplings()).containsOnlyKeys("Cdpsi_VLL", "Cdpsi_VRR");
        for (int i = 0; i < bins.bins().size(); i++) {
            assertThat(bins.bins().get(i).signal()).isCloseTo(same.bins().get(i).signal(), within(1e-9));
        }
        String curve = spectrum + "transition: \"B0->K*0\", points: 3, normalised: false, ";
        SpectrumResult.Curves curves =
                (SpectrumResult.Curves) study(curve + chiral).result();
        SpectrumResult.Curves again =
                (SpectrumResult.Curves) study(curve + plain).result();
        assertThat(curves.curves().get(0).value().at(1))
                .isCloseTo(again.curves().get(0).value().at(1), Percentage.withPercentage(1e-9));
        LikelihoodResult points =
                (LikelihoodResult) study("type: likelihood, scenario: dirac-pair, basis: chiral, points: [{mass: 0.6,"
                                + " couplings: {Cdpsi_VLL: 4, Cdpsi_VRR: [0, 2]}}]")
                        .result();
        LikelihoodResult others =
                (LikelihoodResult) study("type: likelihood, scenario: dirac-pair, points: [{mass: 0.6, "
                                + plain.substring(plain.indexOf("couplings")) + "}]")
                        .result();
        assertThat(points.points().get(0).t()).isCloseTo(others.points().get(0).t(), within(1e-9));
        assertRefused(
                "type: rate, transition: \"B+->K+\", scenario: flavoured-neutrinos, basis: chiral, couplings: {wcxf: a.json}",
                "expected no \"basis\" beside it");
    }

    private static double mu(StudyResult study) {
        return ((SignalStrengthResult) study.result()).mu();
    }

    /** Losses take off events, so that fewer couplings squared make the same Asimov data; 0.3966 is that of LifetimeTest. */
    @Test
    void asimovDataOfAnyScenario() {
        String asimov = "type: signal-strength, data: {asimov: {scenario: vector, mass: 2.1, ";
        double stable = mu(study(asimov + "couplings: {hV: " + 7e-9 * Math.sqrt(0.3966023753) + "}}}"));
        assertThat(mu(study(asimov + "couplings: {hV: 7e-9}, lifetime: {ctau: 100}}}")))
                .isCloseTo(stable, within(1e-6));
        // what is fitted to the data makes the same events, whatever is lost
        assertThat(mu(study(asimov + "couplings: [hV], lifetime: {ctau: 100}}}")))
                .isCloseTo(mu(study(asimov + "couplings: [hV]}}")), within(1e-6));
        String dirac = "type: signal-strength, data: {asimov: {scenario: dirac-pair, mass: 0.6, ";
        StudyResult chiral = study(dirac + "basis: chiral, couplings: {Cdpsi_VLL: 4}}}");
        assertThat(mu(chiral))
                .isCloseTo(mu(study(dirac + "couplings: {fVV: 1, fVA: -1, fAV: -1, fAA: 1}}}")), within(1e-9));
        assertThat(chiral.settings().values().get("data").toString()).contains("basis=chiral", "Cdpsi_VLL=4");
    }

    @Test
    void asimovDataOfTheRunFitTheDataSetsOfEveryStudy() {
        String run = "data: {asimov: {scenario: vector, couplings: [hV], mass: 2.1, lifetime: {ctau: 100}}}\n"
                + "experiments: [belle2]\nstudies:\n  - {id: a, type: signal-strength}\n";
        assertThat(Program.run(Program.write(directory, run), 1)
                        .studies()
                        .get(0)
                        .reasons())
                .isEmpty();
        Path other = Program.write(directory, run + "  - {id: b, type: signal-strength, experiments: [fcc-ee]}\n");
        assertThatThrownBy(() -> Program.read(other))
                .hasMessageContaining("config.yaml:5:")
                .hasMessageContaining("fcc-ee has no \"detector\"");
    }
}
