package emiss.testkit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import emiss.api.DoubleVector;
import emiss.api.Provenance;
import emiss.api.decay.Helicity;
import emiss.api.decay.Mixture;
import emiss.api.experiment.Bin;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.api.experiment.Experiment;
import emiss.api.experiment.ExperimentGroup;
import emiss.api.experiment.GaussianConstraint;
import emiss.api.experiment.NuisanceGroup;
import emiss.api.experiment.Quality;
import emiss.api.experiment.Response;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Every kind of mistake is caught by its check, with a message that helps. */
final class ExperimentChecksTest {
    private static final Provenance SOURCE = new Provenance("nobody", List.of("arXiv:0000.00000"), "");
    private static final Systematic FORM_FACTOR = new Systematic.NormSys("toy/ff", 0.9, 1.1);
    private static final Sample SIGNAL =
            new Sample("signal", Sample.Role.SIGNAL, DoubleVector.of(1, 0), List.of(FORM_FACTOR));
    private static final Sample BACKGROUND = new Sample(
            "background",
            Sample.Role.BACKGROUND,
            DoubleVector.of(2, 3),
            List.of(new Systematic.NormSys("norm", 0.8, 1.2)));
    private static final Response RESPONSE = response("B+->K+", Helicity.TOTAL, 5);
    private static final CountingData GOOD = counting(
            channel("SR", "Signal region", SIGNAL, BACKGROUND), List.of(RESPONSE), List.of(), Set.of("toy/ff"));

    @Test
    void acceptsGoodDataSets() {
        Dataset branchingFractions = new BranchingFractionData(
                "toy",
                "Toy",
                Quality.UNPUBLISHED,
                SOURCE,
                List.of(new BranchingFractionData.Measurement(Mixture.of("Bs->inv"), 0, 1e-4, 1e-4)),
                List.of(),
                null);
        Dataset helicities = counting(
                channel("SR", "Signal region", SIGNAL, BACKGROUND),
                List.of(response("B0->K*0", Helicity.LONGITUDINAL, 5), response("B0->K*0", Helicity.TRANSVERSE, 4)),
                List.of(new GaussianConstraint(List.of("norm"), DoubleVector.of(0), List.of(DoubleVector.of(2)))),
                Set.of());
        for (Dataset dataset : List.of(GOOD, branchingFractions, helicities)) {
            ExperimentChecks.checkIdentity(experiment("toy", () -> dataset));
            ExperimentChecks.checkRepeatable(experiment("toy", () -> dataset));
            ExperimentChecks.checkProvenance(dataset);
            ExperimentChecks.checkTransitions(dataset);
            ExperimentChecks.checkChannels(dataset);
            ExperimentChecks.checkResponses(dataset);
            ExperimentChecks.checkParameters(dataset);
        }
    }

    @Test
    void catchesAWrongIdentity() {
        fails(() -> ExperimentChecks.checkIdentity(experiment("Toy", () -> GOOD)), "lower case");
        fails(() -> ExperimentChecks.checkIdentity(experiment("other", () -> GOOD)), "the id of the data set");
    }

    @Test
    void catchesDataThatChange() {
        Supplier<Dataset> changing = new Supplier<>() {
            private int read;

            @Override
            public Dataset get() {
                return counting(channel("SR", "Reading " + read++, SIGNAL, BACKGROUND), List.of(), List.of(), Set.of());
            }
        };
        fails(() -> ExperimentChecks.checkRepeatable(experiment("toy", changing)), "when read again");
    }

    @Test
    void catchesMissingSources() {
        Dataset dataset = CountingData.builder(
                        "toy", "Toy", Quality.UNPUBLISHED, new Provenance("nobody", List.of(), ""), GOOD.channels())
                .build();
        fails(ExperimentChecks::checkProvenance, dataset, "identifiers");
    }

    @Test
    void catchesUnknownTransitions() {
        fails(
                ExperimentChecks::checkTransitions,
                withResponses(response("B+->K", Helicity.TOTAL, 5)),
                "transitions of data set toy");
    }

    @Test
    void catchesChannelsThatExpectNothing() {
        Sample empty = new Sample("empty", Sample.Role.BACKGROUND, DoubleVector.of(0, 0), List.of());
        fails(
                ExperimentChecks::checkChannels,
                counting(channel("SR", "Region", SIGNAL), List.of(), List.of(), Set.of()),
                "expected events in bin 2 of channel SR");
        fails(
                ExperimentChecks::checkChannels,
                counting(channel("SR", "Region", BACKGROUND, empty), List.of(), List.of(), Set.of()),
                "expected events of empty in channel SR");
        fails(
                ExperimentChecks::checkChannels,
                counting(channel("SR", "", BACKGROUND), List.of(), List.of(), Set.of()),
                "the title of channel SR");
    }

