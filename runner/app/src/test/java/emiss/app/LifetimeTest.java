package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.results.MassScanResult;
import emiss.results.RateResult;
import emiss.results.SpectrumResult;
import emiss.results.StudyResult;
import emiss.results.UpperLimitResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Particles that decay, from the configuration to the numbers; probabilities that were computed without this program. */
class LifetimeTest {
    private static final double ERROR = 5e-6;

    @TempDir
    private Path directory;

    private StudyResult study(String experiments, String settings) {
        Path config = Program.write(
                directory, "studies:\n  - {id: a, experiments: [" + experiments + "], " + settings + "}\n");
        StudyResult study = Program.run(config, 2).studies().get(0);
        assertThat(study.reasons()).isEmpty();
        return study;
    }

    private String measurement(String id, String transition, String detector) {
        try {
            Files.writeString(directory.resolve(id + ".json"), """
                    {"format": "emiss-dataset/1", "kind": "branching-fractions", "id": "%s", "title": "toy",
                     "quality": "unpublished", %s
                     "provenance": {"citation": "made up for a test", "identifiers": [], "note": ""},
                     "measurements": [{"transition": "%s", "value": 0, "errorLow": %s, "errorHigh": %s}]}
                    """.formatted(id, detector, transition, ERROR, ERROR));
        } catch (IOException unwritable) {
            throw new IllegalStateException(unwritable);
        }
        return "{file: " + id + ".json}";
    }

    private static final String VECTOR = "scenario: vector, couplings: [hV], quantity: branchingFraction,"
            + " transition: \"B+->K+\", type: upper-limit";

    private static double limit(StudyResult study, int point) {
        return ((UpperLimitResult) study.result()).points().get(point).observed();
    }

    @ParameterizedTest
    @CsvSource({
        "0.28, 100, 0.5, 10, 0, 0.1559616508",
        "0.28, 100, 0.5, 100, 0, 0.8270051407",
        "0.28, 100, 2.1, 10, 0, 0.00028744985887",
        "0.28, 100, 2.1, 100, 0, 0.3966023753",
        "0.56, 50, 0.5, 1000, 0, 0.9908472517",
        "0.56, 50, 0.5, 10, 1, 1"
    })
    void limitsOnWhatIsProducedGrowAsItIsSeenToDecay(
            double boost, double length, double mass, double ctau, double dark, double escape) {
        String toy =
                measurement("toy", "B+->K+", "\"detector\": {\"boost\": " + boost + ", \"lengthCm\": " + length + "},");
        double stable = limit(study(toy, VECTOR + ", masses: " + mass), 0);
        double unstable = limit(
                study(
                        toy,
                        VECTOR + ", masses: " + mass + ", lifetime: {ctau: " + ctau + ", darkFraction: " + dark + "}"),
                0);
        assertThat(stable / unstable).isCloseTo(escape, Percentage.withPercentage(1e-4));
        RateResult produced = rate(mass, "");
        RateResult lost = rate(
                mass,
                ", lifetime: {ctau: " + ctau + ", darkFraction: " + dark + "}, detector: {boost: " + boost
                        + ", lengthCm: " + length + "}");
        assertThat(lost.branchingFraction() / produced.branchingFraction())
                .isCloseTo(escape, Percentage.withPercentage(1e-6));
        assertThat(lost.notes()).singleElement().asString().contains("what is not seen within", "boost " + boost);
    }

    private RateResult rate(double mass, String more) {
        return (RateResult) study(
                        "belle2-hta",
                        "type: rate, scenario: vector, transition: \"B+->K+\", couplings: {hV: 7e-9}, mass: " + mass
                                + more)
                .result();
    }

    @Test
    void withoutADetectorRatesAreThoseOfWhatIsProduced() {
        RateResult produced = rate(1, "");
        RateResult unstable = rate(1, ", lifetime: {ctau: 1}");
        assertThat(unstable.branchingFraction()).isEqualTo(produced.branchingFraction());
        assertThat(unstable.notes()).singleElement().asString().contains("all that is produced");
    }

