package emiss.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.scenario.Complex;
import emiss.scenarios.fermion.DiracPair;
import emiss.scenarios.fermion.MajoranaPair;
import emiss.scenarios.neutrinos.Neutrinos;
import emiss.scenarios.scalar.RealScalarPair;
import emiss.scenarios.scalar.Scalar;
import emiss.scenarios.scalar.ScalarPair;
import emiss.scenarios.spin32.Spin32MajoranaPair;
import emiss.scenarios.spin32.Spin32Pair;
import emiss.scenarios.vector.RealVectorPair;
import emiss.scenarios.vector.Vector;
import emiss.scenarios.vector.VectorPair;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DecayTest {
    private static final double LAMBDA = 10000;
    private static final double SUM_OF_QUARK_MASSES =
            TestInputs.INPUTS.bQuarkMass().value()
                    + TestInputs.INPUTS.sQuarkMass().value();
    private static final double DIFFERENCE_OF_QUARK_MASSES =
            TestInputs.INPUTS.bQuarkMass().value()
                    - TestInputs.INPUTS.sQuarkMass().value();

    /** Chirality makes these pairs equal for massless fermions. */
    @ParameterizedTest
    @CsvSource({"fVV, fVA", "fSS, fSP", "fTT, fTtT", "fAV, fAA", "fPS, fPP"})
    void masslessFermionsAreDegenerate(String first, String second) {
        for (String transition : List.of("B+->K+", "B0->K*0")) {
            Decay decay = new Decay(new DiracPair(), TestInputs.hadronic(transition), 0, LAMBDA);
            for (double q2 : new double[] {0.1, 4, 11, 18}) {
                double one = decay.differentialWidth(TestInputs.coupling(first, 1), q2);
                double other = decay.differentialWidth(TestInputs.coupling(second, 1), q2);
                assertThat(one).isCloseTo(other, within(1e-14 * one));
            }
        }
    }

    @Test
    void interferencesVanishForMasslessFermions() {
        Decay decay = new Decay(new DiracPair(), TestInputs.hadronic("B0->K*0"), 0, LAMBDA);
        for (List<String> names :
                List.of(List.of("fVV", "fTT"), List.of("fAV", "fTtT"), List.of("fAA", "fPP"), List.of("fVA", "fSP"))) {
            double sum = decay.differentialWidth(TestInputs.coupling(names.get(0), 1), 7)
                    + decay.differentialWidth(TestInputs.coupling(names.get(1), 1), 7);
            Map<String, Complex> both = Map.of(names.get(0), Complex.real(1), names.get(1), Complex.real(1));
            assertThat(decay.differentialWidth(both, 7)).isCloseTo(sum, within(1e-14 * sum));
        }
    }

    /** The derivative couplings act exactly as gS -> gS + i (mb - ms) gV/Lambda, gP -> gP - i (mb + ms) gA/Lambda. */
    @Test
    void derivativeCouplingsFollowTheEquationsOfMotion() {
        Decay kaon = new Decay(new Scalar(), TestInputs.hadronic("B+->K+"), 1.1, LAMBDA);
        double derivative = kaon.width(TestInputs.coupling("gV", 1));
        double density = kaon.width(TestInputs.coupling("gS", DIFFERENCE_OF_QUARK_MASSES / LAMBDA));
        assertThat(derivative).isCloseTo(density, within(1e-13 * density));
        double cancelled =
                kaon.width(Map.of("gV", Complex.real(1), "gS", new Complex(0, -DIFFERENCE_OF_QUARK_MASSES / LAMBDA)));
        assertThat(cancelled).isLessThan(1e-28 * density);

        Decay kstar = new Decay(new Scalar(), TestInputs.hadronic("B0->K*0"), 1.1, LAMBDA);
        double axial = kstar.width(TestInputs.coupling("gA", 1));
        double cancelledAxial =
                kstar.width(Map.of("gA", Complex.real(1), "gP", new Complex(0, SUM_OF_QUARK_MASSES / LAMBDA)));
        assertThat(axial).isPositive();
        assertThat(cancelledAxial).isLessThan(1e-28 * axial);
    }

    /** For m -> 0 the longitudinal vector is d_mu phi/m: its rate is that of a derivatively coupled scalar with Lambda = m. */
    @Test
    void lightVectorsGrowWithTheInverseMassSquared() {
        for (String transition : List.of("B+->K+", "B0->K*0")) {
            HadronicTransition hadronic = TestInputs.hadronic(transition);
            String coupling = transition.equals("B+->K+") ? "hV" : "hA";
            Map<String, Complex> one = TestInputs.coupling(coupling, 1);
            double light = new Decay(new Vector(), hadronic, 1e-3, LAMBDA).width(one);
            double lighter = new Decay(new Vector(), hadronic, 1e-4, LAMBDA).width(one);
            assertThat(lighter / light).isCloseTo(100, within(1e-3));
        }
        double goldstone =
                new Decay(new Scalar(), TestInputs.hadronic("B+->K+"), 0, 1e-4).width(TestInputs.coupling("gV", 1));
        double vector = new Decay(new Vector(), TestInputs.hadronic("B+->K+"), 1e-4, LAMBDA)
                .width(TestInputs.coupling("hV", 1));
        assertThat(vector).isCloseTo(goldstone, within(1e-7 * goldstone));
    }

    @ParameterizedTest
    @ValueSource(strings = {"B+->K+", "B0->K*0", "Bs->inv"})
    void identicalParticlesDoubleTheRate(String id) {
        HadronicTransition transition = TestInputs.hadronic(id);
        boolean natural = id.equals("B+->K+");
        check(
                natural ? "gSS" : "gPS",
                new Decay(new ScalarPair(), transition, 0.4, LAMBDA),
                new Decay(new RealScalarPair(), transition, 0.4, LAMBDA));
        check(
                natural ? "hS" : "hP",
                new Decay(new VectorPair(), transition, 0.4, LAMBDA),
                new Decay(new RealVectorPair(), transition, 0.4, LAMBDA));
        for (String coupling : natural ? List.of("fVA", "fSS", "fSP") : List.of("fAA", "fPS", "fPP")) {
            check(
                    coupling,
                    new Decay(new DiracPair(), transition, 0.4, LAMBDA),
                    new Decay(new MajoranaPair(), transition, 0.4, LAMBDA));
            check(
                    coupling.replace('f', 'F'),
                    new Decay(new Spin32Pair(), transition, 0.4, LAMBDA),
                    new Decay(new Spin32MajoranaPair(), transition, 0.4, LAMBDA));
        }
    }

    private static void check(String coupling, Decay complex, Decay real) {
        double expected = 2 * complex.width(TestInputs.coupling(coupling, 1));
        assertThat(expected).isPositive();
        assertThat(real.width(TestInputs.coupling(coupling, 1))).isCloseTo(expected, within(1e-13 * expected));
    }

    /**
     * The term missing from the printed eq. (B7): 23 % of the branching fraction of an equal gAV, from a separate midpoint
     * sum over the corrected formula with the same form factors.
     */
    @Test
    void vectorCouplingContributesToKstarScalarPairs() {
        Decay decay = new Decay(new ScalarPair(), TestInputs.hadronic("B0->K*0"), 0.38, LAMBDA);
        double ratio = decay.branchingFraction(TestInputs.coupling("gVV", 1))
                / decay.branchingFraction(TestInputs.coupling("gAV", 1));
        assertThat(ratio).isCloseTo(0.22963, within(1e-5));
        assertThat(decay.longitudinalFraction(TestInputs.coupling("gVV", 1))).hasValue(0);
    }

    @Test
    void conservedCurrentDoesNotAnnihilate() {
        Decay decay = new Decay(new ScalarPair(), TestInputs.hadronic("Bs->inv"), 0.38, LAMBDA);
        assertThat(decay.branchingFraction(TestInputs.coupling("gAV", 1))).isZero();
        assertThat(decay.branchingFraction(TestInputs.coupling("gPS", 1))).isPositive();
    }

    @Test
    void widthIsTheIntegralOfTheSpectrum() {
        Decay decay = new Decay(new DiracPair(), TestInputs.hadronic("B0->K*0"), 0.6, LAMBDA);
        Map<String, Complex> values = Map.of("fVV", new Complex(1, 0.3), "fTT", new Complex(0.2, -0.4));
        double integral = TestInputs.integral(q2 -> decay.differentialWidth(values, q2), decay.q2Min(), decay.q2Max());
        assertThat(decay.width(values)).isCloseTo(integral, within(1e-11 * integral));
    }

    @Test
    void kinematicRange() {
        HadronicTransition transition = TestInputs.hadronic("B+->K+");
        Decay pair = new Decay(new DiracPair(), transition, 0.6, LAMBDA);
        Map<String, Complex> values = TestInputs.coupling("fVV", 1);
        assertThat(pair.isOpen()).isTrue();
        assertThat(pair.q2Min()).isEqualTo(1.44);
        assertThat(pair.q2Max()).isEqualTo(transition.q2Max());
        assertThat(pair.differentialWidth(values, 1.43)).isZero();
        assertThat(pair.differentialWidth(values, 1.44)).isZero();
        assertThat(pair.differentialWidth(values, 1.45)).isPositive();
        assertThat(pair.differentialWidth(values, pair.q2Max())).isZero();
        assertThat(pair.differentialWidth(values, 23)).isZero();
        Decay heavy = new Decay(new DiracPair(), transition, 2.4, LAMBDA);
        assertThat(heavy.isOpen()).isFalse();
        assertThat(heavy.width(values)).isZero();
        assertThat(heavy.longitudinalFraction(values)).isEmpty();
        Decay light = new Decay(new DiracPair(), TestInputs.hadronic("B0->K*0"), 0, LAMBDA);
        double atZero = light.differentialWidth(TestInputs.coupling("fAV", 1), 0);
        double nearZero = light.differentialWidth(TestInputs.coupling("fAV", 1), 1e-8);
        assertThat(atZero).isPositive().isCloseTo(nearZero, within(1e-7 * nearZero));
    }

    @Test
    void masslessScalarIsRegular() {
        Decay decay = new Decay(new Scalar(), TestInputs.hadronic("B+->K+"), 0, LAMBDA);
        Decay nearby = new Decay(new Scalar(), TestInputs.hadronic("B+->K+"), 1e-4, LAMBDA);
        double expected = nearby.width(TestInputs.coupling("gS", 1));
        assertThat(decay.width(TestInputs.coupling("gS", 1))).isCloseTo(expected, within(1e-8 * expected));
    }

    @Test
    void singleParticleIsALine() {
        Decay decay = new Decay(new Scalar(), TestInputs.hadronic("B+->K+"), 2, LAMBDA);
        Map<String, Complex> values = TestInputs.coupling("gS", 1e-8);
        assertThat(decay.isContinuum()).isFalse();
        assertThat(decay.q2Min()).isEqualTo(4);
        assertThat(decay.q2Max()).isEqualTo(4);
        assertThatThrownBy(() -> decay.differentialWidth(values, 4))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no spectrum in q2");
        Decay annihilation = new Decay(new Scalar(), TestInputs.hadronic("Bs->inv"), 2, LAMBDA);
        assertThat(annihilation.isOpen()).isFalse();
        assertThat(annihilation.width(TestInputs.coupling("gP", 1))).isZero();
    }

    @Test
    void wrongInputIsReported() {
        HadronicTransition transition = TestInputs.hadronic("B+->K+");
        Decay decay = new Decay(new DiracPair(), transition, 0.6, LAMBDA);
        assertThatThrownBy(() -> decay.width(TestInputs.coupling("fXX", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fXX")
                .hasMessageContaining("fVV");
        assertThatThrownBy(() -> new Decay(new Neutrinos(), transition, 0.5, LAMBDA))
                .hasMessageContaining("0.5 GeV, expected 0");
        assertThatThrownBy(() -> new Decay(new Vector(), transition, 0, LAMBDA))
                .hasMessageContaining("expected more than 0");
        assertThatThrownBy(() -> new Decay(new Scalar(), transition, Double.NaN, LAMBDA))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Decay(new Scalar(), transition, 1, -5)).hasMessageContaining("-5.0");
    }
}
