package emiss.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.decay.Mixture;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Response;
import emiss.api.experiment.Sample;
import emiss.api.experiment.TemplateUncertainty;
import emiss.api.experiment.TemplateUncertainty.Target;
import emiss.inference.BinnedModel;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.SignalModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Channels of one data set whose decays share form factors vary together. */
class TemplateBlocksTest {
    private static final CountingData TOY = ToyHistogram.data();
    private static final Channel WHOLE = TOY.channels().get(0);
    private static final Response RESPONSE = TOY.responses().get(0);

    private static DoubleVector part(DoubleVector vector, int from, int to) {
        return DoubleVector.generate(to - from, i -> vector.at(from + i));
    }

    /** Bins {@code from} to {@code to} of the toy as a channel of their own. */
    private static Channel channel(String name, int from, int to) {
        return new Channel(
                name,
                WHOLE.title(),
                WHOLE.variable(),
                WHOLE.unit(),
                WHOLE.bins().subList(from, to),
                part(WHOLE.observed(), from, to),
                WHOLE.samples().stream()
                        .map(sample -> new Sample(
                                sample.name(), sample.role(), part(sample.nominal(), from, to), sample.systematics()))
                        .toList());
    }

    private static Response response(String transition, String channel, int from, int to) {
        return new Response(
                Mixture.of(transition),
                RESPONSE.helicity(),
                channel,
                RESPONSE.q2Edges(),
                RESPONSE.eventsPerBranchingFraction().subList(from, to));
    }

    private static TemplateUncertainty uncertainty(String channel, Target target, DoubleVector efficiency) {
        return new TemplateUncertainty(channel, target, efficiency, Map.of("BB", 3.0), 200, 1);
    }

    private static CountingData data(
            List<Channel> channels, List<Response> responses, List<TemplateUncertainty> uncertainties) {
        return TOY.toBuilder()
                .channels(channels)
                .responses(responses)
                .constraints(List.of())
                .formFactorParameters(Set.of())
                .templateUncertainties(uncertainties)
                .parameters(List.of())
                .build();
    }

    private static CountingData whole(Target target) {
        return data(List.of(WHOLE), List.of(RESPONSE), List.of(uncertainty("Kstar0", target, DoubleVector.of())));
    }

    private static CountingData split(Target target, DoubleVector efficiency) {
        return data(
                List.of(channel("low", 0, 3), channel("high", 3, 7)),
                List.of(response("B0->K*0", "low", 0, 3), response("B0->K*0", "high", 3, 7)),
                List.of(uncertainty("low", target, efficiency), uncertainty("high", target, efficiency)));
    }

