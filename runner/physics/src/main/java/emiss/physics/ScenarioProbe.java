package emiss.physics;

import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.MassDomain;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.SpectralFunctions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

/**
 * Asks a scenario a few questions before numbers are computed with it: whether its spectral functions are finite, not negative,
 * Hermitian quadratic forms in the couplings, and the same when asked again; whether every coupling acts somewhere, under a name
 * of its own. It takes milliseconds. A scenario that passes is checked further with every value that it returns.
 */
public final class ScenarioProbe {
    private static final int POINTS = 12;

    /** Between neighbours of the complex vector, so that no two couplings have one phase. */
    private static final double PHASE = 2.399963;

    /** Masses, relative to the heaviest possible, at which a coupling may act that does not at those that are asked for. */
    private static final double[] OTHER_MASSES = {0.3, 0.6, 0.9};

    private enum Component {
        R0("r0", SpectralFunctions::r0),
        RV("rV", SpectralFunctions::rV),
        RT("rT", SpectralFunctions::rT),
        RVT("reRVT", SpectralFunctions::reRVT);

        private final String symbol;
        private final ToDoubleFunction<SpectralFunctions> value;

        Component(String symbol, ToDoubleFunction<SpectralFunctions> value) {
            this.symbol = symbol;
            this.value = value;
        }
    }

    private final Scenario scenario;
    private final List<HadronicTransition> transitions;
    private final List<Coupling> couplings;
    private final boolean[] acts;

    private ScenarioProbe(Scenario scenario, List<HadronicTransition> transitions) {
        this.scenario = scenario;
        this.couplings = List.copyOf(scenario.couplings());
        this.acts = new boolean[couplings.size()];
        Map<String, HadronicTransition> kinds = new LinkedHashMap<>();
        transitions.forEach(
                transition -> kinds.putIfAbsent(transition.transition().process(), transition));
        this.transitions = List.copyOf(kinds.values());
    }

    /**
     * Asks.
     *
     * @param scenario the scenario
     * @param transitions the decay modes in which it will be asked; one of each process is enough
     * @param masses masses of the invisible particle [GeV] at which it will be asked, for which it is defined
     * @throws IllegalStateException with the scenario, q2 and mass, at the first answer that breaks the contract of scenarios
     */
    public static void check(Scenario scenario, List<HadronicTransition> transitions, double... masses) {
        ScenarioProbe probe = new ScenarioProbe(scenario, transitions);
        probe.checkNames();
        for (double mass : masses) {
            probe.transitions.forEach(transition -> probe.checkAt(transition, mass));
        }
        probe.checkEveryCouplingActs();
    }

    private void checkNames() {
        if (couplings.isEmpty()) {
            throw new IllegalStateException("scenario " + scenario.id() + " has no coupling, expected at least one");
        }
        Set<String> names = new HashSet<>();
        Set<List<Object>> places = new HashSet<>();
        for (Coupling coupling : couplings) {
            if (!names.add(coupling.name())) {
                throw new IllegalStateException("scenario " + scenario.id() + " has two couplings named "
                        + coupling.name() + ", expected different names");
            }
            if (!places.add(List.of(coupling.current(), coupling.bilinear()))) {
                throw new IllegalStateException("scenario " + scenario.id() + " has two couplings, one of them "
                        + coupling.name() + ", of the current " + coupling.current() + " and the bilinear \""
                        + coupling.bilinear() + "\", expected one");
            }
        }
    }

    private void checkAt(HadronicTransition transition, double mass) {
        SlotMap map = new SlotMap(transition.withMixing(0), scenario, couplings, 1);
        double[] range = range(transition, mass);
        for (int k = 0; k < POINTS && range.length == 2; k++) {
            double q2 = range[0] + (range[1] - range[0]) * (k + 0.5) / POINTS;
            checkAt(map, false, mass, q2);
            checkAt(map, true, mass, q2);
            if (range[0] == range[1]) {
                return;
            }
        }
    }

    /** The smallest and the largest q2 [GeV^2]; none where the decay is closed. */
    private double[] range(HadronicTransition transition, double mass) {
        Decay decay = new Decay(scenario, transition, mass, 1);
        return decay.isOpen() ? new double[] {decay.q2Min(), decay.q2Max()} : new double[0];
    }

