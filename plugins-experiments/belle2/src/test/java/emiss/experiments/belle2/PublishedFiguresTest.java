package emiss.experiments.belle2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.decay.Helicity;
import emiss.api.decay.Mixture;
import emiss.api.experiment.Bin;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Experiment;
import emiss.api.experiment.Quality;
import emiss.api.experiment.Response;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import emiss.data.JsonDatasetReader;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.Syntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares the resources with the files of HEPData record 10.17182/hepdata.166082: the figures themselves where there are
 * few, sums over the published file where there are many.
 */
final class PublishedFiguresTest {
    private static final CountingData ITA = read(new BelleIIInclusiveTag());
    private static final CountingData HTA = read(new BelleIIHadronicTag());

    @Test
    void describesItself() {
        for (CountingData data : List.of(ITA, HTA)) {
            assertThat(data.quality()).isEqualTo(Quality.PUBLISHED_LIKELIHOOD);
            assertThat(data.provenance().identifiers())
                    .containsExactly("arXiv:2507.12393", "doi:10.17182/hepdata.166082", "arXiv:2311.14647");
            assertThat(data.formFactorParameters())
                    .containsExactlyInAnyOrder("belle2/corr_ff_c1", "belle2/corr_ff_c2", "belle2/corr_ff_c3");
            assertThat(data.constraints()).isEmpty();
        }
    }

    @Test
    void hasTheObservedCounts() {
        Map<String, DoubleVector> observed = new LinkedHashMap<>();
        Stream.of(ITA, HTA)
                .flatMap(data -> data.channels().stream())
                .forEach(channel -> observed.put(channel.name(), channel.observed()));
        assertThat(observed)
                .containsExactly(
                        Map.entry("ITA-SR", DoubleVector.of(1830, 1837, 1685, 1064, 955, 758, 536, 431, 197)),
                        Map.entry("ITA-CR", DoubleVector.of(2946, 2945, 3098)),
                        Map.entry("ITA-SR-offres", DoubleVector.of(157, 79, 33, 77, 23, 4, 19, 3, 1)),
                        Map.entry("ITA-CR-offres", DoubleVector.of(285, 134, 78)),
                        Map.entry("HTA", DoubleVector.of(110, 67, 26, 28, 14, 7)));
    }

    @Test
    void binsRunThroughQ2First() {
        assertThat(channel(ITA, "ITA-SR").bins())
                .containsExactly(
                        new Bin(-1, 4, "0.94 < eta(BDT2) < 0.96"),
                        new Bin(4, 8, "0.94 < eta(BDT2) < 0.96"),
                        new Bin(8, 25, "0.94 < eta(BDT2) < 0.96"),
                        new Bin(-1, 4, "0.96 < eta(BDT2) < 0.98"),
                        new Bin(4, 8, "0.96 < eta(BDT2) < 0.98"),
                        new Bin(8, 25, "0.96 < eta(BDT2) < 0.98"),
                        new Bin(-1, 4, "0.98 < eta(BDT2) < 1"),
                        new Bin(4, 8, "0.98 < eta(BDT2) < 1"),
                        new Bin(8, 25, "0.98 < eta(BDT2) < 1"));
        assertThat(channel(ITA, "ITA-CR").bins())
                .containsExactly(
                        new Bin(-1, 4, "0.92 < eta(BDT2) < 0.94"),
                        new Bin(4, 8, "0.92 < eta(BDT2) < 0.94"),
                        new Bin(8, 25, "0.92 < eta(BDT2) < 0.94"));
        assertThat(channel(ITA, "ITA-SR-offres").bins())
                .isEqualTo(channel(ITA, "ITA-SR").bins());
        assertThat(channel(ITA, "ITA-CR-offres").bins())
                .isEqualTo(channel(ITA, "ITA-CR").bins());
        assertThat(channel(HTA, "HTA").bins()).extracting(Bin::low).containsExactly(0.4, 0.5, 0.6, 0.7, 0.8, 0.9);
        assertThat(channel(HTA, "HTA").bins()).extracting(Bin::high).containsExactly(0.5, 0.6, 0.7, 0.8, 0.9, 1.0);
    }

