package emiss.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import emiss.api.decay.Daughter;
import emiss.api.decay.Helicity;
import emiss.api.decay.Transition;
import emiss.api.experiment.Detector;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.scenarios.fermion.DiracPair;
import emiss.scenarios.vector.Vector;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Escape against numbers that were computed without this program, its limits, and where it enters the rates. */
final class EscapeProbabilityTest {
    private static final Detector BELLE_II = new Detector(0.28, 100);
    private static final double LAMBDA = 10_000;

    private record Row(EscapeProbability escape, boolean isPair, double mass, double q2, double expected) {
        private static Row parse(String line) {
            String[] words = line.split(" ");
            boolean isPair = words[0].equals("pair");
            Transition transition = new Transition(
                    "decay",
                    Daughter.VECTOR,
                    Double.parseDouble(words[1]),
                    Double.parseDouble(words[2]),
                    1e-12,
                    "decay");
            EscapeProbability escape = new EscapeProbability(
                    transition,
                    new Detector(Double.parseDouble(words[5]), Double.parseDouble(words[6])),
                    new Lifetime(Double.parseDouble(words[7]), Double.parseDouble(words[8])));
            return new Row(
                    escape,
                    isPair,
                    Double.parseDouble(words[3]),
                    isPair ? Double.parseDouble(words[4]) : 0,
                    Double.parseDouble(words[9]));
        }
    }

