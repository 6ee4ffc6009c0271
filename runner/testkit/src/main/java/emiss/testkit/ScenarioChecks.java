package emiss.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.MassDomain;
import emiss.api.scenario.Normalisation;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.SpectralFunctions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;

/**
 * Checks of a scenario plugin; each throws an {@link AssertionError} that says what is wrong and where. Points are random
 * but the same in every run: masses up to the end points of B decays, q2 from threshold to 28.8 GeV^2 (that of Bs -> inv),
 * complex couplings of order 1. It is one class so that an author of a plugin finds all checks in one place.
 */
public final class ScenarioChecks {
    private static final int POINTS = 60;
    private static final long SEED = 20260214;
    private static final double LARGEST_Q2 = 28.8;
    private static final double ROUNDING = 1e-10;

    /** One of the four spectral functions. */
    private record Component(String name, ToDoubleFunction<SpectralFunctions> value) {}

    private static final List<Component> COMPONENTS = List.of(
            new Component("r0", SpectralFunctions::r0),
            new Component("rV", SpectralFunctions::rV),
            new Component("rT", SpectralFunctions::rT),
            new Component("reRVT", SpectralFunctions::reRVT));

    /** Where a scenario is evaluated. */
    private record Point(EngineSlots set, double q2, double mass) {
        SpectralFunctions evaluate(Scenario scenario, List<Complex> values) {
            return scenario.at(q2, mass, set.of(scenario.couplings(), values));
        }

        @Override
        public String toString() {
            return set + " slots at q2 = " + q2 + " GeV^2, mass = " + mass + " GeV";
        }
    }

    private ScenarioChecks() {}

    /**
     * Id, title, description and the other answers about itself are there, well formed and the same every time.
     *
     * @param scenario the plugin
     */
    public static void checkDescription(Scenario scenario) {
        PluginChecks.checkId(scenario.id());
        assertThat(scenario.title()).as("the title").isNotBlank();
        PluginChecks.checkLook(scenario.label(), scenario.colourOrder());
        assertThat(scenario.description()).as("the description").isNotBlank();
        assertThat(scenario.finalState()).as("the final state").isNotNull();
        assertThat(scenario.massDomain()).as("the domain of the mass").isNotNull();
        assertThat(scenario.id()).as("the id when asked again").isEqualTo(scenario.id());
        assertThat(scenario.finalState()).as("the final state when asked again").isEqualTo(scenario.finalState());
    }

    /**
     * Variables of bases have names of their own, and finite contributions to declared couplings only.
     *
     * @param scenario the plugin
     */
    public static void checkBases(Scenario scenario) {
        List<String> couplings =
                scenario.couplings().stream().map(Coupling::name).toList();
        List<String> names = new ArrayList<>(couplings);
        for (Basis basis : scenario.bases()) {
            assertThat(basis.variables())
                    .as("variables of basis %s", basis.name())
                    .isNotEmpty();
            for (Basis.Variable variable : basis.variables()) {
                names.add(variable.name());
                assertThat(couplings)
                        .as("couplings of %s that variable %s contributes to", scenario.id(), variable.name())
                        .containsAll(variable.couplings().keySet());
                assertThat(variable.couplings().values())
                        .as("contributions of variable %s", variable.name())
                        .allMatch(Double::isFinite);
            }
        }
        assertThat(names).as("names of couplings and variables").doesNotHaveDuplicates();
        assertThat(scenario.bases().stream().map(Basis::name))
                .as("names of bases")
                .doesNotHaveDuplicates();
    }

    /**
     * There are couplings; their names, and their pairs of current and bilinear, are unique; signs are -1, 0 or 1.
     *
     * @param scenario the plugin
     */
    public static void checkCouplings(Scenario scenario) {
        List<Coupling> couplings = scenario.couplings();
        assertThat(couplings).as("the couplings").isNotEmpty();
        assertThat(couplings)
                .extracting(Coupling::name)
                .as("names of couplings")
                .doesNotHaveDuplicates();
        assertThat(couplings)
                .extracting(coupling -> coupling.current() + " x \"" + coupling.bilinear() + "\"")
                .as("current and bilinear of couplings")
                .doesNotHaveDuplicates();
        assertThat(scenario.couplings()).as("the couplings when asked again").isEqualTo(couplings);
        assertThat(couplings)
                .as("signs where Bs and Bsbar mix")
                .allSatisfy(coupling ->
                        assertThat(scenario.mixingSign(coupling).orElse(0)).isBetween(-1, 1));
    }

