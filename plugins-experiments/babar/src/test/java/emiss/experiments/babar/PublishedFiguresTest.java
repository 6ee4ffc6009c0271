package emiss.experiments.babar;

import static emiss.experiments.babar.BabarData.ALL;
import static emiss.experiments.babar.BabarData.PAIRS;
import static emiss.experiments.babar.BabarData.channel;
import static emiss.experiments.babar.BabarData.fractionInWindow;
import static emiss.experiments.babar.BabarData.nominal;
import static emiss.experiments.babar.BabarData.owner;
import static emiss.experiments.babar.BabarData.plateau;
import static emiss.experiments.babar.BabarData.response;
import static emiss.experiments.babar.BabarData.sources;
import static emiss.experiments.babar.BabarData.statistical;
import static emiss.experiments.babar.BabarData.systematic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.decay.Helicity;
import emiss.api.decay.Mixture;
import emiss.api.experiment.Bin;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Quality;
import emiss.api.experiment.Response;
import emiss.api.experiment.Systematic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares the resources with the tables of Phys. Rev. D 87, 112005 (arXiv:1303.7465v2). */
final class PublishedFiguresTest {
    /** Half a unit of the last digit that is printed, for what follows from rounded figures. */
    private static final double ROUNDING = 0.05;

    @Test
    void describesItself() {
        assertThat(ALL).allSatisfy(data -> {
            assertThat(data.quality()).isEqualTo(Quality.PUBLISHED_COUNTS);
            assertThat(data.provenance().identifiers())
                    .containsExactly("arXiv:1303.7465", "doi:10.1103/PhysRevD.87.112005");
            assertThat(data.constraints()).isEmpty();
            assertThat(data.formFactorParameters()).isEmpty();
        });
    }

    @Test
    void hasOneChannelPerModeAndWindow() {
        Map<String, List<String>> channels = ALL.stream()
                .collect(Collectors.toMap(
                        CountingData::id,
                        data -> data.channels().stream().map(Channel::name).toList(),
                        (one, other) -> one,
                        TreeMap::new));
        assertThat(channels)
                .containsExactly(
                        Map.entry("babar-kplus", List.of("Kplus-low", "Kplus-Jpsi", "Kplus-psi2S")),
                        Map.entry(
                                "babar-kstar0",
                                List.of(
                                        "Kplus-piminus-low",
                                        "Kplus-piminus-Jpsi",
                                        "Kplus-piminus-psi2S",
                                        "KS-pizero-low",
                                        "KS-pizero-Jpsi",
                                        "KS-pizero-psi2S")),
                        Map.entry(
                                "babar-kstarplus",
                                List.of(
                                        "Kplus-pizero-low",
                                        "Kplus-pizero-Jpsi",
                                        "Kplus-pizero-psi2S",
                                        "KS-piplus-low",
                                        "KS-piplus-Jpsi",
                                        "KS-piplus-psi2S")),
                        Map.entry("babar-kzero", List.of("KS-low", "KS-Jpsi", "KS-psi2S")));
        for (CountingData data : ALL) {
            assertThat(data.responses())
                    .extracting(Response::channel)
                    .containsExactlyElementsOf(
                            data.channels().stream().map(Channel::name).toList());
            assertThat(data.responses())
                    .allSatisfy(response -> assertThat(response.helicity()).isEqualTo(Helicity.TOTAL));
        }
    }

