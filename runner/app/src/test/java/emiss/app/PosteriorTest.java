package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.DataFormatException;
import emiss.data.document.Node;
import emiss.results.Interval;
import emiss.results.PosteriorResult;
import emiss.results.StudyResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Posteriors against {@code theory.json}, whose source it states, and against the papers. */
class PosteriorTest {
    private static final String TWO_BODY = "type: posterior, scenario: vector, couplings: [hV], width: 0.1,"
            + " quantity: branchingFraction, transition: \"B+->K+\", masses: {from: %s, to: %s, points: 61},"
            + " priors: {B: {uniform: [0, %s]}}";

    @TempDir
    private Path directory;

    private PosteriorResult run(String study) {
        StudyResult found = Program.belleII(directory, "{id: s, " + study + "}").get(0);
        assertThat(found.reasons()).isEmpty();
        return (PosteriorResult) found.result();
    }

    private static void assertSets(List<Interval> found, Node expected, double unit, double tolerance) {
        assertThat(found).hasSameSizeAs(expected.items());
        for (int i = 0; i < found.size(); i++) {
            List<Node> ends = expected.items().get(i).items();
            assertThat(found.get(i).low()).isCloseTo(unit * ends.get(0).number(), within(tolerance));
            assertThat(found.get(i).high()).isCloseTo(unit * ends.get(1).number(), within(tolerance));
        }
    }