    /**
     * The couplings that carry the Standard-Model amplitude, if there are any, are declared, in the {@link
     * Normalisation.WeakEffective} normalisation, and the one of {@link Scenario#smCoupling} is among them.
     *
     * @param scenario the plugin
     */
    public static void checkSmCoupling(Scenario scenario) {
        for (String name : scenario.smCouplings()) {
            assertThat(scenario.couplings())
                    .as("couplings that can carry the Standard-Model amplitude")
                    .anyMatch(coupling -> coupling.name().equals(name)
                            && coupling.normalisation() instanceof Normalisation.WeakEffective);
        }
        assertThat(scenario.smCouplings())
                .as("all couplings that carry the Standard-Model amplitude")
                .containsAll(scenario.smCoupling().stream().toList());
        assertThat(scenario.smCoupling().isPresent())
                .as("whether one coupling carries the Standard-Model amplitude, if several do")
                .isEqualTo(!scenario.smCouplings().isEmpty());
    }

    /**
     * Every coupling alone gives a rate in at least one set of slots.
     *
     * @param scenario the plugin
     */
    public static void checkEveryCouplingMatters(Scenario scenario) {
        List<Coupling> couplings = scenario.couplings();
        for (int i = 0; i < couplings.size(); i++) {
            double largest = 0;
            for (Point point : points(scenario)) {
                SpectralFunctions functions = point.evaluate(scenario, only(i, Complex.real(1), couplings.size()));
                largest = Math.max(largest, Math.max(functions.r0(), Math.max(functions.rV(), functions.rT())));
            }
            assertThat(largest)
                    .as(
                            "the largest spectral function when only %s is set",
                            couplings.get(i).name())
                    .isPositive();
        }
    }