    /**
     * Tables IV and V; the efficiency is in units of 1e-5. For KS pi+ the tables print N_peak = 1.3, N_comb = 0.8 and N_bkg =
     * 2.0; the numbers here round to all three.
     */
    @ParameterizedTest
    @CsvSource({
        // channel, transition, N_peak, stat, N_comb, stat, N_obs, efficiency, stat, B_SM in 1e-6
        "Kplus-low,         B+->K+,  1.8, 0.4, 1.1, 0.4, 6, 43.8, 0.7, 4.907",
        "KS-low,            B0->K0,  2.0, 0.5, 0.9, 0.4, 3, 10.3, 0.2, 4.535",
        "Kplus-pizero-low,  B+->K*+, 1.2, 0.4, 1.1, 0.4, 3,  4.9, 0.2, 9.606",
        "KS-piplus-low,     B+->K*+, 1.27, 0.4, 0.77, 0.3, 3,  6.0, 0.2, 9.606",
        "Kplus-piminus-low, B0->K*0, 5.0, 0.8, 2.0, 0.5, 7, 12.2, 0.3, 8.903",
        "KS-pizero-low,     B0->K*0, 0.2, 0.2, 0.5, 0.3, 2,  1.2, 0.1, 8.903"
    })
    void hasTheCountsBelowThreeTenths(
            String name,
            String transition,
            double peaking,
            double peakingError,
            double combinatorial,
            double combinatorialError,
            double observed,
            double efficiency,
            double efficiencyError,
            double standardModel) {
        assertThat(channel(name).bins()).containsExactly(new Bin(0, 0.3, ""));
        assertThat(channel(name).observed()).isEqualTo(DoubleVector.of(observed));
        assertThat(nominal(name, "peaking")).isEqualTo(peaking);
        assertThat(statistical(name, "peaking")).isEqualTo(peakingError);
        assertThat(nominal(name, "combinatorial")).isEqualTo(combinatorial);
        assertThat(statistical(name, "combinatorial")).isEqualTo(combinatorialError);
        assertThat(response(name).mixture()).isEqualTo(Mixture.of(transition));
        double expected = PAIRS * efficiency * 1e-5;
        assertThat(plateau(name) * fractionInWindow(name)).isCloseTo(expected, within(1e-5 * expected));
        double signal = nominal(name, "signal");
        assertThat(signal).isCloseTo(expected * standardModel * 1e-6, within(1e-5 * signal));
        assertThat(statistical(name, "signal") / signal)
                .isCloseTo(efficiencyError / efficiency, within(1e-3 * efficiencyError / efficiency));
    }

    /** Tables VI and VII; the efficiency is in units of 1e-8 and includes the branching fraction given last, in 1e-3. */
    @ParameterizedTest
    @CsvSource({
        // channel, N_peak, stat, N_bkg, stat, N_obs, efficiency, stat, B(B -> K(*) psi)
        "Kplus-Jpsi,          0.4, 0.2, 0.5, 0.2, 1, 95.3, 4.4, 1.014",
        "KS-Jpsi,             0.7, 0.3, 0.7, 0.3, 0, 19.3, 1.0, 0.871",
        "Kplus-pizero-Jpsi,   0.8, 0.3, 0.8, 0.3, 1, 20.9, 1.5, 1.43",
        "KS-piplus-Jpsi,      0.4, 0.2, 0.8, 0.3, 0, 12.4, 0.8, 1.43",
        "Kplus-piminus-Jpsi,  2.6, 0.5, 2.8, 0.5, 0, 36.2, 1.9, 1.33",
        "KS-pizero-Jpsi,      0.6, 0.2, 0.6, 0.2, 1,  1.8, 0.2, 1.33",
        "Kplus-psi2S,         1.4, 0.4, 1.6, 0.4, 3, 57.2, 3.5, 0.646",
        "KS-psi2S,            0.6, 0.3, 0.7, 0.3, 1, 13.1, 1.2, 0.62",
        "Kplus-pizero-psi2S,  1.4, 0.4, 1.4, 0.4, 1,  8.1, 1.7, 0.67",
        "KS-piplus-psi2S,     1.0, 0.3, 1.5, 0.4, 3,  4.9, 1.1, 0.67",
        "Kplus-piminus-psi2S, 3.5, 0.7, 3.9, 0.7, 5, 14.2, 1.2, 0.61",
        "KS-pizero-psi2S,     0.6, 0.2, 0.6, 0.2, 1,  0.6, 0.1, 0.61"
    })
    void hasTheCountsInTheCharmoniumWindows(
            String name,
            double peaking,
            double peakingError,
            double background,
            double backgroundError,
            double observed,
            double efficiency,
            double efficiencyError,
            double branchingFraction) {
        assertThat(channel(name).observed()).isEqualTo(DoubleVector.of(observed));
        assertThat(nominal(name, "peaking")).isEqualTo(peaking);
        assertThat(statistical(name, "peaking")).isEqualTo(peakingError);
        assertThat(nominal(name, "peaking") + nominal(name, "combinatorial")).isCloseTo(background, within(1e-12));
        assertThat(Math.hypot(statistical(name, "peaking"), statistical(name, "combinatorial")))
                .isCloseTo(backgroundError, within(1e-3));
        double expected = PAIRS * efficiency * 1e-8 / (branchingFraction * 1e-3);
        checkCharmoniumResponse(name, expected);
        double signal = nominal(name, "signal");
        assertThat(statistical(name, "signal") / signal)
                .isCloseTo(efficiencyError / efficiency, within(1e-3 * efficiencyError / efficiency));
    }