    @Test
    void hasTheSignalTemplates() {
        assertThat(signal(channel(ITA, "ITA-SR")).nominal())
                .isEqualTo(DoubleVector.of(
                        15.854724, 14.183732, 9.97742, 18.576014, 13.914331, 7.517479, 24.552218, 11.918229, 3.516674));
        assertThat(signal(channel(HTA, "HTA")).nominal())
                .isEqualTo(DoubleVector.of(
                        1.355006917203285,
                        1.344853748586174,
                        1.3343567437364647,
                        1.340043477800906,
                        1.3241796491773554,
                        1.3553765338743438));
        for (String offResonance : List.of("ITA-SR-offres", "ITA-CR-offres")) {
            assertThat(channel(ITA, offResonance).samples())
                    .extracting(Sample::role)
                    .containsOnly(Sample.Role.BACKGROUND);
        }
    }

    @Test
    void sumsOverEveryChannelAreThoseOfThePublishedFile() {
        checkSums(channel(ITA, "ITA-SR"), 8, 137, 8626.633230, 186000.951850, 186491.187298, 3.5, 10.5, 314.153054);
        checkSums(channel(ITA, "ITA-CR"), 8, 137, 8326.336634, 168358.322438, 168868.732554, 3.5, 10.5, 203.273231);
        checkSums(channel(ITA, "ITA-SR-offres"), 5, 72, 256.820457, 3480.369115, 3539.603601, 2.5, 7.5, 40.079573);
        checkSums(channel(ITA, "ITA-CR-offres"), 5, 72, 363.626156, 4950.873313, 5041.162519, 2.5, 7.5, 30.589086);
        checkSums(
                channel(HTA, "HTA"),
                4,
                45,
                218.84482391075647,
                2982.317609098562,
                3070.0994878653796,
                4.667,
                7.333,
                24.239762492293487);
    }

    @Test
    void hasOneSystematicExactly() {
        assertThat(signal(channel(ITA, "ITA-SR")).systematics())
                .contains(new Systematic.HistoSys(
                        "belle2/corr_ff_c2",
                        DoubleVector.of(
                                15.65004, 14.238765, 10.237332, 18.332854, 13.962475, 7.702108, 24.21708, 11.948025,
                                3.595799),
                        DoubleVector.of(
                                16.059408, 14.128699, 9.717508, 18.819174, 13.866187, 7.33285, 24.887356, 11.888433,
                                3.437549)));
        assertThat(signal(channel(HTA, "HTA")).systematics()).contains(new Systematic.NormSys("nBB", 0.985, 1.015));
    }

    @Test
    void countsTheParametersOfThePublishedModel() {
        Set<String> ita = constrained(ITA);
        Set<String> hta = constrained(HTA);
        Set<String> both = new TreeSet<>(ita);
        both.addAll(hta);
        assertThat(both).as("constrained parameters of both sets").hasSize(51);
        Set<String> shared = new TreeSet<>(ita);
        shared.retainAll(hta);
        assertThat(shared)
                .containsExactlyInAnyOrder(
                        "belle2/corr_br_c1",
                        "belle2/corr_br_c2",
                        "belle2/corr_br_c3",
                        "belle2/corr_br_c4",
                        "belle2/corr_br_c5",
                        "belle2/corr_br_c6",
                        "belle2/corr_br_c7",
                        "belle2/corr_br_c8",
                        "belle2/corr_br_c9",
                        "belle2/corr_ff_c1",
                        "belle2/corr_ff_c2",
                        "belle2/corr_ff_c3",
                        "belle2/corr_DKL_c1",
                        "belle2/corr_KLKL_c1",
                        "belle2/corr_exoticD_c1",
                        "belle2/corr_nnbar_c1");
        assertThat(both.stream().filter(name -> name.contains("/"))).containsExactlyElementsOf(shared);
        // Every sample has a set of its own, so that there is one factor per sample and bin.
        List<Systematic.StatError> statErrors = Stream.of(ITA, HTA)
                .flatMap(data -> systematics(data).stream())
                .filter(Systematic.StatError.class::isInstance)
                .map(Systematic.StatError.class::cast)
                .toList();
        assertThat(statErrors).extracting(Systematic.StatError::name).doesNotHaveDuplicates();
        assertThat(statErrors.stream()
                        .mapToInt(statError -> statError.uncertainty().size())
                        .sum())
                .isEqualTo(180);
        assertThat(systematics(ITA)).noneMatch(Systematic.NormFactor.class::isInstance);
        assertThat(systematics(HTA)).noneMatch(Systematic.NormFactor.class::isInstance);
    }

