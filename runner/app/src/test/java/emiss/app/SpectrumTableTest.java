package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.results.FitResult;
import emiss.results.ImpactsResult;
import emiss.results.IntervalResult;
import emiss.results.LikelihoodResult;
import emiss.results.MassScanResult;
import emiss.results.RateResult;
import emiss.results.SignificanceResult;
import emiss.results.SpectrumResult;
import emiss.results.StudyResult;
import emiss.results.UpperLimitResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Spectra of one's own in place of a scenario; made from a scenario, they give the same. */
class SpectrumTableTest {
    private static final double MASS = 0.6;
    private static final List<String> TRANSITIONS = List.of("B+->K+", "B0->K0", "B+->K*+", "B0->K*0");
    private static final String TABLE = "scenario: {table: dirac.json}, couplings: [B]";
    private static final String DIRAC = "scenario: dirac-pair, couplings: [fVV]";
    private static final double WITHIN = 2e-5;

    @TempDir
    private static Path directory;

    /** The spectra of a Dirac pair with fVV at some masses, on a grid that is dense at both ends. */
    private static void writeTable(String file, double... masses) throws IOException {
        List<String> studies = new ArrayList<>();
        List<List<Double>> grids = new ArrayList<>();
        for (double mass : masses) {
            for (String transition : TRANSITIONS) {
                List<Double> q2 = new ArrayList<>();
                double low = 4 * mass * mass;
                double high = end(transition);
                int points = 1500;
                for (int i = 0; i <= points; i++) {
                    double sine = Math.sin(Math.PI * i / (2 * points));
                    q2.add(i == points ? high : low + (high - low) * sine * sine);
                }
                grids.add(q2);
                studies.add("{id: r" + studies.size() + ", type: rate, scenario: dirac-pair, mass: " + mass
                        + ", transition: \"" + transition + "\", couplings: {fVV: 1}, q2: " + q2 + "}");
            }
        }
        List<StudyResult> rates = Program.belleII(directory, studies.toArray(String[]::new));
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("format", "emiss-spectrum/1");
        table.put("id", "dirac-as-a-table");
        table.put("title", "Dirac pair with fVV, tabulated");
        table.put("provenance", Map.of("citation", "computed by the test"));
        table.put("kind", "continuum");
        table.put("masses", masses);
        Map<String, Object> transitions = new LinkedHashMap<>();
        for (int k = 0; k < TRANSITIONS.size(); k++) {
            List<List<Double>> q2 = new ArrayList<>();
            List<List<Double>> density = new ArrayList<>();
            List<List<Double>> longitudinal = new ArrayList<>();
            for (int i = 0; i < masses.length; i++) {
                RateResult first = rate(rates, i * TRANSITIONS.size());
                RateResult rate = rate(rates, i * TRANSITIONS.size() + k);
                q2.add(grids.get(i * TRANSITIONS.size() + k));
                density.add(rate.points().stream()
                        .map(point -> point.dBrDq2() / first.branchingFraction())
                        .toList());
                longitudinal.add(rate.points().stream()
                        .map(point -> point.longitudinalFraction() == null ? 1.0 : point.longitudinalFraction())
                        .toList());
            }
            Map<String, Object> transition = new LinkedHashMap<>();
            transition.put("q2", q2);
            transition.put("dBdq2", density);
            if (TRANSITIONS.get(k).contains("*")) {
                transition.put("longitudinalFraction", longitudinal);
            }
            transitions.put(TRANSITIONS.get(k), transition);
        }
        table.put("transitions", transitions);
        Files.writeString(directory.resolve(file), new JsonMapper().writeValueAsString(table));
    }

    private static RateResult rate(List<StudyResult> studies, int index) {
        return (RateResult) studies.get(index).result();
    }

    private static double end(String transition) {
        double[] masses = switch (transition) {
            case "B+->K+" -> new double[] {5.27941, 0.493677};
            case "B0->K0" -> new double[] {5.27972, 0.497611};
            case "B+->K*+" -> new double[] {5.27941, 0.89167};
            default -> new double[] {5.27972, 0.89555};
        };
        return (masses[0] - masses[1]) * (masses[0] - masses[1]);
    }

    @BeforeAll
    static void writeTables() throws IOException {
        writeTable("dirac.json", MASS);
        writeTable("masses.json", 0.55, MASS, 0.65);
        Files.writeString(directory.resolve("line.json"), """
                {"format": "emiss-spectrum/1", "id": "my-line", "title": "a line", "kind": "line", "q2": 4,
                 "provenance": {"citation": "made up for a test"},
                 "transitions": {"B+->K+": {"ratio": 1}, "B0->K*0": {"ratio": 0.5, "longitudinalFraction": 0.25}}}
                """);
    }