    private static FitResult fit(BinnedModel model, double[] signal) {
        FitResult fit = new Fitter(model).fit(model.observedData(), SignalModel.fixed(signal));
        assertThat(fit.reason()).isEmpty();
        return fit;
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void aHistogramInTwoChannelsHasTheLikelihoodOfOne(Target target) {
        Theory theory = Fixtures.theory();
        BinnedModel one = BinnedModel.of(List.of(MonteCarloTemplates.expand(whole(target), theory)));
        BinnedModel two = BinnedModel.of(List.of(MonteCarloTemplates.expand(split(target, DoubleVector.of()), theory)));

        assertThat(two.nuisanceNames()).hasSameSizeAs(one.nuisanceNames());
        assertThat(two.smTemplate()).isEqualTo(one.smTemplate());
        for (double[] newPhysics : List.of(
                new double[7], new double[] {9, 0, 0, 0, 0, 0, 0}, new double[] {0, 0, 4, 6, 0, 0, 0}, new double[] {
                    3, 3, 3, 3, 3, 3, 3
                })) {
            double[] signal = IntStream.range(0, 7)
                    .mapToDouble(i -> one.smTemplate()[i] + newPhysics[i])
                    .toArray();
            assertThat(fit(two, signal).deviance()).isCloseTo(fit(one, signal).deviance(), within(1e-7));
        }
    }

    @Test
    void channelsWhoseNamesDifferInASlashShareNoMadeUpParameter() {
        Theory theory = Fixtures.theory();
        assertThat(MonteCarloTemplates.blocks(twoDecays("a/b", "a|b"), theory)).hasSize(2);
        List<String> names = BinnedModel.of(List.of(MonteCarloTemplates.expand(twoDecays("a/b", "a|b"), theory)))
                .nuisanceNames();
        List<String> others = BinnedModel.of(List.of(MonteCarloTemplates.expand(twoDecays("a", "b"), theory)))
                .nuisanceNames();
        assertThat(names)
                .hasSameSizeAs(others)
                .doesNotHaveDuplicates()
                .contains(
                        "toy-babar-sb-histogram/theta_SM[a|b,0]",
                        "toy-babar-sb-histogram/theta_SM_[a|b,0]",
                        "toy-babar-sb-histogram/theta_b_[BB,a|b,0]");
    }

    /** Two channels whose decays share no form factor. */
    private static CountingData twoDecays(String one, String two) {
        return data(
                List.of(channel(one, 0, 3), channel(two, 3, 7)),
                List.of(response("B0->K*0", one, 0, 3), response("B0->K0", two, 3, 7)),
                List.of(
                        uncertainty(one, Target.STANDARD_MODEL, DoubleVector.of()),
                        uncertainty(two, Target.STANDARD_MODEL, DoubleVector.of())));
    }

    @Test
    void formFactorsAreCommonAndEfficienciesIndependent() {
        CountingData data =
                split(Target.STANDARD_MODEL, TOY.templateUncertainties().get(0).efficiencyUncertainty());
        Theory theory = Fixtures.theory();
        double[][] common = new MonteCarloYields(
                        split(Target.STANDARD_MODEL, DoubleVector.of()), data.templateUncertainties(), theory)
                .covariance(true);
        double[][] efficiencies = new MonteCarloYields(data, data.templateUncertainties(), theory).covariance(false);

        // Bins 2 and 3 share a q2 bin of the response, in which their efficiencies are drawn separately.
        double noise = Math.sqrt(efficiencies[2][2] * efficiencies[3][3] / 199);
        assertThat(efficiencies[2][3]).isCloseTo(0, within(4 * noise));
        assertThat(efficiencies[2][1]).isNotZero();
        assertThat(common[2][3]).isGreaterThan(0.5 * Math.sqrt(common[2][2] * common[3][3]));
    }

    @Test
    void onlyChannelsOfOneProcessVaryTogether() {
        List<Channel> channels =
                List.of(channel("a", 0, 2), channel("b", 2, 4), channel("c", 4, 6), channel("d", 6, 7));
        List<Response> responses = new ArrayList<>(List.of(
                response("B0->K*0", "a", 0, 2),
                response("B+->K+", "b", 2, 4),
                response("B+->K*+", "c", 4, 6),
                response("B0->K0", "d", 6, 7)));
        List<TemplateUncertainty> uncertainties = channels.stream()
                .map(channel -> uncertainty(channel.name(), Target.SIGNAL, DoubleVector.of()))
                .toList();

        assertThat(names(data(channels, responses, uncertainties)))
                .containsExactly(List.of("a", "c"), List.of("b", "d"));
        responses.add(response("B+->K+", "c", 4, 6));
        assertThat(names(data(channels, responses, uncertainties))).containsExactly(List.of("a", "b", "c", "d"));
    }

    private static List<List<String>> names(CountingData data) {
        return MonteCarloTemplates.blocks(data, Fixtures.theory()).stream()
                .map(block -> block.stream().map(TemplateUncertainty::channel).toList())
                .toList();
    }

    @Test
    void channelsNeedTheSameDraws() {
        TemplateUncertainty other =
                new TemplateUncertainty("high", Target.STANDARD_MODEL, DoubleVector.of(), Map.of(), 200, 2);
        CountingData good = split(Target.STANDARD_MODEL, DoubleVector.of());
        assertThatThrownBy(() -> data(
                        good.channels(),
                        good.responses(),
                        List.of(good.templateUncertainties().get(0), other)))
                .hasMessageContaining("channels low and high")
                .hasMessageContaining("different draws or seeds");
    }

    /** A response to a mixture has the yields, and the covariance, of responses to its parts. */
    @Test
    void aMixtureVariesAsItsParts() {
        Response mixture = new Response(
                new Mixture(Map.of("B0->K*0", 0.6, "B+->K+", 0.4)),
                RESPONSE.helicity(),
                RESPONSE.channel(),
                RESPONSE.q2Edges(),
                RESPONSE.eventsPerBranchingFraction());
        List<TemplateUncertainty> uncertainties = List.of(uncertainty("Kstar0", Target.SIGNAL, DoubleVector.of()));
        CountingData whole = data(List.of(WHOLE), List.of(mixture), uncertainties);
        CountingData parts =
                data(List.of(WHOLE), List.of(scaled("B0->K*0", 0.6), scaled("B+->K+", 0.4)), uncertainties);

        double[][] expected = new MonteCarloYields(parts, uncertainties, Fixtures.theory()).covariance(true);
        double[][] actual = new MonteCarloYields(whole, uncertainties, Fixtures.theory()).covariance(true);

        assertThat(MonteCarloTemplates.blocks(whole, Fixtures.theory())).hasSize(1);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).containsExactly(expected[i], within(1e-12));
        }
    }

    private static Response scaled(String transition, double factor) {
        return new Response(
                Mixture.of(transition),
                RESPONSE.helicity(),
                RESPONSE.channel(),
                RESPONSE.q2Edges(),
                RESPONSE.eventsPerBranchingFraction().stream()
                        .map(row -> DoubleVector.generate(row.size(), j -> factor * row.at(j)))
                        .toList());
    }
}