    /** The quadratic sums that Table III prints, in per cent, from the sources of Tables II and III. */
    @ParameterizedTest
    @CsvSource({
        // channel, total N_peak, total N_comb, total efficiency
        "Kplus-low,            6.8, 2.3,  6.7",
        "KS-low,               9.7, 6.0, 11.4",
        "Kplus-pizero-low,     8.9, 2.3,  8.8",
        "KS-piplus-low,        8.8, 2.3,  8.8",
        "Kplus-piminus-low,   10.0, 6.0, 11.7",
        "KS-pizero-low,       10.9, 6.0, 12.4",
        "Kplus-Jpsi,           6.2, 2.3,  5.8",
        "KS-Jpsi,              9.3, 0.0, 10.8",
        "Kplus-pizero-Jpsi,    8.6, 0.0,  8.3",
        "KS-piplus-Jpsi,       8.4, 2.3,  8.0",
        "Kplus-piminus-Jpsi,   9.6, 6.0, 11.1",
        "KS-pizero-Jpsi,      10.5, 0.0, 11.9",
        "Kplus-psi2S,          5.8, 2.3,  5.8",
        "KS-psi2S,             9.1, 6.0, 10.9",
        "Kplus-pizero-psi2S,   8.5, 0.0,  8.4",
        "KS-piplus-psi2S,      8.1, 2.3,  8.1",
        "Kplus-piminus-psi2S,  9.5, 6.0, 11.2",
        "KS-pizero-psi2S,     10.7, 0.0, 12.2"
    })
    void systematicErrorsAddUpToTheTotals(String name, double peaking, double combinatorial, double efficiency) {
        // Sources are rounded to 0.1 % too, so that a sum may be off by a little more than its own rounding.
        double tolerance = 1.5 * ROUNDING;
        assertThat(100 * systematic(name, "peaking")).isCloseTo(peaking, within(tolerance));
        // Zero where N_bkg = N_peak leaves no combinatorial background.
        assertThat(100 * systematic(name, "combinatorial")).isCloseTo(combinatorial, within(1e-9));
        assertThat(100 * systematic(name, "signal")).isCloseTo(efficiency, within(tolerance));
    }

    @Test
    void oneSourceIsOneParameterOfAllDataSets() {
        Set<String> shared = new TreeSet<>();
        for (CountingData data : ALL) {
            String tag = data.id().equals("babar-kplus") || data.id().equals("babar-kstarplus") ? "charged" : "neutral";
            for (Channel channel : data.channels()) {
                Set<String> signal = sources(channel.name(), "signal").keySet();
                Set<String> peaking = sources(channel.name(), "peaking").keySet();
                shared.addAll(signal);
                shared.addAll(peaking);
                assertThat(signal).contains("babar/eff_norm_" + tag + "_tag", "babar/E_extra");
                assertThat(peaking).contains("babar/N_bkg_norm_" + tag + "_tag", "babar/E_extra", "babar/N_peak_BFs");
                assertThat(signal)
                        .contains(channel.name().endsWith("-low") ? "babar/sB_resolution" : "babar/mnunu_resolution");
                assertThat(signal.contains("babar/KS_reco"))
                        .isEqualTo(channel.name().startsWith("KS"));
                assertThat(signal.contains("babar/pi0_reco"))
                        .isEqualTo(channel.name().contains("pizero"));
                assertThat(signal.contains("babar/Kst_reco"))
                        .isEqualTo(data.id().startsWith("babar-kstar"));
            }
        }
        assertThat(shared)
                .containsExactlyInAnyOrder(
                        "babar/eff_norm_charged_tag",
                        "babar/eff_norm_neutral_tag",
                        "babar/N_bkg_norm_charged_tag",
                        "babar/N_bkg_norm_neutral_tag",
                        "babar/KS_reco",
                        "babar/Kst_reco",
                        "babar/pi0_reco",
                        "babar/E_extra",
                        "babar/sB_resolution",
                        "babar/mnunu_resolution",
                        "babar/N_peak_BFs");
    }

