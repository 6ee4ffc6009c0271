package emiss.api.experiment;

import emiss.api.Provenance;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Observed counts with a HistFactory model of signal and background.
 *
 * @param id the name of the experiment plugin or of the file
 * @param title a short title
 * @param quality how close the data set is to what the experiment would fit
 * @param provenance sources of the figures
 * @param channels the analysis bins; names are unique
 * @param responses the response to new particles; several for one channel add up
 * @param constraints multivariate constraints; parameters not named there have standard ones
 * @param formFactorParameters the nuisance parameters that stand for form-factor uncertainties of the signal
 */
public record CountingData(
        String id,
        String title,
        Quality quality,
        Provenance provenance,
        List<Channel> channels,
        List<Response> responses,
        List<GaussianConstraint> constraints,
        Set<String> formFactorParameters)
        implements Dataset {
    @Override
    public List<String> transitions() {
        return responses.stream().map(Response::transition).distinct().toList();
    }

    /** Checks that channel names are unique and that responses match their channels. */
    public CountingData {
        channels = List.copyOf(channels);
        responses = List.copyOf(responses);
        constraints = List.copyOf(constraints);
        formFactorParameters = Collections.unmodifiableSet(new TreeSet<>(formFactorParameters));
        Set<String> names = new HashSet<>();
        for (Channel channel : channels) {
            if (!names.add(channel.name())) {
                throw new IllegalArgumentException("data set " + id + " has two channels " + channel.name());
            }
        }
        for (Response response : responses) {
            Channel channel = channels.stream()
                    .filter(candidate -> candidate.name().equals(response.channel()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("data set " + id + " has a response for channel "
                            + response.channel() + ", which does not exist"));
            if (response.eventsPerBranchingFraction().size() != channel.bins().size()) {
                throw new IllegalArgumentException("the response of " + channel.name() + " has "
                        + response.eventsPerBranchingFraction().size() + " rows, expected "
                        + channel.bins().size() + ", one per bin");
            }
            if (channel.samples().stream().noneMatch(sample -> sample.role() == Sample.Role.SIGNAL)) {
                throw new IllegalArgumentException(
                        "channel " + channel.name() + " has a response but no signal sample that it would add to");
            }
        }
    }
}