    /** The prior of arXiv:2602.09666, and another one: log10 of the Bayes factors are 1.66 and 2.68, then 1.48 and 2.51. */
    @ParameterizedTest
    @CsvSource({"1.5, 3.0, 2.4e-5, 'm [1.5,3.0], B [0,24]e-6'", "1.0, 2.8, 3.0e-5, 'm [1.0,2.8], B [0,30]e-6'"})
    void twoBodyScan(String from, String to, String largest, String key) {
        Node expected = Reference.THEORY.at("posterior", "twoBody width 0.1, " + key);
        PosteriorResult found = run(TWO_BODY.formatted(from, to, largest));
        PosteriorResult.Marginal mass = found.marginals().get(0);
        PosteriorResult.Marginal fraction = found.marginals().get(1);
        double step = (Double.parseDouble(to) - Double.parseDouble(from)) / 60;
        double unit = 1e-6;
        assertThat(mass.name()).isEqualTo("mass");
        assertThat(fraction.name()).isEqualTo("B");
        assertThat(found.bayesFactors().sm()).isCloseTo(Reference.number(expected, "log10BayesSM"), within(1e-4));
        assertThat(found.bayesFactors().background())
                .isCloseTo(Reference.number(expected, "log10BayesBackground"), within(1e-4));
        assertThat(mass.mean()).isCloseTo(Reference.number(expected, "massMean"), within(1e-5));
        assertThat(mass.mode()).isCloseTo(Reference.number(expected, "massMode"), within(1e-9));
        assertSets(mass.hpd68(), expected.fields().get("mass68"), 1, 1e-3);
        assertSets(mass.hpd95(), expected.fields().get("mass95"), 1, 1e-3);
        assertThat(fraction.mean()).isCloseTo(unit * Reference.number(expected, "BMean"), within(1e-4 * unit));
        assertThat(fraction.mode()).isCloseTo(unit * Reference.number(expected, "BMode"), within(1e-9 * unit));
        // the reference finds ends among 20 000 values
        assertSets(fraction.hpd68(), expected.fields().get("B68"), unit, 5e-3 * unit);
        assertSets(fraction.hpd95(), expected.fields().get("B95"), unit, 5e-3 * unit);
        List<Node> mode = expected.fields().get("jointMode").items();
        assertThat(found.jointMode().get("mass")).isCloseTo(mode.get(0).number(), within(1e-3 * step));
        assertThat(found.jointMode().get("B")).isCloseTo(unit * mode.get(1).number(), within(1e-9 * unit));
        double sum = 0;
        for (int i = 1; i < fraction.x().size(); i++) {
            sum += 0.5
                    * (fraction.x().at(i) - fraction.x().at(i - 1))
                    * (fraction.density().at(i) + fraction.density().at(i - 1));
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    /** arXiv:2602.09666, Tables II to IV: intervals, and log10 of the Bayes factors 1.71 and 2.82. */
    @Test
    void twoBodyScanOfThePaper() {
        PosteriorResult found = run(TWO_BODY.formatted("1.5", "3.0", "2.4e-5"));
        Interval mass68 = found.marginals().get(0).hpd68().get(0);
        assertThat(mass68.low()).isCloseTo(2.0, within(0.06));
        assertThat(mass68.high()).isCloseTo(2.3, within(0.08));
        Interval mass95 = found.marginals().get(0).hpd95().get(0);
        assertThat(mass95.low()).isCloseTo(1.9, within(0.05));
        assertThat(mass95.high()).isCloseTo(2.7, within(0.05));
        Interval fraction68 = found.marginals().get(1).hpd68().get(0);
        assertThat(fraction68.low()).isCloseTo(5.8e-6, within(0.25e-6));
        assertThat(fraction68.high()).isCloseTo(11.0e-6, within(0.1e-6));
        Interval fraction95 = found.marginals().get(1).hpd95().get(0);
        assertThat(fraction95.low()).isCloseTo(3.4e-6, within(0.3e-6));
        assertThat(fraction95.high()).isCloseTo(14.0e-6, within(0.1e-6));
        assertThat(found.bayesFactors().sm()).isCloseTo(1.71, within(0.06));
        assertThat(found.bayesFactors().background()).isCloseTo(2.82, within(0.15));
    }

    /** arXiv:2507.12393: 95 % of V in [1.86, 16.2], of S in [0, 15.4], of T in [0, 11.2]; the grid has 0.5 as step. */
    @Test
    void neutrinos() {
        PosteriorResult found = run("type: posterior, scenario: neutrinos, couplings: [CVL, CSL, CTL],"
                + " inputs: {quarkMasses: {b: 4.18}}, points: 41,"
                + " priors: {CVL: {uniform: [0, 20]}, CSL: {uniform: [0, 20]}, CTL: {uniform: [0, 16]}}");
        List<Interval> published = List.of(Interval.of(1.86, 16.2), Interval.of(0, 15.4), Interval.of(0, 11.2));
        String[] names = {"V", "S", "T"};
        for (int k = 0; k < names.length; k++) {
            Node expected = Reference.THEORY.at("posterior", "neutrinos m_b 4.18", names[k]);
            PosteriorResult.Marginal marginal = found.marginals().get(k);
            assertSets(marginal.hpd68(), expected.fields().get("hpd68"), 1, 0.06);
            assertSets(marginal.hpd95(), expected.fields().get("hpd95"), 1, 0.02);
            Interval set = marginal.hpd95().get(0);
            assertThat(set.low()).isCloseTo(published.get(k).low(), within(0.2));
            assertThat(set.high()).isCloseTo(published.get(k).high(), within(0.2));
            double step = marginal.x().at(1);
            assertThat(marginal.mode()).isCloseTo(Reference.number(expected, "mode"), within(step));
        }
        assertThat(found.jointMode().get("CVL")).isCloseTo(11.5, within(0.5));
        assertThat(found.jointMode().get("CSL")).isZero();
        assertThat(found.jointMode().get("CTL")).isCloseTo(7.5, within(0.5));
        assertThat(found.notes())
                .singleElement()
                .asString()
                .startsWith("the prior cuts the posterior of CSL at its upper end 20.0");
    }

    /** The posterior of mu with a flat prior has about the profile interval, and mu = 1 against 0 is 2.36 in ln L_m. */
    @Test
    void signalStrength() {
        PosteriorResult found = run("type: posterior, priors: {mu: {uniform: [0, 20]}}, points: 201");
        PosteriorResult.Marginal mu = found.marginals().get(0);
        assertThat(mu.mean()).isCloseTo(4.58, within(0.1));
        double difference =
                found.bayesFactors().background() - found.bayesFactors().sm();
        double expected =
                Reference.number(Reference.THEORY.at("posterior", "samplingCheck", "mu 0 -> 1"), "laplaceLnRatio");
        assertThat(difference * Math.log(10)).isCloseTo(expected, within(1e-3));
        assertThat(mu.density().at(10) / mu.density().at(0)).isCloseTo(Math.exp(expected), within(2e-2));
    }

    /** Wherever the masses of a grid lie, a prior that is narrow decides. */
    @Test
    void aNormalPriorOfTheMass() {
        PosteriorResult found =
                run("type: posterior, scenario: vector, couplings: [hV], masses: {from: 1, to: 3, step: 0.1},"
                        + " points: 21, priors: {hV: {uniform: [0, 2e-8]}, mass: {normal: [2.6, 0.05, 1, 3]}}");
        assertThat(found.marginals()).extracting(PosteriorResult.Marginal::name).containsExactly("mass", "hV");
        assertThat(found.marginals().get(0).mode()).isBetween(2.45, 2.65);
        assertThat(found.priors().get("mass")).containsOnlyKeys("normal");
    }

    @Test
    void badInputGetsItsLine() {
        String vector = "type: posterior, scenario: vector, couplings: [hV], masses: 2, ";
        Path file = Program.write(
                directory,
                Program.belleIIConfig(
                        "{id: a, " + vector + "priors: {}}",
                        "{id: b, " + vector + "priors: {hv: {uniform: [0, 1]}}}",
                        "{id: c, " + vector + "priors: {hV: {uniform: [1, 0]}}}",
                        "{id: d, " + vector + "priors: {hV: {flat: [1, 0]}}}",
                        "{id: e, " + vector + "priors: {hV: {normal: [1, 0]}}}",
                        "{id: f, type: posterior, priors: {mu: {uniform: [-1, 2]}}}",
                        "{id: g, " + vector + "points: 2, priors: {hV: {uniform: [0, 1]}}}",
                        "{id: h, type: posterior, scenario: vector, couplings: [hV], masses: [1, 2],"
                                + " priors: {hV: {uniform: [0, 1]}, mass: {uniform: [1, 3]}}}",
                        "{id: i, type: posterior, scenario: vector, couplings: [hV, hT], masses: 2, points: 10000,"
                                + " priors: {hV: {uniform: [0, 1]}, hT: {uniform: [0, 1]}}}",
                        "{id: j, type: posterior, scenario: vector, couplings: [hV], masses: 2, points: 2000000000,"
                                + " priors: {hV: {uniform: [0, 1]}}}"));
        assertThatThrownBy(() -> Program.read(file))
                .isInstanceOfSatisfying(
                        DataFormatException.class,
                        wrong -> assertThat(wrong.problems())
                                .extracting(line -> line.replace(file.toString() + ":", ""))
                                .containsExactly(
                                        "3:84: there is no prior of hV",
                                        "4:84: there is no prior of hV",
                                        "4:85: unknown parameter of the posterior \"hv\"; did you mean \"hV\"?",
                                        "5:99: the prior of hV goes from 1.0 to 0.0, expected low < high",
                                        "6:89: the prior of hV needs either uniform: [low, high] or normal: [mean, sd, low, high]",
                                        "7:98: the prior of hV has 2 numbers, expected [mean, sd, low, high]",
                                        "8:38: the prior of mu begins at -1.0, expected at least 0",
                                        "9:84: points is 2, expected at least 3",
                                        "10:89: the prior of mass goes from 1.0 to 3.0, expected the first and the last of the masses, 1.0 and 2.0",
                                        "11:103: the posterior has 100000000 points, expected at most 10000000 (-Demiss.limits=off lifts limits on work)",
                                        "12:104: the posterior has 2000000000 points, expected at most 10000000 (-Demiss.limits=off lifts limits on work)"));
    }
}
