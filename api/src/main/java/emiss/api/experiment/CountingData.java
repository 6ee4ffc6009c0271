package emiss.api.experiment;

import emiss.api.DoubleVector;
import emiss.api.Provenance;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
 * @param templateUncertainties uncertainties of templates that the engine derives from theory; at most one per channel, all
 *     with the same draws and seed
 * @param parameters settings of parameters beyond their modifiers; at most one per name
 * @param signalStrength what the factor on the signal samples is called, for its settings and for exports
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
        List<TemplateUncertainty> templateUncertainties,
        List<ParameterSettings> parameters,
        String signalStrength)
        implements Dataset {
    /** What the factor on the signal samples is called unless the data set says otherwise. */
    public static final String SIGNAL_STRENGTH = "mu";

    /**
     * A data set that brings all uncertainties of its templates itself.
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

    /**
     * A data set whose parameters have the standard settings of their modifiers.
     *
     * @param id the name of the experiment plugin or of the file
     * @param title a short title
     * @param quality how close the data set is to what the experiment would fit
     * @param provenance sources of the figures
     * @param channels the analysis bins; names are unique
     * @param responses the response to new particles; several for one channel add up
     * @param constraints multivariate constraints; parameters not named there have standard ones
     * @param formFactorParameters the nuisance parameters that stand for form-factor uncertainties of the signal
     * @param templateUncertainties uncertainties of templates that the engine derives from theory; at most one per
     *     channel, all with the same draws and seed
     */
    public CountingData(
            String id,
            String title,
            Quality quality,
            Provenance provenance,
            List<Channel> channels,
            List<Response> responses,
            List<GaussianConstraint> constraints,
            Set<String> formFactorParameters,
            List<TemplateUncertainty> templateUncertainties) {
        this(
                id,
                title,
                quality,
                provenance,
                channels,
                responses,
                constraints,
                formFactorParameters,
                templateUncertainties,
                List.of(),
                SIGNAL_STRENGTH);
    }

    /**
     * {@return the same data set with other channels and form-factor parameters, without template uncertainties;
     * settings of parameters that the channels do not use are dropped}
     *
     * @param newChannels the analysis bins
     * @param newFormFactorParameters the nuisance parameters that stand for form-factor uncertainties of the signal
     */
    public CountingData with(List<Channel> newChannels, Set<String> newFormFactorParameters) {
        Set<String> used = new HashSet<>(Set.of(signalStrength));
        newChannels.forEach(channel -> channel.samples()
                .forEach(sample -> sample.systematics().forEach(systematic -> used.add(systematic.name()))));
        return new CountingData(
                id,
                title,
                quality,
                provenance,
                newChannels,
                responses,
                constraints,
                newFormFactorParameters,
                List.of(),
                parameters.stream()
                        .filter(settings -> used.contains(settings.name()))
                        .toList(),
                signalStrength);
    }

    @Override
    public List<String> transitions() {
        return responses.stream().map(Response::transition).distinct().toList();
    }

    /**
     * Checks that channel names are unique, and that responses and template uncertainties match their channels.
     *
     * @param id the name of the experiment plugin or of the file
     * @param title a short title
     * @param quality how close the data set is to what the experiment would fit
     * @param provenance sources of the figures
     * @param channels the analysis bins; names are unique
     * @param responses the response to new particles; several for one channel add up
     * @param constraints multivariate constraints; parameters not named there have standard ones
     * @param formFactorParameters the nuisance parameters that stand for form-factor uncertainties of the signal
     * @param templateUncertainties uncertainties of templates that the engine derives from theory; at most one per
     *     channel, all with the same draws and seed
     * @param parameters settings of parameters beyond their modifiers; at most one per name
     * @param signalStrength what the factor on the signal samples is called, for its settings and for exports
     */
    public CountingData {
        channels = List.copyOf(channels);
        responses = List.copyOf(responses);
        constraints = List.copyOf(constraints);
        formFactorParameters = Collections.unmodifiableSet(new TreeSet<>(formFactorParameters));
        templateUncertainties = List.copyOf(templateUncertainties);
        parameters = List.copyOf(parameters);
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
            TemplateUncertainty first = templateUncertainties.get(0);
            if (uncertainty.draws() != first.draws() || uncertainty.seed() != first.seed()) {
                throw new IllegalArgumentException("the template uncertainties of channels " + first.channel() + " and "
                        + uncertainty.channel() + " of data set " + id + " have different draws or seeds, expected the"
                        + " same, because channels vary together");
            }
        }
        Set<String> set = new HashSet<>();
        for (ParameterSettings settings : parameters) {
            if (!set.add(settings.name())) {
                throw new IllegalArgumentException(
                        "data set " + id + " has two settings of parameter " + settings.name());
            }
            Optional<String> misfit = settings.misfit(channels, signalStrength);
            if (misfit.isPresent()) {
                throw new IllegalArgumentException("data set " + id + ": " + misfit.get());
            }
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