    @Test
    void catchesUnusableResponses() {
        fails(
                ExperimentChecks::checkResponses,
                withResponses(response("B+->K+", Helicity.TOTAL, -5)),
                "the response of SR to B+->K+");
        fails(
                ExperimentChecks::checkResponses,
                withResponses(response("B+->K+", Helicity.TOTAL, 0)),
                "the largest entry of the response of SR");
        fails(
                ExperimentChecks::checkResponses,
                withResponses(RESPONSE, response("B+->K+", Helicity.LONGITUDINAL, 2)),
                "responses that share a part of the rate");
        fails(
                ExperimentChecks::checkResponses,
                withResponses(
                        RESPONSE,
                        new Response(
                                new Mixture(Map.of("B0->K0", 0.5, "B+->K+", 0.5)),
                                RESPONSE.helicity(),
                                RESPONSE.channel(),
                                RESPONSE.q2Edges(),
                                RESPONSE.eventsPerBranchingFraction())),
                "responses that share a part of the rate");
    }

    @Test
    void catchesParametersInTwoGroups() {
        fails(
                ExperimentChecks::checkParameters,
                GOOD.toBuilder()
                        .nuisanceGroups(List.of(
                                new NuisanceGroup("a", List.of("no*")), new NuisanceGroup("b", List.of("norm"))))
                        .build(),
                "declared nuisance groups of parameter norm");
    }

    @Test
    void catchesAWrongLook() {
        fails(() -> ExperimentChecks.checkIdentity(looking(" ", OptionalInt.empty(), "toys")), "the label");
        fails(() -> ExperimentChecks.checkIdentity(looking("Toy", OptionalInt.of(-1), "toys")), "the colours");
        fails(() -> ExperimentChecks.checkIdentity(looking("Toy", OptionalInt.of(3), "All toys")), "lower case");
    }

    private static Experiment looking(String label, OptionalInt colourOrder, String group) {
        return new Experiment() {
            @Override
            public String id() {
                return "toy";
            }

            @Override
            public String label() {
                return label;
            }

            @Override
            public OptionalInt colourOrder() {
                return colourOrder;
            }

            @Override
            public Optional<ExperimentGroup> group() {
                return Optional.of(new ExperimentGroup(group, "Toys", OptionalInt.empty()));
            }

            @Override
            public Dataset dataset(DatasetReader reader) {
                return GOOD;
            }
        };
    }

    @Test
    void catchesParametersThatDoNotExist() {
        List<Channel> channels = GOOD.channels();
        fails(
                ExperimentChecks::checkParameters,
                counting(channels.get(0), List.of(), List.of(), Set.of("norm")),
                "parameters of the signal");
        fails(
                ExperimentChecks::checkParameters,
                counting(
                        channels.get(0),
                        List.of(),
                        List.of(new GaussianConstraint(
                                List.of("nrom"), DoubleVector.of(0), List.of(DoubleVector.of(2)))),
                        Set.of()),
                "parameters of data set toy");
    }

    @Test
    void catchesMalformedNames() {
        for (String name : List.of("a/b/c", "/a", "a/", "a b", "")) {
            Sample sample = new Sample(
                    "background",
                    Sample.Role.BACKGROUND,
                    DoubleVector.of(2, 3),
                    List.of(new Systematic.NormFactor(name)));
            fails(
                    ExperimentChecks::checkParameters,
                    counting(channel("SR", "Region", sample), List.of(), List.of(), Set.of()),
                    "names of parameters");
        }
    }

    private static Dataset withResponses(Response... responses) {
        return counting(GOOD.channels().get(0), List.of(responses), List.of(), Set.of());
    }

    private static CountingData counting(
            Channel channel, List<Response> responses, List<GaussianConstraint> constraints, Set<String> formFactors) {
        return CountingData.builder("toy", "Toy", Quality.UNPUBLISHED, SOURCE, List.of(channel))
                .responses(responses)
                .constraints(constraints)
                .formFactorParameters(formFactors)
                .build();
    }

    private static Channel channel(String name, String title, Sample... samples) {
        return new Channel(
                name,
                title,
                "q2_rec",
                "GeV^2",
                List.of(new Bin(0, 1, ""), new Bin(1, 2, "")),
                DoubleVector.of(3, 2),
                List.of(samples));
    }

    private static Response response(String transition, Helicity helicity, double events) {
        return new Response(
                Mixture.of(transition),
                helicity,
                "SR",
                DoubleVector.of(0, 10),
                List.of(DoubleVector.of(events), DoubleVector.of(0)));
    }

    private static Experiment experiment(String id, Supplier<Dataset> dataset) {
        return new Experiment() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public Dataset dataset(DatasetReader reader) {
                return dataset.get();
            }
        };
    }

    private static void fails(Consumer<Dataset> check, Dataset dataset, String message) {
        fails(() -> check.accept(dataset), message);
    }

    private static void fails(Runnable check, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check::run).withMessageContaining(message);
    }
}