    @Test
    void charmoniumBranchingFractionsAreUncertainInTheirWindowsOnly() {
        for (CountingData data : ALL) {
            for (Channel channel : data.channels()) {
                List<Systematic> found = channel.samples().stream()
                        .flatMap(sample -> sample.systematics().stream())
                        .filter(systematic -> systematic.name().startsWith("BF_"))
                        .toList();
                if (channel.name().endsWith("-low")) {
                    assertThat(found).isEmpty();
                } else if (channel.name().endsWith("-Jpsi")) {
                    assertThat(found).containsExactly(new Systematic.NormSys("BF_Jpsi", 0.95, 1.05));
                } else {
                    assertThat(found).containsExactly(new Systematic.NormSys("BF_psi2S", 0.9, 1.1));
                }
            }
        }
    }

    @Test
    void theWindowEndsAtThreeTenthsSmearedByOnePerCent() {
        for (CountingData data : ALL) {
            double parent = data.transitions().get(0).startsWith("B+") ? 5.27941 : 5.27972;
            double edge = 0.3 * parent * parent;
            for (Channel channel : data.channels()) {
                if (channel.name().endsWith("-low")) {
                    checkResponse(
                            response(channel.name()),
                            plateau(channel.name()),
                            q2 -> normalIntegral((edge - q2) / (0.01 * edge)));
                }
            }
        }
    }

    /** The windows reach three standard deviations of m_inv to either side (Sec. VI); the efficiency is that at the mass. */
    private static void checkCharmoniumResponse(String name, double atResonance) {
        boolean excited = owner(name).id().startsWith("babar-kstar");
        Bin window = name.endsWith("-Jpsi")
                ? (excited ? new Bin(3.019, 3.175, "") : new Bin(3.044, 3.146, ""))
                : (excited ? new Bin(3.627, 3.739, "") : new Bin(3.650, 3.724, ""));
        assertThat(channel(name).bins()).containsExactly(window);
        double sigma = (window.high() - window.low()) / 6;
        DoubleUnaryOperator accepted =
                mass -> normalIntegral((window.high() - mass) / sigma) - normalIntegral((window.low() - mass) / sigma);
        // J/psi and psi(2S), Particle Data Group [GeV].
        double mass = name.endsWith("-Jpsi") ? 3.0969 : 3.6861;
        checkResponse(
                response(name),
                atResonance,
                q2 -> accepted.applyAsDouble(Math.sqrt(q2)) / accepted.applyAsDouble(mass));
    }

    private static void checkResponse(Response response, double plateau, DoubleUnaryOperator acceptance) {
        DoubleVector edges = response.q2Edges();
        DoubleVector row = response.eventsPerBranchingFraction().get(0);
        assertThat(row.at(row.size() - 1)).isZero();
        for (int bin = 0; bin < row.size(); bin++) {
            double low = edges.at(bin);
            double high = edges.at(bin + 1);
            double mean = integral(acceptance, low, high) / (high - low);
            assertThat(row.at(bin) / plateau)
                    .as("the response of %s to q2 in %s to %s", response.channel(), low, high)
                    // Below 1e-5 of the plateau the response is written as zero.
                    .isCloseTo(mean, within(1.1e-5));
        }
    }

    /** The standard normal distribution function. */
    private static double normalIntegral(double x) {
        double end = Math.max(-8, Math.min(8, x));
        return 0.5 + integral(t -> Math.exp(-0.5 * t * t), 0, end) / Math.sqrt(2 * Math.PI);
    }

    /** Simpson's rule. */
    private static double integral(DoubleUnaryOperator function, double from, double to) {
        int steps = 100;
        double h = (to - from) / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            sum += (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2) * function.applyAsDouble(from + i * h);
        }
        return sum * h / 3;
    }
}
