package emiss.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.Scenario;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Flavoured neutrinos and coefficients of WCxf files, against the independent evaluation in flavoured-neutrinos.txt. */
final class WcxfCoefficientsTest {
    private static final Map<String, String> MODES =
            Map.of("B->K", "B+->K+", "B->K*", "B0->K*0", "Bs->phi", "Bs->phi", "Lambda_b->Lambda", "Lambda_b->Lambda");

    private static final Scenario FLAVOURED = TestInputs.scenario("flavoured-neutrinos");

    static List<List<String>> rows() {
        return TestInputs.rows("flavoured-neutrinos.txt");
    }

    private static Map<String, Complex> standardModel() {
        double cvl = new StandardModel(TestInputs.INPUTS).cvl();
        Map<String, Complex> point = new HashMap<>();
        FLAVOURED.smCouplings().forEach(name -> point.put(name, Complex.real(cvl)));
        return point;
    }

    private static Map<String, Complex> point(String coefficients) {
        Map<String, Complex> values = new HashMap<>();
        for (String term : coefficients.split(" ")) {
            String[] parts = term.split("[=,]");
            values.put(parts[0], new Complex(Double.parseDouble(parts[1]), Double.parseDouble(parts[2])));
        }
        Map<String, Complex> point = standardModel();
        new WcxfCoefficients(values)
                .couplings(TestInputs.INPUTS)
                .forEach((name, value) -> point.merge(name, value, Complex::plus));
        return point;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void ratesAgree(List<String> row) {
        Decay decay = new Decay(FLAVOURED, TestInputs.hadronic(MODES.get(row.get(2))), 0, 1);
        Map<String, Complex> point = point(row.get(0));
        double expected = Double.parseDouble(row.get(3));
        assertThat(decay.differentialWidth(point, Double.parseDouble(row.get(1))))
                .isCloseTo(expected, within(1e-10 * expected));
        double branchingFraction = Double.parseDouble(row.get(4));
        assertThat(decay.branchingFraction(point)).isCloseTo(branchingFraction, within(1e-8 * branchingFraction));
    }

    @Test
    void thereAreThreeMatricesInFourModes() {
        assertThat(rows()).hasSize(3 * 4);
    }

    /** A worked number: with the other sign the rates would be 0.765 of the Standard Model. */
    @Test
    void theSignIsThatOfALagrangian() {
        assertThat(point("CL_bsnutaunutau=-3,0").get("CVL_tautau").re()).isCloseTo(9.624266, within(5e-7));
        Decay kaon = new Decay(FLAVOURED, TestInputs.hadronic("B+->K+"), 0, 1);
        double ratio = kaon.branchingFraction(point("CL_bsnutaunutau=-3,0")) / kaon.branchingFraction(standardModel());
        assertThat(ratio).isCloseTo(179.857223 / (3 * 6.604192815 * 6.604192815), within(1e-8));
    }

    /** Three equal flavours are the scenario of three flavours; the order of two flavours does not matter. */
    @Test
    void flavoursAddUp() {
        Scenario three = TestInputs.scenario("neutrinos");
        for (String mode : MODES.values()) {
            HadronicTransition transition = TestInputs.hadronic(mode);
            Decay decay = new Decay(FLAVOURED, transition, 0, 1);
            Map<String, Complex> equal = new HashMap<>();
            for (String pair : List.of("ee", "mumu", "tautau")) {
                equal.put("CVL_" + pair, new Complex(3, 1));
                equal.put("CVR_" + pair, new Complex(-1, 0.5));
            }
            double expected = new Decay(three, transition, 0, 1)
                    .branchingFraction(Map.of("CVL", new Complex(3, 1), "CVR", new Complex(-1, 0.5)));
            assertThat(decay.branchingFraction(equal)).as(mode).isCloseTo(expected, within(1e-12 * expected));
            double one = decay.branchingFraction(TestInputs.coupling("CVL_emu", 2));
            assertThat(decay.branchingFraction(TestInputs.coupling("CVL_mue", 2)))
                    .isCloseTo(one, within(1e-12 * one));
        }
    }

    @Test
    void everyCoefficientHasItsCoupling() {
        assertThat(FLAVOURED.couplings())
                .hasSize(18)
                .extracting(Coupling::name)
                .containsExactlyElementsOf(WcxfCoefficients.COUPLINGS)
                .startsWith("CVL_ee")
                .endsWith("CVR_tautau");
        Map<String, Complex> values = new HashMap<>();
        for (String chirality : List.of("L", "R")) {
            for (String first : List.of("e", "mu", "tau")) {
                for (String second : List.of("e", "mu", "tau")) {
                    values.put("C" + chirality + "_bsnu" + first + "nu" + second, Complex.real(1));
                }
            }
        }
        assertThat(new WcxfCoefficients(values).couplings(TestInputs.INPUTS).keySet())
                .containsExactlyInAnyOrderElementsOf(WcxfCoefficients.COUPLINGS);
        assertThatThrownBy(() -> new WcxfCoefficients(Map.of("CL_bdnuenue", Complex.ZERO)))
                .hasMessageContaining("CL_bdnuenue");
    }

    /** One flavour mixes as three equal ones do; for two different flavours no coefficient has a sign. */
    @Test
    void pairsOfOneFlavourMix() {
        HadronicTransition mixing = TestInputs.hadronic("Bs->phi").withMixing(0.0592);
        double expected = new StandardModel(TestInputs.INPUTS).branchingFraction(mixing);
        assertThat(new Decay(FLAVOURED, mixing, 0, 1).branchingFraction(standardModel()))
                .isCloseTo(expected, within(1e-10 * expected));
        assertThatThrownBy(
                        () -> new Decay(FLAVOURED, mixing, 0, 1).branchingFraction(TestInputs.coupling("CVL_emu", 1)))
                .hasMessageContaining("CVL_emu");
    }
}
