package emiss.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.decay.Helicity;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.Scenario;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the four kinds of decay hang together, which no single rate can show. */
final class SumRuleTest {
    private static final double LAMBDA = 1e4;
    private static final List<String> MODES = List.of("B+->K+", "B0->K*0", "Bs->phi", "Lambda_b->Lambda");

    private static double[] rates(List<HermitianForm> forms, Complex left, Complex right) {
        return forms.stream()
                .mapToDouble(form -> form.value(List.of(left, right)))
                .toArray();
    }

    private static List<HermitianForm> forms(double low, double high) {
        Scenario neutrinos = TestInputs.scenario("neutrinos");
        List<Coupling> vectors = neutrinos.couplings().subList(0, 2);
        assertThat(vectors).extracting(Coupling::name).containsExactly("CVL", "CVR");
        return MODES.stream()
                .map(mode -> new Q2Spectrum(TestInputs.hadronic(mode), DoubleVector.of(low, high), Helicity.TOTAL)
                        .branchingFractions(new Candidate(neutrinos, 0, LAMBDA), vectors)
                        .get(0))
                .toList();
    }

    /**
     * The sum rule of arXiv:2604.20340: with vector currents of left-handed neutrinos every rate is nat |CVL + CVR|^2 + ax
     * |CVL - CVR|^2, so three rates are linearly dependent, in any range of q2. For the whole range the coefficients are
     * compared with an independent evaluation.
     */
    @ParameterizedTest
    @ValueSource(strings = {"0-25", "0-5", "3-12.5"})
    void threeRatesAreDependent(String range) {
        String[] ends = range.split("-");
        List<HermitianForm> forms = forms(Double.parseDouble(ends[0]), Double.parseDouble(ends[1]));
        Complex half = Complex.real(0.5);
        // |CVL + CVR|^2 = 1 and |CVL - CVR|^2 = 0, and the other way round
        double[] natural = rates(forms, half, half);
        double[] axial = rates(forms, half, Complex.real(-0.5));
        double b = axial[3] / axial[1];
        double a = (natural[3] - b * natural[1]) / natural[0];
        if (range.equals("0-25")) {
            assertThat(a).isCloseTo(0.481261, within(5e-7));
            assertThat(b).isCloseTo(0.685046, within(5e-7));
            double[] standard = rates(forms, Complex.real(1), Complex.ZERO);
            double kaon = a * standard[0] / standard[3];
            double kstar = b * standard[1] / standard[3];
            assertThat(kaon).isCloseTo(0.2791, within(5e-5));
            assertThat(kstar).isCloseTo(0.7209, within(5e-5));
        }
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 50; i++) {
            double[] rate = rates(forms, complex(random), complex(random));
            assertThat(a * rate[0] + b * rate[1]).isCloseTo(rate[3], within(1e-10 * rate[3]));
        }
    }

    private static Complex complex(SplittableRandom random) {
        return new Complex(10 * random.nextGaussian(), 10 * random.nextGaussian());
    }

    /** Branching fractions of an independent evaluation with the default sets, m_b 4.8, m_s 0.093 GeV, Lambda 10 TeV. */
    @ParameterizedTest
    @CsvSource({
        "vector, hV, 7.1e-9, 2.1, 8.79190e-6, 2.02501e-6, 2.03594e-6, 3.77419e-6",
        "vector, hA, 7.1e-9, 2.1, 0, 1.05451e-5, 1.37183e-5, 2.38645e-6",
        "scalar, gS, 1.6e-8, 2.1, 9.49835e-6, 0, 0, 2.90022e-6",
        "scalar, gP, 1.6e-8, 2.1, 0, 7.46508e-6, 9.38964e-6, 2.76048e-6",
        "dirac-pair, fVV, 1, 0.6, 9.60265e-6, 3.45592e-6, 3.24164e-6, 7.31876e-6",
        "dirac-pair, fAA, 1, 0.6, 0, 1.34899e-5, 1.73771e-5, 1.01464e-5",
        "dirac-pair, fTT, 1, 0.6, 6.84941e-6, 6.03399e-5, 6.35209e-5, 4.69478e-5",
        "scalar-pair, gVV, 10, 0.4, 2.17778e-4, 7.84382e-5, 7.34258e-5, 1.67443e-4"
    })
    void sizesAgree(
            String scenario, String coupling, double value, double mass, double k, double kstar, double phi, double l) {
        double[] expected = {k, kstar, phi, l};
        for (int i = 0; i < expected.length; i++) {
            Decay decay = new Decay(TestInputs.scenario(scenario), TestInputs.hadronic(MODES.get(i)), mass, LAMBDA);
            assertThat(decay.branchingFraction(TestInputs.coupling(coupling, value)))
                    .as(MODES.get(i))
                    .isCloseTo(expected[i], within(6e-6 * expected[i]));
        }
    }

    /** The neutrinos of the weak effective theory contain the Standard Model, in every mode and helicity. */
    @Test
    void neutrinosAreTheStandardModel() {
        StandardModel standardModel = new StandardModel(TestInputs.INPUTS);
        Map<String, Complex> point = TestInputs.coupling("CVL", standardModel.cvl());
        for (String mode : MODES) {
            HadronicTransition transition = TestInputs.hadronic(mode);
            Decay decay = new Decay(TestInputs.scenario("neutrinos"), transition, 0, LAMBDA);
            double expected = standardModel.branchingFraction(transition);
            double longitudinal = standardModel
                    .branchingFractions(Q2Spectrum.whole(transition, Helicity.LONGITUDINAL))
                    .at(0);
            assertThat(decay.branchingFraction(point)).as(mode).isCloseTo(expected, within(1e-10 * expected));
            assertThat(decay.longitudinalFraction(point).orElseThrow())
                    .as(mode)
                    .isCloseTo(longitudinal / expected, within(1e-10));
        }
    }

    @Test
    void longitudinalFractionsLieBetweenZeroAndOne() {
        SplittableRandom random = new SplittableRandom(11);
        for (Scenario scenario : TestInputs.SCENARIOS) {
            double mass = TestInputs.allowed(scenario, 0.7);
            Decay decay = new Decay(scenario, TestInputs.hadronic("Lambda_b->Lambda"), mass, 1);
            for (int i = 0; i < 10; i++) {
                Map<String, Complex> values = TestInputs.randomCouplings(scenario, random);
                assertThat(decay.longitudinalFraction(values).orElseThrow())
                        .as(scenario.id())
                        .isBetween(0.0, 1.0);
            }
        }
    }
}