    private static StudyResult study(String experiments, String settings) {
        Path config = Program.write(
                directory, "studies:\n  - {id: a, experiments: [" + experiments + "], " + settings + "}\n");
        StudyResult study = Program.run(config, 2).studies().get(0);
        assertThat(study.reasons()).isEmpty();
        return study;
    }

    private static <R> R result(String experiments, String settings, Class<R> type) {
        return type.cast(study(experiments, settings).result());
    }

    private static double limit(String experiments, String settings) {
        return result(experiments, settings, UpperLimitResult.class)
                .points()
                .get(0)
                .observed();
    }

    /** With K* and its helicities too. */
    @Test
    void limitsAreThoseOfTheScenario() {
        for (String data : List.of("belle2", "belle2, babar", "belle-2017", "babar-kstar0")) {
            for (String method : List.of("profile", "cls")) {
                String of = ", type: upper-limit, masses: " + MASS + ", method: " + method
                        + ", quantity: branchingFraction, transition: ";
                for (String transition : List.of("\"B+->K+\"", "\"B0->K*0\"")) {
                    assertThat(limit(data, TABLE + of + transition))
                            .as(data + ", " + method)
                            .isCloseTo(limit(data, DIRAC + of + transition), Percentage.withPercentage(100 * WITHIN));
                }
            }
        }
    }

    /** B is the branching fraction itself, not a root of it. */
    @Test
    void theCouplingIsTheBranchingFraction() {
        String limits = "type: upper-limit, masses: " + MASS + ", method: ";
        for (String method : List.of("profile", "cls")) {
            assertThat(limit("belle2", TABLE + ", quantity: coupling, " + limits + method))
                    .isCloseTo(
                            limit(
                                    "belle2",
                                    TABLE + ", quantity: branchingFraction, transition: \"B+->K+\", " + limits
                                            + method),
                            Percentage.withPercentage(1e-4));
        }
        String intervals = ", type: interval, levels: [0.6827, 0.9], masses: " + MASS;
        IntervalResult.Point b = result("belle2", TABLE + ", quantity: coupling" + intervals, IntervalResult.class)
                .points()
                .get(0);
        IntervalResult.Point dirac = result(
                        "belle2",
                        DIRAC + ", quantity: branchingFraction, transition: \"B+->K+\"" + intervals,
                        IntervalResult.class)
                .points()
                .get(0);
        assertThat(b.best()).isCloseTo(dirac.best(), Percentage.withPercentage(100 * WITHIN));
        assertThat(b.intervals().get("0.9").low())
                .isCloseTo(dirac.intervals().get("0.9").low(), Percentage.withPercentage(100 * WITHIN));
        assertThat(b.intervals().get("0.6827").high())
                .isCloseTo(dirac.intervals().get("0.6827").high(), Percentage.withPercentage(100 * WITHIN));
    }

    @Test
    void fitsAreThoseOfTheScenario() {
        FitResult table = result("belle2, babar", TABLE + ", type: fit", FitResult.class);
        FitResult dirac = result("belle2, babar", DIRAC + ", type: fit, mass: " + MASS, FitResult.class);
        assertThat(table.t()).isCloseTo(dirac.t(), within(1e-4));
        double best = dirac.branchingFractions().get("B+->K+");
        assertThat(table.couplings().get("B").re()).isCloseTo(best, Percentage.withPercentage(100 * WITHIN));
        double unit = best / Math.pow(dirac.couplings().get("fVV").re(), 2);
        assertThat(table.intervals68().get("B").low())
                .isCloseTo(
                        unit * Math.pow(dirac.intervals68().get("fVV").low(), 2),
                        Percentage.withPercentage(100 * WITHIN));
        assertThat(table.intervals68().get("B").high())
                .isCloseTo(
                        unit * Math.pow(dirac.intervals68().get("fVV").high(), 2),
                        Percentage.withPercentage(100 * WITHIN));
        for (String transition : TRANSITIONS) {
            assertThat(table.branchingFractions().get(transition))
                    .isCloseTo(dirac.branchingFractions().get(transition), Percentage.withPercentage(100 * WITHIN));
        }
        assertThat(table.scenario()).isEqualTo("dirac-as-a-table");
    }