    @Test
    void densitiesAddUpToTheSignalTemplates() {
        checkDensities(ITA, "belle2-ita.json", "ITA-SR", new double[9]);
        checkDensities(ITA, "belle2-ita.json", "ITA-CR", new double[3]);
        // The published densities of the first two bins of HTA differ from the template by 3.05e-5 events.
        checkDensities(HTA, "belle2-hta.json", "HTA", new double[] {-3.05e-5, 3.05e-5, 0, 0, 0, 0});
    }

    @Test
    void responsesAreDensitiesPerBranchingFraction() {
        assertThat(ITA.responses()).extracting(Response::channel).containsExactly("ITA-SR", "ITA-CR");
        assertThat(HTA.responses()).extracting(Response::channel).containsExactly("HTA");
        for (CountingData data : List.of(ITA, HTA)) {
            for (Response response : data.responses()) {
                assertThat(response.mixture()).isEqualTo(Mixture.of("B+->K+"));
                assertThat(response.helicity()).isEqualTo(Helicity.TOTAL);
                assertThat(response.q2Edges().size()).isEqualTo(101);
                assertThat(response.q2Edges().at(0)).isZero();
                assertThat(response.q2Edges().at(1)).isEqualTo(0.22885);
                assertThat(response.q2Edges().at(100)).isEqualTo(22.885);
            }
        }
        assertThat(ITA.responses().get(0).eventsPerBranchingFraction().get(0).at(0))
                .isEqualTo(0.77308461 / 6.7290908079e-08);
        assertThat(HTA.responses().get(0).eventsPerBranchingFraction().get(0).at(1))
                .isEqualTo(9.1828576e-03 / 6.7278690627e-08);
        assertThat(ITA.responses().get(1).eventsPerBranchingFraction().get(2).at(99))
                .isZero();
    }

    private static void checkDensities(CountingData data, String resource, String channel, double[] difference) {
        ObjectDecoder published = publishedResponse(resource, channel);
        double[] sample = published.numbers("sampleBranchingFraction");
        assertThat(sample).hasSize(100);
        // The sum of the null spectrum in the published file.
        assertThat(DoubleStream.of(sample).sum()).isCloseTo(4.96612901882426e-06, within(1e-18));
        assertThat(sample[99]).isEqualTo(3.2230780606e-10);
        double[] sentinel = published.numbers("withoutGeneratedQ2");
        Response response = data.responses().stream()
                .filter(candidate -> candidate.channel().equals(channel))
                .findFirst()
                .orElseThrow();
        DoubleVector nominal = signal(channel(data, channel)).nominal();
        for (int i = 0; i < nominal.size(); i++) {
            double events = sentinel[i];
            for (int j = 0; j < sample.length; j++) {
                events += response.eventsPerBranchingFraction().get(i).at(j) * sample[j];
            }
            assertThat(events - difference[i])
                    .as("row %s of %s", i, channel)
                    .isCloseTo(nominal.at(i), within(1e-6 * nominal.at(i)));
        }
    }

