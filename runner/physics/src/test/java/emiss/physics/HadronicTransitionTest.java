package emiss.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.decay.Helicity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HadronicTransitionTest {
    @Test
    void momentumVanishesAtTheEndPointAndBeyond() {
        HadronicTransition transition = TestInputs.hadronic("B+->K+");
        assertThat(transition.momentum(transition.q2Max())).isZero();
        assertThat(transition.momentum(25)).isZero();
        double parent = transition.transition().parentMass();
        double daughter = transition.transition().daughterMass();
        double atRest = (parent * parent - daughter * daughter) / (2 * parent);
        assertThat(transition.momentum(0)).isCloseTo(atRest, within(1e-14));
    }

    /**
     * At zero recoil the K* is at rest and no direction is left: h0 = hParallel/sqrt2. A12 and T23 are given by A1 and T2
     * there, because A2 and T3 of arXiv:2403.13887 eqs. (C10), (C11) are finite while lambda vanishes.
     */
    @Test
    void zeroRecoil() {
        HadronicTransition real = TestInputs.hadronic("B0->K*0");
        double parent = real.transition().parentMass();
        double daughter = real.transition().daughterMass();
        double q2 = real.q2Max() * (1 - 1e-12);
        double sum = parent + daughter;
        double a1 = 0.6;
        double t2 = 0.5;
        double a12 = a1 * sum * (parent * parent - daughter * daughter - q2) / (16 * parent * daughter * daughter);
        double t23 = t2 * sum * (parent * parent + 3 * daughter * daughter - q2) / (8 * parent * daughter * daughter);
        Map<String, Double> values = Map.of("V", 1.0, "A0", 1.0, "A1", a1, "A12", a12, "T1", 1.0, "T2", t2, "T23", t23);
        FormFactors constants = new ReferenceRatesTest.Constants("B->K*", values);
        HadronicWeights weights = new HadronicTransition(real.transition(), constants, TestInputs.INPUTS).at(q2);
        HadronicWeights.Part longitudinal = weights.axialLongitudinal();
        HadronicWeights.Part transverse = weights.axialTransverse();
        assertThat(transverse.wV()).isCloseTo(2 * longitudinal.wV(), within(1e-9 * longitudinal.wV()));
        assertThat(transverse.wT()).isCloseTo(2 * longitudinal.wT(), within(1e-9 * longitudinal.wT()));
        assertThat(transverse.wVT()).isCloseTo(2 * longitudinal.wVT(), within(1e-9 * -longitudinal.wVT()));
        assertThat(weights.naturalTransverse().wV()).isLessThan(1e-9 * longitudinal.wV());
        assertThat(longitudinal.w0()).isLessThan(1e-9 * longitudinal.wV());
    }

    /** Form factors of the same values, named in the opposite order. */
    private record Reversed(FormFactors formFactors) implements FormFactors {
        @Override
        public String id() {
            return formFactors.id();
        }

        @Override
        public String process() {
            return formFactors.process();
        }

        @Override
        public List<String> names() {
            List<String> names = new ArrayList<>(formFactors.names());
            Collections.reverse(names);
            return names;
        }

        @Override
        public double value(String name, double q2) {
            return formFactors.value(name, q2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"B+->K+", "B0->K*0", "Lambda_b->Lambda"})
    void theOrderOfFormFactorsDoesNotMatter(String id) {
        HadronicTransition transition = TestInputs.hadronic(id);
        FormFactors reversed = new Reversed(transition.formFactors());
        StandardModel standardModel = new StandardModel(TestInputs.INPUTS);
        HadronicTransition same = new HadronicTransition(transition.transition(), reversed, TestInputs.INPUTS);

        assertThat(same.at(6)).isEqualTo(transition.at(6));
        assertThat(standardModel.differentialWidth(same, 6, Helicity.TOTAL))
                .isEqualTo(standardModel.differentialWidth(transition, 6, Helicity.TOTAL))
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"B+->K+", "B0->K*0"})
    void interferenceWeightsAreGeometricMeansOfTheOthers(String id) {
        HadronicWeights weights = TestInputs.hadronic(id).at(6);
        for (HadronicWeights.Part part : new HadronicWeights.Part[] {
            weights.naturalLongitudinal(),
            weights.naturalTransverse(),
            weights.axialLongitudinal(),
            weights.axialTransverse()
        }) {
            double expected = 4 * part.wV() * part.wT();
            assertThat(part.wVT() * part.wVT()).isCloseTo(expected, within(1e-13 * expected));
        }
    }

    /** Positive form factors: h_V and h_T have the same sign in K and K* perpendicular, opposite signs in the axial rows. */
    @Test
    void signsOfTheInterferences() {
        HadronicWeights kaon = TestInputs.hadronic("B+->K+").at(6);
        HadronicWeights kstar = TestInputs.hadronic("B0->K*0").at(6);
        assertThat(kaon.naturalLongitudinal().wVT()).isPositive();
        assertThat(kstar.naturalTransverse().wVT()).isPositive();
        assertThat(kstar.axialTransverse().wVT()).isNegative();
        assertThat(kstar.axialLongitudinal().wVT()).isNegative();
    }

    @Test
    void kaonsAreLongitudinalAndNaturalOnly() {
        HadronicWeights weights = TestInputs.hadronic("B+->K+").at(6);
        assertThat(weights.natural(Helicity.TRANSVERSE)).isEqualTo(HadronicWeights.Part.ZERO);
        assertThat(weights.axial(Helicity.TOTAL)).isEqualTo(HadronicWeights.Part.ZERO);
        assertThat(weights.natural(Helicity.TOTAL)).isEqualTo(weights.natural(Helicity.LONGITUDINAL));
    }

    @Test
    void massFactorsOfTheEquationsOfMotion() {
        HadronicTransition transition = TestInputs.hadronic("B+->K+");
        assertThat(transition.naturalMassFactor()).isCloseTo(1 / 4.707, within(1e-12));
        assertThat(transition.axialMassFactor()).isCloseTo(-1 / 4.893, within(1e-12));
    }

    @Test
    void wrongInputIsReported() {
        assertThatThrownBy(() -> new HadronicTransition(
                        TestInputs.transition("B+->K+"),
                        FormFactors.of(TestInputs.table("BKst-GRvDV2023")),
                        TestInputs.INPUTS))
                .hasMessageContaining("BKst-GRvDV2023 is for B->K*, expected B->K");
        assertThatThrownBy(() -> HadronicTransition.annihilation(TestInputs.transition("B+->K+"), TestInputs.INPUTS))
                .hasMessageContaining("visible hadron");
        assertThatThrownBy(() -> new HadronicTransition(
                        TestInputs.transition("Bs->inv"),
                        FormFactors.of(TestInputs.table("BK-GRvDV2023")),
                        TestInputs.INPUTS))
                .hasMessageContaining("annihilation");
        assertThatThrownBy(() -> TestInputs.hadronic("Bs->inv").formFactors())
                .isInstanceOf(IllegalStateException.class);
    }
}
