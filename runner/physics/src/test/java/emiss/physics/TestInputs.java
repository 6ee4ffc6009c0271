package emiss.physics;

import emiss.api.Quantity;
import emiss.api.decay.Daughter;
import emiss.api.decay.FormFactorTable;
import emiss.api.decay.SmInputs;
import emiss.api.decay.Transition;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.Scenario;
import emiss.data.FormFactorLibrary;
import emiss.scenarios.fermion.DiracPair;
import emiss.scenarios.fermion.MajoranaPair;
import emiss.scenarios.neutrinos.FlavouredNeutrinos;
import emiss.scenarios.neutrinos.Neutrinos;
import emiss.scenarios.scalar.RealScalarPair;
import emiss.scenarios.scalar.Scalar;
import emiss.scenarios.scalar.ScalarPair;
import emiss.scenarios.spin32.Spin32MajoranaPair;
import emiss.scenarios.spin32.Spin32Pair;
import emiss.scenarios.vector.RealVectorPair;
import emiss.scenarios.vector.Vector;
import emiss.scenarios.vector.VectorPair;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/** Transitions, inputs and scenarios of the tests; the numbers are those that the reference values were computed with. */
final class TestInputs {
    static final SmInputs INPUTS = inputs(1.1663788e-5, 127.952, 0.23121, 1.469, 0.04185, 4.8, 0.093);

    static final List<Scenario> SCENARIOS = List.of(
            new Neutrinos(),
            new FlavouredNeutrinos(),
            new Scalar(),
            new ScalarPair(),
            new RealScalarPair(),
            new Vector(),
            new VectorPair(),
            new RealVectorPair(),
            new DiracPair(),
            new MajoranaPair(),
            new Spin32Pair(),
            new Spin32MajoranaPair());

    static final List<String> TRANSITIONS =
            List.of("B+->K+", "B0->K0", "B+->K*+", "B0->K*0", "Bs->inv", "Bs->phi", "Lambda_b->Lambda");

    private TestInputs() {}

    static SmInputs inputs(
            double fermi, double inverseAlpha, double sin2, double topLoop, double lambdaT, double b, double s) {
        return new SmInputs(
                quantity(fermi),
                quantity(inverseAlpha),
                quantity(sin2),
                quantity(topLoop),
                quantity(lambdaT),
                quantity(133),
                quantity(b),
                quantity(s),
                quantity(0.2303),
                quantity(246.22),
                quantity(6.582119569e-25),
                quantity(132.116));
    }

    private static Quantity quantity(double value) {
        return new Quantity(value, 0, "1", "test");
    }

    static Transition transition(String id) {
        return switch (id) {
            case "B+->K+" -> new Transition(id, Daughter.PSEUDOSCALAR, 5.27941, 0.493677, 1.638e-12, "B->K");
            case "B0->K0" -> new Transition(id, Daughter.PSEUDOSCALAR, 5.27972, 0.497611, 1.517e-12, "B->K");
            case "B+->K*+" -> new Transition(id, Daughter.VECTOR, 5.27941, 0.89167, 1.638e-12, "B->K*");
            case "B0->K*0" -> new Transition(id, Daughter.VECTOR, 5.27972, 0.89555, 1.517e-12, "B->K*");
            case "Bs->phi" -> new Transition(id, Daughter.VECTOR, 5.36693, 1.019461, 1.52e-12, "Bs->phi");
            case "Lambda_b->Lambda" ->
                new Transition(id, Daughter.BARYON, 5.6196, 1.115683, 1.4709e-12, "Lambda_b->Lambda");
            case "Bs->inv" -> new Transition(id, Daughter.NONE, 5.36693, 0, 1.52e-12, "Bs");
            default -> throw new IllegalArgumentException(id);
        };
    }

    static FormFactorTable table(String id) {
        return FormFactorLibrary.builtIn().table(id).orElseThrow();
    }

    static HadronicTransition hadronic(String transition) {
        return hadronic(
                transition,
                FormFactorLibrary.builtIn()
                        .defaults()
                        .get(transition(transition).process()));
    }

    static HadronicTransition hadronic(String transition, String set) {
        Transition mode = transition(transition);
        return mode.daughter() == Daughter.NONE
                ? HadronicTransition.annihilation(mode, INPUTS)
                : new HadronicTransition(mode, FormFactors.of(table(set)), INPUTS);
    }

    static Scenario scenario(String id) {
        return SCENARIOS.stream()
                .filter(scenario -> scenario.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** A mass that the scenario allows: {@code mass}, except where it must be zero. */
    static double allowed(Scenario scenario, double mass) {
        return scenario.massDomain().contains(mass) ? mass : 0;
    }

    /** Random complex values of order 1 of all couplings, in the order of the scenario. */
    static Map<String, Complex> randomCouplings(Scenario scenario, RandomGenerator random) {
        Map<String, Complex> values = new LinkedHashMap<>();
        for (Coupling coupling : scenario.couplings()) {
            values.put(coupling.name(), new Complex(random.nextGaussian(), random.nextGaussian()));
        }
        return values;
    }

    static Map<String, Complex> coupling(String name, double value) {
        return Map.of(name, Complex.real(value));
    }

    /** The lines of a test resource, comments left out, split at semicolons. */
    static List<List<String>> rows(String resource) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(TestInputs.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split(";")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The integral of {@code f} over [low, high] by the double-exponential rule, which tolerates square roots at both ends;
     * independent of the product's quadrature.
     */
    static double integral(DoubleUnaryOperator f, double low, double high) {
        double half = (high - low) / 2;
        double step = 1.0 / 32;
        List<Double> terms = new ArrayList<>();
        for (int k = -128; k <= 128; k++) {
            double t = k * step;
            double inner = Math.PI / 2 * Math.sinh(t);
            double fromEnd = half * Math.exp(-Math.abs(inner)) / Math.cosh(inner);
            double weight = half * Math.PI / 2 * Math.cosh(t) / (Math.cosh(inner) * Math.cosh(inner));
            double x = t < 0 ? low + fromEnd : high - fromEnd;
            if (weight > 0 && x > low && x < high) {
                terms.add(step * weight * f.applyAsDouble(x));
            }
        }
        return terms.stream().mapToDouble(Double::doubleValue).sum();
    }
}
