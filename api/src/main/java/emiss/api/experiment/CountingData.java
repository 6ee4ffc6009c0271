package emiss.api.experiment;

import emiss.api.DoubleVector;
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
 * @param templateUncertainties uncertainties of templates that the engine derives from theory; at most one per channel
 */
public record CountingData(
        String id,
        String title,
        Quality quality,
        Provenance provenance,
        List<Channel> channels,
        List<Response> responses,
        List<GaussianConstraint> constraints,
        Set<String> formFactorParameters,
        List<TemplateUncertainty> templateUncertainties)
        implements Dataset {
    /** A data set that brings all uncertainties of its templates itself. */
    public CountingData(
            String id,
            String title,
            Quality quality,
            Provenance provenance,
            List<Channel> channels,
            List<Response> responses,
            List<GaussianConstraint> constraints,
            Set<String> formFactorParameters) {
        this(id, title, quality, provenance, channels, responses, constraints, formFactorParameters, List.of());
    }

    @Override
    public List<String> transitions() {
        return responses.stream().map(Response::transition).distinct().toList();
    }

    /** Checks that channel names are unique, and that responses and template uncertainties match their channels. */
    public CountingData {
        channels = List.copyOf(channels);
        responses = List.copyOf(responses);
        constraints = List.copyOf(constraints);
        formFactorParameters = Collections.unmodifiableSet(new TreeSet<>(formFactorParameters));
        templateUncertainties = List.copyOf(templateUncertainties);
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
        Set<String> uncertain = new HashSet<>();
        for (TemplateUncertainty uncertainty : templateUncertainties) {
            if (!uncertain.add(uncertainty.channel())) {
                throw new IllegalArgumentException(
                        "data set " + id + " has two template uncertainties of channel " + uncertainty.channel());
            }
            check(id, uncertainty, channels, responses);
        }
    }

    private static void check(
            String id, TemplateUncertainty uncertainty, List<Channel> channels, List<Response> responses) {
        String name = uncertainty.channel();
        Channel channel = channels.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("data set " + id
                        + " has a template uncertainty of channel " + name + ", which does not exist"));
        List<DoubleVector> edges = responses.stream()
                .filter(response -> response.channel().equals(name))
                .map(Response::q2Edges)
                .distinct()
                .toList();
        if (edges.isEmpty()) {
            throw new IllegalArgumentException(
                    "channel " + name + " has a template uncertainty but no response to find it with");
        }
        int size = uncertainty.efficiencyUncertainty().size();
        if (size > 0 && edges.size() > 1) {
            throw new IllegalArgumentException("channel " + name
                    + " has an efficiency uncertainty, but its responses have different q2 edges, expected the same");
        }
        if (size > 0 && size != edges.get(0).size() - 1) {
            throw new IllegalArgumentException("the efficiency uncertainty of channel " + name + " has " + size
                    + " numbers, expected " + (edges.get(0).size() - 1) + ", one per q2 bin of the response");
        }
        for (String background : uncertainty.backgrounds().keySet()) {
            if (channel.samples().stream()
                    .noneMatch(sample -> sample.role() == Sample.Role.BACKGROUND
                            && sample.name().equals(background))) {
                throw new IllegalArgumentException("the template uncertainty of channel " + name + " names the sample "
                        + background + ", which is not a background of that channel");
            }
        }
    }
}
