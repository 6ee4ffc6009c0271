package emiss.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.decay.Daughter;
import emiss.api.decay.Helicity;
import emiss.api.decay.SmInputs;
import emiss.api.decay.Transition;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rates against 195 numbers of independent calculations with explicit spinors: 135 of rates.txt, 30 of Bs -> phi in
 * bs-to-phi/rates.txt, and 30 of Lambda_b -> Lambda in lambda-b/rates.txt.
 */
final class ReferenceRatesTest {
    private static final double PRECISION = 1e-10;

    /** One line of these files. */
    record Entry(
            String id,
            Scenario scenario,
            HadronicTransition transition,
            double mass,
            double lambda,
            String q2,
            double flavours,
            Map<String, Complex> couplings,
            double value,
            String longitudinal,
            String interference,
            String printed) {
        static Entry of(List<String> row) {
            Scenario scenario = TestInputs.scenario(row.get(1));
            double parent = number(row.get(6));
            SmInputs inputs =
                    TestInputs.INPUTS.withQuarkMasses(number(row.get(8)), number(row.get(9)), "as in the reference");
            HadronicTransition transition;
            if (row.get(2).equals("Bs->")) {
                Transition mode = new Transition("Bs->inv", Daughter.NONE, parent, 0, 1.5e-12, "Bs");
                transition = HadronicTransition.annihilation(mode, inputs);
            } else {
                Map<String, Double> formFactors = numbers(row.get(12));
                Daughter daughter =
                        Daughter.withFormFactors(formFactors.keySet()).orElseThrow();
                Transition mode = new Transition("test", daughter, parent, number(row.get(7)), 1.5e-12, row.get(2));
                transition = new HadronicTransition(mode, new Constants(row.get(2), formFactors), inputs);
            }
            Set<String> declared =
                    scenario.couplings().stream().map(Coupling::name).collect(Collectors.toSet());
            Map<String, Complex> couplings = new LinkedHashMap<>();
            for (String term : row.get(11).split(" ")) {
                String[] parts = term.split("[=,]");
                // What vanishes for identical particles is not declared at all.
                if (declared.contains(parts[0])) {
                    couplings.put(parts[0], new Complex(number(parts[1]), number(parts[2])));
                }
            }
            return new Entry(
                    row.get(0),
                    scenario,
                    transition,
                    number(row.get(3)),
                    number(row.get(4)),
                    row.get(5),
                    number(row.get(10)),
                    couplings,
                    number(row.get(13)),
                    row.get(14),
                    row.get(15),
                    row.get(16));
        }

        Decay decay() {
            return new Decay(scenario, transition, mass, lambda);
        }

        double rate(Map<String, Complex> values) {
            double rate = q2.equals("-") ? decay().width(values) : decay().differentialWidth(values, number(q2));
            return flavours * rate;
        }

        @Override
        public String toString() {
            return id + " " + scenario.id() + " " + transition.transition().process() + " " + couplings.keySet();
        }
    }

    /** Form factors that do not depend on q2. */
    record Constants(String process, Map<String, Double> values) implements FormFactors {
        @Override
        public String id() {
            return "constants";
        }

        @Override
        public List<String> names() {
            return List.copyOf(values.keySet());
        }

        @Override
        public double value(String name, double q2) {
            return values.get(name);
        }
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }

    private static Map<String, Double> numbers(String terms) {
        return Stream.of(terms.split(" "))
                .map(term -> term.split("="))
                .collect(Collectors.toMap(term -> term[0], term -> number(term[1])));
    }

    static List<Entry> entries() {
        return Stream.of("rates.txt", "bs-to-phi/rates.txt", "lambda-b/rates.txt")
                .flatMap(file -> TestInputs.rows(file).stream())
                .map(Entry::of)
                .toList();
    }

    @Test
    void thereAre195() {
        assertThat(entries()).hasSize(135 + 30 + 30);
        assertThat(entries().stream().map(entry -> entry.scenario().id()).distinct())
                .hasSize(11);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void rateAgrees(Entry entry) {
        assertThat(entry.rate(entry.couplings())).isCloseTo(entry.value(), within(PRECISION * Math.abs(entry.value())));
    }

    @ParameterizedTest
    @MethodSource("withLongitudinalFraction")
    void longitudinalFractionAgrees(Entry entry) {
        Decay decay = entry.decay();
        double fraction = (entry.q2().equals("-")
                        ? decay.longitudinalFraction(entry.couplings())
                        : decay.longitudinalFraction(entry.couplings(), number(entry.q2())))
                .orElseThrow();
        assertThat(fraction).isCloseTo(number(entry.longitudinal()), within(PRECISION));
    }

    static List<Entry> withLongitudinalFraction() {
        return entries().stream()
                .filter(entry -> !entry.longitudinal().equals("-"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("withInterference")
    void interferenceAgrees(Entry entry) {
        double difference = entry.rate(entry.couplings());
        for (Map.Entry<String, Complex> one : entry.couplings().entrySet()) {
            difference -= entry.rate(Map.of(one.getKey(), one.getValue()));
        }
        assertThat(difference).isCloseTo(number(entry.interference()), within(PRECISION * entry.value()));
    }

    static List<Entry> withInterference() {
        return entries().stream()
                .filter(entry -> !entry.interference().equals("-"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("withPrintedSigns")
    void printedSignsAreNotUsed(Entry entry) {
        double printed = number(entry.printed());
        assertThat(Math.abs(entry.rate(entry.couplings()) / printed - 1)).isGreaterThan(1e-6);
    }

    static List<Entry> withPrintedSigns() {
        return entries().stream().filter(entry -> !entry.printed().equals("-")).toList();
    }

    @ParameterizedTest
    @MethodSource("integrated")
    void tensorAgreesForLinesAndAnnihilation(Entry entry) {
        List<Coupling> couplings = entry.scenario().couplings();
        List<Complex> values = couplings.stream()
                .map(coupling -> entry.couplings().getOrDefault(coupling.name(), Complex.ZERO))
                .toList();
        HermitianForm form = new Q2Spectrum(entry.transition(), DoubleVector.of(0, 1), Helicity.TOTAL)
                .total(new Candidate(entry.scenario(), entry.mass(), entry.lambda()), couplings);
        double width = form.value(values) / entry.transition().branchingFractionPerWidth();
        assertThat(width).isCloseTo(entry.value(), within(PRECISION * entry.value()));
    }

    static List<Entry> integrated() {
        return entries().stream().filter(entry -> entry.q2().equals("-")).toList();
    }
}
