package emiss.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.decay.Helicity;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.scenarios.neutrinos.Neutrinos;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The prediction against an independent evaluation of arXiv:2403.13887 eq. (B20); see sm-predictions.txt. */
final class StandardModelTest {
    private static final StandardModel SM = new StandardModel(TestInputs.INPUTS);

    @Test
    void totalsAgree() {
        for (List<String> row : rows("total")) {
            double expected = Double.parseDouble(row.get(3));
            double value = SM.branchingFraction(TestInputs.hadronic(row.get(2), row.get(1)));
            assertThat(value).as("%s", row).isCloseTo(expected, within(1e-9 * expected));
        }
    }

    @Test
    void pointsAndMomentaAgree() {
        for (List<String> row : rows("point")) {
            HadronicTransition transition = TestInputs.hadronic(row.get(2), row.get(1));
            double q2 = Double.parseDouble(row.get(3));
            double momentum = Double.parseDouble(row.get(4));
            double expected = Double.parseDouble(row.get(5));
            assertThat(transition.momentum(q2)).isCloseTo(momentum, within(1e-12));
            assertThat(SM.differentialBranchingFraction(transition, q2))
                    .as("%s", row)
                    .isCloseTo(expected, within(1e-11 * expected));
        }
    }

    @Test
    void binsAgree() {
        for (List<String> row : rows("bin")) {
            HadronicTransition transition = TestInputs.hadronic(row.get(2), row.get(1));
            DoubleVector edges = DoubleVector.of(Double.parseDouble(row.get(3)), Double.parseDouble(row.get(4)));
            double expected = Double.parseDouble(row.get(5));
            assertThat(SM.branchingFractions(transition, edges).at(0))
                    .as("%s", row)
                    .isCloseTo(expected, within(1e-9 * expected));
        }
    }

    /** B is exactly quadratic in the coefficients, so second differences along the principal axes give its mean. */
    @Test
    void formFactorVariationsGiveTheMeanBranchingFraction() {
        for (List<String> row : rows("total")) {
            HadronicTransition central = TestInputs.hadronic(row.get(2), row.get(1));
            double nominal = SM.branchingFraction(central);
            double mean = nominal;
            for (FormFactors moved : central.formFactors().variations()) {
                HadronicTransition transition = new HadronicTransition(central.transition(), moved, TestInputs.INPUTS);
                mean += (SM.branchingFraction(transition) - nominal) / 2;
            }
            double expected = Double.parseDouble(row.get(4));
            assertThat(mean).as("%s", row).isCloseTo(expected, within(1e-9 * expected));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"B+->K+", "B0->K0", "B+->K*+", "B0->K*0"})
    void neutrinosScenarioGivesTheSameRate(String id) {
        HadronicTransition transition = TestInputs.hadronic(id);
        Decay decay = new Decay(new Neutrinos(), transition, 0, 10000);
        Map<String, Complex> standardModel = TestInputs.coupling("CVL", SM.cvl());
        for (double fraction : new double[] {0.01, 0.2, 0.5, 0.9, 0.999}) {
            double q2 = fraction * transition.q2Max();
            double expected = SM.differentialBranchingFraction(transition, q2);
            assertThat(decay.differentialBranchingFraction(standardModel, q2))
                    .isCloseTo(expected, within(1e-12 * expected));
        }
        double total = SM.branchingFraction(transition);
        assertThat(decay.branchingFraction(standardModel)).isCloseTo(total, within(1e-12 * total));
        DoubleVector edges = DoubleVector.of(0, 1, 4, 9, 16, 25);
        Coupling cvl = new Neutrinos().couplings().get(0);
        for (Helicity helicity : Helicity.values()) {
            Q2Spectrum spectrum = new Q2Spectrum(transition, edges, helicity);
            DoubleVector bins = SM.branchingFractions(spectrum);
            List<HermitianForm> forms =
                    spectrum.branchingFractions(new Candidate(new Neutrinos(), 0, 10000), List.of(cvl));
            for (int i = 0; i < bins.size(); i++) {
                assertThat(forms.get(i).value(SM.cvl())).isCloseTo(bins.at(i), within(1e-12 * bins.at(i)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"B+->K+", "B0->K*0"})
    void otherFormFactorsInTheSameSpectrumGiveTheirOwnPrediction(String id) {
        HadronicTransition central = TestInputs.hadronic(id);
        FormFactors moved = central.formFactors().variations().get(0);
        DoubleVector edges = DoubleVector.of(0, 4, 12, 25);
        Q2Spectrum spectrum = new Q2Spectrum(central, edges, Helicity.LONGITUDINAL);
        HadronicTransition shifted = new HadronicTransition(central.transition(), moved, TestInputs.INPUTS);
        assertThat(SM.branchingFractions(spectrum, moved))
                .isEqualTo(SM.branchingFractions(new Q2Spectrum(shifted, edges, Helicity.LONGITUDINAL)))
                .isNotEqualTo(SM.branchingFractions(spectrum));
        FormFactors other =
                TestInputs.hadronic(id.equals("B+->K+") ? "B0->K*0" : "B+->K+").formFactors();
        assertThatThrownBy(() -> SM.branchingFractions(spectrum, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(central.transition().process());
    }

    @Test
    void helicitiesAddUp() {
        HadronicTransition transition = TestInputs.hadronic("B0->K*0");
        DoubleVector edges = DoubleVector.of(0, 5, 19);
        List<DoubleVector> bins = List.of(
                SM.branchingFractions(new Q2Spectrum(transition, edges, Helicity.TOTAL)),
                SM.branchingFractions(new Q2Spectrum(transition, edges, Helicity.LONGITUDINAL)),
                SM.branchingFractions(new Q2Spectrum(transition, edges, Helicity.TRANSVERSE)));
        IntStream.range(0, 2)
                .forEach(i -> assertThat(bins.get(1).at(i) + bins.get(2).at(i))
                        .isCloseTo(bins.get(0).at(i), within(1e-20)));
        assertThat(bins.get(2).at(0)).isPositive();
    }

    /** 6.604: X_t/s_w^2 x 133/127.952 with the inputs above. */
    @Test
    void coefficientOfTheStandardModel() {
        assertThat(SM.cvl()).isCloseTo(6.604, within(5e-4));
    }

    @Test
    void masslessNeutrinosDoNotComeFromBs() {
        HadronicTransition annihilation = TestInputs.hadronic("Bs->inv");
        assertThat(SM.branchingFraction(annihilation)).isZero();
        assertThat(new Decay(new Neutrinos(), annihilation, 0, 1)
                        .branchingFraction(TestInputs.coupling("CVL", SM.cvl())))
                .isZero();
    }

    private static List<List<String>> rows(String kind) {
        List<List<String>> rows = TestInputs.rows("sm-predictions.txt").stream()
                .filter(row -> row.get(0).equals(kind))
                .toList();
        assertThat(rows).isNotEmpty();
        return rows;
    }
}
