package emiss.inference;

import static emiss.inference.Workspaces.channel;
import static emiss.inference.Workspaces.dataset;
import static emiss.inference.Workspaces.logPdf;
import static emiss.inference.Workspaces.modifier;
import static emiss.inference.Workspaces.mu;
import static emiss.inference.Workspaces.observation;
import static emiss.inference.Workspaces.sample;
import static emiss.inference.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.CountingData;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The log-pdf of imported workspaces against closed forms that are derived by hand from the definitions of HistFactory, with
 * the conventions of pyhf 0.7; the combination of all modifiers against {@link PyhfDefinition}.
 */
class PyhfConformanceTest {
    private static final double DIGITS = 1e-10;

    /** n ln nu - nu - ln n! */
    private static double pois(int n, double nu) {
        double sum = n == 0 ? -nu : n * Math.log(nu) - nu;
        for (int i = 2; i <= n; i++) {
            sum -= Math.log(i);
        }
        return sum;
    }

    private static double gauss(double x, double mean, double width) {
        return -(x - mean) * (x - mean) / (2 * width * width) - Math.log(width) - 0.5 * Math.log(2 * Math.PI);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.4, 1, 3})
    void normfactor(double strength) {
        CountingData data = dataset(workspace(
                channel(
                        "c",
                        sample("s", "[3, 0]", mu()),
                        sample("b", "[10.5, 4]", modifier("normfactor", "k", "null"))),
                observation("c", "[12, 4]"),
                ""));
        assertThat(logPdf(data, Map.of("mu", strength, "k", 1.2)))
                .isCloseTo(pois(12, 3 * strength + 12.6) + pois(4, 4.8), within(DIGITS));
        assertThat(logPdf(data, Map.of("mu", strength)))
                .isCloseTo(pois(12, 3 * strength + 10.5) + pois(4, 4), within(DIGITS));
    }

    /** From -1 downwards and from 1 upwards the factor is a power. */
    @ParameterizedTest
    @ValueSource(doubles = {-2.5, -1, 0, 1, 1.7})
    void normsys(double alpha) {
        double factor = alpha > 0 ? Math.pow(1.3, alpha) : Math.pow(0.8, -alpha);
        CountingData data = dataset(workspace(
                channel(
                        "c",
                        sample("s", "[3]", mu()),
                        sample("b", "[10]", modifier("normsys", "a", "{\"lo\": 0.8, \"hi\": 1.3}"))),
                observation("c", "[12]"),
                ""));
        assertThat(logPdf(data, Map.of("mu", 2.0, "a", alpha)))
                .isCloseTo(pois(12, 6 + 10 * factor) + gauss(0, alpha, 1), within(DIGITS));
    }

    /**
     * For |alpha| < 1 the shift is S alpha + A (15 alpha^2 - 10 alpha^4 + 3 alpha^6), S half the sum and A a sixteenth of the
     * difference of the steps up and down; beyond it goes on in proportion to the step on that side.
     */
    @ParameterizedTest
    @CsvSource({"-3, -6, 3", "-1, -2, 1", "0, 0, 0", "0.5, 1.39453125, -0.5", "1, 3, -1", "2, 6, -2"})
    void histosys(double alpha, double first, double second) {
        CountingData data = dataset(workspace(
                channel(
                        "c",
                        sample("s", "[3, 1]", mu()),
                        sample(
                                "b",
                                "[10, 20]",
                                modifier("histosys", "a", "{\"lo_data\": [8, 21], \"hi_data\": [13, 19]}"))),
                observation("c", "[12, 20]"),
                ""));
        double firstShift = alpha == 0.5 ? 0.5 * 2.5 + (15 * 0.25 - 10 * 0.0625 + 3 * 0.015625) / 16 : first;
        assertThat(logPdf(data, Map.of("a", alpha)))
                .isCloseTo(pois(12, 13 + firstShift) + pois(20, 21 + second) + gauss(0, alpha, 1), within(DIGITS));
    }

    /** tau = (nominal/uncertainty)^2; bins without content or uncertainty observe 1 event where 1 is expected. */
    @Test
    void shapesys() {
        CountingData data = dataset(workspace(
                channel(
                        "c",
                        sample("s", "[1, 1, 1]", mu()),
                        sample("b", "[10, 0, 5]", modifier("shapesys", "g", "[2, 1, 0]"))),
                observation("c", "[9, 2, 5]"),
                ""));
        assertThat(logPdf(data, Map.of("g[0]", 0.8)))
                .isCloseTo(pois(9, 9) + pois(2, 1) + pois(5, 6) + pois(25, 20) + 2 * pois(1, 1), within(DIGITS));
        assertThat(logPdf(data, Map.of("g[0]", 0.8, "g[2]", 1.1)))
                .isCloseTo(
                        pois(9, 9) + pois(2, 1) + pois(5, 6.5) + pois(25, 20) + pois(1, 1) + pois(1, 1.1),
                        within(DIGITS));
    }

    @Test
    void shapefactorIsSharedByBinBetweenChannels() {
        CountingData data = dataset(workspace(
                channel("c", sample("s", "[1, 1]", mu()), sample("b", "[10, 4]", modifier("shapefactor", "f", "null")))
                        + ", "
                        + channel("d", sample("b", "[20, 6]", modifier("shapefactor", "f", "null"))),
                observation("c", "[9, 7]") + ", " + observation("d", "[25, 3]"),
                ""));
        assertThat(logPdf(data, Map.of("mu", 0.5, "f[0]", 1.3, "f[1]", 0.4)))
                .isCloseTo(pois(9, 13.5) + pois(7, 2.1) + pois(25, 26) + pois(3, 2.4), within(DIGITS));
    }

    /** Width sqrt(sum of squares)/sum of contents over the samples that carry it; factors without width have width 1. */
    @Test
    void staterror() {
        CountingData data = dataset(workspace(
                channel(
                        "c",
                        sample("s", "[2, 1, 0]", mu()),
                        sample("a", "[6, 0, 3]", modifier("staterror", "g", "[0.6, 0, 0]")),
                        sample("b", "[4, 0, 1]", modifier("staterror", "g", "[0.8, 0.5, 0]"))),
                observation("c", "[9, 2, 5]"),
                ""));
        assertThat(logPdf(data, Map.of("g[0]", 1.15)))
                .isCloseTo(
                        pois(9, 13.5) + pois(2, 1) + pois(5, 4) + gauss(1, 1.15, 0.1) + 2 * gauss(1, 1, 1),
                        within(DIGITS));
        assertThat(logPdf(data, Map.of("g[0]", 1.15, "g[2]", 0.7)))
                .isCloseTo(
                        pois(9, 13.5)
                                + pois(2, 1)
                                + pois(5, 2.8)
                                + gauss(1, 1.15, 0.1)
                                + gauss(1, 1, 1)
                                + gauss(1, 0.7, 1),
                        within(DIGITS));
    }

    /** The factors of all channels form one set in pyhf, and one set a channel here. */
    @Test
    void staterrorOfSeveralChannels() {
        CountingData data = dataset(workspace(
                channel("d", sample("b", "[10, 20]", modifier("staterror", "g", "[1, 4]")))
                        + ", "
                        + channel("c", sample("s", "[2]", mu()), sample("b", "[5]", modifier("staterror", "g", "[1]"))),
                observation("c", "[9]") + ", " + observation("d", "[12, 18]"),
                "{\"name\": \"g\", \"auxdata\": [1.1, 0.9, 1.2], \"sigmas\": [0.3, 0.4, 0.5]}"));
        assertThat(logPdf(data, Map.of("g_c[0]", 1.3, "g_d[0]", 0.8, "g_d[1]", 1.5)))
                .isCloseTo(
                        pois(9, 8.5)
                                + pois(12, 8)
                                + pois(18, 30)
                                + gauss(1.1, 1.3, 0.3)
                                + gauss(0.9, 0.8, 0.4)
                                + gauss(1.2, 1.5, 0.5),
                        within(DIGITS));
    }

    @Test
    void lumi() {
        CountingData data = dataset(
                workspace(
                        channel(
                                "c",
                                sample("s", "[2]", mu(), modifier("lumi", "lumi", "null")),
                                sample("b", "[5]", modifier("lumi", "lumi", "null")),
                                sample("d", "[3]")),
                        observation("c", "[9]"),
                        "{\"name\": \"lumi\", \"inits\": [0.9], \"bounds\": [[0.5, 1.5]], \"auxdata\": [1.1], \"sigmas\": [0.02]}"));
        assertThat(logPdf(data, Map.of("mu", 3.0, "lumi", 1.05)))
                .isCloseTo(pois(9, 1.05 * 11 + 3) + gauss(1.1, 1.05, 0.02), within(DIGITS));
    }

    /** One parameter for a normsys and a histosys of one name, in two samples and two channels: one constraint. */
    @Test
    void sharedParameter() {
        CountingData data = dataset(workspace(
                channel(
                                "c",
                                sample("s", "[2]", mu(), modifier("normsys", "a", "{\"lo\": 0.5, \"hi\": 1.5}")),
                                sample("b", "[5]", modifier("histosys", "a", "{\"lo_data\": [4], \"hi_data\": [7]}")))
                        + ", "
                        + channel(
                                "d",
                                sample(
                                        "b",
                                        "[8]",
                                        modifier("histosys", "a", "{\"lo_data\": [9], \"hi_data\": [7.5]}"),
                                        modifier("normsys", "a", "{\"lo\": 0.8, \"hi\": 1.1}"))),
                observation("c", "[9]") + ", " + observation("d", "[8]"),
                ""));
        assertThat(logPdf(data, Map.of("mu", 2.0, "a", 2.0)))
                .isCloseTo(
                        pois(9, 4 * 1.5 * 1.5 + 5 + 2 * 2) + pois(8, (8 - 2 * 0.5) * 1.1 * 1.1) + gauss(0, 2, 1),
                        within(DIGITS));
        assertThat(logPdf(data, Map.of("mu", 2.0, "a", -1.5)))
                .isCloseTo(
                        pois(9, 4 * Math.pow(0.5, 1.5) + 5 - 1.5)
                                + pois(8, 9.5 * Math.pow(0.8, 1.5))
                                + gauss(0, 1.5, 1),
                        within(DIGITS));
    }

    /** Auxiliary data, widths and rates of the measurement; parameters that are held stay at their start. */
    @Test
    void measurementChangesConstraints() {
        CountingData data = dataset(workspace(
                channel(
                        "c",
                        sample("s", "[2, 2]", mu(), modifier("normsys", "a", "{\"lo\": 0.5, \"hi\": 1.5}")),
                        sample(
                                "b",
                                "[10, 5]",
                                modifier("shapesys", "t", "[2, 1]"),
                                modifier("staterror", "g", "[1, 2]"),
                                modifier("normfactor", "k", "null"))),
                observation("c", "[9, 8]"),
                "{\"name\": \"a\", \"auxdata\": [0.5], \"fixed\": true, \"inits\": [1]},"
                        + "{\"name\": \"t\", \"auxdata\": [30, 20], \"factors\": [16, 36]},"
                        + "{\"name\": \"g\", \"auxdata\": [1.5, 0.5], \"sigmas\": [0.25, 2]},"
                        + "{\"name\": \"k\", \"inits\": [1.5], \"fixed\": true}"));
        double rest = pois(30, 16 * 1.1) + pois(20, 36 * 0.9) + gauss(1.5, 1.2, 0.25) + gauss(0.5, 0.8, 2);
        Map<String, Double> point = Map.of("t[0]", 1.1, "t[1]", 0.9, "g[0]", 1.2, "g[1]", 0.8);
        assertThat(logPdf(data, point))
                .isCloseTo(
                        pois(9, 3 + 10 * 1.1 * 1.2 * 1.5) + pois(8, 3 + 5 * 0.9 * 0.8 * 1.5) + rest + gauss(0.5, 1, 1),
                        within(DIGITS));
        Map<String, Double> elsewhere = new HashMap<>(point);
        elsewhere.put("a", 2.0);
        elsewhere.put("k", 1.0);
        assertThat(logPdf(data, elsewhere))
                .isCloseTo(
                        pois(9, 4.5 + 10 * 1.1 * 1.2) + pois(8, 4.5 + 5 * 0.9 * 0.8) + rest + gauss(0.5, 2, 1),
                        within(DIGITS));
    }

    /** All samples with the normfactor of interest are signal; in an empty bin only a histosys gives them events. */
    @Test
    void severalSignalSamplesAndEmptyBins() {
        CountingData data = dataset(workspace(
                channel(
                        "c",
                        sample(
                                "s",
                                "[2, 0]",
                                mu(),
                                modifier("histosys", "a", "{\"lo_data\": [1, 0], \"hi_data\": [4, 0.5]}"),
                                modifier("staterror", "g", "[0.2, 0.1]")),
                        sample("t", "[3, 0]", mu(), modifier("normsys", "n", "{\"lo\": 0.5, \"hi\": 2}")),
                        sample("b", "[10, 1]")),
                observation("c", "[18, 3]"),
                ""));
        assertThat(logPdf(data, Map.of("mu", 1.5, "a", 2.0, "n", -1.0, "g[0]", 1.2)))
                .isCloseTo(
                        pois(18, 1.5 * (2 + 4) * 1.2 + 1.5 * 1.5 + 10)
                                + pois(3, 1.5 + 1)
                                + gauss(0, 2, 1)
                                + gauss(0, 1, 1)
                                + gauss(1, 1.2, 0.1)
                                + gauss(1, 1, 1),
                        within(DIGITS));
    }

    @Test
    void interestInSomethingElse() {
        String channels = channel("c", sample("b", "[10]", modifier("normsys", "a", "{\"lo\": 0.5, \"hi\": 1.5}")));
        CountingData data =
                dataset(workspace(channels, observation("c", "[9]"), "").replace("\"poi\": \"mu\"", "\"poi\": \"a\""));
        assertThat(logPdf(data, Map.of("a", 1.0))).isCloseTo(pois(9, 15) + gauss(0, 1, 1), within(DIGITS));
    }

    @Test
    void theDefinitionInTheTestsAgreesWithAClosedForm() {
        assertThat(PyhfDefinition.code4(1, 0.8, 1.3)).isCloseTo(1.3, within(1e-14));
        assertThat(PyhfDefinition.code4(-1 + 1e-9, 0.8, 1.3)).isCloseTo(0.8, within(1e-8));
        // For hi = 1/lo the logarithm is odd, so that a factor and that of the opposite alpha multiply to 1 near 0.
        assertThat(PyhfDefinition.code4(0.01, 1 / 1.1, 1.1) * PyhfDefinition.code4(-0.01, 1 / 1.1, 1.1))
                .isCloseTo(1, within(1e-6));
        assertThat(PyhfDefinition.code4p(0.5, 8, 10, 13))
                .isCloseTo(1.25 + (3.75 - 0.625 + 0.046875) / 16, within(1e-15));
    }

    /** Random points, parameters without effect and held ones included. */
    @Test
    void everythingAtOnce() {
        PyhfDefinition definition = new PyhfDefinition(Workspaces.everything());
        CountingData data = dataset(Workspaces.everything());
        assertThat(definition.parameters())
                .containsOnlyKeys(
                        "mu",
                        "lumi",
                        "eff",
                        "shape",
                        "k",
                        "stat_SR[0]",
                        "stat_SR[1]",
                        "stat_SR[2]",
                        "both[0]",
                        "both[1]",
                        "both[2]",
                        "both[3]",
                        "both[4]",
                        "both[5]",
                        "fake[0]",
                        "fake[1]",
                        "fake[2]",
                        "free[0]",
                        "free[1]",
                        "free[2]");
        Random random = new Random(20);
        for (int i = 0; i < 50; i++) {
            Map<String, Double> point = new LinkedHashMap<>();
            Map<String, Double> imported = new LinkedHashMap<>();
            definition.parameters().forEach((name, start) -> {
                boolean any = name.equals("shape") || name.equals("eff");
                double value = any ? 1.5 * random.nextGaussian() : start * (0.6 + 0.8 * random.nextDouble());
                point.put(name, value);
                imported.put(inDataset(name), value);
            });
            assertThat(logPdf(data, imported)).as("%s", point).isCloseTo(definition.logPdf(point), within(DIGITS));
        }
    }

    /** both[0] to both[2] belong to channel CR, the others to SR. */
    static String inDataset(String name) {
        if (!name.startsWith("both[")) {
            return name;
        }
        int index = name.charAt(5) - '0';
        return index < 3 ? "both_CR[" + index + "]" : "both_SR[" + (index - 3) + "]";
    }
}
