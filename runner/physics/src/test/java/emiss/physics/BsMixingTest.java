package emiss.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.decay.Helicity;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.QuarkCurrent;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slots;
import emiss.api.scenario.SpectralFunctions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rates of Bs that are integrated over time while it mixes. */
final class BsMixingTest {
    private static final double YS = 0.0592;
    private static final double LONG_LIVED = 1 / (1 - YS);
    private static final double SHORT_LIVED = 1 / (1 + YS);

    private static Map<String, Double> numbers(String terms) {
        Map<String, Double> values = new HashMap<>();
        Stream.of(terms.split(" ")).map(term -> term.split("=")).forEach(term -> values.put(term[0], number(term[1])));
        return values;
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }

    static List<List<String>> rows() {
        return TestInputs.rows("bs-to-phi/mixing.txt");
    }

    private static HadronicTransition bsToPhi(double ys) {
        return TestInputs.hadronic("Bs->phi").withMixing(ys);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void agreesWithTheIndependentEvaluation(List<String> row) {
        HadronicTransition constant = new HadronicTransition(
                TestInputs.transition("Bs->phi"),
                new ReferenceRatesTest.Constants("Bs->phi", numbers(row.get(5))),
                TestInputs.INPUTS);
        Map<String, Complex> couplings = new HashMap<>();
        numbers(row.get(4)).forEach((name, value) -> couplings.put(name, Complex.real(value)));
        double[] expected = {number(row.get(6)), number(row.get(7))};
        double[] ys = {0, YS};
        for (int i = 0; i < 2; i++) {
            Decay decay = new Decay(
                    TestInputs.scenario(row.get(0)),
                    constant.withMixing(ys[i]),
                    number(row.get(1)),
                    number(row.get(2)));
            double rate = row.get(3).equals("-")
                    ? decay.width(couplings)
                    : decay.differentialWidth(couplings, number(row.get(3)));
            assertThat(rate).isCloseTo(expected[i], within(1e-10 * expected[i]));
        }
    }

    @Test
    void thereAreSeven() {
        assertThat(rows()).hasSize(7);
    }

    /** The table of signs: one coupling alone has one factor; without a visible hadron it is the other one. */
    @ParameterizedTest
    @CsvSource({
        "scalar, gP=1 gA=-1",
        "vector, hV=1 hA=-1 hT=1 hTt=-1",
        "scalar-pair, gPS=1 gVV=1 gAV=-1",
        "vector-pair, hP=1",
        "dirac-pair, fPS=1 fPP=-1 fVV=1 fVA=1 fAV=-1 fAA=-1 fTT=1 fTtT=-1",
        "spin32-pair, FPS=1 FPP=-1 FVV=1 FVA=1 FAV=-1 FAA=-1 FTT=1 FTtT=-1 FTS=1 FTP=-1 FTtS=-1 FTtP=1"
    })
    void everyCouplingHasItsSign(String id, String signs) {
        Scenario scenario = TestInputs.scenario(id);
        HadronicTransition annihilation = TestInputs.hadronic("Bs->inv");
        numbers(signs).forEach((name, sign) -> {
            Map<String, Complex> alone = TestInputs.coupling(name, 1);
            double before = new Decay(scenario, bsToPhi(0), 0.7, 1).branchingFraction(alone);
            double after = new Decay(scenario, bsToPhi(YS), 0.7, 1).branchingFraction(alone);
            assertThat(after / before).as(name).isCloseTo(sign > 0 ? LONG_LIVED : SHORT_LIVED, within(1e-12));
            double alone0 = new Decay(scenario, annihilation, 0.7, 1).branchingFraction(alone);
            double aloneYs = new Decay(scenario, annihilation.withMixing(YS), 0.7, 1).branchingFraction(alone);
            if (alone0 > 0) {
                assertThat(aloneYs / alone0).as(name).isCloseTo(sign > 0 ? SHORT_LIVED : LONG_LIVED, within(1e-12));
            }
        });
    }

    /** Forms, which fits use, agree with the general formula where couplings are real. */
    @Test
    void formsAgreeForRealCouplings() {
        SplittableRandom random = new SplittableRandom(3);
        for (Scenario scenario : TestInputs.SCENARIOS) {
            double mass = TestInputs.allowed(scenario, 0.7);
            List<Coupling> couplings = scenario.couplings().stream()
                    .filter(coupling -> scenario.mixingSign(coupling).isPresent())
                    .toList();
            HermitianForm form =
                    Q2Spectrum.whole(bsToPhi(YS), Helicity.TOTAL).total(new Candidate(scenario, mass, 1), couplings);
            Map<String, Complex> values = new HashMap<>();
            double[] ordered = new double[couplings.size()];
            for (int i = 0; i < ordered.length; i++) {
                ordered[i] = random.nextGaussian();
                values.put(couplings.get(i).name(), Complex.real(ordered[i]));
            }
            double expected = new Decay(scenario, bsToPhi(YS), mass, 1).branchingFraction(values);
            assertThat(form.value(ordered)).as(scenario.id()).isCloseTo(expected, within(1e-10 * expected));
        }
    }

    /** A common phase i turns sigma: what was long-lived is short-lived. */
    @Test
    void phasesMatter() {
        Decay decay = new Decay(TestInputs.scenario("dirac-pair"), bsToPhi(YS), 0.7, 1);
        double real = decay.branchingFraction(Map.of("fVV", Complex.real(1)));
        double imaginary = decay.branchingFraction(Map.of("fVV", new Complex(0, 1)));
        assertThat(real / imaginary).isCloseTo(LONG_LIVED / SHORT_LIVED, within(1e-12));
        // sigma of gP and gA differ: the interference that an imaginary coupling brings is there at t = 0 and later
        Decay scalar = new Decay(TestInputs.scenario("scalar"), bsToPhi(YS), 1.5, 100);
        Map<String, Complex> both = Map.of("gP", new Complex(0.3, 0.2), "gA", new Complex(-7, 9));
        Decay atProduction = new Decay(TestInputs.scenario("scalar"), bsToPhi(0), 1.5, 100);
        double m = 4.8 + 0.093;
        // r0 = |a gP + i gA/Lambda|^2 with a = -1/m; the mixing term is Re(a gP + i gA/Lambda)^2, by hand
        double re = -0.3 / m - 0.09;
        double im = -0.2 / m - 0.07;
        double expected = atProduction.branchingFraction(both)
                * (1 + YS * (re * re - im * im) / (re * re + im * im))
                / (1 - YS * YS);
        assertThat(scalar.branchingFraction(both)).isCloseTo(expected, within(1e-12 * expected));
    }

    /** 13.6 % of the Standard Model are perpendicular: B is 0.9603 of that at t = 0. */
    @Test
    void theStandardModelIsMostlyShortLived() {
        StandardModel standardModel = new StandardModel(TestInputs.INPUTS);
        double ratio = standardModel.branchingFraction(bsToPhi(YS)) / standardModel.branchingFraction(bsToPhi(0));
        assertThat(ratio).isCloseTo(0.9603, within(5e-5));
        Decay neutrinos = new Decay(TestInputs.scenario("neutrinos"), bsToPhi(YS), 0, 1);
        double same = neutrinos.branchingFraction(TestInputs.coupling("CVL", standardModel.cvl()));
        assertThat(same).isCloseTo(standardModel.branchingFraction(bsToPhi(YS)), within(1e-10 * same));
    }

    /** Two neutrinos and two antineutrinos are different final states. */
    @Test
    void leptonNumberViolationHasNoInterference() {
        for (String coupling : List.of("CSL", "CTL")) {
            Map<String, Complex> alone = TestInputs.coupling(coupling, 1);
            Scenario neutrinos = TestInputs.scenario("neutrinos");
            double ratio = new Decay(neutrinos, bsToPhi(YS), 0, 1).branchingFraction(alone)
                    / new Decay(neutrinos, bsToPhi(0), 0, 1).branchingFraction(alone);
            assertThat(ratio).isCloseTo(1 / (1 - YS * YS), within(1e-12));
        }
    }

    @Test
    void aScenarioMustSayHowItMixes() {
        Scenario silent = new Scenario() {
            @Override
            public String id() {
                return "silent";
            }

            @Override
            public String title() {
                return "Silent";
            }

            @Override
            public String description() {
                return "does not say";
            }

            @Override
            public FinalState finalState() {
                return new FinalState.Pair(false);
            }

            @Override
            public List<Coupling> couplings() {
                return List.of(new Coupling("g", QuarkCurrent.V, "", 0));
            }

            @Override
            public SpectralFunctions at(double q2, double mass, Slots slots) {
                double vector = slots.at(emiss.api.scenario.Slot.V, "").norm();
                return new SpectralFunctions(0, vector, 0, 0);
            }
        };
        Map<String, Complex> one = TestInputs.coupling("g", 1);
        assertThat(new Decay(silent, bsToPhi(0), 1, 1).branchingFraction(one)).isPositive();
        assertThatThrownBy(() -> new Decay(silent, bsToPhi(YS), 1, 1).branchingFraction(one))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scenario silent does not say how what g produces behaves where Bs and Bsbar mix, expected"
                        + " no \"bsMixing\" with this coupling");
        assertThatThrownBy(() -> bsToPhi(1)).hasMessageContaining("ys is 1.0");
    }
}
