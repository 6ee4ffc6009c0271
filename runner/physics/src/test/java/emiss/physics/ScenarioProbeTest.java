package emiss.physics;

import static emiss.physics.HostileScenario.norm;
import static emiss.physics.HostileScenario.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import emiss.api.DoubleVector;
import emiss.api.decay.Helicity;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.QuarkCurrent;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import emiss.api.scenario.SpectralFunctions;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenarios that break their contract, and those that do not. */
class ScenarioProbeTest {
    static final List<Scenario> SCENARIOS = TestInputs.SCENARIOS;

    private static final List<HadronicTransition> TRANSITIONS =
            TestInputs.TRANSITIONS.stream().map(TestInputs::hadronic).toList();

    private static void probe(Scenario scenario, double... masses) {
        ScenarioProbe.check(scenario, TRANSITIONS, masses);
    }

    @ParameterizedTest
    @FieldSource("SCENARIOS")
    void thoseThatComeWithEmissPass(Scenario scenario) {
        double light = scenario.massDomain().contains(0) ? 0 : 1e-3;

        assertThatCode(() ->
                        probe(scenario, light, TestInputs.allowed(scenario, 1.1), TestInputs.allowed(scenario, 2.3)))
                .doesNotThrowAnyException();
    }

    private static SpectralFunctions functions(double r0, double rV, double rT, double reRVT) {
        return new SpectralFunctions(r0, rV, rT, reRVT);
    }

    private static double re(Slots slots, String bilinear) {
        return slots.at(Slot.S, bilinear).re();
    }