    /** Each data set has its own detector. */
    @Test
    void everyDataSetHasItsOwnDetector() {
        String one = measurement("one", "B+->K+", "\"detector\": {\"boost\": 0.28, \"lengthCm\": 100},");
        String other = measurement("other", "B0->K*0", "\"detector\": {\"boost\": 0.56, \"lengthCm\": 50},");
        String settings = "type: spectrum, scenario: vector, masses: 2.1, couplings: {hV: 7e-9}";
        SpectrumResult.Bins stable =
                (SpectrumResult.Bins) study("babar, belle2-hta", settings).result();
        SpectrumResult.Bins unstable = (SpectrumResult.Bins)
                study("babar, belle2-hta", settings + ", lifetime: {ctau: 100}").result();
        int compared = 0;
        for (int i = 0; i < stable.bins().size(); i++) {
            SpectrumResult.Bin bin = stable.bins().get(i);
            double ratio = unstable.bins().get(i).signal() / bin.signal();
            String channel = bin.channel();
            double expected =
                    channel.startsWith("belle2") ? 0.3966023753 : channel.startsWith("babar-kstar0") ? 0.6378673640 : 0;
            if (expected > 0 && bin.signal() > 0) {
                assertThat(ratio).as(channel).isCloseTo(expected, within(1e-9));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(3);
        // the limit on hV from both is that of the sum of what they see
        String limit = "type: upper-limit, scenario: vector, couplings: [hV], quantity: coupling, masses: 2.1";
        String life = ", lifetime: {ctau: 100}";
        double both = limit(study(one + ", " + other, limit + life), 0);
        assertThat(both).isLessThan(Math.min(limit(study(one, limit + life), 0), limit(study(other, limit + life), 0)));
    }

    /** A life of 1e290 km is none: the same to the last bit. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: mass-scan, scenario: vector, couplings: [hV], masses: [1.5, 2, 2.5]",
                "type: mass-scan, scenario: dirac-pair, couplings: [fVV, fAA], masses: [0.4, 0.6]",
                "type: fit, scenario: scalar-pair, couplings: [gSS], mass: 0.4",
                "type: coupling-plane, scenario: dirac-pair, mass: 0.6, x: {coupling: fVV, from: 0, to: 2, points: 3},"
                        + " y: {coupling: fSS, from: 0, to: 2, points: 3}",
                "type: interval, scenario: vector, couplings: [hV], masses: 2.1, quantity: coupling, levels: 0.9",
                "type: significance, scenario: vector, couplings: [hV], masses: 2.1",
                "type: likelihood, scenario: vector, points: [{mass: 2.1, couplings: {hV: 1e-8}}]",
                "type: spectrum, scenario: dirac-pair, couplings: [fVV], masses: 0.6",
                "type: upper-limit, method: cls, scenario: dirac-pair, couplings: [fVV], masses: 0.6, quantity: coupling"
            })
    void aVeryLongLifeIsNone(String settings) {
        String life = ", lifetime: {ctau: 1e300}";
        Object stable = study("belle2", settings).result().tree();
        Object unstable = study("belle2", settings + life).result().tree();
        assertThat(String.valueOf(unstable).replace("ctau=1.0E300", "ctau=null"))
                .isEqualTo(String.valueOf(stable));
    }

    @Test
    void aHypothesisOfGoodnessOfFitAndOfImpactsMayDecay() {
        String life = "mass: 2.1, lifetime: {ctau: 100}}";
        assertThat(study(
                                "belle2-hta",
                                "type: goodness-of-fit, toys: 5, hypothesis: {scenario: vector, couplings: [hV], "
                                        + life)
                        .result())
                .isNotNull();
        assertThat(study(
                                "belle2-hta",
                                "type: impacts, of: {scenario: vector, coupling: hV, quantity: coupling, " + life)
                        .result())
                .isNotNull();
    }

    @Test
    void aShortLifeMovesTheBestMass() {
        MassScanResult scan = (MassScanResult) study(
                        "belle2",
                        "type: mass-scan, scenario: vector, couplings: [hV], masses: [1.5, 2, 2.5], lifetime: {ctau: 100}")
                .result();
        MassScanResult stable = (MassScanResult)
                study("belle2", "type: mass-scan, scenario: vector, couplings: [hV], masses: [1.5, 2, 2.5]")
                        .result();
        for (int i = 0; i < 3; i++) {
            // one line fits as well whatever is lost of it, with a larger coupling
            assertThat(scan.points().get(i).t())
                    .isCloseTo(stable.points().get(i).t(), within(1e-6));
            assertThat(scan.points().get(i).branchingFractions().get("B+->K+"))
                    .isGreaterThan(
                            1.5 * stable.points().get(i).branchingFractions().get("B+->K+"));
        }
    }

    @Test
    void limitsForEveryMassAndLifetime() {
        UpperLimitResult map =
                (UpperLimitResult) study("belle2", VECTOR + ", masses: [0.5, 2.1], lifetime: {ctau: [10, 100, 1000]}")
                        .result();
        assertThat(map.points()).hasSize(6);
        assertThat(map.points().stream().map(UpperLimitResult.Point::ctau))
                .containsExactly(10.0, 10.0, 100.0, 100.0, 1000.0, 1000.0);
        assertThat(map.points().stream().map(UpperLimitResult.Point::mass))
                .containsExactly(0.5, 2.1, 0.5, 2.1, 0.5, 2.1);
        assertThat(map.points().get(5).observed() / map.points().get(3).observed())
                .isCloseTo(0.3966023753 / 0.9098801822, within(1e-5));
        assertThat(map.table().csv()).startsWith("mass[GeV],ctau[cm],B(B+->K+)\n0.5,10.0,");
    }

    private void assertProblem(String experiments, String settings, String... parts) {
        Path config = Program.write(
                directory, "studies:\n  - {id: a, experiments: [" + experiments + "],\n     " + settings + "}\n");
        assertThatThrownBy(() -> Program.read(config)).hasMessageContainingAll(parts);
    }

    @Test
    void whatCannotBeIsRefusedWithItsPlace() {
        String fit = "type: fit, scenario: vector, couplings: [hV], mass: 1, ";
        assertProblem(
                measurement("bare", "B+->K+", ""),
                fit + "lifetime: {ctau: 10}",
                "config.yaml:3:",
                "bare has no \"detector\", expected {boost, lengthCm} in the data set");
        assertProblem("belle2", fit + "lifetime: {ctau: -1}", "c tau is -1.0 cm, expected");
        assertProblem("belle2", fit + "lifetime: {ctau: 1, darkFraction: 2}", "dark fraction is 2.0, expected");
        assertProblem("belle2", fit + "lifetime: {}", "ctau");
        assertProblem("belle2", fit + "lifetime: {ctau: 1, dark: 0.1}", "dark");
        assertProblem("belle2", fit + "lifetime: {ctau: [1, 2]}", "ctau");
        assertProblem("belle2", fit + "width: 0.1, lifetime: {ctau: 1}", "expected one of them");
        assertProblem(
                "belle2",
                "type: fit, scenario: neutrinos, couplings: [CVL], lifetime: {ctau: 1}",
                "neutrinos contains, do not decay");
        String rate = "type: rate, scenario: vector, transition: \"B+->K+\", couplings: {hV: 1e-9}, mass: 1, ";
        assertProblem("belle2", rate + "detector: {boost: 1, lengthCm: 10}", "\"detector\" does not apply");
        assertProblem(
                "belle2",
                rate + "lifetime: {ctau: 1}, detector: {boost: -1, lengthCm: 10}",
                "the boost of the detector is -1.0");
        assertProblem("belle2", VECTOR + ", masses: 1, lifetime: {ctau: [1, 1]}", "c tau = 1.0 cm is given twice");
    }
}
