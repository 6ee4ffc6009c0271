package emiss.app.studies;

import emiss.api.DoubleVector;
import emiss.api.experiment.Bin;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Response;
import emiss.app.study.Computation;
import emiss.app.study.Outcome;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import emiss.results.ResponseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How data sets respond to decays: events against the true q2.
 *
 * @param datasets the data sets
 */
public record ResponseStudy(List<Dataset> datasets) implements Study {
    /** The type of these studies. */
    public static final StudyType TYPE = new StudyType(
            ResponseResult.TYPE,
            "how many events a data set sees of a decay at every q2: efficiency times the number of decaying mesons",
            List.of(),
            ResponseStudy::decode);

    @Override
    public Computation<?> begin(StudyContext context) {
        return Computation.whole(this::compute);
    }

    private Outcome compute() {
        List<ResponseResult.Response> responses = new ArrayList<>();
        for (Dataset dataset : datasets) {
            if (dataset instanceof CountingData counting) {
                counting.responses().forEach(response -> responses.add(of(counting, response)));
            }
        }
        return new Outcome(new ResponseResult(responses), List.of());
    }

    private static ResponseResult.Response of(CountingData data, Response response) {
        Channel channel = data.channels().stream()
                .filter(candidate -> candidate.name().equals(response.channel()))
                .findFirst()
                .orElseThrow();
        List<String> names =
                channel.bins().stream().map(Bin::selection).distinct().toList();
        return new ResponseResult.Response(
                data.id(),
                channel.name(),
                response.mixture().toString(),
                response.helicity().name().toLowerCase(Locale.ROOT),
                response.q2Edges(),
                sum(channel, response, bin -> true),
                names.size() == 1
                        ? List.of()
                        : names.stream()
                                .map(name -> new ResponseResult.Selection(
                                        name,
                                        sum(
                                                channel,
                                                response,
                                                bin -> bin.selection().equals(name))))
                                .toList());
    }

    private static DoubleVector sum(Channel channel, Response response, Predicate<Bin> isIn) {
        return DoubleVector.generate(response.q2Edges().size() - 1, k -> {
            double sum = 0;
            for (int i = 0; i < channel.bins().size(); i++) {
                sum += isIn.test(channel.bins().get(i))
                        ? response.eventsPerBranchingFraction().get(i).at(k)
                        : 0;
            }
            return sum;
        });
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        decoder.requireData();
        if (!decoder.datasets().isEmpty() && decoder.datasets().stream().noneMatch(ResponseStudy::responds)) {
            decoder.problem(
                    decoder.location(),
                    "no data set has a response in q2; those of branching fractions have none: "
                            + String.join(
                                    ", ",
                                    decoder.datasets().stream().map(Dataset::id).toList()));
        }
        return Optional.of(new ResponseStudy(decoder.datasets()));
    }

    private static boolean responds(Dataset dataset) {
        return dataset instanceof CountingData counting && !counting.responses().isEmpty();
    }
}