    static Stream<Arguments> broken() {
        SplittableRandom random = new SplittableRandom(1);
        return Stream.of(
                Arguments.of(HostileScenario.r0(slots -> Double.NaN), "returns r0 = NaN at q2 = "),
                Arguments.of(HostileScenario.r0(slots -> Double.POSITIVE_INFINITY), "returns r0 = Infinity at q2 = "),
                Arguments.of(HostileScenario.r0(slots -> -sum(slots)), "returns r0 = -"),
                Arguments.of(
                        HostileScenario.pair((q2, mass, slots) -> functions(0, -sum(slots), 0, 0)), "returns rV = -"),
                Arguments.of(
                        HostileScenario.pair((q2, mass, slots) -> functions(0, 0, -sum(slots), 0)), "returns rT = -"),
                Arguments.of(
                        HostileScenario.pair(
                                (q2, mass, slots) -> functions(sum(slots), sum(slots), sum(slots), Double.NaN)),
                        "returns reRVT = NaN"),
                Arguments.of(
                        HostileScenario.pair(
                                (q2, mass, slots) -> functions(0, sum(slots), sum(slots), 1.01 * sum(slots))),
                        "expected reRVT^2 <= rV rT"),
                Arguments.of(HostileScenario.pair((q2, mass, slots) -> null), "returns null at q2 = "),
                Arguments.of(
                        HostileScenario.pair((q2, mass, slots) -> {
                            throw new AssertionError("no");
                        }),
                        "throws java.lang.AssertionError: no at q2 = "),
                Arguments.of(HostileScenario.r0(slots -> sum(slots) * (1 + random.nextDouble())), "when asked again"),
                Arguments.of(HostileScenario.r0(slots -> Math.sqrt(sum(slots))), "when the couplings double"),
                Arguments.of(HostileScenario.r0(slots -> 1), "when the couplings double"),
                Arguments.of(
                        HostileScenario.r0(
                                slots -> re(slots, "one") * re(slots, "one") + re(slots, "two") * re(slots, "two")),
                        "when all couplings turn by one phase"),
                Arguments.of(
                        HostileScenario.r0(slots ->
                                Math.pow(norm(slots, "one"), 0.5) * Math.pow(norm(slots, "two"), 0.5) + sum(slots)),
                        "as of a quadratic form"),
                Arguments.of(HostileScenario.r0(slots -> norm(slots, "one")), "does not respond to its coupling b"),
                Arguments.of(
                        new HostileScenario(
                                new FinalState.Single(),
                                List.of(HostileScenario.ONE, HostileScenario.ONE),
                                (q2, mass, slots) -> functions(sum(slots), 0, 0, 0)),
                        "two couplings named a"),
                Arguments.of(
                        new HostileScenario(
                                new FinalState.Single(),
                                List.of(HostileScenario.ONE, new Coupling("c", QuarkCurrent.S, "one", 0)),
                                (q2, mass, slots) -> functions(sum(slots), 0, 0, 0)),
                        "two couplings, one of them c, of the current S"),
                Arguments.of(
                        new HostileScenario(
                                new FinalState.Single(), List.of(), (q2, mass, slots) -> SpectralFunctions.ZERO),
                        "has no coupling, expected at least one"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void isNamed(Scenario scenario, String what) {
        assertThatThrownBy(() -> probe(scenario, 0.5, 1.0, 2.0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("scenario hostile ")
                .hasMessageContaining(what);
    }

    @Test
    void saysWhere() {
        Scenario scenario =
                HostileScenario.pair((q2, mass, slots) -> functions(mass > 2 ? Double.NaN : sum(slots), 0, 0, 0));

        assertThatCode(() -> probe(scenario, 0.5, 2.0)).doesNotThrowAnyException();
        assertThatThrownBy(() -> probe(scenario, 0.5, 2.25))
                .hasMessageMatching("scenario hostile returns r0 = NaN at q2 = 2\\d\\.\\d+ GeV\\^2, mass 2.25 GeV, "
                        + "expected a finite number");
    }

    /** A coupling may be idle at the masses of a study, as one that is proportional to a threshold; never at all masses. */
    @Test
    void aCouplingMayActAtOtherMasses() {
        Scenario heavy = HostileScenario.pair(
                (q2, mass, slots) -> functions(norm(slots, "one") + (mass > 1.8 ? norm(slots, "two") : 0), 0, 0, 0));
        Scenario light = HostileScenario.pair(
                (q2, mass, slots) -> functions(norm(slots, "one") + (mass < 0.9 ? norm(slots, "two") : 0), 0, 0, 0));
        Scenario never = HostileScenario.pair(
                (q2, mass, slots) -> functions(norm(slots, "one") + (mass > 2.5 ? norm(slots, "two") : 0), 0, 0, 0));

        assertThatCode(() -> probe(heavy, 1.0)).doesNotThrowAnyException();
        assertThatCode(() -> probe(light, 1.0)).doesNotThrowAnyException();
        assertThatThrownBy(() -> probe(never, 1.0))
                .hasMessage("scenario hostile does not respond to its coupling b at any q2 and mass, expected a rate");
    }

    /** What a probe cannot see is seen when a rate is computed. */
    @Test
    void everyValueIsChecked() {
        Scenario scenario = HostileScenario.pair(
                (q2, mass, slots) -> functions(q2 > 15 && q2 < 15.2 ? -sum(slots) : sum(slots), 0, 0, 0));
        HadronicTransition transition = TestInputs.hadronic("B+->K+");
        Candidate candidate = new Candidate(scenario, 1, 1000);
        Q2Spectrum spectrum = new Q2Spectrum(transition, DoubleVector.of(4, 14, 16), Helicity.TOTAL);
        Decay decay = new Decay(scenario, transition, 1, 1000);
        Map<String, Complex> values = Map.of("a", Complex.real(1));
        String message = "scenario hostile returns r0 = -.* at q2 = 15\\.\\d+ GeV\\^2, mass 1.0 GeV, expected >= 0";

        assertThatCode(() -> probe(scenario, 1.0)).doesNotThrowAnyException();
        assertThatThrownBy(() -> spectrum.branchingFractions(candidate, scenario.couplings()))
                .hasMessageMatching(message);
        assertThatThrownBy(() -> spectrum.total(candidate, scenario.couplings()))
                .hasMessageMatching(message);
        assertThatThrownBy(() -> decay.branchingFraction(values)).hasMessageMatching(message);
        assertThatThrownBy(() -> decay.differentialWidth(values, 15.1)).hasMessageMatching(message);
        assertThat(decay.differentialWidth(values, 14)).isPositive();
    }

    @Test
    void roundingIsNoOffence() {
        // |a - b|^2, expanded: zero for equal couplings, up to rounding
        Scenario scenario = HostileScenario.r0(slots -> {
            Complex a = slots.at(Slot.S, "one");
            Complex b = slots.at(Slot.S, "two");
            return a.norm() + b.norm() - 2 * (a.re() * b.re() + a.im() * b.im()) - 1e-13 * (a.norm() + b.norm());
        });

        assertThatCode(() -> probe(scenario, 0.5)).doesNotThrowAnyException();
    }

    @Test
    void exhaustedMemoryIsNotTheScenariosFault() {
        OutOfMemoryError exhausted = new OutOfMemoryError("Java heap space");
        Scenario scenario = HostileScenario.pair((q2, mass, slots) -> {
            throw exhausted;
        });

        assertThatThrownBy(() -> probe(scenario, 0.5)).isSameAs(exhausted);
    }
}