    @Test
    void everyOtherStudyWorks() {
        double b = 1e-5;
        LikelihoodResult.Point point = result(
                        "belle2",
                        "type: likelihood, scenario: {table: dirac.json}, points: [{mass: 0.6, couplings: {B: " + b
                                + "}}]",
                        LikelihoodResult.class)
                .points()
                .get(0);
        RateResult unit = result(
                "belle2",
                "type: rate, scenario: dirac-pair, couplings: {fVV: 1}, transition: \"B+->K+\", mass: 0.6",
                RateResult.class);
        double fVV = Math.sqrt(b / unit.branchingFraction());
        LikelihoodResult.Point same = result(
                        "belle2",
                        "type: likelihood, scenario: dirac-pair, points: [{mass: 0.6, couplings: {fVV: " + fVV + "}}]",
                        LikelihoodResult.class)
                .points()
                .get(0);
        assertThat(point.t()).isCloseTo(same.t(), within(1e-4));

        RateResult rate = result(
                "belle2",
                "type: rate, scenario: {table: dirac.json}, couplings: {B: 2e-6}, transition: \"B0->K*0\", q2: [5]",
                RateResult.class);
        RateResult diracRate = result(
                "belle2",
                "type: rate, scenario: dirac-pair, mass: 0.6, couplings: {fVV: " + Math.sqrt(0.2) * fVV
                        + "}, transition: \"B0->K*0\", q2: [5]",
                RateResult.class);
        assertThat(rate.branchingFraction())
                .isCloseTo(diracRate.branchingFraction(), Percentage.withPercentage(100 * WITHIN));
        assertThat(rate.width()).isCloseTo(diracRate.width(), Percentage.withPercentage(100 * WITHIN));
        assertThat(rate.longitudinalFraction()).isCloseTo(diracRate.longitudinalFraction(), within(WITHIN));
        assertThat(rate.points().get(0).dBrDq2())
                .isCloseTo(diracRate.points().get(0).dBrDq2(), Percentage.withPercentage(100 * WITHIN));

        String sig = ", type: significance, masses: 0.6";
        assertThat(result("belle2", TABLE + sig, SignificanceResult.class)
                        .local()
                        .t())
                .isCloseTo(
                        result("belle2", DIRAC + sig, SignificanceResult.class)
                                .local()
                                .t(),
                        within(1e-4));
        ImpactsResult impacts = result(
                "belle2-hta",
                "type: impacts, of: {scenario: {table: dirac.json}, coupling: B, quantity: coupling}",
                ImpactsResult.class);
        ImpactsResult ofFraction = result(
                "belle2-hta",
                "type: impacts, of: {scenario: dirac-pair, coupling: fVV, mass: 0.6, quantity: branchingFraction,"
                        + " transition: \"B+->K+\"}",
                ImpactsResult.class);
        assertThat(impacts.value()).isCloseTo(ofFraction.value(), Percentage.withPercentage(100 * WITHIN));
        assertThat(impacts.interval68().high())
                .isCloseTo(ofFraction.interval68().high(), Percentage.withPercentage(100 * WITHIN));
        assertThat(study("belle2-hta", "type: goodness-of-fit, toys: 5, hypothesis: {" + TABLE + "}")
                        .result())
                .isNotNull();
        SpectrumResult.Curves curves = result(
                "belle2",
                "type: spectrum, scenario: {table: dirac.json}, couplings: {B: 1}, transition: \"B+->K+\","
                        + " masses: 0.6, points: 200, normalised: false",
                SpectrumResult.Curves.class);
        SpectrumResult.Curve curve = curves.curves().get(0);
        double step = curve.q2().at(1) - curve.q2().at(0);
        double integral = 0;
        for (int i = 0; i < curve.q2().size(); i++) {
            integral += step * curve.value().at(i);
        }
        assertThat(integral).isCloseTo(1, within(1e-3));
        SpectrumResult.Bins bins =
                result("belle2", "type: spectrum, " + TABLE + ", masses: 0.6", SpectrumResult.Bins.class);
        assertThat(bins.couplings().get("B").re()).isBetween(1e-6, 1e-4);
    }

    /** Between two masses the spectrum is close to that of the scenario there; at their ends the scan is the same. */
    @Test
    void aScanOverTheMassesOfTheTable() {
        String masses = ", type: mass-scan, masses: [0.55, 0.575, 0.6, 0.65]";
        MassScanResult table =
                result("belle2", "scenario: {table: masses.json}, couplings: [B]" + masses, MassScanResult.class);
        MassScanResult dirac = result("belle2", DIRAC + masses, MassScanResult.class);
        for (int i = 0; i < 4; i++) {
            assertThat(table.points().get(i).t())
                    .isCloseTo(dirac.points().get(i).t(), within(i == 1 ? 3e-3 : 1e-4));
        }
        assertThat(table.best().mass()).isCloseTo(dirac.best().mass(), within(5e-3));
        FitResult free = result(
                "belle2", "type: fit, scenario: {table: masses.json}, couplings: [B], mass: free", FitResult.class);
        assertThat(free.mass()).isBetween(0.55, 0.65);
    }