    private static ObjectDecoder publishedResponse(String resource, String channel) {
        Problems problems = new Problems();
        Node root =
                Node.parse(resource, BelleIIInclusiveTag.class.getResourceAsStream(resource), Syntax.JSON, problems);
        return root.fields().get("responses").items().stream()
                .map(node -> new ObjectDecoder(node, "a response", problems))
                .filter(decoder -> decoder.string("channel").equals(channel))
                .findFirst()
                .orElseThrow();
    }

    private static void checkSums(
            Channel channel,
            int samples,
            int systematics,
            double nominal,
            double histoLow,
            double histoHigh,
            double normLow,
            double normHigh,
            double statError) {
        assertThat(channel.samples()).as(channel.name()).hasSize(samples);
        List<Systematic> all = channel.samples().stream()
                .flatMap(sample -> sample.systematics().stream())
                .toList();
        assertThat(all).as(channel.name()).hasSize(systematics);
        double expected = channel.samples().stream()
                .mapToDouble(sample -> sample.nominal().sum())
                .sum();
        checkSum(expected, nominal);
        checkSum(
                sum(
                        all,
                        Systematic.HistoSys.class,
                        systematic -> systematic.low().sum()),
                histoLow);
        checkSum(
                sum(
                        all,
                        Systematic.HistoSys.class,
                        systematic -> systematic.high().sum()),
                histoHigh);
        checkSum(sum(all, Systematic.NormSys.class, Systematic.NormSys::low), normLow);
        checkSum(sum(all, Systematic.NormSys.class, Systematic.NormSys::high), normHigh);
        checkSum(
                sum(
                        all,
                        Systematic.StatError.class,
                        systematic -> systematic.uncertainty().sum()),
                statError);
    }

    /** Sums agree up to the rounding of their addition. */
    private static void checkSum(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(1e-12 * expected));
    }

    private static <S extends Systematic> double sum(
            List<Systematic> systematics, Class<S> type, ToDoubleFunction<S> value) {
        return systematics.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .mapToDouble(value)
                .sum();
    }

    private static Set<String> constrained(CountingData data) {
        Predicate<Systematic> normal =
                systematic -> systematic instanceof Systematic.HistoSys || systematic instanceof Systematic.NormSys;
        Set<String> names = new TreeSet<>();
        systematics(data).stream().filter(normal).map(Systematic::name).forEach(names::add);
        return names;
    }

    private static List<Systematic> systematics(CountingData data) {
        List<Systematic> all = new ArrayList<>();
        data.channels().forEach(channel -> channel.samples().forEach(sample -> all.addAll(sample.systematics())));
        return all;
    }

    private static Channel channel(CountingData data, String name) {
        return data.channels().stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Sample signal(Channel channel) {
        return channel.samples().stream()
                .filter(sample -> sample.role() == Sample.Role.SIGNAL)
                .findFirst()
                .orElseThrow();
    }

    private static CountingData read(Experiment experiment) {
        return (CountingData) experiment.dataset(new JsonDatasetReader());
    }

    /** Every parameter by source; the rest is detection, and the off-resonance comparison. */
    @Test
    void parametersAreSortedBySource() {
        assertThat(groups(new BelleIIInclusiveTag()))
                .isEqualTo(Map.of(
                        "normalisationBB", 2L,
                        "normalisationContinuum", 5L,
                        "branchingFractions", 14L,
                        "formFactors", 3L,
                        "mcStatistics", 26L,
                        "others", 16L));
        assertThat(groups(new BelleIIHadronicTag()))
                .isEqualTo(Map.of(
                        "normalisationBB", 1L,
                        "normalisationContinuum", 2L,
                        "branchingFractions", 13L,
                        "formFactors", 3L,
                        "mcStatistics", 4L,
                        "others", 8L));
    }

    private static Map<String, Long> groups(Experiment experiment) {
        CountingData data = read(experiment);
        return data.channels().stream()
                .flatMap(channel -> channel.samples().stream())
                .flatMap(sample -> sample.systematics().stream())
                .map(Systematic::name)
                .distinct()
                .collect(Collectors.groupingBy(data::nuisanceGroupOf, Collectors.counting()));
    }
}