    /**
     * All four functions are finite; r0, rV and rT are not negative beyond rounding.
     *
     * @param scenario the plugin
     */
    public static void checkFiniteAndNonNegative(Scenario scenario) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (Point point : points(scenario)) {
            List<Complex> values = random(scenario, random);
            SpectralFunctions functions = point.evaluate(scenario, values);
            checkFinite(functions, point);
            SpectralFunctions scale = diagonal(scenario, point, values);
            for (Component component : COMPONENTS.subList(0, 3)) {
                assertThat(component.value().applyAsDouble(functions))
                        .as("%s for %s", component.name(), point)
                        .isGreaterThanOrEqualTo(-ROUNDING * component.value().applyAsDouble(scale));
            }
        }
    }

    /**
     * All four functions are Hermitian quadratic forms: homogeneous of degree 2, unchanged by a common phase, and obeying
     * the parallelogram law f(c + d) + f(c - d) = 2 f(c) + 2 f(d).
     *
     * @param scenario the plugin
     */
    public static void checkHermitianForm(Scenario scenario) {
        SplittableRandom random = new SplittableRandom(SEED + 1);
        for (Point point : points(scenario)) {
            List<Complex> c = random(scenario, random);
            List<Complex> d = random(scenario, random);
            double factor = 0.5 + 2 * random.nextDouble();
            double angle = 2 * Math.PI * random.nextDouble();
            Complex phase = new Complex(Math.cos(angle), Math.sin(angle));
            SpectralFunctions atC = point.evaluate(scenario, c);
            SpectralFunctions atD = point.evaluate(scenario, d);
            SpectralFunctions scaled = point.evaluate(
                    scenario, c.stream().map(value -> value.times(factor)).toList());
            SpectralFunctions turned = point.evaluate(
                    scenario, c.stream().map(value -> product(value, phase)).toList());
            SpectralFunctions atSum = point.evaluate(scenario, sum(c, d, 1));
            SpectralFunctions atDifference = point.evaluate(scenario, sum(c, d, -1));
            SpectralFunctions scaleC = diagonal(scenario, point, c);
            SpectralFunctions scaleD = diagonal(scenario, point, d);
            for (Component component : COMPONENTS) {
                ToDoubleFunction<SpectralFunctions> f = component.value();
                double tolerance = 10
                        * ROUNDING
                        * (magnitude(component, scaleC)
                                + magnitude(component, scaleD)
                                + Math.abs(f.applyAsDouble(atC))
                                + Math.abs(f.applyAsDouble(atD)));
                checkClose(
                        f.applyAsDouble(scaled),
                        factor * factor * f.applyAsDouble(atC),
                        tolerance * factor * factor,
                        component.name() + " grows with the square of the couplings",
                        point);
                checkClose(
                        f.applyAsDouble(turned),
                        f.applyAsDouble(atC),
                        tolerance,
                        component.name() + " does not depend on a common phase of the couplings",
                        point);
                checkClose(
                        f.applyAsDouble(atSum) + f.applyAsDouble(atDifference),
                        2 * f.applyAsDouble(atC) + 2 * f.applyAsDouble(atD),
                        tolerance,
                        component.name() + " obeys the parallelogram law of quadratic forms",
                        point);
            }
        }
    }

    /**
     * The vector-tensor interference keeps the bound of Cauchy and Schwarz, {@code reRVT^2 <= rV rT}.
     *
     * @param scenario the plugin
     */
    public static void checkInterferenceBound(Scenario scenario) {
        SplittableRandom random = new SplittableRandom(SEED + 2);
        for (Point point : points(scenario)) {
            for (int i = 0; i < 5; i++) {
                List<Complex> values = random(scenario, random);
                SpectralFunctions functions = point.evaluate(scenario, values);
                SpectralFunctions scale = diagonal(scenario, point, values);
                assertThat(functions.reRVT() * functions.reRVT())
                        .as("reRVT^2 against rV rT for %s", point)
                        .isLessThanOrEqualTo(functions.rV() * functions.rT() + ROUNDING * scale.rV() * scale.rT());
            }
        }
    }

    /**
     * At threshold, q2 = 4 m^2 for pairs and q2 = m^2 for single particles, all functions are finite.
     *
     * @param scenario the plugin
     */
    public static void checkThreshold(Scenario scenario) {
        SplittableRandom random = new SplittableRandom(SEED + 3);
        for (Point point : points(scenario)) {
            if (point.mass() > 0) {
                double threshold = threshold(scenario, point.mass());
                for (double q2 : new double[] {threshold, Math.nextUp(threshold)}) {
                    Point atThreshold = new Point(point.set(), q2, point.mass());
                    checkFinite(atThreshold.evaluate(scenario, random(scenario, random)), atThreshold);
                }
            }
        }
    }

    /**
     * If massless particles are allowed, the functions are finite for them and continue those of very light ones.
     *
     * @param scenario the plugin
     */
    public static void checkMasslessLimit(Scenario scenario) {
        if (!scenario.massDomain().contains(0)) {
            return;
        }
        SplittableRandom random = new SplittableRandom(SEED + 4);
        for (Point point : points(scenario)) {
            List<Complex> values = random(scenario, random);
            boolean pair = scenario.finalState() instanceof FinalState.Pair;
            Point massless = new Point(point.set(), pair ? Math.max(point.q2(), 0.1) : 0, 0);
            SpectralFunctions atZero = massless.evaluate(scenario, values);
            checkFinite(atZero, massless);
            double light = 1e-7;
            if (scenario.massDomain().contains(light)) {
                Point near = new Point(point.set(), pair ? massless.q2() : light * light, light);
                SpectralFunctions nearZero = near.evaluate(scenario, values);
                for (Component component : COMPONENTS) {
                    double tolerance = 1e-5
                            * (magnitude(component, diagonal(scenario, massless, values))
                                    + Math.abs(component.value().applyAsDouble(atZero)));
                    checkClose(
                            component.value().applyAsDouble(nearZero),
                            component.value().applyAsDouble(atZero),
                            // vanishing forms: what a mass of 1e-7 GeV may contribute, with margin
                            tolerance + 1e-6,
                            component.name() + " is continuous at mass 0",
                            near);
                }
            }
        }
    }

    /**
     * The same question has the same answer, in any order and from any thread.
     *
     * @param scenario the plugin
     */
    public static void checkRepeatable(Scenario scenario) {
        SplittableRandom random = new SplittableRandom(SEED + 5);
        List<Callable<SpectralFunctions>> questions = new ArrayList<>();
        for (Point point : points(scenario)) {
            List<Complex> values = random(scenario, random);
            questions.add(() -> point.evaluate(scenario, values));
        }
        List<SpectralFunctions> first = answers(questions);
        List<Callable<SpectralFunctions>> backwards = new ArrayList<>(questions);
        Collections.reverse(backwards);
        List<SpectralFunctions> second = new ArrayList<>(answers(backwards));
        Collections.reverse(second);
        assertThat(second).as("answers when asked again in reverse order").isEqualTo(first);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int repetition = 0; repetition < 20; repetition++) {
                List<SpectralFunctions> together = new ArrayList<>();
                for (Future<SpectralFunctions> future : threads.invokeAll(questions)) {
                    together.add(future.get());
                }
                assertThat(together).as("answers to four threads at once").isEqualTo(first);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while several threads asked", e);
        } catch (ExecutionException e) {
            throw new AssertionError("a thread failed where one alone did not", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<SpectralFunctions> answers(List<Callable<SpectralFunctions>> questions) {
        List<SpectralFunctions> answers = new ArrayList<>();
        for (Callable<SpectralFunctions> question : questions) {
            try {
                answers.add(question.call());
            } catch (Exception e) {
                throw new AssertionError("the scenario threw " + e, e);
            }
        }
        return answers;
    }

    private static List<Point> points(Scenario scenario) {
        SplittableRandom random = new SplittableRandom(SEED + 6);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            boolean single = scenario.finalState() instanceof FinalState.Single;
            double largestMass = single ? 4.7 : 2.3;
            double mass =
                    scenario.massDomain() == MassDomain.ZERO ? 0 : 0.05 + (largestMass - 0.05) * random.nextDouble();
            double threshold = threshold(scenario, mass);
            // Away from q2 = 0, where massless pairs have no phase space.
            double lowest = Math.max(threshold, 0.01);
            double q2 = single ? threshold : lowest + (LARGEST_Q2 - lowest) * random.nextDouble();
            for (EngineSlots set : EngineSlots.values()) {
                points.add(new Point(set, q2, mass));
            }
        }
        return points;
    }

    private static double threshold(Scenario scenario, double mass) {
        return scenario.finalState() instanceof FinalState.Single ? mass * mass : 4 * mass * mass;
    }

    private static List<Complex> random(Scenario scenario, SplittableRandom random) {
        return scenario.couplings().stream()
                .map(coupling -> new Complex(2 * random.nextDouble() - 1, 2 * random.nextDouble() - 1))
                .toList();
    }

    private static List<Complex> only(int index, Complex value, int size) {
        List<Complex> values = new ArrayList<>(Collections.nCopies(size, Complex.ZERO));
        values.set(index, value);
        return values;
    }

    /** What the couplings contribute one by one: the natural scale of rounding errors. */
    private static SpectralFunctions diagonal(Scenario scenario, Point point, List<Complex> values) {
        double r0 = 0;
        double rV = 0;
        double rT = 0;
        for (int i = 0; i < values.size(); i++) {
            SpectralFunctions alone = point.evaluate(scenario, only(i, values.get(i), values.size()));
            r0 += Math.abs(alone.r0());
            rV += Math.abs(alone.rV());
            rT += Math.abs(alone.rT());
        }
        return new SpectralFunctions(r0, rV, rT, Math.sqrt(rV * rT));
    }

    private static double magnitude(Component component, SpectralFunctions scale) {
        return Math.abs(component.value().applyAsDouble(scale));
    }

    private static Complex product(Complex a, Complex b) {
        return a.times(b.re()).plus(a.timesI().times(b.im()));
    }

    private static List<Complex> sum(List<Complex> c, List<Complex> d, double sign) {
        List<Complex> sum = new ArrayList<>();
        for (int i = 0; i < c.size(); i++) {
            sum.add(c.get(i).plus(d.get(i).times(sign)));
        }
        return sum;
    }

    private static void checkFinite(SpectralFunctions functions, Point point) {
        for (Component component : COMPONENTS) {
            assertThat(component.value().applyAsDouble(functions))
                    .as("%s for %s", component.name(), point)
                    .isFinite();
        }
    }

    private static void checkClose(double actual, double expected, double tolerance, String what, Point point) {
        assertThat(Math.abs(actual - expected))
                .as("%s, for %s: the difference of %s and %s", what, point, actual, expected)
                .isLessThanOrEqualTo(tolerance);
    }
}
