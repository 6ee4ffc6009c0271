package emiss.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.decay.Helicity;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.Scenario;
import emiss.scenarios.fermion.DiracPair;
import emiss.scenarios.scalar.Scalar;
import emiss.scenarios.scalar.ScalarPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class Q2SpectrumTest {
    private static final double LAMBDA = 10000;
    private static final DoubleVector HUNDRED_BINS = DoubleVector.generate(101, i -> 0.22885 * i);
    private static final DoubleVector WIDE_BINS = DoubleVector.of(-1, 4, 8, 25);

    static Stream<Arguments> scenariosAndTransitions() {
        return TestInputs.SCENARIOS.stream()
                .flatMap(scenario ->
                        TestInputs.TRANSITIONS.stream().map(transition -> Arguments.of(scenario.id(), transition)));
    }

    /** The derived tensor against a direct evaluation, for random complex couplings. */
    @ParameterizedTest
    @MethodSource("scenariosAndTransitions")
    void totalAgreesWithDirectEvaluation(String scenarioId, String transitionId) {
        Scenario scenario = TestInputs.scenario(scenarioId);
        HadronicTransition transition = TestInputs.hadronic(transitionId);
        SplittableRandom random = new SplittableRandom(7);
        for (double mass : new double[] {0.05, 0.6, 2.1}) {
            double allowed = TestInputs.allowed(scenario, mass);
            Decay decay = new Decay(scenario, transition, allowed, LAMBDA);
            HermitianForm form = Q2Spectrum.whole(transition, Helicity.TOTAL)
                    .total(new Candidate(scenario, allowed, LAMBDA), scenario.couplings());
            for (int draw = 0; draw < 5; draw++) {
                Map<String, Complex> values = balanced(scenario, form, random);
                double direct = decay.branchingFraction(values);
                assertThat(form.value(List.copyOf(values.values()))).isCloseTo(direct, within(1e-12 * direct));
            }
        }
    }

    /** Every bin against an integral of dB/dq2 by another rule, from threshold to end point. */
    @ParameterizedTest
    @CsvSource({
        "dirac-pair, B+->K+", "dirac-pair, B0->K*0", "scalar-pair, B+->K+", "scalar-pair, B+->K*+",
        "real-vector-pair, B0->K0", "spin32-pair, B0->K*0", "neutrinos, B+->K+", "neutrinos, B0->K*0"
    })
    void binsAgreeWithDoubleExponentialIntegration(String scenarioId, String transitionId) {
        Scenario scenario = TestInputs.scenario(scenarioId);
        HadronicTransition transition = TestInputs.hadronic(transitionId);
        List<Coupling> couplings = scenario.couplings();
        SplittableRandom random = new SplittableRandom(11);
        for (double mass : new double[] {0, 1e-4, 0.01, 0.1, 0.234, 0.6, 1.5, 2.1, 2.19}) {
            if (!scenario.massDomain().contains(mass)) {
                continue;
            }
            Decay decay = new Decay(scenario, transition, mass, LAMBDA);
            for (DoubleVector edges : List.of(HUNDRED_BINS, WIDE_BINS)) {
                Q2Spectrum spectrum = new Q2Spectrum(transition, edges, Helicity.TOTAL);
                List<HermitianForm> bins =
                        spectrum.branchingFractions(new Candidate(scenario, mass, LAMBDA), couplings);
                HermitianForm total = spectrum.total(new Candidate(scenario, mass, LAMBDA), couplings);
                Map<String, Complex> values = balanced(scenario, total, random);
                assertThat(bins).hasSize(edges.size() - 1);
                for (int i = 0; i < bins.size(); i++) {
                    double low = Math.max(edges.at(i), decay.q2Min());
                    double high = Math.min(edges.at(i + 1), decay.q2Max());
                    double expected = low < high
                            ? TestInputs.integral(q2 -> decay.differentialBranchingFraction(values, q2), low, high)
                            : 0;
                    assertThat(bins.get(i).value(List.copyOf(values.values())))
                            .as("mass %s, bin %s of %s", mass, i, bins.size())
                            .isCloseTo(expected, within(1e-10 * expected));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void binsAddUpToTheTotal(String scenarioId) {
        Scenario scenario = TestInputs.scenario(scenarioId);
        HadronicTransition transition = TestInputs.hadronic("B+->K*+");
        double mass = TestInputs.allowed(scenario, 0.7);
        Q2Spectrum all = new Q2Spectrum(transition, DoubleVector.of(0, 1.9, 2, 7.3, 30), Helicity.TOTAL);
        Q2Spectrum middle = new Q2Spectrum(transition, DoubleVector.of(3, 11), Helicity.TOTAL);
        HermitianForm total = all.total(new Candidate(scenario, mass, LAMBDA), scenario.couplings());
        HermitianForm sum = HermitianForm.weightedSum(
                all.branchingFractions(new Candidate(scenario, mass, LAMBDA), scenario.couplings()),
                DoubleVector.of(1, 1, 1, 1));
        HermitianForm other = middle.total(new Candidate(scenario, mass, LAMBDA), scenario.couplings());
        for (int a = 0; a < total.size(); a++) {
            for (int b = 0; b < total.size(); b++) {
                double scale = Math.sqrt(total.re(a, a) * total.re(b, b));
                assertThat(sum.re(a, b)).isCloseTo(total.re(a, b), within(1e-12 * scale));
                assertThat(sum.im(a, b)).isCloseTo(total.im(a, b), within(1e-12 * scale));
                assertThat(other.re(a, b)).isCloseTo(total.re(a, b), within(1e-10 * scale));
            }
        }
    }

    static Stream<String> pairs() {
        return TestInputs.SCENARIOS.stream()
                .filter(scenario -> scenario.finalState() instanceof FinalState.Pair)
                .map(Scenario::id);
    }

    @ParameterizedTest
    @MethodSource("scenariosAndTransitions")
    void helicitiesAddUp(String scenarioId, String transitionId) {
        Scenario scenario = TestInputs.scenario(scenarioId);
        HadronicTransition transition = TestInputs.hadronic(transitionId);
        double mass = TestInputs.allowed(scenario, 0.4);
        List<HermitianForm> parts = Stream.of(Helicity.TOTAL, Helicity.LONGITUDINAL, Helicity.TRANSVERSE)
                .map(helicity -> Q2Spectrum.whole(transition, helicity)
                        .total(new Candidate(scenario, mass, LAMBDA), scenario.couplings()))
                .toList();
        for (int a = 0; a < scenario.couplings().size(); a++) {
            double whole = parts.get(0).re(a, a);
            assertThat(parts.get(1).re(a, a) + parts.get(2).re(a, a)).isCloseTo(whole, within(1e-13 * whole));
        }
    }

    /** A single particle has its line, whose form is the two-body width times the lifetime. */
    @Test
    void lineIsComplexWhereScalarAndDerivativeCouplingsMeet() {
        HadronicTransition transition = TestInputs.hadronic("B+->K+");
        Scenario scalar = new Scalar();
        HermitianForm line =
                Q2Spectrum.whole(transition, Helicity.TOTAL).line(new Candidate(scalar, 1.3, 1), scalar.couplings());
        double difference = TestInputs.INPUTS.bQuarkMass().value()
                - TestInputs.INPUTS.sQuarkMass().value();
        // |gS + i (mb - ms) gV|^2: the interference is purely imaginary.
        assertThat(line.re(2, 2)).isCloseTo(difference * difference * line.re(0, 0), within(1e-12 * line.re(2, 2)));
        assertThat(line.re(0, 2)).isCloseTo(0, within(1e-14 * line.re(2, 2)));
        assertThat(Math.abs(line.im(0, 2)))
                .isCloseTo(difference * line.re(0, 0), within(1e-12 * difference * line.re(0, 0)));
        assertThat(line.im(2, 0)).isEqualTo(-line.im(0, 2));
    }

    @Test
    void couplingsThatCannotContributeGiveExactlyZero() {
        Scenario pair = new ScalarPair();
        HermitianForm kaon = Q2Spectrum.whole(TestInputs.hadronic("B+->K+"), Helicity.TOTAL)
                .total(new Candidate(pair, 0.4, LAMBDA), pair.couplings());
        HermitianForm annihilation = Q2Spectrum.whole(TestInputs.hadronic("Bs->inv"), Helicity.TOTAL)
                .total(new Candidate(pair, 0.4, LAMBDA), pair.couplings());
        assertThat(kaon.re(1, 1)).isZero();
        assertThat(kaon.re(3, 3)).isZero();
        assertThat(kaon.re(0, 0)).isPositive();
        assertThat(annihilation.re(1, 1)).isPositive();
        assertThat(annihilation.re(0, 0)).isZero();
        assertThat(annihilation.re(2, 2)).isZero();
        assertThat(annihilation.re(3, 3)).as("gAV in Bs").isZero();
    }

    @Test
    void closedDecaysGiveZero() {
        HadronicTransition transition = TestInputs.hadronic("B+->K+");
        Q2Spectrum spectrum = new Q2Spectrum(transition, HUNDRED_BINS, Helicity.TOTAL);
        Scenario pair = new DiracPair();
        assertThat(spectrum.total(new Candidate(pair, 2.5, LAMBDA), pair.couplings())
                        .re(0, 0))
                .isZero();
        assertThat(spectrum.branchingFractions(new Candidate(pair, 2.5, LAMBDA), pair.couplings()))
                .hasSize(100)
                .allMatch(form -> form.re(0, 0) == 0);
        Scenario single = new Scalar();
        assertThat(spectrum.line(new Candidate(single, 4.8, LAMBDA), single.couplings())
                        .re(0, 0))
                .isZero();
    }

    @Test
    void orderAndChoiceOfCouplingsAreTheCallers() {
        Scenario pair = new DiracPair();
        Coupling vector = pair.couplings().get(0);
        Coupling tensor = pair.couplings().get(8);
        Q2Spectrum spectrum = Q2Spectrum.whole(TestInputs.hadronic("B0->K*0"), Helicity.TOTAL);
        HermitianForm all = spectrum.total(new Candidate(pair, 0.6, LAMBDA), pair.couplings());
        HermitianForm two = spectrum.total(new Candidate(pair, 0.6, LAMBDA), List.of(tensor, vector));
        assertThat(two.size()).isEqualTo(2);
        assertThat(two.re(0, 0)).isEqualTo(all.re(8, 8));
        assertThat(two.re(0, 1)).isCloseTo(all.re(8, 0), within(1e-13 * Math.abs(all.re(8, 0))));
        assertThat(two.re(0, 1)).as("constructive for positive form factors").isPositive();
    }

    @Test
    void misuseIsReported() {
        HadronicTransition transition = TestInputs.hadronic("B+->K+");
        Q2Spectrum spectrum = new Q2Spectrum(transition, HUNDRED_BINS, Helicity.TOTAL);
        Scenario pair = new DiracPair();
        Scenario single = new Scalar();
        assertThatThrownBy(() -> spectrum.branchingFractions(new Candidate(single, 1, LAMBDA), single.couplings()))
                .hasMessageContaining("use line");
        assertThatThrownBy(() -> spectrum.line(new Candidate(pair, 1, LAMBDA), pair.couplings()))
                .hasMessageContaining("not a line");
        assertThatThrownBy(() -> spectrum.total(new Candidate(pair, 1, LAMBDA), single.couplings()))
                .hasMessageContaining("no coupling gS")
                .hasMessageContaining("fVV");
        assertThatThrownBy(() -> spectrum.total(new Candidate(pair, -1, LAMBDA), pair.couplings()))
                .hasMessageContaining("-1.0 GeV");
        assertThatThrownBy(() -> spectrum.total(new Candidate(pair, 1, 0), pair.couplings()))
                .hasMessageContaining("Lambda is 0.0");
        assertThatThrownBy(() -> new Q2Spectrum(transition, DoubleVector.of(2, 1), Helicity.TOTAL))
                .hasMessageContaining("ascend");
        Q2Spectrum annihilation = Q2Spectrum.whole(TestInputs.hadronic("Bs->inv"), Helicity.TOTAL);
        assertThatThrownBy(() -> annihilation.branchingFractions(new Candidate(pair, 1, LAMBDA), pair.couplings()))
                .hasMessageContaining("use total");
    }

    /** Random couplings, each scaled so that alone it would give a branching fraction of order 1. */
    private static Map<String, Complex> balanced(Scenario scenario, HermitianForm form, SplittableRandom random) {
        Map<String, Complex> values = TestInputs.randomCouplings(scenario, random);
        List<String> names = new ArrayList<>(values.keySet());
        for (int a = 0; a < names.size(); a++) {
            if (form.re(a, a) > 0) {
                double scale = 1 / Math.sqrt(form.re(a, a));
                values.computeIfPresent(names.get(a), (name, value) -> value.times(scale));
            }
        }
        return values;
    }
}