    private void checkAt(SlotMap map, boolean axial, double mass, double q2) {
        int size = couplings.size();
        for (int i = 0; i < size; i++) {
            acts[i] |= isPositive(system(map, axial, mass, unit(i)).at(q2));
        }
        Complex[] sum = vector(i -> Complex.real(1));
        Complex[] alternating = vector(i -> Complex.real(i % 2 == 0 ? 1 : -1));
        Complex[] spiral = vector(i -> new Complex(Math.cos(i * PHASE), Math.sin(i * PHASE)));
        for (Complex[] values : List.of(sum, alternating, spiral)) {
            InvisibleSystem system = system(map, axial, mass, values);
            SpectralFunctions found = system.at(q2);
            SpectralFunctions scale = system.scale(q2);
            same(system, q2, "is", found, system.at(q2), scale, "when asked again, expected the same");
            same(
                    system,
                    q2,
                    "times four is",
                    times(found, 4),
                    system(map, axial, mass, times(values, 2)).at(q2),
                    times(scale, 4),
                    "when the couplings double, expected the same");
            same(
                    system,
                    q2,
                    "is",
                    found,
                    system(map, axial, mass, timesI(values)).at(q2),
                    scale,
                    "when all couplings turn by one phase, expected the same");
        }
        InvisibleSystem system = system(map, axial, mass, sum);
        same(
                system,
                q2,
                "in the parallelogram law is",
                times(plus(system.at(q2), system(map, axial, mass, alternating).at(q2)), 2),
                plus(
                        system(map, axial, mass, vector(i -> Complex.real(i % 2 == 0 ? 2 : 0)))
                                .at(q2),
                        system(map, axial, mass, vector(i -> Complex.real(i % 2 == 0 ? 0 : 2)))
                                .at(q2)),
                times(system.scale(q2), 4),
                "on its other side, expected the same, as of a quadratic form");
    }

    private InvisibleSystem system(SlotMap map, boolean axial, double mass, Complex... values) {
        return axial
                ? InvisibleSystem.axial(scenario, mass, map, values)
                : InvisibleSystem.natural(scenario, mass, map, values);
    }

    private static void same(
            InvisibleSystem system,
            double q2,
            String verb,
            SpectralFunctions one,
            SpectralFunctions other,
            SpectralFunctions scale,
            String expected) {
        for (Component component : Component.values()) {
            double first = component.value.applyAsDouble(one);
            double second = component.value.applyAsDouble(other);
            double tolerance =
                    InvisibleSystem.ROUNDING * (Math.abs(first) + Math.abs(component.value.applyAsDouble(scale)));
            if (!(Math.abs(first - second) <= tolerance)) {
                throw system.failure(
                        "returns a " + component.symbol + " that " + verb + " " + first + " and " + second,
                        q2,
                        expected);
            }
        }
    }

    private void checkEveryCouplingActs() {
        for (int i = 0; i < acts.length; i++) {
            if (!acts[i] && !actsAtOtherMasses(i)) {
                throw new IllegalStateException("scenario " + scenario.id() + " does not respond to its coupling "
                        + couplings.get(i).name() + " at any q2 and mass, expected a rate");
            }
        }
    }

    private boolean actsAtOtherMasses(int coupling) {
        for (HadronicTransition transition : transitions) {
            double heaviest = Math.sqrt(transition.q2Max()) / (SlotMap.isSingle(scenario) ? 1 : 2);
            SlotMap map = new SlotMap(transition.withMixing(0), scenario, couplings, 1);
            for (double part : OTHER_MASSES) {
                double mass = scenario.massDomain() == MassDomain.ZERO ? 0 : part * heaviest;
                double[] range = scenario.massDomain().contains(mass) ? range(transition, mass) : new double[0];
                if (range.length == 2) {
                    double q2 = (range[0] + range[1]) / 2;
                    if (isPositive(system(map, false, mass, unit(coupling)).at(q2))
                            || isPositive(
                                    system(map, true, mass, unit(coupling)).at(q2))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isPositive(SpectralFunctions r) {
        return r.r0() > 0 || r.rV() > 0 || r.rT() > 0;
    }

    private Complex[] unit(int index) {
        return vector(i -> i == index ? Complex.real(1) : Complex.ZERO);
    }

    private Complex[] vector(IntFunction<Complex> value) {
        Complex[] values = new Complex[couplings.size()];
        Arrays.setAll(values, value);
        return values;
    }

    private static Complex[] times(Complex[] values, double factor) {
        return Arrays.stream(values).map(value -> value.times(factor)).toArray(Complex[]::new);
    }

    private static Complex[] timesI(Complex... values) {
        return Arrays.stream(values).map(Complex::timesI).toArray(Complex[]::new);
    }

    private static SpectralFunctions times(SpectralFunctions r, double factor) {
        return new SpectralFunctions(factor * r.r0(), factor * r.rV(), factor * r.rT(), factor * r.reRVT());
    }

    private static SpectralFunctions plus(SpectralFunctions a, SpectralFunctions b) {
        return new SpectralFunctions(a.r0() + b.r0(), a.rV() + b.rV(), a.rT() + b.rT(), a.reRVT() + b.reRVT());
    }
}