    @Test
    void aLineIsANarrowParticle() {
        String of = ", type: upper-limit, quantity: branchingFraction, transition: \"B+->K+\"";
        double table = limit("belle2", "scenario: {table: line.json}, couplings: [B]" + of);
        assertThat(table)
                .isCloseTo(
                        limit("belle2", "scenario: vector, couplings: [hV], masses: 2" + of),
                        Percentage.withPercentage(1e-4));
        assertThat(limit("belle2", "scenario: {table: line.json}, couplings: [B], lifetime: {ctau: 100}" + of))
                .isCloseTo(
                        limit("belle2", "scenario: vector, couplings: [hV], masses: 2, lifetime: {ctau: 100}" + of),
                        Percentage.withPercentage(1e-4));
        assertThat(limit("belle2", "scenario: {table: line.json}, couplings: [B], width: 0.1" + of))
                .isCloseTo(
                        limit("belle2", "scenario: vector, couplings: [hV], masses: 2, width: 0.1" + of),
                        Percentage.withPercentage(1e-4));
        assertThat(limit(
                        "babar-kstar0",
                        "scenario: {table: line.json}, couplings: [B], type: upper-limit,"
                                + " quantity: branchingFraction, transition: \"B0->K*0\""))
                .isPositive();
    }

    @Test
    void settingsRepeatTheStudyAndTheFileIsNamed() {
        StudyResult study = study("belle2", TABLE + ", type: fit");
        assertThat(study.settings().values().get("scenario")).isEqualTo(Map.of("table", "dirac.json"));
        assertThat(study.settings().scenario()).contains("dirac.json");
        Path config = Program.write(directory, Program.belleIIConfig("{id: a, " + TABLE + ", type: fit}"));
        assertThat(Program.run(config, 1).inputs()).anySatisfy(input -> {
            assertThat(input.kind()).isEqualTo("spectra");
            assertThat(input.id()).isEqualTo("dirac-as-a-table");
            assertThat(input.path()).isEqualTo("dirac.json");
        });
    }

    private static void assertProblem(String experiments, String settings, String... parts) {
        Path config = Program.write(
                directory, "studies:\n  - {id: a, experiments: [" + experiments + "],\n     " + settings + "}\n");
        assertThatThrownBy(() -> Program.read(config)).hasMessageContainingAll(parts);
    }

    @Test
    void whatCannotBeIsRefusedWithItsPlace() {
        String fit = ", type: fit";
        assertProblem("belle2", "scenario: {table: none.json}, couplings: [B]" + fit, "config.yaml:3:", "none.json");
        assertProblem("belle2", "scenario: {tabel: dirac.json}, couplings: [B]" + fit, "table");
        assertProblem("belle2", "scenario: {table: dirac.json}, couplings: [fVV]" + fit, "fVV", "B");
        assertProblem("belle2", TABLE + ", mass: 0.7" + fit, "0.7 GeV is not in the table", "expected 0.6");
        assertProblem("belle2", TABLE + ", lambda: 1000" + fit, "\"lambda\" does not apply");
        assertProblem("belle2", TABLE + ", lifetime: {ctau: 1}" + fit, "a lifetime does not apply");
        assertProblem("belle2", TABLE + ", derived: [B^2]" + fit, "no couplings that anything could be derived from");
        assertProblem(
                "belle2",
                "scenario: {table: dirac.json}, type: likelihood, points: [{mass: 0.6, couplings: {B: -1e-6}}]",
                "expected a branching fraction >= 0");
        assertProblem(
                "belle2",
                "scenario: {table: dirac.json}, type: coupling-plane, x: {coupling: B, from: 0, to: 1e-5, points: 2},"
                        + " y: {coupling: B, from: 0, to: 1e-5, points: 2}",
                "has one parameter, B, and a plane needs two couplings, expected a scenario, or another type of study");
        assertProblem(
                "belle2",
                TABLE + ", type: fit, derived: [B^2]",
                "has no couplings that anything could be derived from");
        assertProblem("aleph-bs", TABLE + fit, "has no Bs->inv, which aleph-bs measures", "expected it, with zeros");
        assertProblem(
                "belle-2017", "scenario: {table: line.json}, couplings: [B]" + fit, "has no B0->K0, which belle-2017");
        assertProblem(
                "belle2",
                "scenario: {table: dirac.json}, type: rate, couplings: {B: 1}, transition: \"Bs->inv\"",
                "expected one of Bs->inv");
    }
}
