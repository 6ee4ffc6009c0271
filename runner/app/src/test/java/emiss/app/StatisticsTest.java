package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.DataFormatException;
import emiss.data.document.Node;
import emiss.data.document.Problems;
import emiss.data.document.Syntax;
import emiss.results.CompareResult;
import emiss.results.FitResult;
import emiss.results.GoodnessOfFitResult;
import emiss.results.ImpactsResult;
import emiss.results.Interval;
import emiss.results.IntervalResult;
import emiss.results.SignificanceResult;
import emiss.results.StudyResult;
import emiss.results.UpperLimitResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits, significances, goodness of fit, impacts and projections against {@code statistics.json}, whose source it states. */
class StatisticsTest {
    private static final Node REFERENCE = reference();
    private static final String ON_K = ", quantity: branchingFraction, transition: \"B+->K+\"";
    private static final String VECTOR = "scenario: vector, couplings: [hV]";
    private static final String DIRAC = "scenario: dirac-pair, couplings: [fVV]";

    @TempDir
    private Path directory;

    private static Node reference() {
        Problems problems = new Problems();
        try (InputStream content = StatisticsTest.class.getResourceAsStream("statistics.json")) {
            Node node = Node.parse("statistics.json", content, Syntax.JSON, problems);
            problems.throwIfAny();
            return node;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Node at(String... path) {
        Node found = REFERENCE;
        for (String name : path) {
            found = found.fields().get(name);
        }
        return found;
    }

    private static double number(Node node, String name) {
        return node.fields().get(name).number();
    }

    private List<StudyResult> run(List<String> studies) {
        List<StudyResult> results = Program.belleII(directory, studies.toArray(String[]::new));
        assertThat(results).allSatisfy(study -> assertThat(study.reasons()).isEmpty());
        return results;
    }

    private <R> R run(String study, Class<R> type) {
        return type.cast(run(List.of("{id: s, " + study + "}")).get(0).result());
    }

    private static void assertRelative(Double found, double expected, double tolerance) {
        assertThat(found).isCloseTo(expected, within(tolerance * Math.abs(expected)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"narrow", "width01", "fVV"})
    void asymptoticLimits(String curve) {
        Map<String, Node> masses = at("limitsCLsAsymptotic", curve).fields();
        String what = switch (curve) {
            case "fVV" -> DIRAC;
            case "width01" -> VECTOR + ", width: 0.1";
            default -> VECTOR;
        };
        UpperLimitResult found = run(
                "type: upper-limit, method: cls, level: 0.95, " + what + ON_K + ", masses: ["
                        + String.join(", ", masses.keySet()) + "]",
                UpperLimitResult.class);
        int i = 0;
        for (Node expected : masses.values()) {
            UpperLimitResult.Point point = found.points().get(i++);
            assertRelative(point.observed(), number(expected, "observed"), 1e-3);
            List<Node> bands = expected.fields().get("expected").items();
            UpperLimitResult.Expected quantiles = point.expected();
            assertRelative(quantiles.minus2(), bands.get(0).number(), 1e-3);
            assertRelative(quantiles.minus1(), bands.get(1).number(), 1e-3);
            assertRelative(quantiles.median(), bands.get(2).number(), 1e-3);
            assertRelative(quantiles.plus1(), bands.get(3).number(), 1e-3);
            assertRelative(quantiles.plus2(), bands.get(4).number(), 1e-3);
        }
    }

    @Test
    void limitOnACoupling() {
        UpperLimitResult found = run(
                "type: upper-limit, method: cls, level: 0.95, " + DIRAC + ", quantity: coupling, masses: [0.6, 1.0]",
                UpperLimitResult.class);
        assertRelative(
                found.points().get(0).observed(), number(at("limitsCLsAsymptotic", "fVV", "0.6"), "coupling"), 1e-3);
        assertRelative(
                found.points().get(1).observed(), number(at("limitsCLsAsymptotic", "fVV", "1.0"), "coupling"), 1e-3);
    }

    @Test
    void limitByToys() {
        Node expected = at("limitsCLsToys", "narrow2.1");
        UpperLimitResult found = run(
                "type: upper-limit, method: cls-toys, toys: 400, level: 0.95, " + VECTOR + ON_K + ", masses: 2.1",
                UpperLimitResult.class);
        UpperLimitResult.Point point = found.points().get(0);
        assertThat(point.toys().failed()).isZero();
        assertThat(point.toys().count()).isEqualTo(16 * 400);
        assertThat(point.observed())
                .isCloseTo(
                        number(expected, "observedToys"),
                        within(4 * Math.hypot(point.observedError(), number(expected, "observedToysError"))));
        assertThat(point.observedError()).isLessThan(3e-7);
        // 400 toys: 20 with signal beyond the median, an error of a quarter on CLs, and of 8 % on the limit
        assertRelative(point.expected().median(), number(expected, "medianToys"), 0.25);
    }

    @Test
    void profileIntervals() {
        for (String parameter : List.of("mu", "two2.1", "two1.0", "two3.5")) {
            Node expected = at("feldmanCousins", parameter);
            boolean isMu = parameter.equals("mu");
            IntervalResult found = run(
                    "type: interval" + (isMu ? "" : ", " + VECTOR + ON_K + ", masses: " + parameter.substring(3)),
                    IntervalResult.class);
            double unit = number(expected, "unit");
            expected.fields().get("intervals").fields().forEach((level, ends) -> {
                List<Node> profile = ends.fields().get("profile").items();
                Interval interval = found.points().get(0).intervals().get(level);
                assertThat(interval.low()).isCloseTo(unit * profile.get(0).number(), within(2e-3 * unit));
                assertRelative(interval.high(), unit * profile.get(1).number(), 1e-3);
            });
        }
    }

    @Test
    void feldmanCousins() {
        Node expected = at("feldmanCousins", "two2.1");
        double unit = number(expected, "unit");
        IntervalResult found = run(
                "type: interval, method: feldman-cousins, toys: 250, grid: [0, 3.5e-6, 4.5e-6, 6.2e-6, 11.2e-6, 13e-6, 14.5e-6], "
                        + VECTOR + ON_K + ", masses: 2.1",
                IntervalResult.class);
        IntervalResult.Point point = found.points().get(0);
        assertRelative(point.best(), unit * number(expected, "bestFit"), 1e-3);
        assertThat(point.toys().failed()).isZero();
        expected.fields().get("intervals").fields().forEach((level, ends) -> {
            Interval interval = point.intervals().get(level);
            Interval errors = point.errors().get(level);
            assertThat(interval.low())
                    .isCloseTo(
                            unit * number(ends, "low"),
                            within(4 * Math.hypot(errors.low(), unit * number(ends, "lowError"))));
            assertThat(interval.high())
                    .isCloseTo(
                            unit * number(ends, "high"),
                            within(4 * Math.hypot(errors.high(), unit * number(ends, "highError"))));
            assertThat(errors.high()).isLessThan(0.7e-6);
        });
        UpperLimitResult limit = run(
                "type: upper-limit, method: feldman-cousins, toys: 100, level: 0.9, " + VECTOR + ON_K + ", masses: 3.5",
                UpperLimitResult.class);
        UpperLimitResult.Point farBelow = limit.points().get(0);
        Node reference = at("feldmanCousins", "two3.5", "intervals", "0.9");
        assertThat(farBelow.observed())
                .isCloseTo(
                        unit * number(reference, "high"),
                        within(4 * Math.hypot(farBelow.observedError(), unit * number(reference, "highError"))));
        assertThat(farBelow.expected()).isNull();
    }

    @Test
    void localSignificance() {
        Node expected = at("significance", "local narrow2.1");
        SignificanceResult found = run(
                "type: significance, method: toys, toys: 1500, " + VECTOR + ", masses: 2.1", SignificanceResult.class);
        assertThat(-found.local().t()).isCloseTo(number(expected, "q0"), within(1e-4));
        assertRelative(found.local().asymptotic().p(), number(expected, "asymptotic"), 1e-3);
        assertThat(found.local().p()).isLessThan(5e-3);
        assertThat(found.massFloated()).isNull();
        // the tail of the distribution of toys
        double above4 = 0;
        double width = (found.distribution().to() - found.distribution().from())
                / found.distribution().toys().size();
        for (int bin = 0; bin < found.distribution().toys().size(); bin++) {
            above4 += found.distribution().from() + bin * width >= 4
                    ? found.distribution().toys().at(bin)
                    : 0;
        }
        assertThat(above4 / 1500).isCloseTo(0.02337, within(4 * Math.sqrt(0.0234 / 1500) + 0.003));
    }

    @Test
    void globalSignificance() {
        Node expected = at("significance", "twoBody narrow 1.5-3.0");
        SignificanceResult found = run(
                "type: significance, toys: 400, " + VECTOR + ", masses: {from: 1.5, to: 3.0, step: 0.1}",
                SignificanceResult.class);
        assertThat(found.best().mass()).isEqualTo(2.1);
        assertThat(-found.best().t()).isCloseTo(number(expected, "qObserved"), within(1e-4));
        assertRelative(found.local().p(), number(expected, "local"), 1e-3);
        assertRelative(found.twoDof().p(), number(expected, "twoDof"), 1e-3);
        Node upcrossings = expected.fields().get("grossVitells").items().get(1);
        assertThat(found.grossVitells().threshold()).isEqualTo(number(upcrossings, "u0"));
        assertThat(found.grossVitells().upcrossings())
                .isCloseTo(
                        number(upcrossings, "upcrossings"),
                        within(4 * found.grossVitells().upcrossingsError()));
        assertThat(found.grossVitells().upcrossingsError()).isLessThan(0.04);
        assertThat(found.massFloated().method()).isEqualTo("gross-vitells");
        assertThat(found.massFloated().p()).isEqualTo(found.grossVitells().p());
        assertThat(found.massFloated().masses().size()).isEqualTo(16);
        assertThat(found.toys().failed()).isZero();
        assertThat(found.trialFactor()).isGreaterThan(4);
    }

    @Test
    void significanceOfMu() {
        SignificanceResult standard = run("type: significance", SignificanceResult.class);
        assertThat(-standard.local().t()).isCloseTo(34.0194 - 26.64233, within(1e-4));
        assertThat(standard.best().couplings().get("mu").re()).isCloseTo(4.599049, within(1e-4));
        SignificanceResult background = run("type: significance, null: background", SignificanceResult.class);
        assertThat(-background.local().t()).isCloseTo(11.97285, within(1e-4));
    }

    @Test
    void goodnessOfFit() {
        Map<String, String> hypotheses = Map.of(
                "SM", "sm",
                "rescaledSM", "rescaled-sm",
                "two-body narrow 2.1", "{" + VECTOR + ", mass: 2.1}",
                "two-body width 0.1 2.113", "{" + VECTOR + ", mass: 2.113, width: 0.1}",
                "two-body narrow, mass floated in [1.5,3.0] step 0.1",
                        "{" + VECTOR + ", masses: {from: 1.5, to: 3.0, step: 0.1}}");
        hypotheses.forEach((name, hypothesis) -> {
            Node expected = at("goodnessOfFit", name);
            boolean isSlow = name.contains("floated");
            GoodnessOfFitResult found = run(
                    "type: goodness-of-fit, toys: " + (isSlow ? 200 : 500) + ", hypothesis: " + hypothesis,
                    GoodnessOfFitResult.class);
            assertThat(found.statistic()).isCloseTo(number(expected, "statistic"), within(1e-3));
            assertThat(found.p())
                    .isCloseTo(
                            number(expected, "p"), within(4 * Math.hypot(found.pError(), number(expected, "error"))));
            assertThat(found.toys().mean())
                    .isCloseTo(
                            number(expected, "toyMean"),
                            within(4 * Math.sqrt(58.0 / found.toys().count())));
            assertThat(found.toys().failed()).isZero();
            assertThat(found.bins()).hasSize(30);
            if (expected.fields().containsKey("poissonPart")) {
                assertThat(found.bins().stream()
                                .mapToDouble(bin -> Math.abs(bin.deviance()))
                                .sum())
                        .isCloseTo(number(expected, "poissonPart"), within(2e-2));
            }
        });
    }

    @Test
    void impactsOnABranchingFraction() {
        Node expected = at("impacts");
        ImpactsResult found =
                run("type: impacts, of: {scenario: vector, coupling: hV, mass: 2.1" + ON_K + "}", ImpactsResult.class);
        double unit = 1e-5;
        assertRelative(found.value(), unit * number(expected, "bestFit"), 1e-3);
        assertRelative(found.sigmaHessian(), unit * number(expected, "sigmaHessian"), 1e-3);
        Map<String, ImpactsResult.Nuisance> byName = found.nuisances().stream()
                .collect(Collectors.toMap(
                        nuisance -> nuisance.name().substring(nuisance.name().indexOf('/') + 1), Function.identity()));
        for (Node row : expected.fields().get("ranking15").items()) {
            ImpactsResult.Nuisance nuisance =
                    byName.get(row.fields().get("name").text());
            assertThat(nuisance.pull()).isCloseTo(number(row, "pull"), within(1e-3));
            assertThat(nuisance.constraint()).isCloseTo(number(row, "sigma"), within(1e-3));
            List<Node> post = row.fields().get("post").items();
            assertThat(nuisance.postFit().up()).isCloseTo(unit * post.get(0).number(), within(1e-3 * unit));
            assertThat(nuisance.postFit().down()).isCloseTo(unit * post.get(1).number(), within(1e-3 * unit));
        }
        Map<String, ImpactsResult.Fixing> fixing = found.breakdown().fixing().stream()
                .collect(Collectors.toMap(ImpactsResult.Fixing::group, Function.identity()));
        expected.fields().get("breakdown").fields().forEach((group, values) -> {
            ImpactsResult.Fixing part = fixing.get(group.equals("allSystematics") ? "systematic" : group);
            assertThat(part.sigma()).isCloseTo(unit * number(values, "minos"), within(1e-3 * unit));
        });
        Map<String, ImpactsResult.Fluctuating> fluctuating = found.breakdown().fluctuating().stream()
                .collect(Collectors.toMap(ImpactsResult.Fluctuating::group, Function.identity()));
        for (String group : List.of("mcStatistics", "branchingFractions", "total")) {
            assertThat(fluctuating.get(group).sigma())
                    .isCloseTo(unit * number(expected.fields().get("fluctuation"), group), within(1e-3 * unit));
        }
    }

    @Test
    void fitsHavePostFitWidths() {
        FitResult fit = run("type: fit, " + VECTOR + ", mass: 2.1", FitResult.class);
        Map<String, Node> expected = at("impacts", "alphas").fields();
        assertThat(fit.constraints()).hasSameSizeAs(fit.pulls());
        fit.constraints().forEach((name, width) -> {
            Node found = expected.get(name.substring(name.indexOf('/') + 1));
            if (found != null) {
                assertThat(width).isCloseTo(found.items().get(1).number(), within(1e-3));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "13.8122", "138.122"})
    void projections(String luminosity) {
        for (boolean isScaled : new boolean[] {false, true}) {
            Map<String, Node> expected =
                    at("projections", isScaled ? "scaled" : "asIs", luminosity).fields();
            String scale = ", luminosityScale: " + luminosity + ", scaleSystematics: " + isScaled + "}";
            List<StudyResult> found = run(List.of(
                    "{id: hV, type: fit, " + VECTOR + ", mass: 2.1}",
                    "{id: fVV, type: fit, " + DIRAC + ", mass: 0.65}",
                    "{id: gVV, type: fit, scenario: scalar-pair, couplings: [gVV], mass: 0.46}",
                    "{id: mu, type: signal-strength}",
                    "{id: c, type: compare, of: [hV, fVV, gVV, mu], expected: true, data: {asimov: sm" + scale + "}",
                    "{id: limit, type: upper-limit, method: cls, level: 0.95, " + VECTOR + ON_K
                            + ", masses: 2.1, data: {asimov: sm" + scale + "}",
                    "{id: significance, type: significance, " + VECTOR
                            + ", masses: 2.1, data: {asimov: {scenario: vector, couplings: [hV], mass: 2.1}" + scale
                            + "}"));
            Map<String, String> names =
                    Map.of("hV", "hV 2.1", "fVV", "fVV 0.65", "gVV", "gVV 0.46", "mu", "rescaledSM", "sm", "vsSM");
            CompareResult compare = (CompareResult) found.get(4).result();
            assertThat(compare.separation()).hasSize(16);
            for (CompareResult.Separation separation : compare.separation()) {
                Node row = expected.get(names.get(separation.data()));
                assertThat(separation.sigma())
                        .as(separation.toString())
                        .isCloseTo(number(row, names.get(separation.hypothesis())), within(2e-3));
            }
            UpperLimitResult limit = (UpperLimitResult) found.get(5).result();
            assertRelative(
                    limit.points().get(0).expected().median(), number(expected.get("SM"), "limit95 hV 2.1"), 1e-3);
            SignificanceResult significance = (SignificanceResult) found.get(6).result();
            assertRelative(significance.local().sigma(), number(expected.get("hV 2.1"), "vsSM"), 1e-3);
        }
    }

    /** A narrow particle has the same branching fraction at its limit, whatever couplings make it. */
    @Test
    void couplingsInAFixedRatio() {
        UpperLimitResult found = run(
                "type: upper-limit, method: cls, level: 0.95, scenario: vector, couplings: [hV, hT], ratios: {hT: 300}, masses: 2.1"
                        + ON_K,
                UpperLimitResult.class);
        assertRelative(
                found.points().get(0).observed(), number(at("limitsCLsAsymptotic", "narrow", "2.1"), "observed"), 1e-3);
    }

    @Test
    void otherCouplings() {
        String limit = "type: upper-limit, method: cls, level: 0.95, quantity: coupling, ";
        String pair = limit + "scenario: dirac-pair, masses: 0.6, ";
        double alone = run(pair + "couplings: [fVV]", UpperLimitResult.class)
                .points()
                .get(0)
                .observed();
        double zero = run(pair + "couplings: [fSS, fVV], of: fVV, others: zero", UpperLimitResult.class)
                .points()
                .get(0)
                .observed();
        double profiled = run(pair + "couplings: [fVV, fSS]", UpperLimitResult.class)
                .points()
                .get(0)
                .observed();
        assertRelative(zero, alone, 1e-9);
        assertThat(profiled).isBetween(0.7 * alone, 1.01 * alone);
        // at one mass hV and hT cancel in every bin
        UpperLimitResult open =
                run(limit + "scenario: vector, masses: 2.1, couplings: [hV, hT]", UpperLimitResult.class);
        assertThat(open.points().get(0).observed()).isNull();
        assertThat(open.points().get(0).expected().median()).isNull();
    }

    @Test
    void badInputGetsItsLine() {
        List<String> studies = new ArrayList<>(List.of(
                "{id: a, type: interval, levels: [0.9, 1]}",
                "{id: b, type: upper-limit, method: feldman-cousins, toys: 0}",
                "{id: c, type: goodness-of-fit, hypothesis: sm, toys: 1000000000000}",
                "{id: d, type: significance, scenario: neutrinos, couplings: [CVL], null: sm}",
                "{id: e, type: upper-limit, level: 0}",
                "{id: f, type: upper-limit, toys: 100}",
                "{id: g, type: impacts, of: {scenario: vector, coupling: hX, mass: 2, quantity: coupling}}",
                "{id: h, type: upper-limit, scenario: vector, couplings: [hV, hT], ratios: {hV: 1}, masses: 2, quantity: coupling}",
                "{id: i, type: signal-strength, data: {asimov: smm}}",
                "{id: j, type: signal-strength, data: {asimov: sm, luminosityScale: 0}}"));
        Path file = Program.write(directory, Program.belleIIConfig(studies.toArray(String[]::new)));
        assertThatThrownBy(() -> Program.read(file))
                .isInstanceOfSatisfying(
                        DataFormatException.class,
                        wrong -> assertThat(wrong.problems())
                                .extracting(line -> line.replace(file.toString() + ":", ""))
                                .containsExactly(
                                        "3:37: level is 1.0, expected between 0 and 1",
                                        "4:63: toys is 0, expected at least 1",
                                        "5:58: \"toys\" is 1000000000000, expected a whole number",
                                        "6:78: the null hypothesis sm contains the signal of neutrinos, expected null: background",
                                        "7:39: level is 0.0, expected between 0 and 1",
                                        "8:38: \"toys\" does not apply to this study",
                                        "9:61: unknown coupling of vector \"hX\"; did you mean \"hV\"?",
                                        "10:79: the ratio of hV to itself is given",
                                        "10:79: coupling hT is named without its ratio to hV",
                                        "11:51: \"asimov\" is \"smm\"; did you mean \"sm\"?",
                                        "12:72: luminosityScale is 0.0, expected > 0"));
    }

    @Test
    void aCouplingThatDoesNotAct() {
        List<StudyResult> results = Program.belleII(
                directory,
                "{id: a, type: upper-limit, method: cls, scenario: vector, couplings: [hA], masses: [1, 2], quantity: coupling}",
                "{id: b, type: upper-limit, scenario: vector, couplings: [hA], masses: [1, 2], quantity: coupling}",
                "{id: c, type: significance, scenario: vector, couplings: [hA], masses: 2}");
        assertThat(results.get(0).reasons()).containsExactly("the data do not respond to hA at any of the masses");
        assertThat(results.get(1).reasons()).containsExactly("the data do not respond to hA at any of the masses");
        assertThat(results.get(2).reasons().get(0)).contains("the data do not respond to [hA]");
        assertThat(results).extracting(StudyResult::hasResult).containsExactly(true, true, false);
    }
}