    private static List<Row> rows() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(EscapeProbabilityTest.class.getResourceAsStream("escape.txt")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Row::parse)
                    .toList();
        }
    }

    @Test
    void agreesWithIndependentNumbers() throws IOException {
        List<Row> rows = rows();
        assertThat(rows).hasSize(29).anyMatch(Row::isPair);
        for (Row row : rows) {
            double found = row.isPair ? row.escape.pair(row.mass, row.q2) : row.escape.single(row.mass);
            assertThat(found).isCloseTo(row.expected, within(row.isPair ? 1e-5 : 1e-9));
        }
    }

    /** A particle that flies far has lost L m/(P c tau), so that the loss times c tau no longer depends on it. */
    @Test
    void aLongLifeLosesInProportionToItsInverse() {
        Transition transition = TestInputs.transition("B+->K+");
        for (double dark : new double[] {0, 0.3}) {
            EscapeProbability long1 = new EscapeProbability(transition, BELLE_II, new Lifetime(1e7, dark));
            EscapeProbability long2 = new EscapeProbability(transition, BELLE_II, new Lifetime(1e8, dark));
            assertThat((1 - long1.single(1)) / (1 - long2.single(1))).isCloseTo(10, within(1e-4));
            assertThat((1 - long1.pair(1, 9)) / (1 - long2.pair(1, 9))).isCloseTo(10, within(1e-4));
            // at rest, P = p*: 1 - P_inv = (1 - dark) L m/(p* c tau)
            EscapeProbability atRest = new EscapeProbability(transition, new Detector(0, 100), new Lifetime(1e8, dark));
            double momentum = TestInputs.hadronic("B+->K+").momentum(1);
            assertThat((1 - atRest.single(1)) * 1e6).isCloseTo((1 - dark) / momentum, within(1e-5));
        }
    }

    @Test
    void whatDecaysAtOnceIsSeenUnlessItsDecaysAreInvisible() {
        Transition transition = TestInputs.transition("B0->K*0");
        for (double ctau : new double[] {0, 1e-300}) {
            EscapeProbability escape = new EscapeProbability(transition, BELLE_II, new Lifetime(ctau, 0.2));
            assertThat(escape.single(0.7)).isCloseTo(0.2, within(1e-14));
            assertThat(escape.pair(0.7, 5)).isCloseTo(0.04, within(1e-14));
            assertThat(new EscapeProbability(transition, BELLE_II, new Lifetime(ctau, 0)).single(0.7))
                    .isZero();
        }
    }

    @Test
    void withoutLossesTheProbabilityIsOneToTheLastBit() {
        Transition transition = TestInputs.transition("B0->K*0");
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 50; i++) {
            double mass = random.nextDouble(0.01, 2);
            double q2 = random.nextDouble(4 * mass * mass, transition.q2Max());
            EscapeProbability veryLong = new EscapeProbability(
                    transition,
                    new Detector(random.nextDouble(0, 6), random.nextDouble(1, 200)),
                    new Lifetime(1e30, 0));
            assertThat(veryLong.single(mass)).isEqualTo(1);
            assertThat(veryLong.pair(mass, q2)).isEqualTo(1);
            EscapeProbability dark = new EscapeProbability(transition, BELLE_II, new Lifetime(1, 1));
            assertThat(dark.single(mass)).isCloseTo(1, within(1e-15));
            EscapeProbability brief = new EscapeProbability(transition, BELLE_II, new Lifetime(1e-3, 0));
            assertThat(brief.single(0)).isEqualTo(1);
            assertThat(brief.pair(0, q2)).isEqualTo(1);
        }
    }

    /** Two particles of one pair share its boost: in a detector at rest and at threshold both have the same momentum. */
    @Test
    void atThresholdAPairIsTwiceAsLikelyLost() {
        Transition transition = TestInputs.transition("B+->K+");
        Detector atRest = new Detector(0, 100);
        double mass = 1.2;
        double momentum = TestInputs.hadronic("B+->K+").momentum(4 * mass * mass) / 2;
        assertThat(new EscapeProbability(transition, atRest, new Lifetime(80, 0)).pair(mass, 4 * mass * mass))
                .isCloseTo(Math.exp(-2 * 100 * mass / (momentum * 80)), within(1e-12));
    }

    /** The average over directions, drawn at random from explicit vectors in the rest frame of the meson. */
    @Test
    void pairsAgreeWithAMonteCarloOfDecays() {
        Transition transition = TestInputs.transition("B+->K+");
        double mass = 0.8;
        double q2 = 7;
        double length = 100;
        double ctau = 150;
        double boost = 0.28;
        double p = TestInputs.hadronic("B+->K+").momentum(q2);
        double k = Math.sqrt(q2 / 4 - mass * mass);
        SplittableRandom random = new SplittableRandom(20);
        int decays = 200_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < decays; i++) {
            double[] pairAxis = direction(random);
            double[] own = direction(random);
            double probability = 1;
            for (int sign = -1; sign <= 1; sign += 2) {
                double along = sign * k * dot(own, pairAxis);
                double pairEnergy = Math.sqrt(q2 + p * p);
                double boosted = (pairEnergy * along + p * Math.sqrt(q2) / 2) / Math.sqrt(q2);
                double energy = (pairEnergy * Math.sqrt(q2) / 2 + p * along) / Math.sqrt(q2);
                double z = sign * k * own[2] + (boosted - along) * pairAxis[2];
                double inLaboratory = Math.sqrt(1 + boost * boost) * energy + boost * z;
                double momentum = Math.sqrt(inLaboratory * inLaboratory - mass * mass);
                probability *= Math.exp(-length * mass / (momentum * ctau));
            }
            sum += probability;
            squares += probability * probability;
        }
        double mean = sum / decays;
        double error = Math.sqrt((squares / decays - mean * mean) / decays);
        assertThat(new EscapeProbability(transition, new Detector(boost, length), new Lifetime(ctau, 0)).pair(mass, q2))
                .isCloseTo(mean, within(4 * error));
        assertThat(error).isLessThan(1e-3);
    }

    private static double[] direction(SplittableRandom random) {
        double z = random.nextDouble(-1, 1);
        double phi = random.nextDouble(0, 2 * Math.PI);
        double across = Math.sqrt(1 - z * z);
        return new double[] {across * Math.cos(phi), across * Math.sin(phi), z};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    @Test
    void ratesInADetectorAreThoseOfWhatItLoses() {
        HadronicTransition transition = TestInputs.hadronic("B+->K+");
        Lifetime lifetime = new Lifetime(100, 0);
        EscapeProbability escape = new EscapeProbability(transition.transition(), BELLE_II, lifetime);

        Candidate line = new Candidate(new Vector(), 0.5, LAMBDA);
        Candidate lost = line.living(lifetime).in(BELLE_II);
        Map<String, Complex> hV = Map.of("hV", Complex.real(7e-9));
        double produced = new Decay(line, transition).branchingFraction(hV);
        assertThat(new Decay(line.living(lifetime), transition).branchingFraction(hV))
                .isEqualTo(produced);
        assertThat(new Decay(lost, transition).branchingFraction(hV) / produced)
                .isCloseTo(0.8270051406637198, within(1e-9));

        Candidate pair = new Candidate(new DiracPair(), 0.5, LAMBDA);
        Candidate lostPair = pair.living(lifetime).in(BELLE_II);
        Map<String, Complex> fVV = Map.of("fVV", Complex.real(0.01));
        double q2 = 6.1;
        assertThat(new Decay(lostPair, transition).differentialWidth(fVV, q2)
                        / new Decay(pair, transition).differentialWidth(fVV, q2))
                .isCloseTo(escape.pair(0.5, q2), within(1e-14));
        List<Coupling> couplings = pair.scenario().couplings();
        Q2Spectrum spectrum = Q2Spectrum.whole(transition, Helicity.TOTAL);
        double ratio = spectrum.total(lostPair, couplings).re(0, 0)
                / spectrum.total(pair, couplings).re(0, 0);
        assertThat(ratio).isBetween(escape.pair(0.5, 1), escape.pair(0.5, 20));
    }

    @Test
    void aLifeWithoutEndIsNoLifetimeAtAll() {
        HadronicTransition transition = TestInputs.hadronic("B0->K*0");
        Q2Spectrum spectrum = Q2Spectrum.whole(transition, Helicity.LONGITUDINAL);
        Candidate stable = new Candidate(new DiracPair(), 0.4, LAMBDA);
        Candidate old = stable.living(new Lifetime(1e300, 0)).in(BELLE_II);
        List<Coupling> couplings = stable.scenario().couplings();
        HermitianForm expected = spectrum.total(stable, couplings);
        HermitianForm found = spectrum.total(old, couplings);
        for (int a = 0; a < couplings.size(); a++) {
            for (int b = 0; b < couplings.size(); b++) {
                assertThat(found.re(a, b)).isEqualTo(expected.re(a, b));
                assertThat(found.im(a, b)).isEqualTo(expected.im(a, b));
            }
        }
    }

    @Test
    void theCurveFollowsTheAverages() {
        Transition transition = TestInputs.transition("B+->K+");
        SplittableRandom random = new SplittableRandom(3);
        for (double mass : new double[] {0.001, 0.05, 0.5, 1, 2, 2.39}) {
            for (double ctau : new double[] {1, 10, 100, 1000}) {
                EscapeProbability escape = new EscapeProbability(transition, BELLE_II, new Lifetime(ctau, 0));
                EscapeCurve curve = new EscapeCurve(escape, mass, transition.q2Max());
                double mean = 0;
                for (int i = 0; i < 40; i++) {
                    double q2 = random.nextDouble(4 * mass * mass, transition.q2Max());
                    double difference = curve.at(q2) - escape.pair(mass, q2);
                    assertThat(difference)
                            .as("m = %s, c tau = %s, q2 = %s", mass, ctau, q2)
                            .isCloseTo(0, within(2e-5));
                    mean += difference / 40;
                }
                assertThat(mean).isCloseTo(0, within(3e-6));
            }
        }
    }

    @Test
    void bsToNothingIsAPairAtRest() {
        Transition transition = TestInputs.transition("Bs->inv");
        EscapeProbability escape = new EscapeProbability(transition, new Detector(0, 100), new Lifetime(50, 0));
        double momentum = Math.sqrt(transition.q2Max() / 4 - 1);
        assertThat(escape.pair(1, transition.q2Max())).isCloseTo(Math.exp(-2 * 100 / (momentum * 50)), offset(1e-12));
    }

    @Test
    void wrongNumbersAreNamed() {
        assertThatThrownBy(() -> new Lifetime(-1, 0)).hasMessageContaining("c tau is -1.0 cm, expected");
        assertThatThrownBy(() -> new Lifetime(Double.POSITIVE_INFINITY, 0)).hasMessageContaining("expected a finite");
        assertThatThrownBy(() -> new Lifetime(1, 1.5)).hasMessageContaining("dark fraction is 1.5, expected between");
        Candidate candidate = new Candidate(new Vector(), 1, LAMBDA).living(new Lifetime(1, 0));
        assertThatThrownBy(() -> candidate.in(null)).hasMessageContaining("what detector");
        assertThat(new Candidate(new Vector(), 1, LAMBDA).in(null).detector()).isEmpty();
    }
}
